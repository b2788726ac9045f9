import { isBase58Address, isBech32Address } from './coin-addresses.ts';
import { isLuhn } from './checksums.ts';
import { SIGN, signsOf } from './signs.ts';
import { type DataSpan, withoutOverlaps } from './span.ts';

interface TechnicalRule {
  type: string;
  confidence: number;
  /** Global; a group named `v` is what is meant, else the whole match. */
  pattern: RegExp;
  check?: (value: string) => boolean;
  /** Signs without which the rule cannot match. */
  signs: number;
  /** Letters without which it cannot match: a quick look saves the pattern. */
  needs?: RegExp;
}

const SEPARATOR = `["']?\\s{0,3}(?:=|:|%3D)\\s{0,3}["']?`;
const VALUE = `[^\\s&;,"'<>#]`;
/** `key=value`, `"key": "value"` and the like. */
const keyed = (keys: string, least: number, value = VALUE): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${keys})${SEPARATOR}(?<v>${value}{${least},512})`, 'giud');

const looksSecret = (value: string) => /\d/.test(value) && /[a-z]/i.test(value);
/** A word that somebody made up to be secret, rather than one of the sentence. */
const looksMadeUp = (value: string) =>
  value.length > 3 && (/\d/.test(value) || /[^\p{L}\p{N}.,'’-]/u.test(value) || /\p{Ll}\p{Lu}/u.test(value));
const notMasked = (value: string) => !/^[*x•.]+$|^(?:true|false|null|none|undefined|\[.*|\{.*)$/i.test(value);
const isMac = (value: string) => !/^(?:00[:-]){5}00$/.test(value);
const isVin = (vin: string): boolean => {
  const values = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ';
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const sum = [...vin].reduce((total, char, i) => total + (values.indexOf(char) % 10) * (weights[i] as number), 0);
  return (
    'X0123456789'['0123456789X'.indexOf(vin[8] as string) === 10 ? 0 : Number(vin[8]) + 1] ===
    'X0123456789'[sum % 11 === 10 ? 0 : (sum % 11) + 1]
  );
};
const inRange = (pair: string) => {
  const [lat, lon] = pair.split(/\s*(?:,|;|%2C)\s*/i).map(Number);
  return Math.abs(lat ?? 99) <= 90 && Math.abs(lon ?? 999) <= 180;
};

const PASSWORD_WORDS =
  'passw(?:or)?d|passwort|kennwort|mot[ _-]?de[ _-]?passe|contraseñ?a|contrasena|senha|palavra-passe|wachtwoord|has[lł]o|lösenord|adgangskode|passord|salasana|parola|heslo|пароль|şifre';

const DEGREES = '-?\\d{1,3}\\.\\d{3,}';

/** In order of precedence. */
const RULES: readonly TechnicalRule[] = [
  {
    type: 'CREDENTIAL_URL',
    confidence: 0.97,
    signs: SIGN.slash | SIGN.at,
    needs: /:\/\//,
    pattern: /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s/?#@<>"']{1,256}@[^\s<>"']{1,2048}/giu,
  },
  {
    type: 'JWT',
    confidence: 0.99,
    signs: SIGN.dot | SIGN.digit,
    needs: /eyJ/,
    pattern: /(?<![\w-])eyJ[\w-]{8,4000}\.eyJ[\w-]{4,8000}\.[\w-]{0,2000}/gu,
  },
  {
    type: 'PRIVATE_KEY',
    confidence: 0.99,
    signs: SIGN.hyphen,
    needs: /-----BEGIN/,
    pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[\w+/=\s]{0,8000}(?:-----END (?:[A-Z]+ )?PRIVATE KEY-----)?/gu,
  },
  {
    type: 'API_KEY',
    signs: SIGN.digit,
    confidence: 0.97,
    needs: /sk|pk|rk|AKIA|ASIA|gh|AIza|xox|glpat|SG\.|npm_|shp|EAA|ya29/,
    pattern:
      /(?<![\w-])(?:(?:sk|pk|rk)_(?:live|test)_[\w]{10,200}|sk-[\w-]{20,200}|(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{20,255}|AIza[\w-]{35}|xox[abprs]-[\w-]{10,250}|glpat-[\w-]{20,64}|SG\.[\w-]{16,64}\.[\w-]{16,128}|npm_[A-Za-z0-9]{36}|shp(?:at|ca|pa|ss)_[a-f0-9]{32}|EAA[A-Za-z0-9]{40,400}|ya29\.[\w-]{20,500})(?![\w-])/gu,
  },
  {
    type: 'BEARER_TOKEN',
    confidence: 0.95,
    signs: SIGN.digit,
    needs: /bearer|basic/i,
    pattern: /\b(?:bearer|basic)\s+(?<v>[\w.~+/-]{12,4000}=*)/dgiu,
    check: (v) => looksSecret(v) || /[A-Z].*[a-z]|[a-z].*[A-Z]/.test(v),
  },
  {
    type: 'PASSWORD',
    confidence: 0.95,
    signs: SIGN.key,
    pattern: keyed(
      `(?:[a-z0-9]{1,24}[_-]?)?(?:${PASSWORD_WORDS}|passphrase|secret(?:[_-]?key)?)|(?:[a-z0-9]{1,24}[_-])?(?:pass|pwd)`,
      3,
    ),
    check: notMasked,
  },
  {
    type: 'PASSWORD',
    confidence: 0.85,
    signs: 0,
    needs: new RegExp(PASSWORD_WORDS, 'iu'),
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${PASSWORD_WORDS})\\s(?:is|was|ist|war|lautet|est|es|[eé]|jest|to|:)\\s?["']?(?<v>[^\\s"',]{4,64}[^\\s"',.!?;:)])`,
      'giud',
    ),
    check: looksMadeUp,
  },
  {
    type: 'SESSION_ID',
    confidence: 0.95,
    signs: SIGN.key | SIGN.digit,
    pattern: keyed(
      'php_?sess_?id|j?session_?id|asp\\.net_sessionid|sess(?:ion)?(?:_?token|_?key)?|sid|connect\\.sid',
      8,
      '[^\\s&;,"\'<>#?]',
    ),
    check: looksSecret,
  },
  {
    type: 'API_KEY',
    confidence: 0.93,
    signs: SIGN.key | SIGN.digit,
    pattern: keyed(
      '(?:x-)?(?:api|access|app|private|license)[-_]?key|(?:[a-z0-9]{1,24}[-_]?)?token|auth(?:orization)?|signature|sig|hmac|otp|code_verifier',
      8,
    ),
    check: looksSecret,
  },
  {
    type: 'COOKIE_ID',
    confidence: 0.93,
    signs: SIGN.digit,
    needs: /GA1|GS1|fb\.1|_hj|ajs_|amplitude|mp_/,
    pattern: /(?<![\w.])(?:GA1\.\d\.\d{6,12}\.\d{8,12}|GS[12]\.\d\.[\w.$-]{10,200}|fb\.1\.\d{12,14}\.[\w-]{6,200})/gu,
  },
  {
    type: 'AD_CLICK_ID',
    confidence: 0.95,
    signs: SIGN.key,
    pattern: keyed(
      'gclid|gclsrc|gbraid|wbraid|dclid|fbclid|msclkid|ttclid|twclid|li_fat_id|epik|sccid|scid|yclid|mc_eid|_kx|igshid|irclickid|rdt_cid',
      8,
    ),
  },
  {
    type: 'LAT_LONG',
    confidence: 0.93,
    signs: SIGN.digit,
    needs: /\.\d{3}/,
    pattern: new RegExp(`(?<![\\d.])${DEGREES}\\s*(?:,|;|%2C)\\s*${DEGREES}(?![\\d.])`, 'gi'),
    check: inRange,
  },
  {
    type: 'LAT_LONG',
    confidence: 0.93,
    signs: SIGN.digit,
    needs: /\.\d{3}/,
    pattern: new RegExp(`(?<![a-z])(?:lat(?:itude)?|lon(?:gitude)?|lng)${SEPARATOR}(?<v>${DEGREES})`, 'gid'),
  },
  {
    type: 'LAT_LONG',
    confidence: 0.93,
    signs: SIGN.digit | SIGN.degree,
    needs: /°/,
    pattern:
      /\d{1,3}°\s?\d{1,2}['′]\s?\d{1,2}(?:\.\d+)?["″]\s?[NS][,\s]{1,3}\d{1,3}°\s?\d{1,2}['′]\s?\d{1,2}(?:\.\d+)?["″]\s?[EWO]/gu,
  },
  {
    type: 'MAC_ADDRESS',
    confidence: 0.95,
    signs: SIGN.digit,
    needs: /[0-9a-f]{2}[:-][0-9a-f]{2}[:-]/i,
    pattern: /(?<![\w:-])[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}(?![\w:-])/giu,
    check: isMac,
  },
  {
    type: 'CRYPTO',
    confidence: 0.97,
    signs: SIGN.digit,
    needs: /\b[13]|bc1/i,
    pattern: /(?<![\w])[13][a-km-zA-HJ-NP-Z1-9]{25,34}(?![\w])/gu,
    check: isBase58Address,
  },
  {
    type: 'CRYPTO',
    confidence: 0.97,
    signs: SIGN.digit,
    needs: /bc1/i,
    pattern: /(?<![\w])(?:bc1[02-9ac-hj-np-z]{11,71}|BC1[02-9AC-HJ-NP-Z]{11,71})(?![\w])/gu,
    check: isBech32Address,
  },
  { type: 'CRYPTO', confidence: 0.9, signs: SIGN.digit, needs: /0x/, pattern: /(?<![\w])0x[0-9a-f]{40}(?![\w])/giu },
  {
    // Third word of a line in the Common Log Format: who signed in.
    type: 'USERNAME',
    confidence: 0.85,
    signs: SIGN.digit | SIGN.key | SIGN.slash,
    needs: /\[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:/,
    pattern: /^\S{2,256} \S{1,64} (?<v>[^\s"[\]-][^\s"[\]]{0,63}) \[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:/dgmu,
  },
  {
    type: 'USERNAME',
    confidence: 0.85,
    signs: SIGN.key,
    pattern: keyed('user_?name|login|screen_?name|nick_?name|user', 2, '[\\p{L}\\p{N}._-]'),
    check: notMasked,
  },
  {
    type: 'USER_ID',
    confidence: 0.85,
    signs: SIGN.key,
    pattern: keyed(
      '(?:user|customer|client|visitor|member|account|device|advertising|person|profile|contact|subscriber|kunden|anonymous)[-_]?(?:id|nr|no|uuid|guid)|uid|cid|idfa|gaid|aaid',
      3,
      '[\\p{L}\\p{N}._|-]',
    ),
    check: notMasked,
  },
  {
    // Advertising networks match people by the hash of their address or number.
    type: 'HASHED_IDENTIFIER',
    confidence: 0.9,
    signs: SIGN.key | SIGN.digit,
    pattern: keyed(
      '(?:[a-z0-9]{1,24}[_-]?)?(?:e?-?mail|phone|telephone|mobile)(?:[_-]?(?:hash(?:ed)?|sha256|md5|address))*|(?:sha256|md5|hashed)[_-]?(?:e?-?mail|phone)(?:[_-]?address)?|(?:ud\\[)?(?:em|ph|fn|ln|external_id)\\]?',
      32,
      '[0-9a-f]',
    ),
    // MD5, SHA-1, SHA-256.
    check: ({ length }) => length === 32 || length === 40 || length === 64,
  },
  {
    type: 'UUID',
    confidence: 0.6,
    signs: SIGN.digit | SIGN.hyphen,
    needs: /[0-9a-f]{8}-/i,
    pattern: /(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/giu,
  },
  {
    type: 'IMEI',
    confidence: 0.95,
    signs: SIGN.digit,
    needs: /imei/i,
    pattern: /imei\D{0,12}(?<v>\d{15})(?!\d)/dgiu,
    check: isLuhn,
  },
  {
    type: 'VIN',
    confidence: 0.9,
    signs: SIGN.digit,
    needs: /[A-HJ-NPR-Z0-9]{17}/,
    pattern: /(?<![\w])[A-HJ-NPR-Z0-9]{17}(?![\w])/gu,
    check: isVin,
  },
  {
    type: 'US_DRIVER_LICENSE',
    confidence: 0.9,
    signs: SIGN.digit,
    needs: /licen[cs]e|führerschein|permis|permiso|patente|rijbewijs/i,
    pattern:
      /(?:driv(?:er|ing)(?:['’]?s)?\s{1,3}licen[cs]e|führerschein|permis de conduire|permiso de conducir|rijbewijs|patente)(?:\s?(?:number|no\.?|nr\.?|#|id|is|num|:|=)){0,3}\s{0,3}(?<v>(?=[\p{L}\p{N}*-]*\d)[\p{L}\p{N}*-]{5,20})(?![\p{L}\p{N}])/dgiu,
  },
  {
    type: 'US_PASSPORT',
    confidence: 0.9,
    signs: SIGN.digit,
    needs: /pass(?:port)?|reisepass|pasaporte|paspoort/i,
    pattern:
      /(?:passport|reisepass|passeport|pasaporte|paspoort|passaporto)[^\d\n]{0,24}?(?<v>(?:(?<![\p{L}])[A-Za-z]{1,2})?\d{6,9}[A-Z]?)(?![\p{L}\p{N}])/dgu,
  },
  {
    type: 'US_BANK_NUMBER',
    confidence: 0.85,
    signs: SIGN.digit,
    needs: /account|konto/i,
    pattern:
      /(?:bank(?:ing)? (?:account|acct)|account (?:number|no\.?)|kontonummer|konto-?nr\.?)[^\d\n]{0,16}(?<v>\d{7,17})(?!\d)/dgiu,
  },
  {
    type: 'LICENSE_PLATE',
    confidence: 0.85,
    signs: SIGN.digit,
    needs: /plate|kennzeichen|registration|matrícula|immatriculation|targa|kenteken/i,
    pattern:
      /(?:licen[cs]e plate|number plate|plate|kennzeichen|registration(?: number| no\.?)|matrícula|immatriculation|targa|kenteken)(?:\s?(?:is|:|=|no\.?|number)){0,2}\s{0,3}(?<v>(?=[\p{Lu}\d -]*\d)[\p{Lu}\d][\p{Lu}\d -]{2,9}[\p{Lu}\d])(?![\p{L}\p{N}])/dgu,
  },
  {
    type: 'LICENSE_PLATE',
    confidence: 0.6,
    signs: SIGN.digit,
    needs: /[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d/u,
    pattern: /(?<![\p{L}\p{N}-])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{1,4}[EH]?(?![\p{L}\p{N}-])/gu,
  },
];

/** Keys, tokens, numbers of devices, places and accounts: personal data that machines write. */
export function findTechnical(text: string): DataSpan[] {
  const spans: DataSpan[] = [];
  const has = signsOf(text);
  for (const { type, confidence, pattern, check, signs, needs } of RULES) {
    if ((has & signs) !== signs || needs?.test(text) === false) continue;
    pattern.lastIndex = 0;
    for (let hit = pattern.exec(text); hit; hit = pattern.exec(text)) {
      const value = hit.groups?.v ?? hit[0];
      const [start, end] = hit.indices?.groups?.v ?? [hit.index, hit.index + hit[0].length];
      if (check && !check(value)) continue;
      // The whole of it is an e-mail address.
      if ((type === 'USERNAME' || type === 'USER_ID') && text[end] === '@') continue;
      spans.push({ type, start, end, confidence });
    }
  }
  return withoutOverlaps(spans);
}
