import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreText } from '../../src-main/analysis/base/sentiment.ts';
import { linesOfFile, realFile } from './real-data.ts';

const score = (text: string, language = 'en'): number => {
  const found = scoreText(text, language).score;
  if (found === null) throw new TypeError('not scored');
  return found;
};
const words = (text: string, language = 'en') => scoreText(text, language).words.map(({ word }) => word);
/** x / √(x² + 15), worked out here on its own. */
const bent = (sum: number) => sum / Math.sqrt(sum * sum + 15);

describe('words', () => {
  test('the sum of the known words is bent into −1..1', () => {
    expect(score('A good lamp')).toBeCloseTo(bent(3));
    expect(score('A bad lamp')).toBeCloseTo(bent(-3));
    expect(score('A good lamp in a bad box')).toBe(0);
    expect(score('A lamp')).toBe(0);
  });

  test('a negation turns the three words after it, not the fourth, and not beyond the sentence', () => {
    expect(score('not good')).toBeCloseTo(bent(3 * -0.74));
    expect(score('this is not a very good lamp')).toBeLessThan(0);
    expect(score('not the one we thought good')).toBeGreaterThan(0);
    expect(score('It is not. Good')).toBeGreaterThan(0);
    expect(score("It isn't bad")).toBeGreaterThan(0);
    expect(score('It isn’t bad')).toBe(score("It isn't bad"));
    expect(score('not cheap but good')).toBeGreaterThan(0);
  });

  test('boosters, capitals, drawn-out letters and exclamation marks strengthen', () => {
    const plain = score('it is good');
    for (const louder of ['it is very good', 'it is GOOD', 'it is gooooood', 'it is good!'])
      expect({ louder, more: score(louder) > plain }).toEqual({ louder, more: true });
    expect(score('it is slightly good')).toBeLessThan(plain);
    expect(score('IT IS GOOD')).toBe(plain);
    expect(score('good!!!!!!!!')).toBe(score('good!!!'));
  });

  test('a booster with a mood of its own counts only when it strengthens nothing', () => {
    expect(words('damn')).toEqual(['damn']);
    expect(score('damn good')).toBeGreaterThan(score('good'));
    expect(words('damn good')).toEqual(['good']);
    expect(words('damn, the box')).toEqual(['damn']);
  });

  test('phrases replace their words', () => {
    expect(words("I can't stand it")).toEqual(["can't stand"]);
    expect(score("I can't wait for it")).toBeGreaterThan(0);
    expect(score('highly recommend')).toBeCloseTo(bent(3));
    expect(score('bad luck')).toBeCloseTo(bent(-2));
    expect(words('bad  luck')).toEqual(['bad  luck']);
    expect(words('bad, luck')).toEqual(['bad', 'luck']);
  });

  test('quotation marks are not part of a word', () => {
    expect(words("'good' ‘great’")).toEqual(['good', 'great']);
  });

  test('addresses and handles have no mood', () => {
    expect(words('see https://good.example/bad and @terrible')).toEqual([]);
    expect(words('#awful')).toEqual(['awful']);
  });
});

describe('signs', () => {
  test('count in every language, and only they do outside English', () => {
    expect(score('Danke 😍', 'de')).toBeCloseTo(bent(3));
    expect(score('good 😡', 'de')).toBeCloseTo(bent(-3));
    expect(score('hm :-(', '')).toBeCloseTo(bent(-2));
    expect(score('❤️', 'fr')).toBe(score('❤', 'fr'));
    expect(score('👍🏽', 'fr')).toBe(score('👍', 'fr'));
  });

  test('without any, a text in another language is not scored', () => {
    expect(scoreText('Das ist good', 'de')).toEqual({ score: null, words: [] });
    expect(scoreText('good', '')).toEqual({ score: null, words: [] });
  });

  test('are no faces inside words, addresses and times', () => {
    expect(words('at 10:30 see http://a.example/x', 'de')).toEqual([]);
    expect(words('LXD maxD: fine', 'de')).toEqual([]);
    expect(words('Box:D', 'de')).toEqual([':D']);
  });
});

describe('laws', () => {
  const known = [
    'good',
    'BAD',
    'not',
    'very',
    'damn',
    'but',
    "can't",
    'stand',
    'wait',
    ':)',
    '😡',
    '👍🏽',
    '!',
    '.',
    '\n',
  ];
  const odd = ['İ', 'naïve', 'https://x.example', '@b', '#great', 'sooo', '日本語', '❤️', '</3', 'D:', '’', "'"];
  const pieces = fc.constantFrom(...known, ...odd);
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((parts) => parts.join(' ')),
    fc.array(pieces).map((parts) => parts.join('')),
  );

  test('scores stay between −1 and 1, and each word stands where it says', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('en', 'de', ''), (text, language) => {
        const result = scoreText(text, language);
        if (result.score !== null) expect(Math.abs(result.score)).toBeLessThanOrEqual(1);
        for (const { word, weight, start } of result.words) {
          expect(text.slice(start, start + word.length)).toBe(word);
          expect(word).not.toBe('');
          expect(Number.isFinite(weight)).toBe(true);
        }
        expect(scoreText(text, language)).toEqual(result);
      }),
      { numRuns: 500 },
    );
  });

  test('the words named explain the score: the same sign as their sum', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { score: found, words: named } = scoreText(text, 'en');
        const sum = named.reduce((all, { weight }) => all + weight, 0);
        // Weights are shown rounded to two places, so a sum that close to 0 may lie on either side.
        if (Math.abs(sum) > 0.05) expect(Math.sign(found ?? 0)).toBe(Math.sign(sum));
      }),
      { numRuns: 500 },
    );
  });
});

/** The data set writes some signs as escapes and doubles its quotation marks. */
const unescaped = (text: string): string =>
  text
    .replace(/^"|"$/g, '')
    .replaceAll('""', '"')
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Tweets that people labelled negative, neutral or positive. */
const readTweets = (folder: string): { label: string; text: string }[] =>
  readdirSync(folder).flatMap((name) =>
    linesOfFile(join(folder, name)).flatMap((line) => {
      const [, label, text] = line.split('\t');
      return label && text ? [{ label, text: unescaped(text.trim()) }] : [];
    }),
  );

const tweetFolder = realFile('sentiment', 'semeval-2013-2016');
test.skipIf(tweetFolder === null)('agrees with people on real tweets (figures as a notice)', () => {
  const rows = readTweets(tweetFolder ?? '');
  const names = ['negative', 'neutral', 'positive'];
  const hits = new Map<string, number>();
  const totals = new Map<string, number>();
  const started = performance.now();
  const moods = rows.map(({ text }) => score(text));
  const perSecond = Math.round((rows.length / (performance.now() - started)) * 1000);
  rows.forEach(({ label }, i) => {
    const found = moods[i] as number;
    const mood = found <= -0.05 ? 'negative' : found >= 0.05 ? 'positive' : 'neutral';
    totals.set(label, (totals.get(label) ?? 0) + 1);
    if (mood === label) hits.set(label, (hits.get(label) ?? 0) + 1);
  });
  const recalls = names.map((name) => (hits.get(name) ?? 0) / (totals.get(name) ?? 1));
  const macro = recalls.reduce((a, b) => a + b, 0) / names.length;
  console.info(
    `sentiment on ${rows.length} labelled tweets: recall ${names.map((name, i) => `${name} ${recalls[i]?.toFixed(3)}`).join(', ')}; ` +
      `macro recall ${macro.toFixed(3)}; ${perSecond} texts/s`,
  );
  expect(macro).toBeGreaterThan(0.5);
});
