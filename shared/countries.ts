import { once } from './once.ts';

const A = 65;
/** Regions of the language data that are no countries. */
const NONE = /^(?:EU|EZ|UN|XA|XB|ZZ|QO)$/;
const names = once(() => new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }));

const canonical = (code: string) => new Intl.Locale(`und-${code}`).region;

/** ISO 3166-1 alpha-2 codes of all countries that have a name, by that name. */
export const countryCodes: () => readonly string[] = once(() =>
  Array.from({ length: 26 * 26 }, (_, i) => String.fromCharCode(A + Math.floor(i / 26), A + (i % 26)))
    // Codes of countries that are no more ("DD") stand for others.
    .filter((code) => !NONE.test(code) && names().of(code) !== undefined && canonical(code) === code)
    .sort((a, b) => countryName(a).localeCompare(countryName(b), 'en')),
);

/** English name of a country by its code. */
export function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (names().of(code) ?? code) : '(not known)';
}
