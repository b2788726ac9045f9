import { AppError } from '../../shared/errors.ts';

/** Bytes that no encoding of text uses but for ends of lines, tabs, ends of pages and escapes. */
const isControl = (byte: number): boolean => (byte < 32 && (byte < 9 || byte > 13) && byte !== 27) || byte === 127;

/** Zero bytes and other control characters of a start; in a text, those of its characters. */
function countControls({ length }: ArrayLike<unknown>, codeAt: (i: number) => number) {
  const found = { zeros: 0, controls: 0, first: length };
  for (let i = 0; i < length; i++) {
    const code = codeAt(i);
    if (!isControl(code)) continue;
    found.controls++;
    if (code === 0) found.zeros++;
    if (i < found.first) found.first = i;
  }
  return found;
}
const areMany = ({ zeros, controls }: ReturnType<typeof countControls>, length: number): boolean =>
  zeros * 100 > length || controls * 50 > length;

/** A program, a picture, something encrypted: many control bytes, and no mark of UTF-16 at the start. A log may hold a few after a crash. */
export function isBinary(head: Uint8Array): boolean {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return false;
  return areMany(
    countControls(head, (i) => head[i] as number),
    head.length,
  );
}

/** How much of a text is looked at. */
const START_CHARS = 1 << 16;
/** What programs that encrypt write where only letters may stand (OpenPGP, PEM, age). */
const ARMOUR = /^\s*-----BEGIN [A-Z][A-Z ]{2,40}-----\s/;

/** Stops at what was read as text and is none: it would be judged all the same, as rows of signs. Says in which line that shows. */
export function requireText(text: string): void {
  const start = text.slice(0, START_CHARS);
  const found = countControls(start, (i) => start.charCodeAt(i));
  if (ARMOUR.test(start)) throw new AppError('format-unknown', { reason: 'no-text', line: 1 });
  if (areMany(found, start.length))
    throw new AppError('format-unknown', {
      reason: 'no-text',
      line: start.slice(0, found.first).split('\n').length,
    });
}
