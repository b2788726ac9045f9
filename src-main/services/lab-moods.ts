import { loadLanguageDetector } from '../analysis/base/language.ts';
import { MOODS } from '../../shared/moods.ts';
import { baseOf, strongest } from '../analysis/base/sentiment.ts';
import type { Evidence } from '../analysis/base/text-model.ts';
import { labTexts } from './lab-texts.ts';
import type { LineLab } from './line-lab.ts';
import { sentiment } from './sentiment.ts';
import { type TextModelId, textModel } from './text-models.ts';

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

const shown = (evidence: readonly Evidence[]) =>
  strongest(evidence).map(({ text, weight, start, end, negated }) => ({
    word: text,
    weight: rounded(weight),
    start,
    end,
    ...(negated ? { negated } : {}),
  }));

/** What a lab says of one line, its language known. */
type Judge = (text: string, language: string) => Record<string, unknown>;

/** A lab that answers each line, empty ones too, with one line. `--params '{"language":"en"}'` sets the language of all. */
function textLab(id: string, title: string, question: string, judge: Judge): LineLab {
  return {
    id,
    title,
    question,
    async *run(input) {
      const detect = await loadLanguageDetector();
      const given = input.params.language;
      for (const { id: name, text, language } of labTexts(input.text())) {
        const known = language ?? (typeof given === 'string' ? given : detect(text));
        yield { ...(name === undefined ? {} : { id: name }), ...judge(text, known), language: known || 'und' };
      }
    },
  };
}

const NOT_SCORED = { label: null, p: null, evidence: [] };

const judgeSentiment: Judge = (text, language) => {
  const found = sentiment.moods(text, language);
  if (typeof found === 'string') return { ...NOT_SCORED, reason: `not scored: ${found}` };
  const { label, ...p } = found;
  return {
    label,
    p: Object.fromEntries(MOODS.map((mood) => [mood, rounded(p[mood])])),
    evidence: shown(sentiment.evidence(text, language).evidence),
  };
};

/** Models that learnt from English alone. */
function judgeEnglish(model: TextModelId, text: string, language: string): Record<string, unknown> {
  if (text.trim() === '') return { ...NOT_SCORED, reason: 'not scored: empty' };
  // Without a language a text is short or has no letters; emoji mean much the same everywhere.
  if (!['', 'en'].includes(baseOf(language))) return { ...NOT_SCORED, reason: 'not scored: language' };
  const scorer = textModel(model);
  const p = Array.from(scorer.score(text, 'en'));
  const order = [...p.keys()].sort((a, b) => (p[b] as number) - (p[a] as number));
  const [best = 0, second = 1] = order;
  return {
    label: scorer.labels[best],
    p: Object.fromEntries(scorer.labels.map((label, k) => [label, rounded(p[k] as number)])),
    evidence: shown(scorer.explain(text, 'en', best, second).evidence),
  };
}

/** Labs that judge lines of text. */
export const TEXT_LABS: readonly LineLab[] = [
  textLab('language', 'Language of each line', 'Which language is each line of text in?', (_text, language) => ({
    label: language || 'und',
  })),
  textLab(
    'sentiment',
    'Sentiment of each line',
    'How does each line of text sound, and which words say so?',
    judgeSentiment,
  ),
  textLab(
    'emotion',
    'Emotion of each line',
    'Is each line angry, joyful, hopeful or sad; is it ironic; does it offend?',
    (text, language) => ({
      ...judgeEnglish('emotion', text, language),
      irony: judgeEnglish('irony', text, language),
      offence: judgeEnglish('offence', text, language),
    }),
  ),
  textLab('irony', 'Irony of each line', 'Does each line mean the opposite of what it says?', (text, language) =>
    judgeEnglish('irony', text, language),
  ),
  textLab('offence', 'Offence of each line', 'Does each line insult or swear?', (text, language) =>
    judgeEnglish('offence', text, language),
  ),
];
