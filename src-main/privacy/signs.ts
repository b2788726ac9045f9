/** Signs that patterns cannot do without; one look at a text tells which patterns need not be tried. */
export const SIGN = {
  digit: 1,
  /** `=`, `:` or `%` (an escaped `=`). */
  key: 2,
  at: 4,
  slash: 8,
  dot: 16,
  capital: 32,
  hyphen: 64,
  bracket: 128,
  degree: 256,
} as const;

const OF_CODE = new Uint16Array(128);
const mark = (chars: string, sign: number) => {
  for (const char of chars) OF_CODE[char.charCodeAt(0)] = (OF_CODE[char.charCodeAt(0)] as number) | sign;
};
mark('0123456789', SIGN.digit);
mark('=:%', SIGN.key);
mark('@%', SIGN.at);
mark('/', SIGN.slash);
mark('.', SIGN.dot);
mark('-', SIGN.hyphen);
mark('([{', SIGN.bracket);
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZ', SIGN.capital);

/** Bits of the signs in a text. What lies beyond ASCII counts as `degree`, `at` and `capital`, which have such forms. */
export function signsOf(text: string): number {
  let signs = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    signs |= code < 128 ? (OF_CODE[code] as number) : SIGN.degree | SIGN.at | SIGN.capital;
  }
  return signs;
}
