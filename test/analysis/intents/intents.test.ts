import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findIntents } from '../../../src-main/analysis/intents/intents.ts';
import { INTENT_CUES, INTENTS } from '../../../src-main/analysis/lexicons/intent-cues.ts';

const names = (text: string, language = 'en') => findIntents(text, language)?.map(({ intent }) => intent);

describe('intents', () => {
  test('several may hold, each with the words that say so', () => {
    const found = findIntents('How much is the blue one? I want to buy it for my mum', 'en');
    expect(found?.map(({ intent }) => intent)).toEqual(['question', 'buying']);
    expect(found?.[1]?.evidence.map(({ text }) => text)).toEqual(['How much is', 'want to buy']);
    expect(found?.[1]?.p).toBeGreaterThan(0.85);
  });

  test('a negation turns what it reaches, not what stands in the next sentence', () => {
    expect(names('The soup is not amazing')).toEqual(['complaint']);
    expect(names('I am not going to buy it')).toEqual([]);
    expect(names('No. Amazing soup')).toEqual(['praise']);
    expect(names('The staff were never rude')).toEqual([]);
  });

  test('what is wished for is not praised; questions need no mark; parts of words are no cues', () => {
    expect(names('It would be great if you had oat milk')).toEqual(['wish']);
    expect(names('Es wäre toll, wenn ihr Hafermilch hättet', 'de')).toEqual(['wish']);
    expect(names('Can I pay by card')).toEqual(['question']);
    expect(names('¿Cuánto cuesta la caja grande?', 'es')).toEqual(['question', 'buying']);
    expect(names('Die Bestellung ist da', 'de')).toEqual([]);
    expect(names('Nobody answers the phone')).toEqual(['complaint']);
    expect(names('Bitte löscht mein Konto', 'de')).toContain('churn');
  });

  test('a language without cues is not scored; odd texts are', () => {
    expect(findIntents('Mycket gott kaffe', 'sv')).toBeNull();
    expect(findIntents('', 'en')).toEqual([]);
    expect(names('İİİ I love it')).toEqual(['praise']);
    expect(names(`${'a'.repeat(1_000_000)} love`)).toEqual([]);
  });

  test('every language knows every intent', () => {
    for (const [language, cues] of Object.entries(INTENT_CUES))
      expect(new Set(cues.map(({ intent }) => intent)), language).toEqual(new Set(INTENTS));
  });

  test('law: evidence stands in the text as it says; the same every time', () => {
    const words = fc.constantFrom('love', 'not', 'never again', '?', 'cheaper than', 'wish', 'İ', '😀', 'refund', '.');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), fc.constantFrom('en', 'de', 'fr'), (parts, language) => {
        const text = parts.join(' ');
        const found = findIntents(text, language) ?? [];
        for (const { p, evidence } of found) {
          expect(p).toBeLessThanOrEqual(1);
          for (const part of evidence) expect(text.slice(part.start, part.end)).toBe(part.text);
        }
        expect(findIntents(text, language)).toEqual(found);
      }),
    );
  });

  test('the held-back texts: micro F1 at least .8', () => {
    const lines = readFileSync(new URL('../../fixtures/intents/held-back.tsv', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const count = { hit: 0, found: 0, right: 0 };
    for (const line of lines) {
      const [language = '', labels = '', text = ''] = line.split('\t');
      const right = labels === 'none' ? [] : labels.split(',');
      const found = names(text, language) ?? [];
      count.hit += found.filter((intent) => right.includes(intent)).length;
      count.found += found.length;
      count.right += right.length;
    }
    const f1 = (2 * count.hit) / (count.found + count.right);
    console.info(
      `intents: precision ${(count.hit / count.found).toFixed(3)}, recall ${(count.hit / count.right).toFixed(3)}, F1 ${f1.toFixed(3)}`,
    );
    expect(f1).toBeGreaterThan(0.8);
  });
});
