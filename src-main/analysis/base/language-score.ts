import { type LanguageTable, RUN } from './language-table.ts';

/** Code units of a text that are looked at, and bytes of UTF-8 after which no further word, and nothing more, is. */
const LOOKED_AT = 1000;
const CUT_AFTER = 350;
const CUT_AT = 380;
/** Longer words are read from their first bytes and their end. */
const LONGEST_WORD = 70;
const STEP = 3;
const SPACE = 32;
/** Every run that is known counts at least this much. */
const BASE_SCORE = 53;
const SCALE = 25;
const FEWEST_RUNS = 3;
/** Part of the usual score of a language that a text must reach. */
const LEAST_SHARE = 0.75;

const isApostrophe = (code: number): boolean => code === 0x27 || code === 0x60 || code === 0x2019;

/** The words of a text: letters and apostrophes in lower case, with one space between them. */
function makeCleaner(letters: Uint8Array): (text: string) => string {
  const kept = new Uint16Array(LOOKED_AT + 1);
  const isLetter = (code: number): boolean => ((letters[code >> 3] as number) & (1 << (code & 7))) !== 0;
  return (text) => {
    const end = Math.min(text.length, LOOKED_AT);
    let length = 0;
    for (let i = 0; i < end; ) {
      const code = text.charCodeAt(i);
      if (isLetter(code)) {
        kept[length++] = code;
        i++;
        continue;
      }
      const from = i;
      while (i < end && !isLetter(text.charCodeAt(i))) i++;
      // Apostrophes before a word are its own.
      let stop = i;
      while (stop > from && isApostrophe(text.charCodeAt(stop - 1))) stop--;
      if (stop > from) kept[length++] = SPACE;
      for (; stop < i; stop++) kept[length++] = text.charCodeAt(stop);
    }
    return String.fromCharCode
      .apply(null, kept.subarray(0, length) as unknown as number[])
      .trim()
      .toLowerCase();
  };
}

/** Where the scores of each run stand: open addressing, keys of 48 bits. */
class RunIndex {
  readonly #low: Uint32Array;
  readonly #high: Uint16Array;
  readonly #row: Uint32Array;
  readonly #mask: number;

  constructor({ runs, counts }: LanguageTable) {
    const slots = 2 ** Math.ceil(Math.log2(counts.length * 2));
    this.#mask = slots - 1;
    this.#low = new Uint32Array(slots);
    this.#high = new Uint16Array(slots);
    this.#row = new Uint32Array(slots);
    for (let row = 0; row < counts.length; row++) {
      let key = 0;
      for (let i = row * RUN; i < row * RUN + RUN && runs[i] !== 0; i++) key = key * 256 + (runs[i] as number);
      const slot = this.#slot(key);
      this.#low[slot] = key >>> 0;
      this.#high[slot] = Math.floor(key / 0x1_0000_0000);
      this.#row[slot] = row + 1;
    }
  }

  #slot(key: number): number {
    const low = key >>> 0;
    const high = Math.floor(key / 0x1_0000_0000);
    let slot = mixed(low, high) & this.#mask;
    while (this.#row[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high))
      slot = (slot + 1) & this.#mask;
    return slot;
  }

  /** Row of a run; −1 = not known. */
  rowOf(key: number): number {
    return (this.#row[this.#slot(key)] as number) - 1;
  }
}

const mixed = (low: number, high: number): number => {
  let h = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
};

/** Runs of one text, each once. */
class SeenRuns {
  // A text of 380 bytes has fewer than 256 runs.
  readonly #keys = new Float64Array(1024);
  readonly #texts = new Uint32Array(1024);
  #text = 0;
  readonly #long = new Set<string>();
  count = 0;

  begin(): void {
    this.#text++;
    this.#long.clear();
    this.count = 0;
  }

