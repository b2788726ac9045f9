/** One line of a text file; null when it is longer than allowed. */
export interface TextLine {
  line: number;
  text: string | null;
}

const NEWLINE = 10;

/** Lines of a stream in UTF-8, as many at a time as a chunk holds; without line ends, empty ones left out. */
export async function* textLines(bytes: AsyncIterable<Uint8Array>, maxBytes = 1024 ** 2): AsyncGenerator<TextLine[]> {
  let held: Buffer = Buffer.alloc(0);
  let dropping = false;
  let line = 0;
  const read = (raw: Buffer): TextLine => {
    line++;
    if (dropping || raw.length > maxBytes) {
      dropping = false;
      return { line, text: null };
    }
    return { line, text: raw.toString('utf8').replace(/\r$/, '') };
  };
  for await (const chunk of bytes) {
    const found: TextLine[] = [];
    const given = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = given.indexOf(NEWLINE); end >= 0; end = given.indexOf(NEWLINE, start)) {
      const rest = given.subarray(start, end);
      const one = read(held.length > 0 ? Buffer.concat([held, rest]) : rest);
      held = Buffer.alloc(0);
      if (one.text !== '') found.push(one);
      start = end + 1;
    }
    // Chunks may be reused by their source: what is held over is copied.
    if (start < given.length && !dropping) held = Buffer.concat([held, given.subarray(start)]);
    if (held.length > maxBytes) {
      held = Buffer.alloc(0);
      dropping = true;
    }
    if (found.length > 0) yield found;
  }
  if (held.length > 0 || dropping) yield [read(held)];
}
