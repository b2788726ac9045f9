/** Marks of writing direction and byte order that WhatsApp strews in; they say nothing here but where a system text begins. */
export const MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const START_MARKS = /^[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/;

const DATE = '(\\d{1,4})([./-])\\s?(\\d{1,2})\\2\\s?(\\d{1,4})\\.?';
/** "10:15", "10.15.30"; the day's half before it (오전) or after it (AM, p. m.). Blanks are of every kind. */
const HALF_BEFORE = '(?:(오전|오후|上午|下午|午前|午後)\\s?)?';
const TIME = `${HALF_BEFORE}(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:\\s?([AaPp])\\.?\\s?[Mm]\\.?)?`;
/** Between date and time: a comma, a blank, or a short word ("um", "à", "kl."). */
const BETWEEN = '(?:[,،]\\s?|\\s)(?:(?!오전|오후|上午|下午|午前|午後)\\p{L}{1,3}\\.?\\s)?';
const IOS = new RegExp(`^\\[${DATE}${BETWEEN}${TIME}\\]\\s?(.*)$`, 'su');
const ANDROID = new RegExp(`^${DATE}${BETWEEN}${TIME}\\s[-–]\\s(.*)$`, 'su');

/** What stands before a message: date and time as written, in numbers, and what follows. */
export interface WrittenLine {
  /** The three numbers of the date, in the order of the file. */
  date: readonly [string, string, string];
  sign: string;
  hour: number;
  minute: number;
  second: number;
  /** Half of the day as written; '' on a clock of 24 hours. */
  half: '' | 'am' | 'pm';
  /** Written in capitals without dots, as in the United States. */
  isUpperHalf: boolean;
  isIos: boolean;
  rest: string;
}

/** Reads the start of a message; null for a line that goes on with the message before. */
export function writtenLine(line: string): WrittenLine | null {
  const text = line.replace(START_MARKS, '');
  const ios = IOS.exec(text);
  const found = ios ?? ANDROID.exec(text);
  if (!found) return null;
  const [, first = '', sign = '', second = '', third = '', before, hour, minute, seconds = '0', after, rest = ''] =
    found;
  const half = before ? (/오후|下午|午後/.test(before) ? 'pm' : 'am') : after ? (/p/i.test(after) ? 'pm' : 'am') : '';
  return {
    date: [first, second, third],
    sign,
    hour: Number(hour),
    minute: Number(minute),
    second: Number(seconds),
    half,
    isUpperHalf: after !== undefined && /[AP]/.test(after),
    isIos: ios !== null,
    rest,
  };
}

/** Which of the three numbers is the year, the month and the day. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

const numbers = ({ date }: WrittenLine): [number, number, number] => [
  Number(date[0]),
  Number(date[1]),
  Number(date[2]),
];

/** How often the dates of a chat go backwards when read in an order; a chat itself never does. */
function backSteps(lines: readonly WrittenLine[], order: DateOrder): number {
  let steps = 0;
  let before = 0;
  for (const line of lines) {
    const { year, month, day } = inOrder(line, order);
    const at = year * 400 + month * 32 + day;
    if (at < before) steps++;
    before = at;
  }
  return steps;
}

/**
 * The order of day and month in a whole file, from its first lines: a number above 12 decides, then whether the dates
 * go forward, then what is usual where a clock like this is used; else the day comes first.
 */
export function dateOrder(lines: readonly WrittenLine[]): DateOrder {
  if (lines.filter(({ date }) => date[0].length === 4).length * 2 > lines.length) return 'ymd';
  let dayFirst = 0;
  let monthFirst = 0;
  for (const line of lines) {
    const [first, second] = numbers(line);
    if (first > 12 && second <= 12) dayFirst++;
    if (second > 12 && first <= 12) monthFirst++;
  }
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? 'dmy' : 'mdy';
  const [asDay, asMonth] = [backSteps(lines, 'dmy'), backSteps(lines, 'mdy')];
  if (asDay !== asMonth) return asDay < asMonth ? 'dmy' : 'mdy';
  // "3/4/26, 9:15 AM": no leading zeros, a short year and AM in capitals are how the United States write.
  const american = lines.filter(
    ({ date, sign, isUpperHalf }) => sign === '/' && isUpperHalf && date[2].length === 2 && !date[0].startsWith('0'),
  );
  return american.length * 2 > lines.length ? 'mdy' : 'dmy';
}

function inOrder(line: WrittenLine, order: DateOrder): { year: number; month: number; day: number } {
  const [first, second, third] = numbers(line);
  const [year, month, day] = {
    ymd: [first, second, third],
    dmy: [third, second, first],
    mdy: [third, first, second],
  }[order] as [number, number, number];
  return { year: year < 100 ? year + 2000 : year, month, day };
}

const two = (value: number) => String(value).padStart(2, '0');

/** Date and time of a line as `yyyy-MM-dd HH:mm:ss` on the clock of the telephone; '' when there is no such time of day. */
export function localTime(line: WrittenLine, order: DateOrder): string {
  const { year, month, day } = inOrder(line, order);
  const { half, minute, second } = line;
  let { hour } = line;
  if (half !== '') {
    // Some write "13:05 PM" and "0:05 AM": the number then says it all.
    if (hour === 12) hour = 0;
    if (half === 'pm' && hour < 12) hour += 12;
  }
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}
