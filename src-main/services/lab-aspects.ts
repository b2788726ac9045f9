import { findAspects } from '../analysis/aspects/aspects.ts';
import { loadLanguageDetector } from '../analysis/base/language.ts';
import { labTexts, nameOf } from './lab-texts.ts';
import type { LabInput } from './line-lab.ts';

/** `inglenook lab aspects`: what each text likes and dislikes, with the words that say so. Too short to tell: read as English. */
export const aspectsLab = {
  id: 'aspects',
  title: 'Aspects of each line',
  question: 'What exactly does each text like or dislike?',
  async *run({ text }: LabInput) {
    const detect = await loadLanguageDetector();
    for (const entry of labTexts(text())) {
      const language = detect(entry.text) || 'en';
      const found = findAspects(entry.text, language);
      if (found === null) yield { ...nameOf(entry), language, aspects: [], notScored: 'language' };
      else
        yield {
          ...nameOf(entry),
          language,
          aspects: found.map(({ opinion, confidence, ...aspect }) => ({
            ...aspect,
            opinion: opinion.map((word) => word.text),
            confidence: Number(confidence.toFixed(4)),
          })),
        };
    }
  },
};
