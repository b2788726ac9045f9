import type { RejectionCode } from '../../shared/model.ts';

/** One element of a JSON array: its value, or why there is none. `line` = 1-based place in the array. */
export type JsonElement = { line: number; value: unknown } | { line: number; code: RejectionCode };

/**
 * Elements of a stream, as many at a time as a chunk holds, each parsed when it is asked for: one that is read at once
 * costs the collector nothing, a whole chunk of them would outlive it. Read each lot to its end before the next.
 */
export type JsonElements = AsyncGenerator<Iterable<JsonElement>>;

/** Longest element that is waited for, in bytes. The longest posts (25,000 characters) stay far below. */
export const MAX_ELEMENT_BYTES = 1024 ** 2;

/** Which array, and how long its elements may be. */
export interface ElementOptions {
  /** Key that holds the array; without one it is the first array of the text. */
  key?: string;
  maxBytes?: number;
  /** Stop at the end of the array: what follows it in its object is no element. */
  once?: boolean;
  /** Reads the text of one element; left out = JSON.parse. */
  parse?: (text: string) => unknown;
}

/** Lengths of the limit after which the end of an element is no longer waited for. */
const PATIENCE = 8;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const SEMICOLON = 0x3b;

/** How far ahead of an element's start its successor's is looked for; longer ones are found sign by sign. */
const REACH_BYTES = 64 * 1024;
/** Longest mark between two elements that is worth looking for. */
const MAX_MARK_BYTES = 80;
const MOST_LUCK = 64;
const BAD_LUCK = 8;

/**
 * Guesses where an element ends, from what stood between the two before: the bracket, the comma, the blanks, and the first
 * key of the next one. Only parsing tells whether a guess is right, so that a wrong one costs time and nothing else.
 */
class EndGuess {
  #mark: Buffer | null = null;
  #luck = BAD_LUCK * 2;

