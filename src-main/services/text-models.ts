import { readFileSync } from 'node:fs';
import { makeScorer, readModel, type TextScorer } from '../analysis/base/text-model.ts';

/** Models that ship with the app, trained by `npm run train:sentiment`; see docs/model-card-sentiment.md. */
export type TextModelId = 'sentiment-en' | 'sentiment-multi' | 'emotion' | 'irony' | 'offence';

const loaded = new Map<TextModelId, TextScorer>();

/**
 * One model of this thread, read when it is first asked for: 0.5 to 3 MB each. The files lie beside this module in the
 * sources and beside the bundle in the built app, inside its archive.
 */
export function textModel(id: TextModelId): TextScorer {
  const known = loaded.get(id);
  if (known) return known;
  const model = readModel(readFileSync(new URL(`./models/${id}.bin`, import.meta.url)));
  const scorer = makeScorer(model, { joinsPhrases: id.startsWith('sentiment-') });
  loaded.set(id, scorer);
  return scorer;
}
