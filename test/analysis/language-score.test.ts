import { brotliDecompressSync } from 'node:zlib';
import { eld } from 'eld/small';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeLanguageScorer } from '../../src-main/analysis/base/language-score.ts';
import { type LanguageTable, packLanguages, unpackLanguages } from '../../src-main/analysis/base/language-table.ts';
import { LANGUAGE_RUNS } from '../../src-main/analysis/lexicons/language-runs.ts';

const SENTENCES = [
  'The lamp arrived two days late and the box was open, but I don’t mind',
  'Die Lampe kam zwei Tage zu spät und der Karton war offen, schade',
  "La lampe est arrivée trop tard, c'est vraiment dommage pour l'été",
  'La lámpara llegó dos días tarde y la caja estaba abierta',
  'Лампа пришла на два дня позже, и коробка была открыта',
  'Η λάμπα έφτασε αργά και το κουτί ήταν ανοιχτό, ΠΟΛΥ ΚΡΙΜΑΣ',
  'وصل المصباح متأخرا يومين وكان الصندوق مفتوحا',
  'दीपक दो दिन देर से आया और डिब्बा खुला था',
  'ランプは二日遅れて届き、箱は開いていました',
  'Lamba iki gün geç geldi ve kutu açıktı, İstanbul’dan',
];

/** What the letters of a text say, before its words are asked. */
const byLetters = makeLanguageScorer(unpackLanguages(brotliDecompressSync(Buffer.from(LANGUAGE_RUNS, 'base64'))));

/** What the library says of a text that holds no address. */
function byLibrary(text: string): string {
  const found = eld.detect(text);
  return found.isReliable() ? found.language : '';
}

const enough = (text: string): boolean => (text.match(/\p{L}/gu)?.length ?? 0) >= 10;
const plain = (text: string): boolean => !/https?:|[@#]/.test(text);

test('the packed tables answer as the library they are made from', () => {
  for (const sentence of SENTENCES) expect(byLetters(sentence)).toBe(byLibrary(sentence));
  // Words beyond seventy bytes, and texts beyond what is looked at.
  const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2);
  for (const text of [long, `${long} ${long}`, SENTENCES.join(' '), SENTENCES.join(' ').repeat(9)])
    expect(byLetters(text)).toBe(byLibrary(text));
});

test('any text is answered as the library answers it', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(...SENTENCES.flatMap((sentence) => sentence.split(' ')), "'", '’', '`n', 'ΑΣ', 'İ', '\ud83d', ' '),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.constantFrom('', ' '), (pieces, between) => {
      const text = pieces.join(between);
      fc.pre(plain(text) && enough(text));
      expect(byLetters(text)).toBe(byLibrary(text));
    }),
    { numRuns: 400 },
  );
});

const TINY: LanguageTable = {
  codes: ['aa', 'bb'],
  usual: [0.8, 0.5],
  signs: new Uint8Array(256),
  letters: Uint8Array.from({ length: 8192 }, (_, i) => (i >= 12 && i < 16 ? 0xff : 0)),
  // " abc ", "abcd"
  runs: Uint8Array.from([32, 97, 98, 99, 32, 0, 97, 98, 99, 100, 0, 0]),
  counts: Uint8Array.of(2, 1),
  languages: Uint8Array.of(0, 1, 1),
  scores: Uint8Array.of(10, 100, 7),
};

test('a language is told by the mean score of the runs of a text, by hand', () => {
  const score = makeLanguageScorer(TINY);
  // Runs " abc ", " x ", " y ": bb has 153 in three, 51 each, 51 / 76 = 0.67 of at least 0.375.
  expect(score('abc x y')).toBe('bb');
  // Eleven more of which nothing is known: 153 / 14 = 10.9, 0.30.
  expect(score('abc x y b c d e f g h i j k l')).toBe('');
  expect(score('abc x')).toBe('');
});

test('a table survives being packed, and one that is cut off is refused', () => {
  const bytes = packLanguages(TINY);
  expect(unpackLanguages(bytes)).toEqual(
    Object.fromEntries(
      Object.entries(TINY).map(([name, value]) => [
        name,
        ArrayBuffer.isView(value) ? Buffer.from(value as Uint8Array) : value,
      ]),
    ),
  );
  expect(() => unpackLanguages(bytes.subarray(0, bytes.length - 1))).toThrow(RangeError);
});
