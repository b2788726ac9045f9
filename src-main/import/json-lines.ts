import type { JsonElement, JsonElements } from './json-elements.ts';

/** Longest line that is parsed, in bytes. */
const MAX_LINE_BYTES = 4 * 1024 ** 2;
const NEWLINE = 10;

/** Cuts bytes that come in pieces into lines and parses each. */
class LineCutter {
  readonly #maxBytes: number;
  readonly #parse: (text: string) => unknown;
  #held: Buffer = Buffer.alloc(0);
  #dropping = false;
  #line = 0;

  constructor(maxBytes: number, parse: (text: string) => unknown) {
    this.#maxBytes = maxBytes;
    this.#parse = parse;
  }

  *take(chunk: Uint8Array): Generator<JsonElement> {
    const given = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const first = given.indexOf(NEWLINE);
    const last = given.lastIndexOf(NEWLINE);
    if (first >= 0) {
      const begun = this.#read(Buffer.concat([this.#held, given.subarray(0, first)]));
      this.#held = Buffer.alloc(0);
      if (begun) yield begun;
      // Whole lines are decoded all at once and cut as text, which takes half as long as one by one.
      yield* this.#readAll(given.toString('utf8', first + 1, last + 1));
    }
    // Chunks may be reused by their source: what is held over is copied.
    if (last + 1 < given.length && !this.#dropping) this.#held = Buffer.concat([this.#held, given.subarray(last + 1)]);
    if (this.#held.length > this.#maxBytes) {
      this.#held = Buffer.alloc(0);
      this.#dropping = true;
    }
  }

  /** Lines that each end in a line break. */
  *#readAll(text: string): Generator<JsonElement> {
    for (let start = 0, end = text.indexOf('\n'); end >= 0; start = end + 1, end = text.indexOf('\n', start)) {
      const line = text.slice(start, end);
      // A sign of UTF-16 takes up to three bytes of UTF-8.
      const isLong = line.length * 3 > this.#maxBytes && Buffer.byteLength(line) > this.#maxBytes;
      const element = isLong ? ({ line: ++this.#line, code: 'too-long' } as const) : this.#parsed(line);
      if (element) yield element;
    }
  }

  /** The last line, where no line end follows it. */
  *finish(): Generator<JsonElement> {
    const last = this.#held.length === 0 && !this.#dropping ? null : this.#read(this.#held);
    if (last) yield last;
  }

  #read(raw: Buffer): JsonElement | null {
    if (!this.#dropping && raw.length <= this.#maxBytes) return this.#parsed(raw.toString('utf8'));
    this.#dropping = false;
    return { line: ++this.#line, code: 'too-long' };
  }

  #parsed(given: string): JsonElement | null {
    const line = ++this.#line;
    const text = given.charCodeAt(0) === 0xfeff ? given.slice(1) : given;
    try {
      return { line, value: this.#parse(text) };
    } catch {
      return text.trim() === '' ? null : { line, code: 'bad-json' };
    }
  }
}

/** One JSON value a line (NDJSON, JSON Lines); `line` is the line of the file. Empty lines are passed over. */
export async function* jsonLines(
  bytes: AsyncIterable<Uint8Array>,
  maxLineBytes = MAX_LINE_BYTES,
  parse: (text: string) => unknown = JSON.parse,
): JsonElements {
  const cutter = new LineCutter(maxLineBytes, parse);
  for await (const chunk of bytes) yield cutter.take(chunk);
  yield cutter.finish();
}
