import { TextDecoder } from 'node:util';
import { AppError } from '../../shared/errors.ts';

/** A line of text with its 1-based number, without its line end. */
export interface TextLine {
  text: string;
  line: number;
}

/** Longest line that is kept in memory, in characters. */
const MAX_LINE = 16 * 1024 ** 2;

/** Decodes chunks of bytes into chunks of text; characters cut by a chunk edge come out whole. A byte-order mark is dropped. */
export async function* textChunks(bytes: AsyncIterable<Uint8Array>, encoding = 'utf-8'): AsyncGenerator<string> {
  const decoder = decoderFor(encoding);
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    throw new AppError('file-unreadable', { reason: 'encoding' });
  }
}

/** Splits chunks of text into lines ended by LF, CRLF or the end of the file. A line beyond 16 M characters ends the file as unreadable. */
export async function* lines(chunks: AsyncIterable<string>): AsyncGenerator<TextLine> {
  let rest = '';
  let line = 0;
  for await (const chunk of chunks) {
    const text = rest + chunk;
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      line++;
      yield { text: withoutReturn(text.slice(start, end)), line };
      start = end + 1;
    }
    rest = text.slice(start);
    if (rest.length > MAX_LINE) throw new AppError('file-unreadable', { reason: 'line-too-long' });
  }
  if (rest !== '') yield { text: withoutReturn(rest), line: line + 1 };
}

const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text);
