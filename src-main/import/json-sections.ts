import type { RejectionCode } from '../../shared/model.ts';
import { MAX_ELEMENT_BYTES } from './json-elements.ts';

/** One element of an array somewhere in a JSON text. `line` counts within that array. */
export type SectionElement = { path: readonly string[]; line: number } & ({ value: unknown } | { code: RejectionCode });

/** Keys around an array, outermost first; an array or the outermost value has the key ''. */
export type WantsSection = (path: readonly string[]) => boolean;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Longest key that is looked at. */
const MAX_KEY_BYTES = 200;
/** Deeper nesting than any export has is damage. */
const MAX_DEPTH = 200;

/**
 * Finds arrays by their place in a JSON text (`Comment > Comments > CommentsList`) as its bytes come, and parses their
 * elements one by one: memory stays that of one element, whatever else is in the file is passed over unread.
 */
export class SectionCutter {
  readonly #wants: WantsSection;
  readonly #path: string[] = [];
  #line = 0;
  #inString = false;
  #escaped = false;
  /** Bytes of the string just read, one sign each, where it may be a key. */
  #string = '';
  #key = '';
  /** Depth of the wanted array that is being read, 0 = none. */
  #inside = 0;
  /** Brackets open within it. */
  #nested = 0;
  #open = false;
  #broken = false;
  #parts: Uint8Array[] = [];
  #sizeBytes = 0;

  constructor(wants: WantsSection) {
    this.#wants = wants;
  }

  take(chunk: Uint8Array): SectionElement[] {
    const found: SectionElement[] = [];
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (this.#inString) {
        i = this.#readString(chunk, i) - 1;
        continue;
      }
      if (byte <= 0x20) continue;
      if (this.#inside === 0) {
        this.#readOutside(byte);
        continue;
      }
      if (!this.#open) {
        if (byte === COMMA) continue;
        if (byte !== CLOSE_ARRAY && byte !== CLOSE_OBJECT) {
          this.#open = true;
          start = i;
        }
      }
      const end = this.#readInside(byte);
      if (end < 0) continue;
      if (this.#open) {
        this.#keep(chunk, start, i + end);
        found.push(this.#close());
      }
      if (end === 0 && byte !== COMMA) this.#leave();
    }
    if (this.#open) this.#keep(chunk, start, chunk.length);
    return found;
  }

  /** An element that was cut off. */
  finish(): SectionElement[] {
    if (!this.#open) return [];
    this.#broken = true;
    return [this.#close()];
  }

  /** Reads on in a string; answers where it went to. */
  #readString(chunk: Uint8Array, from: number): number {
    let at = this.#escaped ? from + 1 : from;
    this.#escaped = false;
    for (; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte === QUOTE || byte === NEWLINE) {
        // JSON has no line breaks inside strings: the closing mark is missing.
        this.#inString = false;
        this.#broken ||= byte === NEWLINE;
        break;
      }
      if (byte === BACKSLASH) at++;
    }
    if (at > chunk.length) this.#escaped = true;
    const end = Math.min(at, chunk.length);
    if (this.#inside === 0 && this.#string.length < MAX_KEY_BYTES)
      this.#string += Buffer.from(
        chunk.buffer,
        chunk.byteOffset + from,
        Math.min(end - from, MAX_KEY_BYTES - this.#string.length),
      ).toString('latin1');
    return this.#inString ? end : end + 1;
  }

  #readOutside(byte: number): void {
    if (byte === QUOTE) {
      this.#inString = true;
      this.#string = '';
    } else if (byte === COLON) this.#key = Buffer.from(this.#string, 'latin1').toString('utf8');
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (this.#path.length < MAX_DEPTH) this.#path.push(this.#key);
      this.#key = '';
      if (byte === OPEN_ARRAY && this.#wants(this.#path)) {
        this.#inside = this.#path.length;
        this.#line = 0;
        this.#broken = false;
      }
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      this.#path.pop();
      this.#key = '';
    } else if (byte === COMMA) this.#key = '';
  }

  /** Reads a sign inside of a wanted array: -1 = goes on, 1 = an element ends with this sign, 0 = ended before it. */
  #readInside(byte: number): -1 | 0 | 1 {
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#nested++;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY)
      return this.#nested === 0 ? 0 : --this.#nested === 0 ? 1 : -1;
    else if (byte === COMMA && this.#nested === 0) return 0;
    return -1;
  }

  #leave(): void {
    this.#path.pop();
    this.#inside = 0;
    this.#key = '';
  }

  #keep(chunk: Uint8Array, start: number, end: number): void {
    this.#sizeBytes += end - start;
    if (this.#sizeBytes > MAX_ELEMENT_BYTES) this.#parts = [];
    // Chunks may be used again by their source: what is held over is copied.
    else if (end > start) this.#parts.push(chunk.slice(start, end));
  }

  #close(): SectionElement {
    const [parts, sizeBytes, broken] = [this.#parts, this.#sizeBytes, this.#broken];
    const place = { path: [...this.#path], line: ++this.#line };
    this.#parts = [];
    this.#sizeBytes = this.#nested = 0;
    this.#open = this.#inString = this.#escaped = this.#broken = false;
    if (sizeBytes > MAX_ELEMENT_BYTES) return { ...place, code: 'too-long' };
    if (broken) return { ...place, code: 'bad-json' };
    try {
      return { ...place, value: JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown };
    } catch {
      return { ...place, code: 'bad-json' };
    }
  }
}

/** Elements of all wanted arrays of a streamed JSON text, in the order of the text. */
export async function* jsonSections(
  bytes: AsyncIterable<Uint8Array>,
  wants: WantsSection,
): AsyncGenerator<SectionElement[]> {
  const cutter = new SectionCutter(wants);
  for await (const chunk of bytes) {
    const found = cutter.take(chunk);
    if (found.length > 0) yield found;
  }
  const rest = cutter.finish();
  if (rest.length > 0) yield rest;
}
