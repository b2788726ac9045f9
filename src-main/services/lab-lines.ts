import { requireText } from '../import/no-text.ts';

/** A few odd signs in a short text are somebody's; a file of them is none. */
const SHORT = 256;

/** Lines of a text, empty ones too; the end of the last line begins no other. */
export function* linesOfText(text: string): Generator<string> {
  if (text.length > SHORT) requireText(text);
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    yield text.slice(start, text[stop - 1] === '\r' ? stop - 1 : stop);
    start = stop + 1;
  }
}
