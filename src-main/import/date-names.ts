/** Month names of the languages that exports come in (en de fr es it nl pt), as their first letters without accents. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'janv', 'ene', 'gen'],
  ['feb', 'fev', 'fevr'],
  ['mar', 'mrt', 'maa'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mag', 'mei'],
  ['jun', 'juin', 'giu'],
  ['jul', 'juil', 'lug'],
  ['aug', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott', 'out'],
  ['nov'],
  ['dec', 'dez', 'dic'],
];

/** Weekday names before a date say nothing that the date does not; any word is let through. */
export const WEEKDAY = '[\\p{L}]+\\.?';

const known = new Map<string, number>();

/** 1 to 12 for a month's name or its usual short form, 0 for anything else. */
export function monthNumber(name: string): number {
  let number = known.get(name);
  if (number === undefined) {
    const plain = name
      .normalize('NFD')
      .replace(/[^\p{L}]/gu, '')
      .toLowerCase();
    // "jui" alone would fit June and July in French: the longer starts decide.
    number = plain.length < 3 ? 0 : MONTHS.findIndex((starts) => starts.some((start) => plain.startsWith(start))) + 1;
    if (plain.startsWith('juil')) number = 7;
    if (known.size < 1000) known.set(name, number);
  }
  return number;
}
