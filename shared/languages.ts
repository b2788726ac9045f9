import { once } from './once.ts';

const A = 97;
const names = once(() => new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }));

const twoLetters = () =>
  Array.from({ length: 26 * 26 }, (_, i) => String.fromCharCode(A + Math.floor(i / 26), A + (i % 26)));
const canonical = (code: string) => new Intl.Locale(code).language;

/** ISO 639-1 codes of all languages that have a name, by that name. */
export const languageCodes: () => readonly string[] = once(() =>
  twoLetters()
    // Old codes ("iw") stand for others.
    .filter((code) => names().of(code) !== undefined && canonical(code) === code)
    .sort((a, b) => languageName(a).localeCompare(languageName(b), 'en')),
);

/** English name of a language by its code (ISO 639); '(not known)' for none. */
export function languageName(code: string): string {
  return /^[a-z]{2,3}$/.test(code) ? (names().of(code) ?? code) : '(not known)';
}
