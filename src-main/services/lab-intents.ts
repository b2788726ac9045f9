import { loadLanguageDetector } from '../analysis/base/language.ts';
import { findIntents, intentsCut } from '../analysis/intents/intents.ts';
import { labTexts, nameOf } from './lab-texts.ts';
import type { LabInput } from './line-lab.ts';

/** `inglenook lab intents`: what each text wants, with the words that say so. Too short to tell: read as English. */
export const intentsLab = {
  id: 'intents',
  title: 'Needs and intents of each line',
  question: 'What does each text want: an answer, a change, to buy, to leave?',
  output:
    'One line for each text: language and intents, each with p (how often such words are right) and the words that say so. notScored: no list of that language. cut: only the first 5,000 characters were read.',
  async *run({ text }: LabInput) {
    const detect = await loadLanguageDetector();
    for (const entry of labTexts(text())) {
      const language = detect(entry.text) || 'en';
      const found = findIntents(entry.text, language);
      if (found === null) yield { ...nameOf(entry), language, intents: [], notScored: 'language' };
      else
        yield {
          ...nameOf(entry),
          language,
          ...(intentsCut(entry.text) ? { cut: true } : {}),
          intents: found.map(({ intent, p, evidence }) => ({
            intent,
            p: Number(p.toFixed(4)),
            evidence: evidence.map((part) => part.text),
          })),
        };
    }
  },
};
