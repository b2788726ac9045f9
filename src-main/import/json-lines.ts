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
    let start = 0;
    for (let end = given.indexOf(NEWLINE); end >= 0; end = given.indexOf(NEWLINE, start)) {
      const rest = given.subarray(start, end);
      const element = this.#read(this.#held.length > 0 ? Buffer.concat([this.#held, rest]) : rest);
      if (this.#held.length > 0) this.#held = Buffer.alloc(0);
      if (element) yield element;
      start = end + 1;
    }
    // Chunks may be reused by their source: what is held over is copied.
    if (start < given.length && !this.#dropping) this.#held = Buffer.concat([this.#held, given.subarray(start)]);
    if (this.#held.length > this.#maxBytes) {
      this.#held = Buffer.alloc(0);
      this.#dropping = true;
    }
  }

  /** The last line, where no line end follows it. */
  *finish(): Generator<JsonElement> {
    const last = this.#held.length === 0 && !this.#dropping ? null : this.#read(this.#held);
    if (last) yield last;
  }

  #read(raw: Buffer): JsonElement | null {
    const line = ++this.#line;
    if (this.#dropping || raw.length > this.#maxBytes) {
      this.#dropping = false;
      return { line, code: 'too-long' };
    }
    let text = raw.toString('utf8');
    if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
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
