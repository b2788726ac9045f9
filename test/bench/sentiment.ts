import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SENTIMENT_LANGUAGES, type Sentiment } from '../../src-main/analysis/base/sentiment.ts';
import { sentiment } from '../../src-main/services/sentiment.ts';
import { makeRandom } from '../tools/sentiment/softmax.ts';
import { type Bench, bestOf, type Figure, peakMegabytes } from './entry.ts';

/** What VADER (Hutto & Gilbert 2014) does in Python on the machine this was built on, short texts a second on one core. */
const VADER_PER_SECOND = 36_000;
const DEFAULT_ROWS = 20_000;

const STARTS = [
  'I love',
  'So happy with',
  'Not sure about',
  'Why is',
  'I really hate',
  'Finally got',
  'Waiting for',
  'RT @shop:',
];
const MIDDLES = [
  'the new lamp',
  'this phone',
  'my order from Tuesday',
  'the delivery',
  'their staff',
  'that playlist',
  'the match',
];
const ENDS = [
  'and it works great :)',
  'but it broke again...',
  'https://t.co/Ab12Cd',
  '#MondayMood 😡',
  'tomorrow, anyone else?',
  '!!!',
];

/** Made-up short texts of a tweet's usual length, some 80 characters. */
function shortTexts(count: number): string[] {
  const random = makeRandom(3);
  const pick = (parts: readonly string[]) => parts[Math.floor(random() * parts.length)] ?? '';
  return Array.from({ length: count }, (_, i) =>
    [pick(STARTS), pick(MIDDLES), `no ${i % 1000}`, pick(ENDS), pick(STARTS), pick(MIDDLES)].join(' '),
  );
}

/** CPU time, since other work on the machine must not count. */
async function perSecond(texts: readonly string[], scored: Sentiment['score'], language: string): Promise<number> {
  const seconds: number[] = [];
  await bestOf(3, () => {
    const before = process.cpuUsage();
    for (const text of texts) scored(text, language);
    seconds.push(process.cpuUsage(before).user / 1e6);
  });
  return texts.length / Math.min(...seconds);
}

/** `npm run bench -- sentiment` */
export const sentimentBench: Bench = {
  name: 'sentiment',
  title: 'Sentiment of short texts',
  async run({ rows = DEFAULT_ROWS }) {
    const before = peakMegabytes();
    const texts = shortTexts(rows);
    const note = `VADER in Python: ${VADER_PER_SECOND.toLocaleString('en-US')}`;
    const english = await perSecond(texts, sentiment.score, 'en');
    const others = await perSecond(texts, sentiment.score, 'de');
    const explained = await perSecond(
      texts.slice(0, 2000),
      (text, language) => sentiment.explain(text, language).score,
      'en',
    );
    const figures: Figure[] = [
      {
        name: 'English',
        value: english,
        unit: 'texts/s per core',
        least: VADER_PER_SECOND,
        key: 'textsPerSecond',
        note,
      },
      { name: 'other languages', value: others, unit: 'texts/s per core', least: VADER_PER_SECOND },
      { name: 'with reasons', value: explained, unit: 'texts/s per core' },
      { name: 'memory for models and texts', value: peakMegabytes() - before, unit: 'MB', most: 60 },
    ];
    return [...figures, ...(await agreement())];
  },
};

/**
 * Agreement with people on the labelled texts, if they are at hand. The shipped models have learnt from them all, so this is
 * an upper bound that shows whether the files fit the program; the model card has the figures on unseen texts.
 */
async function agreement(): Promise<Figure[]> {
  const data = join(import.meta.dirname, '../../../shared/data');
  if (!existsSync(join(data, 'sentiment'))) return [];
  const { readMultilingual, readSemEval } = await import('../tools/sentiment/data.ts');
  const { measure } = await import('../tools/sentiment/measure.ts');
  const moods = ['negative', 'neutral', 'positive'];
  const scoresOf = (texts: { text: string; label: number; language: string }[]) => {
    const answers = texts.map(({ text, language }) => {
      const found = sentiment.moods(text, language);
      return typeof found === 'string' ? 1 : moods.indexOf(found.label);
    });
    const labels = texts.map(({ label }) => label);
    return measure(labels, answers, 3);
  };
  const f1 = SENTIMENT_LANGUAGES.map((language) => scoresOf(readMultilingual(data, language, 'val')).f1);
  const note = 'learnt from: an upper bound';
  return [
    { name: 'English tweets of 2016, recall', value: scoresOf(readSemEval(data, '2016test')).recall, unit: '%', note },
    { name: 'eight languages, mean F1', value: f1.reduce((a, b) => a + b, 0) / f1.length, unit: '%', note },
  ];
}
