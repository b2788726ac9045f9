import { makeSentiment } from '../analysis/base/sentiment.ts';
import { textModel } from './text-models.ts';

/** Sentiment by the models that ship with the app. */
export const sentiment = makeSentiment({
  english: () => textModel('sentiment-en'),
  multilingual: () => textModel('sentiment-multi'),
});
