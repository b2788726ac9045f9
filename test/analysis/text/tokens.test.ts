import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isStopWord, stopWords } from '../../../src-main/analysis/lexicons/stop-words.ts';
import { stemWord } from '../../../src-main/analysis/text/stem.ts';
import { expandContraction, LONGEST_TEXT, tokenize } from '../../../src-main/analysis/text/tokens.ts';

const kinds = (text: string) => tokenize(text).map(({ kind, norm }) => `${kind} ${norm}`);

describe('tokens', () => {
  test('words, tags, addresses, numbers, faces and emoji of one message', () => {
    expect(kinds("Sooo GOOD!! can't wait :) #Tea @joe.b https://shop.example/a?b=1. 12.50 👍🏽")).toEqual([
      'word soo',
      'word good',
      'mark !',
      'mark !',
      "word can't",
      'word wait',
      'emoticon :)',
      'hashtag tea',
      'mention joe.b',
      'url https://shop.example/a?b=1',
      'mark .',
      'number 12.50',
      'emoji 👍',
    ]);
  });

  test('scripts without spaces are cut into words', () => {
    expect(kinds('日本語の勉強').length).toBeGreaterThan(1);
    expect(kinds('مرحبا بالعالم')).toEqual(['word مرحبا', 'word بالعالم']);
  });

  test('broken surrogates, stacked marks and a text of a million signs', () => {
    expect(kinds('a \ud83d b')).toEqual(['word a', 'word b']);
    expect(kinds(`z${'\u0301'.repeat(50)}`)[0]?.length).toBeLessThan(10);
    expect(tokenize('tea '.repeat(250_000)).length).toBe(LONGEST_TEXT / 4);
  });

  test('law: tokens lie in order, do not overlap, and stand in the text as they say; the same every time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const tokens = tokenize(text);
        let end = 0;
        for (const token of tokens) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect(text.slice(token.start, token.end)).toBe(token.text);
          end = token.end;
        }
        expect(tokenize(text)).toEqual(tokens);
      }),
    );
  });

  test('contractions', () => {
    expect(expandContraction("don't")).toEqual(['do', 'not']);
    expect(expandContraction("won't")).toEqual(['will', 'not']);
    expect(expandContraction("staff's")).toEqual(['staff']);
    expect(expandContraction('constructor')).toEqual(['constructor']);
  });
});

describe('stems', () => {
  test.each([
    [
      'en',
      ['deliveries', 'delivery'],
      ['arrived', 'arriving'],
      ['boxes', 'box'],
      ['stopped', 'stopping'],
      ['prices', 'priced'],
    ],
    ['es', ['precios', 'precio'], ['entregas', 'entrega'], ['pedidos', 'pedido']],
    ['fr', ['livraisons', 'livraison'], ['chevaux', 'cheval'], ["l'eau", 'eau']],
    ['de', ['Lieferungen'.toLowerCase(), 'lieferung'], ['häuser', 'haus'], ['preise', 'preis']],
    ['it', ['consegne', 'consegna'], ['prezzi', 'prezzo']],
    ['pt', ['preços', 'preço'], ['canções', 'canção']],
    ['nl', ['leveringen', 'levering'], ['prijzen', 'prijz']],
  ] as const)('forms of a word in %s come together', (language, ...pairs) => {
    for (const [a, b] of pairs as readonly (readonly [string, string])[])
      expect(stemWord(a, language), a).toBe(stemWord(b, language));
  });

  test('languages that are not known keep their words', () => {
    expect(stemWord('kirjat', 'fi')).toBe('kirjat');
    expect(stemWord('as', 'en')).toBe('as');
  });

  test('stop words', () => {
    expect(['the', "don't", 'coffee'].map((word) => isStopWord(word, 'en'))).toEqual([true, true, false]);
    expect(isStopWord('der', 'de')).toBe(true);
    expect(isStopWord('der', 'en')).toBe(false);
    expect(isStopWord('http', 'fi')).toBe(true);
    for (const [language, text, left] of [
      ['ar', 'هذا من برشلونة إلى ريال', ['برشلونة', 'ريال']],
      ['hi', 'यह खाना बहुत अच्छा है', ['खाना', 'अच्छा']],
    ] as const) {
      const words = tokenize(text, language).map(({ norm }) => norm);
      expect(words.filter((word) => !isStopWord(word, language))).toEqual(left);
    }
    // They are no words to tell languages by: those of its script share them.
    expect([...stopWords('hi'), ...stopWords('ar')]).toEqual([]);
  });
});
