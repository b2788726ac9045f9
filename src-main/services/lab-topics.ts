import { type LanguageDetector, loadLanguageDetector } from '../analysis/base/language.ts';
import { findTopics } from '../analysis/topics/find-topics.ts';
import { type LabText, labTexts, nameOf, wholeParam } from './lab-texts.ts';
import type { LineLab } from './line-lab.ts';

const MOST_TOPICS = 200;
const round = (value: number | null, digits: number): number | null =>
  value === null ? null : Number(value.toFixed(digits));

/**
 * `inglenook lab topics`: first one line with how well the topics hang together, then one line per topic, then one line per
 * text with its topic's number or "other" and how sure that is.
 */
export const topicsLab: LineLab = {
  id: 'topics',
  title: 'Topics of the lines',
  question: 'What are these texts about, and which text is about what?',
  options: {
    k: { type: 'string', help: 'number of topics (default: as many as the texts bear)' },
    seed: { type: 'string', help: 'seed of what begins at random (default 1)' },
  },
  output: 'One line about the whole, one per topic, one per text with its topic (or "other") and how sure that is (p).',
  async *run({ text, params }) {
    const k = wholeParam(params, 'k', 1, MOST_TOPICS);
    const seed = wholeParam(params, 'seed', 0, 2 ** 31 - 1);
    const texts = [...labTexts(text())];
    const languages = languagesOf(texts, await loadLanguageDetector());
    const model = findTopics(
      texts.map((entry, i) => ({ text: entry.text, language: languages[i] as string })),
      { ...(k === undefined ? {} : { k }), ...(seed === undefined ? {} : { seed }) },
    );
    yield {
      topics: model.topics.length,
      texts: texts.length,
      coherence: round(model.coherence, 4),
      diversity: round(model.diversity, 4),
      other: round(model.otherShare, 4),
    };
    for (const { id, label, words, texts: count, share, coherence } of model.topics)
      yield { topic: id, label, words, texts: count, share: round(share, 4), coherence: round(coherence, 4) };
    for (const [i, entry] of texts.entries()) {
      const topic = model.topic[i] as number;
      yield { ...nameOf(entry), topic: topic < 0 ? 'other' : topic, p: round(model.p[i] as number, 4) };
    }
  },
};

/** Texts whose language is looked at before it is taken for granted that all are in one. */
const LOOKED_AT = 20_000;
const ALMOST_ALL = 0.97;

/** Language of each text. A short text says too little of its own: it is read as the language of most. */
function languagesOf(texts: readonly LabText[], detect: LanguageDetector): string[] {
  const first = texts.slice(0, LOOKED_AT).map(({ text }) => detect(text));
  const counts = new Map<string, number>();
  for (const language of first) if (language) counts.set(language, (counts.get(language) ?? 0) + 1);
  const [main = 'en', most = 0] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0] ?? [];
  const known = first.filter((language) => language !== '').length;
  if (most >= ALMOST_ALL * known) return texts.map((_, i) => first[i] || main);
  return texts.map(({ text }, i) => (first[i] ?? detect(text)) || main);
}
