import { aspectsReadTo, findAspects } from '../analysis/aspects/aspects.ts';
import { loadLanguageDetector } from '../analysis/base/language.ts';
import { labTexts, nameOf } from './lab-texts.ts';
import type { LabInput } from './line-lab.ts';

/** `inglenook lab aspects`: what each text likes and dislikes, with the words that say so. Too short to tell: read as English. */
export const aspectsLab = {
  id: 'aspects',
  title: 'Aspects of each line',
  question: 'What exactly does each text like or dislike?',
  output:
    'One line for each text: language and aspects, each with the thing (term, start and end in UTF-16 units, group, category), polarity, opinion words and confidence. notScored: no model or list of that language. cut: an English text was read to its 400th word or sign only; readTo is where that was, in UTF-16 units.',
  async *run({ text }: LabInput) {
    const detect = await loadLanguageDetector();
    for (const entry of labTexts(text())) {
      const language = detect(entry.text) || 'en';
      const found = findAspects(entry.text, language);
      if (found === null) yield { ...nameOf(entry), language, aspects: [], notScored: 'language' };
      else {
        const readTo = aspectsReadTo(entry.text, language);
        yield {
          ...nameOf(entry),
          language,
          ...(readTo === null ? {} : { cut: true, readTo }),
          aspects: found.map(({ opinion, confidence, ...aspect }) => ({
            ...aspect,
            opinion: opinion.map((word) => word.text),
            confidence: Number(confidence.toFixed(4)),
          })),
        };
      }
    }
  },
};