  /** Whether it had not been met. */
  add(key: number): boolean {
    let slot = mixed(key >>> 0, Math.floor(key / 0x1_0000_0000)) & 1023;
    for (; this.#texts[slot] === this.#text; slot = (slot + 1) & 1023) if (this.#keys[slot] === key) return false;
    this.#texts[slot] = this.#text;
    this.#keys[slot] = key;
    this.count++;
    return true;
  }

  /** A run too long to be in any table. */
  addLong(run: Uint8Array): void {
    const key = Buffer.from(run).toString('latin1');
    if (this.#long.has(key)) return;
    this.#long.add(key);
    this.count++;
  }
}

/** Reads texts word by word and adds up what their runs say of each language. */
class Scorer {
  readonly sums: Float64Array;
  readonly seen = new SeenRuns();
  readonly #word = new Uint8Array(CUT_AT + 8);
  readonly #index: RunIndex;
  readonly #starts: Uint32Array;
  readonly #table: LanguageTable;

  constructor(table: LanguageTable) {
    this.#table = table;
    this.#index = new RunIndex(table);
    this.sums = new Float64Array(table.codes.length);
    this.#starts = new Uint32Array(table.counts.length + 1);
    for (let row = 0; row < table.counts.length; row++)
      this.#starts[row + 1] = (this.#starts[row] as number) + (table.counts[row] as number);
  }

  read(text: string): void {
    const { signs } = this.#table;
    const word = this.#word;
    this.sums.fill(0);
    this.seen.begin();
    let length = 0;
    let bytes = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === SPACE) {
        if (length > 0) this.#addWord(length);
        length = 0;
        if (bytes > CUT_AFTER) break;
        bytes++;
      } else if (code < 0x80) {
        word[length++] = code;
        bytes++;
      } else if (code < 0x800) {
        word[length++] = signs[0xc0 | (code >> 6)] as number;
        word[length++] = signs[0x80 | (code & 0x3f)] as number;
        bytes += 2;
      } else {
        word[length++] = signs[0xe0 | (code >> 12)] as number;
        word[length++] = signs[0x80 | ((code >> 6) & 0x3f)] as number;
        word[length++] = signs[0x80 | (code & 0x3f)] as number;
        bytes += 3;
      }
      if (bytes > CUT_AT) break;
    }
    if (length > 0) this.#addWord(length);
  }

  /** Four signs every three, and the last four; spaces tell where the word begins and ends. */
  #addWord(length: number): void {
    const word = this.#word;
    const end = Math.min(length, LONGEST_WORD);
    let from = 0;
    for (; from + 4 < end; from += STEP) this.#add(this.#keyOf(from, from + 4, from === 0 ? SPACE : 0));
    const last = end === STEP ? 0 : Math.max(0, end - 4);
    if (length - last > 4) this.seen.addLong(word.subarray(last, length));
    else this.#add(this.#keyOf(last, length, from === 0 ? SPACE : 0) * 256 + SPACE);
  }

  #keyOf(from: number, to: number, before: number): number {
    let key = before;
    for (let i = from; i < to; i++) key = key * 256 + (this.#word[i] as number);
    return key;
  }

  #add(key: number): void {
    if (!this.seen.add(key)) return;
    const row = this.#index.rowOf(key);
    if (row < 0) return;
    const { languages, scores } = this.#table;
    for (let i = this.#starts[row] as number; i < (this.#starts[row + 1] as number); i++)
      this.sums[languages[i] as number] =
        (this.sums[languages[i] as number] as number) + (scores[i] as number) + BASE_SCORE;
  }
}

/**
 * Recognises the language of a text as the efficient language detector does (Nito T.M., eld 2.1, Apache-2.0: runs of up to four
 * bytes with a score per language), from a table of its scores; '' where it calls the answer unreliable.
 */
export function makeLanguageScorer(table: LanguageTable): (text: string) => string {
  const clean = makeCleaner(table.letters);
  const scorer = new Scorer(table);
  return (text) => {
    scorer.read(clean(text));
    const { sums, seen } = scorer;
    let best = -1;
    let most = 0;
    for (let language = 0; language < sums.length; language++) {
      const sum = sums[language] as number;
      if (sum <= most) continue;
      most = sum;
      best = language;
    }
    if (best < 0 || seen.count < FEWEST_RUNS) return '';
    const perRun = most / seen.count;
    const isLow = (table.usual[best] as number) * LEAST_SHARE > perRun / (perRun + SCALE);
    return isLow ? '' : (table.codes[best] as string);
  };
}
