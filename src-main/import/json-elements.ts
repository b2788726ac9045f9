import type { RejectionCode } from '../../shared/model.ts';

/** One element of a JSON array: its value, or why there is none. `line` = 1-based place in the array. */
export type JsonElement = { line: number; value: unknown } | { line: number; code: RejectionCode };

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
  #parts: Uint8Array[] = [];
  #sizeBytes = 0;
  #ended = false;

  readonly #search: KeySearch | null;
  readonly #once: boolean;
  readonly #parse: (text: string) => unknown;

  constructor({ key, maxBytes = MAX_ELEMENT_BYTES, once = false, parse = JSON.parse }: ElementOptions = {}) {
    this.#parse = parse;
    this.#maxBytes = maxBytes;
    this.#once = once;
    this.#search = key === undefined ? null : new KeySearch(key);
  }

  take(chunk: Uint8Array): JsonElement[] {
    const found: JsonElement[] = [];
    if (this.#ended) return found;
    let i = 0;
    if (!this.#begun) {
      i = this.#search ? this.#search.find(chunk) : chunk.indexOf(OPEN_ARRAY) + 1;
      this.#seen ||= chunk.some((byte) => byte > 0x20);
      if (i === 0) return found;
      this.#begun = true;
    }
    let start = i;
    for (; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (this.#inString) {
        this.#readString(byte);
        continue;
      }
      if (byte <= 0x20) continue;
      if (!this.#open) {
        this.#ended = this.#once && byte === CLOSE_ARRAY;
        if (this.#ended) return found;
        if (byte === COMMA || byte === SEMICOLON || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) continue;
        this.#open = true;
        start = i;
      }
      const end = this.#readSign(byte);
      if (end < 0) continue;
      this.#keep(chunk, start, i + end);
      found.push(this.#close());
      // A plain value (a number, a name) ends before the bracket that ends the array.
      this.#ended = this.#once && end === 0 && byte === CLOSE_ARRAY;
      if (this.#ended) return found;
    }
    if (!this.#open) return found;
    this.#keep(chunk, start, chunk.length);
    if (this.#sizeBytes <= this.#maxBytes) return found;
    // Too long: let go of it and wait for its end; when that does not come, a bracket is missing and a new start is made.
    this.#parts = [];
    if (this.#sizeBytes > this.#maxBytes * PATIENCE) found.push(this.#close());
    return found;
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

  #keep(chunk: Uint8Array, start: number, end: number): void {
    // Chunks may be reused by their source: what is held over is copied.
    if (end > start) this.#parts.push(end < chunk.length ? chunk.subarray(start, end) : chunk.slice(start, end));
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
    const only = parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
    try {
      const text = Buffer.from(only.buffer, only.byteOffset, only.byteLength).toString('utf8');
      return { line, value: this.#parse(text) };
    } catch {
      return { line, code: 'bad-json' };
    }
  }
}

/** Elements of a streamed JSON array, as many at a time as a chunk holds. */
export async function* jsonElements(
  bytes: AsyncIterable<Uint8Array>,
  options: ElementOptions = {},
): AsyncGenerator<JsonElement[]> {
  const cutter = new ElementCutter(options);
  for await (const chunk of bytes) {
    const found = cutter.take(chunk);
    if (found.length > 0) yield found;
  }
  const rest = cutter.finish();
  if (rest.length > 0) yield rest;
}
