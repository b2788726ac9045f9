import { describe, expect, test } from 'vitest';
import { readMessage, wordsForRepeats } from '../../src-main/analysis/base/readings.ts';
import { bandsOf, FirstWithBand, NEARLY_SAME, resemblance, shinglesOf } from '../../src-main/analysis/base/shingles.ts';
import { SENTIMENT_LANGUAGES } from '../../src-main/analysis/base/sentiment.ts';
import { makeSample } from '../../src-main/sample/index.ts';
import { createRandom } from '../../src-main/sample/random.ts';
import {
  commentText,
  flawCommentText,
  flawText,
  LANGUAGES,
  MOODS,
  postText,
  reviewText,
} from '../../src-main/sample/texts.ts';
import { PRODUCTS, STORY } from '../../src-main/sample/catalogue.ts';
import { sentiment } from '../../src-main/services/sentiment.ts';
import { bytesOf, membersOf, recordsOf } from './read.ts';

/** Share of texts that say what an earlier one said, in the same words or nearly: the rule by which figures leave messages out. */
function repeatedShare(texts: readonly { text: string; language: string }[]): number {
  const firsts = new FirstWithBand();
  const fingerprints = new Set<number>();
  const kept: Uint32Array[] = [];
  let repeats = 0;
  for (const { text, language } of texts) {
    const { fingerprint } = readMessage(text, language);
    if (fingerprint > 0 && fingerprints.has(fingerprint)) {
      repeats++;
      continue;
    }
    fingerprints.add(fingerprint);
    const shingles = shinglesOf(wordsForRepeats(text, language));
    if (!shingles) continue;
    const bands = bandsOf(shingles);
    if (
      firsts.candidates(bands).some((id) => resemblance(shingles, kept[id - 1] ?? new Uint32Array()) >= NEARLY_SAME)
    ) {
      repeats++;
      continue;
    }
    kept.push(shingles);
    firsts.add(kept.length, bands);
  }
  return repeats / texts.length;
}

test('of the shop that a new user sees, at most 15 of 100 messages repeat another', async () => {
  const files = bytesOf(await makeSample({ rows: 60_000, seed: 7, endMs: Date.UTC(2026, 10, 1) }));
  const tweets = (await membersOf(files.get('x-archive.zip') as Buffer)).get('data/tweets.js') ?? '';
  const posts = JSON.parse(tweets.replace(/^[^[]*/, '')) as { tweet: { full_text: string } }[];
  const texts = [
    ...recordsOf(files.get('reviews.csv')).map((row) => ({ text: row.Review ?? '', language: row.Language ?? '' })),
    ...recordsOf(files.get('comments.csv')).map((row) => ({ text: row.Comment ?? '', language: 'en' })),
    ...posts.map(({ tweet }) => ({ text: tweet.full_text, language: 'en' })),
  ];
  expect(texts.length).toBeGreaterThan(4000);
  expect(repeatedShare(texts)).toBeLessThan(0.15);
});

describe.each(LANGUAGES)('what people write: %s', (language) => {
  const random = createRandom(LANGUAGES.indexOf(language) + 1);
  const item = () => random.pick(PRODUCTS).name;
  const times = <T>(make: () => T): T[] => Array.from({ length: 1500 }, make);
  const byMood = MOODS.map((mood) => ({ mood, texts: times(() => reviewText(random, language, mood, item())) }));
  const comments = MOODS.flatMap((mood) => times(() => commentText(random, language, mood, item())));
  const flaws = times(() => flawText(random, language, STORY.flawed));
  const flawComments = times(() => flawCommentText(random, language, STORY.flawed));
  const all = [...byMood.flatMap(({ texts }) => texts), ...comments, ...flaws, ...flawComments];

  test('no choice, no name is left open; sentences begin in upper case and end', () => {
    const faults = all.filter(
      (text) =>
        /[[\]{}|]|undefined| {2}| [,.]|[.!?]{2}|,,/.test(text) ||
        text !== text.trim() ||
        !/^[¡¿«„‘]?\s?[\p{Lu}\d]/u.test(text) ||
        !/[.!?]( \P{L}+)?$/u.test(text) ||
        /[.!?] \p{Ll}/u.test(text),
    );
    expect(faults).toEqual([]);
  });

  test('only those whose handle cracked write of handles', () => {
    const handle = /\bhandles?\b|henkel|l’anse|\bel asa\b|manico|\bhet oor\b/i;
    expect([...flaws, ...flawComments].filter((text) => !handle.test(text))).toEqual([]);
    const others = [...byMood.flatMap(({ texts }) => texts), ...comments];
    expect(others.filter((text) => handle.test(text))).toEqual([]);
  });
});

test.each(LANGUAGES.filter((language) => SENTIMENT_LANGUAGES.includes(language)))(
  'praise is read as praise and blame as blame, by the program’s own models: %s',
  (language) => {
    const random = createRandom(77);
    for (const mood of ['negative', 'positive'] as const) {
      const texts = Array.from({ length: 200 }, () => reviewText(random, language, mood, random.pick(PRODUCTS).name));
      const right = texts.filter((text) => {
        const found = sentiment.moods(text, language);
        return typeof found !== 'string' && found.label === mood;
      });
      expect(right.length / texts.length, mood).toBeGreaterThan(0.8);
    }
  },
);

test('own posts are complete, too', () => {
  const random = createRandom(5);
  const posts = Array.from({ length: 1000 }, () => postText(random, random.pick(PRODUCTS).name));
  expect(posts.filter((text) => /[[\]{}|]|undefined| {2}/.test(text))).toEqual([]);
});
