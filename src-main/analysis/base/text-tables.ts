/** Letters that NFD does not take apart but people write without. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 's',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  æ: 'e',
  œ: 'e',
  // Arabic spellings that vary from hand to hand.
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '…': '.',
};

/** Marks that only decorate: Latin accents and zalgo, Arabic vowel signs and the stretching stroke, selectors, joiners. */
const DROPPED: readonly (readonly [number, number])[] = [
  [0x300, 0x370],
  [0x610, 0x61b],
  [0x640, 0x641],
  [0x64b, 0x660],
  [0x670, 0x671],
  [0x6d6, 0x6ee],
  [0x1ab0, 0x1b00],
  [0x1dc0, 0x1e00],
  [0x200b, 0x2010],
  [0x202a, 0x202f],
  [0x2060, 0x206a],
  [0x20d0, 0x20f1],
  [0xfe00, 0xfe10],
  [0xfeff, 0xff00],
];
/** Blocks whose letters have cases or accents. */
const CASED: readonly (readonly [number, number])[] = [
  [0x41, 0x590],
  [0x600, 0x700],
  [0x1e00, 0x2100],
  [0xff01, 0xff5f],
];
/** Where the digits of Arabic, Persian and Devanagari begin. */
const ZEROS = [0x660, 0x6f0, 0x966];

/** For each UTF-16 code unit the one it counts as: lower case without accents; 0 = leave it out. */
export function foldTable(): Uint16Array {
  const table = Uint16Array.from({ length: 65536 }, (_, code) => code);
  for (const [from, to] of CASED)
    for (let code = from; code < to; code++) {
      const char = String.fromCharCode(code);
      const lower = char.toLowerCase();
      const base = (lower.length === 1 ? lower : char).normalize('NFKD');
      table[code] = (PLAIN[lower] ?? base).charCodeAt(0);
    }
  for (const [from, to] of DROPPED) table.fill(0, from, to);
  for (const zero of ZEROS) for (let digit = 0; digit < 10; digit++) table[zero + digit] = 48;
  return table;
}

/** 1 = part of a word: letters, marks, digits; signs and Asian brackets are none. */
export function wordTable(): Uint8Array {
  const table = new Uint8Array(65536);
  const letter = /[\p{L}\p{M}\p{N}]/u;
  for (let code = 48; code < 0xd800; code++) {
    if (code >= 0x3400 && code < 0xd7a4) table[code] = 1;
    else table[code] = letter.test(String.fromCharCode(code)) ? 1 : 0;
  }
  for (let code = 0xf900; code < 0x10000; code++) table[code] = letter.test(String.fromCharCode(code)) ? 1 : 0;
  table[0xfe0f] = 0;
  return table;
}
