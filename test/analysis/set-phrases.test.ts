import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { makeFeatures, readFeatures } from '../../src-main/analysis/base/text-features.ts';
import { setPhrases } from '../../src-main/analysis/base/set-phrases.ts';
import { makeReading, readText } from '../../src-main/analysis/base/text-reading.ts';
import { SET_PHRASES, TURNS } from '../../src-main/analysis/lexicons/set-phrases.ts';
import { sentiment } from '../../src-main/services/sentiment.ts';

vi.setConfig({ testTimeout: 120_000 });

const label = (text: string, language: string) => {
  const found = sentiment.moods(text, language);
  return typeof found === 'string' ? found : found.label;
};
const reasons = (text: string, language: string) => sentiment.explain(text, language).words;

/** Every wording of every phrase. */
const ALL = Object.entries(SET_PHRASES).flatMap(([language, rows]) =>
  rows.flatMap(([word, phrases]) =>
    phrases.split('|').flatMap((phrase) =>
      phrase
        .split(' ')
        .reduce<string[][]>((begun, place) => begun.flatMap((a) => place.split('/').map((b) => [...a, b])), [[]])
        .map((words) => ({ language, word, phrase: words.join(' ') })),
    ),
  ),
);
const BAD: ReadonlySet<string> = new Set(['lacking', 'schwach', 'décevant', 'malo', 'brutto', 'ruim']);

describe('set phrases', () => {
  test('each is read as what it means, in its language and where the language is not known, and is the one reason', () => {
    for (const { language, word, phrase } of ALL) {
      if (word === '') continue;
      for (const known of [language, '']) {
        expect(label(phrase, known), phrase).toBe(BAD.has(word) ? 'negative' : 'positive');
        const found = reasons(phrase, known);
        expect(
          found.map(({ word: part }) => part),
          phrase,
        ).toEqual([phrase]);
        expect((found[0]?.weight ?? 0) > 0, phrase).toBe(!BAD.has(word));
      }
    }
  });

  test.each([
    ['en', 'The lamp is NOT BAD at all', 'NOT BAD at all'],
    ['en', 'Their parcels never disappoint!', 'never disappoint'],
    ['en', 'Three orders, can’t complain', 'can’t complain'],
    ['en', 'I couldn’t be happier with the lamp', 'couldn’t be happier'],
    ['de', 'Die Lampe ist gar nicht schlecht', 'gar nicht schlecht'],
    ['fr', 'La lampe est pas mal du tout', 'pas mal du tout'],
    ['es', 'La lámpara no está nada mal', 'no está nada mal'],
    ['it', 'La lampada, niente male', 'niente male'],
    ['pt', 'O candeeiro não é nada mau', 'não é nada mau'],
    ['ar', 'المصباح لا بأس به', 'لا بأس به'],
  ])('%s: understated praise in a sentence: %s', (language, text, phrase) => {
    expect(label(text, language)).toBe('positive');
    const part = reasons(text, language).find(({ word }) => word === phrase);
    expect(part?.weight).toBeGreaterThan(0);
    expect(part?.start).toBe(text.indexOf(phrase));
    expect(sentiment.evidence(text, language).evidence.some(({ negated }) => negated)).toBe(false);
  });

  test.each([
    ['en', 'not bad but never again'],
    ['en', 'Not bad, but I will never buy here again'],
    ['en', 'No complaints at all, however it broke after a day and nobody answers'],
    ['en', 'The lamp is not bad. The service was terrible and the delivery was late'],
    ['de', 'gar nicht schlecht, aber nie wieder'],
    ['es', 'no está nada mal pero nunca más'],
    ['it', 'niente male ma mai più'],
    ['pt', 'não é nada mau mas nunca mais'],
  ])('%s: what follows may turn it: %s', (language, text) => {
    expect(label(text, language)).toBe('negative');
  });

  test('the longest counts, and where the words mean what they say they stand as they are', () => {
    expect(reasons('as if it was not bad enough', 'en').map(({ word }) => word)).not.toContain('not bad');
    expect(label('as if that was not bad enough, it broke', 'en')).toBe('negative');
    expect(reasons('enttäuscht nicht nur mich', 'de').map(({ word }) => word)).not.toContain('enttäuscht nicht');
    expect(label('That is bad', 'en')).toBe('negative');
    expect(label('I was disappointed', 'en')).toBe('negative');
  });

  test('only moods read them: other models and learning read word by word', () => {
    const features = makeFeatures();
    const tokens = (phrases: ReturnType<typeof setPhrases> | null) => {
      readFeatures(features, 'it is not bad at all!', 0, 21, 'en', phrases);
      return features.reading.tokens;
    };
    expect(tokens(null)).toBe(7);
    expect(tokens(setPhrases('en'))).toBe(4);
    expect(tokens(setPhrases('nl'))).toBe(7);
  });

  test('no phrase is written twice with another meaning, none is shorter than its word, and a turn is one word', () => {
    const meant = new Map<string, string>();
    const reading = makeReading();
    const length = (text: string) => {
      readText(reading, text, 0, text.length);
      return reading.length;
    };
    for (const { language, word, phrase } of ALL) {
      const key = `${language} ${phrase}`;
      expect(meant.get(key) ?? word, key).toBe(word);
      meant.set(key, word);
      expect(length(word), key).toBeLessThanOrEqual(length(phrase));
    }
    for (const word of Object.values(TURNS).flatMap((words) => words.split(' '))) {
      length(word);
      expect(reading.tokens, word).toBe(1);
    }
  });

  test('in any text, parts stand where they say, in their order, and add up with the rest to the log-odds', () => {
    const piece = fc.oneof(
      fc.constantFrom(...ALL.map(({ phrase }) => phrase)),
      fc.constantFrom('but', ',', 'not', '!!!', '😡', 'GOOD', 'x', '@b', 'لكن', '#NotBad'),
    );
    const texts = fc.array(piece, { maxLength: 90 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(texts, fc.constantFrom('en', 'de', 'hi', ''), (text, language) => {
        const found = sentiment.moods(text, language);
        if (typeof found === 'string') return;
        const { evidence, rest } = sentiment.evidence(text, language);
        const sum = evidence.reduce((all, { weight }) => all + weight, rest);
        expect(sum).toBeCloseTo(Math.log(found.positive / found.negative), 6);
        let before = 0;
        for (const { text: part, start, end } of evidence) {
          expect(text.slice(start, end)).toBe(part);
          expect(start).toBeGreaterThanOrEqual(before);
          before = end;
        }
      }),
      { numRuns: 300 },
    );
  });
});
