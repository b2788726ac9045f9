/** What languages are recognised by: how often runs of letters stand in them. */
export interface LanguageTable {
  /** ISO 639-1 codes. */
  codes: string[];
  /** Per language: the score of a usual text in it, 0..1. */
  usual: number[];
  /** By byte of UTF-8: the sign that stands for it in runs. */
  signs: Uint8Array;
  /** By UTF-16 code unit, a bit each: whether it is a letter. */
  letters: Uint8Array;
  /** Runs of up to `RUN` signs, those of each filled up with zeros. */
  runs: Uint8Array;
  /** Per run: how many languages it tells something of. */
  counts: Uint8Array;
  /** Those languages and their scores, run after run. */
  languages: Uint8Array;
  scores: Uint8Array;
}

/** Signs of the longest run: four and the spaces around them. */
export const RUN = 6;
const SIGNS = 256;
const LETTER_BYTES = 0x10000 / 8;

/** A table as bytes: length of the head, the head as JSON, the columns one after the other. */
export function packLanguages(table: LanguageTable): Uint8Array {
  const { codes, usual, signs, letters, runs, counts, languages, scores } = table;
  const head = Buffer.from(JSON.stringify({ codes, usual, runs: counts.length, entries: scores.length }));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(head.length);
  return Buffer.concat([size, head, signs, letters, runs, counts, languages, scores]);
}

/** The table that `packLanguages` made. Throws RangeError where it is cut off. */
export function unpackLanguages(bytes: Uint8Array): LanguageTable {
  let at = 0;
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new RangeError('the table of languages is cut off');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const size = take(4);
  const length = new DataView(size.buffer, size.byteOffset, 4).getUint32(0, true);
  const head = JSON.parse(Buffer.from(take(length)).toString()) as {
    codes: string[];
    usual: number[];
    runs: number;
    entries: number;
  };
  return {
    codes: head.codes,
    usual: head.usual,
    signs: take(SIGNS),
    letters: take(LETTER_BYTES),
    runs: take(head.runs * RUN),
    counts: take(head.runs),
    languages: take(head.entries),
    scores: take(head.entries),
  };
}
