import { isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import { AppError } from '../../shared/errors.ts';

const knows = (label: string): boolean => {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
};

/** Cuts a UTF-8 character that the end of the head split in two. */
function withoutSplitTail(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && end > bytes.length - 4 && ((bytes[end - 1] as number) & 0xc0) === 0x80) end--;
  return end > 0 && (bytes[end - 1] as number) >= 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}

/** UTF-16 without a byte-order mark: in text with mostly Latin letters every other byte is 0. */
function utf16Without(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, Math.min(bytes.length, 2048) & ~1);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  const pairs = sample.length / 2;
  if (pairs < 4) return null;
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  return even > pairs * 0.4 && odd < pairs * 0.05 ? 'utf-16be' : null;
}

/**
 * Encoding of a text file from its first bytes, as a label that TextDecoder knows; '' when it is no text.
 * Byte-order mark first, then strict UTF-8, then statistics (chardet), which guess wrong on very short files.
 */
export function sniffEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const wide = utf16Without(bytes);
  if (wide) return wide;
  if (bytes.includes(0)) return '';
  if (isUtf8(withoutSplitTail(bytes))) return 'utf-8';
  const guess = (chardet.detect(bytes) ?? '').toLowerCase();
  // ISO-8859-1 and -2 have no letters at 0x80–0x9f, their Windows relatives do.
  if (guess === 'iso-8859-2' && bytes.some((byte) => byte >= 0x80 && byte < 0xa0)) return 'windows-1250';
  if (guess === '' || guess === 'iso-8859-1' || guess.startsWith('utf-') || !knows(guess)) return 'windows-1252';
  return guess;
}

/** Decodes a stream of bytes; a byte-order mark is dropped, broken bytes become U+FFFD. */
export async function* decoded(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  if (!knows(encoding)) throw new AppError('invalid-input', { field: 'encoding' });
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** Characters of a piece: few enough that its cells are dead before the garbage collector first looks. */
const PIECE_LENGTH = 32_768;

/** The same text in smaller pieces. */
export async function* inPieces(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += PIECE_LENGTH) yield chunk.slice(at, at + PIECE_LENGTH);
}

/** Text of a file's head. */
export const decodedHead = (bytes: Uint8Array, encoding: string): string =>
  knows(encoding) ? new TextDecoder(encoding).decode(bytes, { stream: true }) : '';
