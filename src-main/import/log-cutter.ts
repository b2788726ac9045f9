/** Longest line that is read, in bytes: logs in JSON hold whole headers. */
export const MAX_LINE_BYTES = 256 * 1024;

/** Cuts bytes into lines, whatever the pieces they come in. Lines hold one byte a character; null = too long. */
export class LineCutter {
  #held: string[] = [];
  #heldBytes = 0;
  #first = true;

  /** Lines that the chunk completes. Keeps nothing of the chunk's memory. */
  take(chunk: Uint8Array): (string | null)[] {
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    const found: (string | null)[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      found.push(this.#line(text.slice(start, end)));
      start = end + 1;
    }
    this.#hold(text.slice(start));
    return found;
  }

  /** The last line of a stream, where it has no line end. */
  finish(): (string | null)[] {
    const found = this.#heldBytes > 0 ? [this.#line('')] : [];
    this.#first = true;
    return found;
  }

  #hold(text: string): void {
    this.#heldBytes += text.length;
    if (this.#heldBytes > MAX_LINE_BYTES) this.#held = [];
    else if (text !== '') this.#held.push(text);
  }

  #line(end: string): string | null {
    this.#hold(end);
    const whole = this.#heldBytes > MAX_LINE_BYTES ? null : this.#held.join('');
    this.#held = [];
    this.#heldBytes = 0;
    const isFirst = this.#first;
    this.#first = false;
    if (whole === null) return null;
    const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    // The mark of UTF-8, as some servers put it before their first line.
    return isFirst && line.startsWith('\xef\xbb\xbf') ? line.slice(3) : line;
  }
}

/** Lines in the start of a file, at most `most`; the last line of a start that was cut off is left out. */
export function headLines(head: Uint8Array, isWhole: boolean, most: number): string[] {
  const cutter = new LineCutter();
  const lines = cutter.take(head);
  if (isWhole) lines.push(...cutter.finish());
  return lines.filter((line) => line !== null).slice(0, most);
}
