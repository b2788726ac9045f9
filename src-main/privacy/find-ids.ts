import { once } from '../../shared/once.ts';
import { isLuhn } from './checksums.ts';
import * as check from './national-checks.ts';
import type { DataSpan } from './span.ts';

interface IdRule {
  type: string;
  /** Global and linear; what it matches is compared without blanks, dots, slashes and hyphens, in upper case. */
  pattern: RegExp;
  check?: (compact: string) => boolean;
  /** Words near it that say what it is. */
  context: RegExp;
  words: string;
  /** Confidence next to such a word. */
  named: number;
  /** Confidence without such a word; 0 = not found without one. */
  alone: number;
  /** The words name a country, and may stand anywhere in the line: in the row of a table, another cell tells it. */
  isOfCountry: boolean;
  /** Digits that it has at least: a text with fewer cannot hold one. */
  digits: number;
}

/** In a key or the name of a column, `_` or `-` stands for the blank: `tax_id`. */
const named = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.replaceAll(' ', '[ _-]')})`, 'iu');

/** Those with fewer digits than most. */
const LEAST_DIGITS: Readonly<Record<string, number>> = {
  IN_PAN: 4,
  UK_NINO: 6,
  CL_RUT: 7,
  ES_NIE: 7,
  IE_PPS: 7,
  IT_FISCAL_CODE: 7,
  MX_CURP: 7,
  SG_NRIC_FIN: 7,
  ES_NIF: 8,
};
const MOST_HAVE = 9;

type Written = [type: string, pattern: string, words: string, alone: number, test?: IdRule['check']];

const compiled = ([type, pattern, words, alone, test]: Written): IdRule => ({
  type,
  pattern: new RegExp(`(?<![\\p{L}\\p{N}_.-])(?:${pattern})(?![\\p{L}\\p{N}_]|[.-]\\d)`, 'giu'),
  context: named(words),
  words,
  named: 0.98,
  alone,
  isOfCountry: false,
  digits: LEAST_DIGITS[type] ?? MOST_HAVE,
  ...(test ? { check: test } : {}),
});

const isNino = (id: string): boolean => !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/.test(id);
/** Neither a barcode nor milliseconds since 1970, which a number of a person may look like by chance. */
const isZaIdAlone = (id: string): boolean => check.isIssuedZaId(id) && !check.isEan13(id) && !/^1[0-8]/.test(id);

/** In order of precedence. Numbers that a random run of digits often meets are found only next to a word that names them. */
const WRITTEN: readonly Written[] = [
  ['US_SSN', '\\d{3}([- ])\\d{2}\\1\\d{4}', 'ssn|social sec', 0.85, check.isSsn],
  ['US_SSN', '\\d{3}-?\\d{2}-?\\d{4}', 'ssns?\\b|ssid|social sec', 0, (id) => /^\d{9}$/.test(id)],
  ['US_ITIN', '9\\d{2}[- ]?[5-9]\\d[- ]?\\d{4}', 'itin|taxpayer|tax id', 0],
  [
    'IT_FISCAL_CODE',
    '[a-z]{6}\\d{2}[abcdehlmprst]\\d{2}[a-z]\\d{3}[a-z]',
    'codice fiscale|c\\.?f\\.?',
    0.97,
    check.isCodiceFiscale,
  ],
  ['ES_NIF', '\\d{8}[- ]?[a-z]', 'dni|nif|documento', 0.85, check.isSpanishId],
  ['ES_NIE', '[xyz][- ]?\\d{7}[- ]?[a-z]', 'nie|extranjero', 0.85, check.isSpanishId],
  [
    'FR_NIR',
    '[12]( ?)\\d{2}\\1(?:0[1-9]|1[0-2]|[2-9]\\d)\\1(?:\\d{2}|2[ab])\\1\\d{3}\\1\\d{3} ?\\d{2}',
    'insee|sécu|nir|sécurité sociale',
    0.9,
    check.isNir,
  ],
  [
    'BE_NATIONAL_NUMBER',
    '\\d{2}\\.\\d{2}\\.\\d{2}-\\d{3}\\.\\d{2}',
    'rijksregister|registre national|insz|niss',
    0.95,
    check.isBelgianNumber,
  ],
  ['BE_NATIONAL_NUMBER', '\\d{11}', 'rijksregister|registre national|insz|niss', 0, check.isBelgianNumber],
  ['CH_AHV', '756\\.?\\d{4}\\.?\\d{4}\\.?\\d{2}', 'ahv|avs|avn', 0.95, check.isEan13],
  ['FI_HETU', '\\d{6}[-+a-fu-y]\\d{3}[0-9a-y]', 'henkilötunnus|hetu|personbeteckning', 0.95, (id) => check.isHetu(id)],
  ['SE_PERSONNUMMER', '(?:19|20)?\\d{6}[-+]\\d{4}', 'personn', 0.7, check.isPersonnummer],
  ['SE_PERSONNUMMER', '(?:19|20)?\\d{10}', 'personn', 0, check.isPersonnummer],
  ['DK_CPR', '\\d{6}-?\\d{4}', 'cpr|personnummer', 0, check.isCpr],
  ['NO_FODSELSNUMMER', '\\d{6} ?\\d{5}', 'fødselsn|personnummer|fnr', 0, check.isFodselsnummer],
  [
    'UK_NINO',
    '[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z] ?\\d{2} ?\\d{2} ?\\d{2} ?[a-d]',
    'nino|national insurance|ni n',
    0.85,
    isNino,
  ],
  ['UK_NHS', '\\d{3}[- ]?\\d{3}[- ]?\\d{4}', 'nhs', 0, check.isNhs],
  ['IE_PPS', '\\d{7}[a-w][a-iw]?', 'pps', 0.6, check.isPps],
  ['DE_TAX_ID', '\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}', 'steuer|idnr|tin\\b|tax', 0, check.isSteuerId],
  ['PL_PESEL', '\\d{11}', 'pesel', 0, check.isPesel],
  ['NL_BSN', '\\d{4}[. ]?\\d{2}[. ]?\\d{3}|\\d{9}', 'bsn|burgerservice|sofi', 0, check.isBsn],
  ['PT_NIF', '[1-3568]\\d{2} ?\\d{3} ?\\d{3}', 'nif|contribuinte', 0, check.isPortugueseNif],
  ['AT_SVNR', '\\d{4} ?\\d{6}', 'svnr|sozialversicherung|sv-n', 0, check.isSvnr],
  ['HR_OIB', '\\d{11}', 'oib', 0, check.isOib],
  ['CZ_BIRTH_NUMBER', '\\d{6}/?\\d{4}', 'rodné|rodne|rč', 0, check.isBirthNumber],
  ['RO_CNP', '[1-9]\\d{12}', 'cnp|cod numeric', 0, check.isCnp],
  ['BG_EGN', '\\d{10}', 'егн|egn', 0, check.isEgn],
  ['EE_LT_PERSONAL_CODE', '[1-6]\\d{10}', 'isikukood|asmens kodas', 0, check.isIsikukood],
  ['TR_ID', '[1-9]\\d{10}', 't\\.?c\\.? ?kimlik|kimlik', 0, check.isTurkishId],
  ['BR_CPF', '\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}', 'cpf', 0.95, check.isCpf],
  ['BR_CPF', '\\d{11}', 'cpf', 0, check.isCpf],
  ['CL_RUT', '\\d{1,2}\\.\\d{3}\\.\\d{3}-[\\dk]', 'rut|run', 0.9, check.isRut],
  ['MX_CURP', '[a-z][aeioux][a-z]{2}\\d{6}[hmx][a-z]{5}[0-9a-z]\\d', 'curp', 0.95],
  ['IN_AADHAAR', '[2-9]\\d{3} ?\\d{4} ?\\d{4}', 'aadhaar|aadhar|uidai', 0, check.isVerhoeff],
  ['IN_PAN', '[a-z]{3}[abcfghjlpt][a-z]\\d{4}[a-z]', 'pan\\b|permanent account', 0.6],
  ['SG_NRIC_FIN', '[stfgm]\\d{7}[a-z]', 'nric|fin\\b', 0.85, check.isNric],
  ['SG_NRIC_FIN', '[stfgm]\\d{7}[a-z]', 'nric|fin\\b', 0],
  ['AU_TFN', '\\d{3} ?\\d{3} ?\\d{3}', 'tfn|tax file', 0, check.isTfn],
  ['CA_SIN', '\\d{3}[- ]?\\d{3}[- ]?\\d{3}', 'sin\\b|social insurance', 0, isLuhn],
  ['ZA_ID', '\\d{13}', 'south african|identity ?n|id ?n(?:o\\b|um|r\\b)', 0.7, isZaIdAlone],
  ['ZA_ID', '\\d{13}', 'south african|identity ?n|id ?n(?:o\\b|um|r\\b)', 0, check.isSouthAfricanId],
  ['PH_TIN', '\\d{3}-?\\d{3}-?\\d{3}(?:-?\\d{3})?', 'tin\\b|taxpayer identification', 0],
  ['KR_RRN', '\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])-[1-8]\\d{6}', 'rrn|주민', 0.8],
  ['ABA_ROUTING_NUMBER', '\\d{4}-?\\d{4}-?\\d', 'routing|aba\\b', 0, check.isAba],
];

/** A cell that holds nothing but the code of a country. */
const cell = (code: string): string => `(?<=[,;\\t|]["'\\s]?)(?:${code})(?=["'\\s]?(?:[,;\\t|]|$))`;

/** Numbers that random digits seldom meet: where the country is told, it need not be told which they are. `alone`: how sure. */
const IN_COUNTRY: readonly Written[] = [
  ['PL_PESEL', '\\d{11}', `pol(?:and|ish|en\\b|ogne|onia|sk[aiąo]|sce)|${cell('PL|POL')}`, 0.7, check.isLivingPesel],
  [
    'DK_CPR',
    '\\d{6}-\\d{4}',
    `denmark|danish|d[aä]n[ei]mark|dansk|dänisch|danois|${cell('DK|DNK')}`,
    0.65,
    check.isCpr,
  ],
  ['ZA_ID', '\\d{13}', `south africa|südafrika|afrique du sud|${cell('ZA|ZAF')}`, 0.8, check.isIssuedZaId],
  ['CA_SIN', '\\d{3}([- ])\\d{3}\\1\\d{3}', 'canad', 0.6, isLuhn],
  [
    'UK_NINO',
    '[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z] \\d{2} \\d{2} \\d{2}',
    `united kingdom|(?:great )?brit(?:ain|ish)|england|english|scotland|scottish|wales|welsh|${cell('GB|UK|GBR')}`,
    0.65,
    isNino,
  ],
];
/** What columns of such numbers are called where several countries' stand in one. */
const ANY_ID = 'national ?id|identity ?(?:n|card)|id ?(?:number|no\\b|card)|personal ?(?:id|code|n)';
const inCountry = ([type, pattern, words, sure, test]: Written): IdRule => ({
  ...compiled([type, pattern, `${words}|${ANY_ID}`, 0, test]),
  named: sure,
  isOfCountry: true,
});
const rules = once((): readonly IdRule[] => [...WRITTEN.map(compiled), ...IN_COUNTRY.map(inCountry)]);

/** Words of which the rules that find nothing without one need at least one. */
const ofNames = once(() =>
  named(
    rules()
      .filter(({ alone }) => alone === 0)
      .map(({ words }) => words)
      .join('|'),
  ),
);

function countDigits(text: string): number {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
  }
  return digits;
}

const REACH_BEFORE = 60;
const REACH_AFTER = 20;
/** A row of a table may be long; a line may be a whole file. */
const REACH_IN_LINE = 600;

/** What stands around a number, of which a word may tell what it is. */
function around(text: string, start: number, end: number, isOfCountry: boolean): string {
  if (!isOfCountry)
    return `${text.slice(Math.max(0, start - REACH_BEFORE), start)} ${text.slice(end, end + REACH_AFTER)}`;
  const before = text.slice(Math.max(0, start - REACH_IN_LINE), start);
  const [after = ''] = text.slice(end, end + REACH_IN_LINE).split('\n', 1);
  return `${before.slice(before.lastIndexOf('\n') + 1)} ${after}`;
}

/** Numbers that states give to people, with the check digits that each country has laid down. */
export function findIds(text: string): DataSpan[] {
  // The Indian PAN has four digits, every other of these numbers more.
  if (!/\d(?:\D{0,12}\d){3}/.test(text)) return [];
  let spans: DataSpan[] = [];
  const inText = countDigits(text);
  // Most rules need a word that most texts lack.
  const isNamed = ofNames().test(text);
  for (const { type, pattern, check: holds, context, named: whenNamed, alone, isOfCountry, digits } of rules()) {
    if (inText < digits || (alone === 0 && !(isNamed && context.test(text)))) continue;
    pattern.lastIndex = 0;
    for (let hit = pattern.exec(text); hit; hit = pattern.exec(text)) {
      const start = hit.index;
      const end = start + hit[0].length;
      // The Finnish code's sign says the century; it is no separator.
      const compact = (type === 'FI_HETU' ? hit[0] : hit[0].replace(/[\s./-]/g, '')).toUpperCase();
      if (holds && !holds(compact)) continue;
      // In a row of numbers with blanks between them, some few in a row look like anything.
      const isOfRow =
        / /.test(hit[0]) &&
        (/\d $/.test(text.slice(Math.max(0, start - 2), start)) || /^ \d/.test(text.slice(end, end + 2)));
      const isTold = !(isOfCountry && isOfRow) && context.test(around(text, start, end, isOfCountry));
      const confidence = isTold ? whenNamed : isOfRow ? 0 : alone;
      // A number that is named counts for more than one that only looks like another.
      const isSurer = (span: DataSpan) => span.end <= start || end <= span.start || span.confidence < confidence;
      if (confidence === 0 || !spans.every(isSurer)) continue;
      spans = spans.filter((span) => span.end <= start || end <= span.start);
      spans.push({ type, start, end, confidence });
    }
  }
  return spans;
}
