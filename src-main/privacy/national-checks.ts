import { isLuhn } from './checksums.ts';

/** Sum of digit × weight. `digits` holds digits only. */
const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * (digits.charCodeAt(i) - 48), 0);
const digitAt = (digits: string, i: number): number => digits.charCodeAt(i) - 48;
const allSame = (digits: string): boolean => /^(\d)\1*$/.test(digits);
/** Whether YYMMDD, or DDMMYY when `dayFirst`, could be a day. */
function isDay(six: string, dayFirst = false): boolean {
  const month = Number(six.slice(2, 4));
  const day = Number(dayFirst ? six.slice(0, 2) : six.slice(4, 6));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

const LONGEST_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isDayOfMonth = (month: number, day: number): boolean => day >= 1 && day <= (LONGEST_DAYS[month - 1] ?? 0);

/** ISO 7064 MOD 11,10, as in the German tax number and the Croatian OIB. */
function isMod11x10(digits: string): boolean {
  let product = 10;
  for (let i = 0; i < digits.length - 1; i++) {
    const sum = (digitAt(digits, i) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === digitAt(digits, digits.length - 1);
}

/** Verhoeff's dihedral check (1969), as in the Indian Aadhaar number. */
export function isVerhoeff(digits: string): boolean {
  const step = (n: number, by: number): number => {
    if (n < 5) return by < 5 ? (n + by) % 5 : 5 + ((n + by - 5) % 5);
    return by < 5 ? 5 + ((n - by) % 5) : (n - by + 5) % 5;
  };
  const turn = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    let digit = digitAt(digits, digits.length - 1 - i);
    for (let k = 0; k < i % 8; k++) digit = turn[digit] as number;
    check = step(check, digit);
  }
  return check === 0;
}

const NIF_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
/** Spanish DNI or NIE: the number modulo 23 gives the letter. */
export const isSpanishId = (text: string): boolean => {
  const number = Number(text.slice(0, -1).replace('X', '0').replace('Y', '1').replace('Z', '2'));
  return NIF_LETTERS[number % 23] === text.at(-1);
};

const ODD_VALUES = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
/** Italian codice fiscale (DM 23 December 1976): odd and even places count differently. */
export function isCodiceFiscale(code: string): boolean {
  const worth = (char: string) => (/\d/.test(char) ? Number(char) : char.charCodeAt(0) - 65);
  const sum = Array.from(code.slice(0, 15)).reduce(
    (total, char, i) => total + (i % 2 === 0 ? (ODD_VALUES[worth(char)] as number) : worth(char)),
    0,
  );
  return String.fromCharCode(65 + (sum % 26)) === code[15];
}

/** French NIR (INSEE): 97 − number mod 97; Corsica's 2A and 2B count as 19 and 18. */
export const isNir = (nir: string): boolean => {
  const number = Number(nir.slice(0, 13).replace('2A', '19').replace('2B', '18'));
  return 97 - (number % 97) === Number(nir.slice(13));
};

/** Belgian national number: 97 − number mod 97, with a 2 in front for those born since 2000. */
export const isBelgianNumber = (digits: string): boolean => {
  const check = Number(digits.slice(9));
  const body = digits.slice(0, 9);
  return isDayOrUnknown(body) && [body, `2${body}`].some((number) => 97 - (Number(number) % 97) === check);
};
const isDayOrUnknown = (body: string): boolean => Number(body.slice(2, 4)) <= 12 && Number(body.slice(4, 6)) <= 31;

/** German tax number: one digit of the first ten occurs twice or three times, and ISO 7064 holds. */
export const isSteuerId = (digits: string): boolean => {
  const counts = new Map<string, number>();
  for (const digit of digits.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const repeated = [...counts.values()].filter((count) => count > 1);
  return digits[0] !== '0' && repeated.length === 1 && (repeated[0] as number) <= 3 && isMod11x10(digits);
};

export const isOib = (digits: string): boolean => !allSame(digits) && isMod11x10(digits);
/** Polish PESEL: weights 1 3 7 9; months carry the century. */
export const isPesel = (digits: string): boolean =>
  weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0 &&
  isDay(`00${String(Number(digits.slice(2, 4)) % 20).padStart(2, '0')}${digits.slice(4, 6)}`);
/** As `isPesel`, of a person born from 1900 on, on a day that there is: what random digits meet once in two hundred times. */
export const isLivingPesel = (digits: string): boolean => {
  const month = Number(digits.slice(2, 4));
  return (
    isPesel(digits) &&
    (month <= 12 || (month > 20 && month <= 32 && digits.charCodeAt(0) < 51)) &&
    isDayOfMonth(month % 20, Number(digits.slice(4, 6)))
  );
};
/** Dutch BSN: the "elfproef". */
export const isBsn = (digits: string): boolean =>
  !allSame(digits) && weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
/** Portuguese NIF: mod 11. */
export const isPortugueseNif = (digits: string): boolean => {
  const rest = weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return (rest < 2 ? 0 : 11 - rest) === digitAt(digits, 8);
};
/** Swedish personnummer: Luhn over ten digits. */
export const isPersonnummer = (digits: string): boolean => {
  const ten = digits.slice(-10);
  // A coordination number adds 60 to the day.
  const day = Number(ten.slice(4, 6)) % 60;
  return isLuhn(ten) && isDay(`${ten.slice(0, 4)}${String(day).padStart(2, '0')}`);
};
const FINNISH = '0123456789ABCDEFHJKLMNPRSTUVWXY';
/** Finnish henkilötunnus: nine digits mod 31. */
export const isHetu = (code: string): boolean =>
  isDay(code.slice(0, 6), true) && FINNISH[Number(code.slice(0, 6) + code.slice(7, 10)) % 31] === code[10];
/** Danish CPR: no check digit is left since 2007; the day must be one. */
export const isCpr = (digits: string): boolean => isDay(digits.slice(0, 6), true);
/** Norwegian fødselsnummer: two check digits mod 11. */
export const isFodselsnummer = (digits: string): boolean => {
  const day = Number(digits.slice(0, 2)) % 40;
  return (
    isDay(`${String(day).padStart(2, '0')}${digits.slice(2, 6)}`, true) &&
    weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  );
};
/** EAN-13, as in the Swiss AHV number. */
export const isEan13 = (digits: string): boolean =>
  weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
/** Austrian social security number: mod 11, check digit in fourth place, day of birth at the end. */
export const isSvnr = (digits: string): boolean =>
  weighted(digits, [3, 7, 9, -1, 5, 8, 4, 2, 1, 6]) % 11 === 0 && isDay(digits.slice(4), true);
/** Irish PPS number: mod 23 with an optional second letter. */
export const isPps = (code: string): boolean => {
  const second = code[8] === undefined || code[8] === 'W' ? 0 : code.charCodeAt(8) - 64;
  const rest = (weighted(code, [8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23;
  return (rest === 0 ? 'W' : String.fromCharCode(64 + rest)) === code[7];
};
/** British NHS number: mod 11. */
export const isNhs = (digits: string): boolean =>
  !allSame(digits) && weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
/** Brazilian CPF: two check digits mod 11. */
export const isCpf = (digits: string): boolean => {
  const check = (length: number) => {
    const weights = Array.from({ length }, (_, i) => length + 1 - i);
    const rest = (weighted(digits, weights) * 10) % 11;
    return rest % 10 === digitAt(digits, length);
  };
  return !allSame(digits) && check(9) && check(10);
};
/** Czech and Slovak birth number: divisible by 11; women add 50 to the month, and since 2004 both may add 20. */
export const isBirthNumber = (digits: string): boolean => {
  const month = (Number(digits.slice(2, 4)) % 50) % 20;
  return digits.length === 10 && Number(digits) % 11 === 0 && month >= 1 && month <= 12;
};
/** Romanian CNP: weights 279146358279. */
export const isCnp = (digits: string): boolean =>
  (weighted(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11) % 10 === digitAt(digits, 12) &&
  isDay(digits.slice(1, 7));
/** Bulgarian EGN: mod 11. */
export const isEgn = (digits: string): boolean =>
  (weighted(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === digitAt(digits, 9) &&
  Number(digits.slice(2, 4)) % 20 <= 12;
/** Turkish identity number. */
export const isTurkishId = (digits: string): boolean => {
  const odd = weighted(digits, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weighted(digits, [0, 1, 0, 1, 0, 1, 0, 1]);
  return (
    digits[0] !== '0' &&
    (((odd * 7 - even) % 10) + 10) % 10 === digitAt(digits, 9) &&
    weighted(digits, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10 === digitAt(digits, 10)
  );
};
/** South African identity number: Luhn behind a day of birth. */
export const isSouthAfricanId = (digits: string): boolean => isDay(digits.slice(0, 6)) && isLuhn(digits);
/** As it is given out: behind the day and four digits, 0 to 2 for citizen, resident or refugee and an 8 or 9 that says nothing any more. */
export const isIssuedZaId = (digits: string): boolean =>
  /^\d{10}[0-2][89]\d$/.test(digits) &&
  isSouthAfricanId(digits) &&
  isDayOfMonth(Number(digits.slice(2, 4)), Number(digits.slice(4, 6)));
/** Australian tax file number: mod 11. */
export const isTfn = (digits: string): boolean => weighted(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0;
/** Estonian and Lithuanian personal code: two rounds of mod 11. */
export const isIsikukood = (digits: string): boolean => {
  const first = weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const second = weighted(digits, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
  return (first < 10 ? first : second % 10) === digitAt(digits, 10) && isDay(digits.slice(1, 7));
};
/** Singaporean NRIC and FIN: mod 11 to a letter by series. */
export const isNric = (code: string): boolean => {
  const series = code[0] as string;
  const offset = 'TG'.includes(series) ? 4 : series === 'M' ? 3 : 0;
  const rest = (weighted(code.slice(1), [2, 7, 6, 5, 4, 3, 2]) + offset) % 11;
  const letters = 'ST'.includes(series) ? 'JZIHGFEDCBA' : series === 'M' ? 'KLJNPQRTUWX' : 'XWUTRQPNMLK';
  return (series === 'M' ? letters[10 - rest] : letters[rest]) === code[8];
};
/** Chilean RUT: mod 11, K for 10. */
export const isRut = (code: string): boolean => {
  const digits = code.slice(0, -1);
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += digitAt(digits, digits.length - 1 - i) * (2 + (i % 6));
  const rest = 11 - (sum % 11);
  return (rest === 11 ? '0' : rest === 10 ? 'K' : String(rest)) === code.at(-1);
};
/** American bank routing number (ABA): weights 3 7 1. */
export const isAba = (digits: string): boolean =>
  !allSame(digits) && weighted(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0;
/** American social security number: areas and groups that the SSA never issues. */
export const isSsn = (digits: string): boolean =>
  !/^(?:000|666|9)/.test(digits) && digits.slice(3, 5) !== '00' && digits.slice(5) !== '0000' && !allSame(digits);
