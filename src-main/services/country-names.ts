import { countryCodes } from '../../shared/countries.ts';

const TONGUES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'];
/** How many tools write countries, beside their names in the language data. */
const USUAL: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  usa: 'US',
  'united states of america': 'US',
  holland: 'NL',
  'the netherlands': 'NL',
  'czech republic': 'CZ',
  'republic of ireland': 'IE',
  'russian federation': 'RU',
  'korea, republic of': 'KR',
  turkey: 'TR',
};

let codes: Map<string, string> | null = null;

/** Codes by name, in seven languages, from the language data of the runtime. Built on first use. */
function byName(): Map<string, string> {
  if (codes) return codes;
  codes = new Map(Object.entries(USUAL));
  for (const tongue of TONGUES) {
    const display = new Intl.DisplayNames([tongue], { type: 'region', fallback: 'none' });
    for (const code of countryCodes()) {
      codes.set(code.toLowerCase(), code);
      const plain = (display.of(code) ?? code).replace(/ \(.*\)$/, '').toLowerCase();
      if (!codes.has(plain)) codes.set(plain, code);
    }
  }
  return codes;
}

/** ISO 3166-1 alpha-2 code of a country as exports write it, by code or name in seven languages; '' when it is none. */
export const countryCodeOf = (text: string): string => byName().get(text.trim().toLowerCase()) ?? '';
