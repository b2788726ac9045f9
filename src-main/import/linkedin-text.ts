import { decodeEntities } from './x-text.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Comments.csv writes a quotation mark inside a text as `\"`, which no CSV reader takes: here it becomes `""`, and `\\`
 * becomes `\`. Seen in the cleaning step of a public analyser of these archives, not in LinkedIn's own words.
 */
export async function* withDoubledQuotes(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held = false;
  for await (const chunk of bytes) {
    const out = new Uint8Array(chunk.length + 1);
    let length = 0;
    for (const byte of chunk) {
      if (!held && byte === BACKSLASH) {
        held = true;
        continue;
      }
      if (held) {
        if (byte === QUOTE) out[length++] = QUOTE;
        else if (byte !== BACKSLASH) out[length++] = BACKSLASH;
      }
      held = false;
      out[length++] = byte;
    }
    if (length > 0) yield out.subarray(0, length);
  }
  if (held) yield Uint8Array.of(BACKSLASH);
}

/**
 * Text as it was written. Shares.csv puts a text into quotation marks once more than CSV does, and every line of it,
 * in some years: they are taken away only where all of them are there, so that somebody's own marks stay.
 */
export function plainText(text: string): string {
  let plain = text.trim();
  const breaks = plain.match(/"?\r?\n"?/g) ?? [];
  const wrapped = breaks.length > 0 && breaks.every((one) => /^"\r?\n"$/.test(one));
  if (wrapped) plain = plain.replace(/"\r?\n"/g, '\n');
  const outer = plain.length > 1 && plain.startsWith('"') && plain.endsWith('"');
  const inside = outer ? plain.slice(1, -1) : plain;
  const doubled = inside.includes('""') && !inside.replaceAll('""', '').includes('"');
  if (outer && (wrapped || doubled)) plain = inside;
  if (doubled && (wrapped || outer)) plain = plain.replaceAll('""', '"');
  return decodeEntities(plain).trim();
}