  /** Looks at two elements in a row: the first ends before `end`, the second begins at `next`. */
  learn(chunk: Buffer, end: number, next: number): void {
    if (this.#luck <= 0 || chunk[end - 1] !== CLOSE_OBJECT || chunk[next] !== OPEN_OBJECT) return;
    const key = chunk.indexOf(QUOTE, next);
    const stop = key < 0 ? -1 : chunk.indexOf(QUOTE, key + 1);
    if (stop < 0 || stop - end > MAX_MARK_BYTES) return;
    this.#mark = Buffer.from(chunk.subarray(end - 1, stop + 1));
  }

  /** Index behind the element that begins at `start`, or -1. */
  end(chunk: Buffer, start: number): number {
    if (this.#mark === null || this.#luck <= 0) return -1;
    const within = chunk.length - start > REACH_BYTES ? chunk.subarray(0, start + REACH_BYTES) : chunk;
    const found = within.indexOf(this.#mark, start);
    return found < 0 ? -1 : found + 1;
  }

  /** Whether the last guess was right. After too many wrong ones there are no more. */
  note(right: boolean): void {
    this.#luck = right ? Math.min(MOST_LUCK, this.#luck + 1) : this.#luck - BAD_LUCK;
  }
}

/** Finds `"key": [` in bytes that come in pieces; answers where the array's inside begins. */
class KeySearch {
  readonly #pattern: RegExp;
  readonly #keep: number;
  #tail = '';

  constructor(key: string) {
    this.#pattern = new RegExp(`"${key.replace(/[^\w-]/g, '\\$&')}"\\s*:\\s*\\[`);
    this.#keep = key.length + 256;
  }

  /** Index after the bracket in this chunk, or 0 when it has not come yet. */
  find(chunk: Uint8Array): number {
    const text = this.#tail + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    const hit = this.#pattern.exec(text);
    if (hit) return hit.index + hit[0].length - this.#tail.length;
    this.#tail = text.slice(-this.#keep);
    return 0;
  }
}

/**
 * Cuts a JSON array into its elements as the bytes come, and parses each by itself: memory stays that of one element.
 * Whatever stands before the first `[` is passed over (`window.YTD.tweets.part0 = `); nothing is ever run as a script.
 * With a `key`, the array is the one that the first such key holds, as in `{"reviews": [`.
 * Damage costs the element it is in: a line break inside a string and a stray bracket put the cutter back on its feet.
 */
export class ElementCutter {
  readonly #maxBytes: number;
  #begun = false;
  #seen = false;
  #depth = 1;
  #inString = false;
  #escaped = false;
  #open = false;
  #broken = false;
  #line = 0;
  #parts: Buffer[] = [];
  #sizeBytes = 0;
  #ended = false;

  readonly #guess = new EndGuess();
  readonly #search: KeySearch | null;
  readonly #once: boolean;
  readonly #parse: (text: string) => unknown;

  constructor({ key, maxBytes = MAX_ELEMENT_BYTES, once = false, parse = JSON.parse }: ElementOptions = {}) {
    this.#parse = parse;
    this.#maxBytes = maxBytes;
    this.#once = once;
    this.#search = key === undefined ? null : new KeySearch(key);
  }

  /** Elements that end in this chunk. Read them all before the next chunk. */
  *take(given: Uint8Array): Generator<JsonElement> {
    if (this.#ended) return;
    const chunk = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    let i = 0;
    if (!this.#begun) {
      i = this.#search ? this.#search.find(chunk) : chunk.indexOf(OPEN_ARRAY) + 1;
      this.#seen ||= chunk.some((byte) => byte > 0x20);
      if (i === 0) return;
      this.#begun = true;
    }
    let start = i;
    /** Where the element before ended. */
    let before = 0;
    for (; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (this.#inString) {
        this.#readString(byte);
        continue;
      }
      if (byte <= 0x20) continue;
      if (!this.#open) {
        this.#ended = this.#once && byte === CLOSE_ARRAY;
        if (this.#ended) return;
        if (byte === COMMA || byte === SEMICOLON || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) continue;
        start = i;
        if (before > 0) this.#guess.learn(chunk, before, start);
        const end = byte === OPEN_OBJECT ? this.#guess.end(chunk, start) : -1;
        const guessed = end < 0 ? null : this.#guessed(chunk, start, end);
        if (guessed) {
          yield guessed;
          before = 0;
          i = end - 1;
          continue;
        }
        this.#open = true;
      }
      const end = this.#readSign(byte);
      if (end < 0) continue;
      this.#keep(chunk, start, i + end);
      yield this.#close();
      before = i + end;
      // A plain value (a number, a name) ends before the bracket that ends the array.
      this.#ended = this.#once && end === 0 && byte === CLOSE_ARRAY;
      if (this.#ended) return;
    }
    if (!this.#open) return;
    this.#keep(chunk, start, chunk.length);
    if (this.#sizeBytes <= this.#maxBytes) return;
    // Too long: let go of it and wait for its end; when that does not come, a bracket is missing and a new start is made.
    this.#parts = [];
    if (this.#sizeBytes > this.#maxBytes * PATIENCE) yield this.#close();
  }

  /** The element between two places, when what is between them is one: no other end could be one. */
  #guessed(chunk: Buffer, start: number, end: number): JsonElement | null {
    let value: unknown;
    let right = end - start <= this.#maxBytes;
    try {
      if (right) value = this.#parse(chunk.toString('utf8', start, end));
    } catch {
      right = false;
    }
    this.#guess.note(right);
    return right ? { line: ++this.#line, value } : null;
  }

  /** What is left at the end: an element that was cut off, or the news that there was no array at all. */
  finish(): JsonElement[] {
    if (this.#open) {
      this.#broken = true;
      return [this.#close()];
    }
    return !this.#begun && this.#seen ? [{ line: 1, code: 'not-this-format' }] : [];
  }

  #readString(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
    else if (byte === NEWLINE) {
      // JSON has no line breaks inside strings: the closing mark is missing.
      this.#inString = false;
      this.#broken = true;
    }
  }

  /** Reads a sign inside an element: -1 = goes on, 1 = ends with this sign, 0 = ended before it. */
  #readSign(byte: number): -1 | 0 | 1 {
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth++;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      if (this.#depth === 1) return 0;
      this.#depth--;
      return this.#depth === 1 ? 1 : -1;
    } else if (byte === COMMA && this.#depth === 1) return 0;
    return -1;
  }

  #keep(chunk: Buffer, start: number, end: number): void {
    // Chunks may be reused by their source: what is held over is copied.
    const part = chunk.subarray(start, end);
    if (end > start) this.#parts.push(end < chunk.length ? part : Buffer.from(part));
    this.#sizeBytes += end - start;
  }

  #close(): JsonElement {
    const line = ++this.#line;
    const [parts, sizeBytes, broken] = [this.#parts, this.#sizeBytes, this.#broken];
    this.#parts = [];
    this.#sizeBytes = 0;
    this.#open = this.#inString = this.#escaped = this.#broken = false;
    this.#depth = 1;
    if (sizeBytes > this.#maxBytes) return { line, code: 'too-long' };
    if (broken) return { line, code: 'bad-json' };
    const only = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    try {
      return { line, value: this.#parse(only.toString('utf8')) };
    } catch {
      return { line, code: 'bad-json' };
    }
  }
}

/** Elements of a streamed JSON array. */
export async function* jsonElements(bytes: AsyncIterable<Uint8Array>, options: ElementOptions = {}): JsonElements {
  const cutter = new ElementCutter(options);
  for await (const chunk of bytes) yield cutter.take(chunk);
  yield cutter.finish();
}
