import type { JsonElement } from './json-elements.ts';

/** Longest line that is parsed, in bytes. */
const MAX_LINE_BYTES = 4 * 1024 ** 2;
const NEWLINE = 10;

/** One JSON value a line (NDJSON, JSON Lines), as many at a time as a chunk holds; `line` is the line of the file. Empty lines are passed over. */
export async function* jsonLines(
  bytes: AsyncIterable<Uint8Array>,
  maxLineBytes = MAX_LINE_BYTES,
  parse: (text: string) => unknown = JSON.parse,
): AsyncGenerator<JsonElement[]> {
  let held: Buffer = Buffer.alloc(0);
  let dropping = false;
  let line = 0;
  const read = (raw: Buffer): JsonElement | null => {
    line++;
    if (dropping || raw.length > maxLineBytes) {
      dropping = false;
      return { line, code: 'too-long' };
    }
    const text = raw.toString('utf8').replace(/^\ufeff/, '');
    if (text.trim() === '') return null;
    try {
      return { line, value: parse(text) };
    } catch {
      return { line, code: 'bad-json' };
    }
  };
  for await (const chunk of bytes) {
    const found: JsonElement[] = [];
    const given = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = given.indexOf(NEWLINE); end >= 0; end = given.indexOf(NEWLINE, start)) {
      const rest = given.subarray(start, end);
      const element = read(held.length > 0 ? Buffer.concat([held, rest]) : rest);
      held = Buffer.alloc(0);
      if (element) found.push(element);
      start = end + 1;
    }
    // Chunks may be reused by their source: what is held over is copied.
    if (start < given.length && !dropping) held = Buffer.concat([held, given.subarray(start)]);
    if (held.length > maxLineBytes) {
      held = Buffer.alloc(0);
      dropping = true;
    }
    if (found.length > 0) yield found;
  }
  if (held.length === 0 && !dropping) return;
  const last = read(held);
  if (last) yield [last];
}
