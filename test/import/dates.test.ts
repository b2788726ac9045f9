import { format as formatDate } from 'date-fns';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessDateFormat } from '../../src-main/import/date-guess.ts';
import { dateReader } from '../../src-main/import/dates.ts';

const read = (format: string, text: string, zone = 'UTC') => dateReader(format, zone)?.(text) ?? null;
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

const PATTERNS = [
  'yyyy-MM-dd HH:mm:ss',
  'dd/MM/yyyy HH:mm:ss',
  'MM/dd/yyyy h:mm:ss a',
  'dd.MM.yyyy, HH:mm:ss',
  'yyyyMMdd HH:mm:ss',
  'd MMM yyyy HH:mm:ss',
  'MMMM d, yyyy h:mm:ss a',
  'EEE, d MMM yyyy HH:mm:ss',
  'dd/MMM/yyyy:HH:mm:ss xx',
  'EEE MMM dd HH:mm:ss xx yyyy',
  "d 'de' MMMM 'de' yyyy HH:mm:ss",
];
const seconds = fc.integer({ min: 0, max: 4_102_444_799 }).map((second) => second * 1000);

describe('dateReader', () => {
  it('reads back what date-fns writes, in every pattern', () => {
    fc.assert(
      fc.property(seconds, fc.constantFrom(...PATTERNS), (at, pattern) => {
        expect(read(pattern, formatDate(at, pattern))).toBe(at);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads the plainest form of ISO 8601 as it reads the others', () => {
    const digit = fc.constantFrom(...'0123456789TZ:.- ');
    fc.assert(
      fc.property(
        fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }),
        fc.boolean(),
        fc.array(fc.tuple(fc.nat(23), digit), { maxLength: 2 }),
        (at, whole, changes) => {
          const signs = [...new Date(at).toISOString().replace(whole ? /\.\d+/ : '', '')];
          for (const [place, sign] of changes) if (place < signs.length - 1) signs[place] = sign;
          const text = signs.join('');
          expect(read('iso', text)).toBe(read('iso', text.replace(/Z$/, '+00:00')));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('reads ISO 8601 with and without a zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_799_999 }), (at) => {
        expect(read('iso', new Date(at).toISOString())).toBe(at);
      }),
    );
    expect(iso(read('iso', '2024-01-31 14:23:11 +0100'))).toBe('2024-01-31T13:23:11.000Z');
    expect(iso(read('iso', '2024-01-31T14:23:11-05:30'))).toBe('2024-01-31T19:53:11.000Z');
    expect(iso(read('iso', '2024-01-31 14:23:11 UTC'))).toBe('2024-01-31T14:23:11.000Z');
    expect(iso(read('iso', '2024-01-31'))).toBe('2024-01-31T00:00:00.000Z');
  });

  it('takes times without a zone to be local, on both sides of a clock change', () => {
    expect(iso(read('iso', '2024-01-31 12:00', 'Europe/Berlin'))).toBe('2024-01-31T11:00:00.000Z');
    expect(iso(read('dd.MM.yyyy HH:mm', '31.07.2024 12:00', 'Europe/Berlin'))).toBe('2024-07-31T10:00:00.000Z');
    expect(iso(read('iso', '2024-03-31 01:59', 'Europe/Berlin'))).toBe('2024-03-31T00:59:00.000Z');
    expect(iso(read('iso', '2024-03-31 03:00', 'Europe/Berlin'))).toBe('2024-03-31T01:00:00.000Z');
    expect(iso(read('iso', '2024-06-01 12:00', 'Asia/Kathmandu'))).toBe('2024-06-01T06:15:00.000Z');
  });

  it('reads month names of seven languages', () => {
    const names = ['3 March 2024', '3. März 2024', '3 mars 2024', '3 marzo 2024', '3 maart 2024', '3 março 2024'];
    for (const text of names) {
      const pattern = text.includes('.') ? 'd. MMM yyyy' : 'd MMM yyyy';
      expect(iso(read(pattern, text)), text).toBe('2024-03-03T00:00:00.000Z');
    }
    expect(iso(read('d MMM yyyy', '14 juillet 2024'))?.slice(5, 7)).toBe('07');
    expect(iso(read('d MMM yyyy', '14 juin 2024'))?.slice(5, 7)).toBe('06');
    expect(iso(read('d MMM yyyy', '1 ottobre 2024'))?.slice(5, 7)).toBe('10');
    expect(iso(read('d MMM yyyy', '1 out 2024'))?.slice(5, 7)).toBe('10');
  });

  it('refuses what is no date', () => {
    for (const text of ['2024-02-30', '2023-02-29', '2024-13-01', '2024-00-10', '2024-01-01 24:00', '', 'soon'])
      expect(read('iso', text), text).toBeNull();
    expect(read('dd/MM/yyyy', '12/31/2024')).toBeNull();
    expect(read('h:mm a', '10:00 PM')).toBeNull();
    expect(dateReader('QQQ yyyy', 'UTC')).toBeNull();
    expect(dateReader('', 'UTC')).toBeNull();
  });

  it('reads seconds and milliseconds since 1970', () => {
    expect(read('unix-s', '1396437466.94')).toBe(1_396_437_466_940);
    expect(read('unix-ms', '1396437466940')).toBe(1_396_437_466_940);
  });
});

describe('guessDateFormat', () => {
  it('finds the pattern that a column was written in', () => {
    const columns = fc.array(fc.integer({ min: 631_152_000, max: 2_000_000_000 }), { minLength: 60, maxLength: 120 });
    const guessed = PATTERNS.filter((pattern) => !pattern.includes('MMMM'));
    fc.assert(
      fc.property(columns, fc.constantFrom(...guessed), (times, pattern) => {
        const cells = times.map((second) => formatDate(second * 1000, pattern));
        const guess = guessDateFormat(cells);
        expect(guess?.share).toBe(1);
        const reader = dateReader(guess?.format ?? '', 'UTC');
        expect(cells.map((cell) => reader?.(cell))).toEqual(times.map((second) => second * 1000));
      }),
      { numRuns: 100 },
    );
  });

  it('knows every day with every time of day', () => {
    const days = ['yyyy/MM/dd', 'yyyyMMdd', 'dd.MM.yy', 'MM-dd-yyyy', 'd-MMM-yy', 'd. MMM yyyy', 'EEE, MMM d, yyyy'];
    const times = ['', ' HH:mm', ', HH:mm:ss', ' h:mm a', ', h:mm:ss a', " 'at' h:mm a", ' HH:mm:ss xx', ' HH:mm xx'];
    for (const pattern of [...days, "d 'de' MMM 'de' yyyy"].flatMap((day) => times.map((time) => day + time))) {
      const cells = Array.from({ length: 40 }, (_, i) =>
        formatDate(Date.UTC(2023, i % 12, 13 + (i % 15), 10, 41), pattern),
      );
      const guess = guessDateFormat(cells);
      expect(guess?.share, pattern).toBe(1);
      expect(new Date(read(guess?.format ?? '', cells[0] as string) ?? 0).toISOString().slice(0, 10), pattern).toBe(
        '2023-01-13',
      );
    }
  });

  it('tells day and month apart by the first cell that cannot be the other way round', () => {
    expect(guessDateFormat(['03/04/2024', '25/04/2024'])).toEqual({ format: 'dd/MM/yyyy', share: 1, ambiguous: false });
    expect(guessDateFormat(['03/04/2024', '04/25/2024'])).toEqual({ format: 'MM/dd/yyyy', share: 1, ambiguous: false });
  });

  it('says when both would do, and takes the order in which the file is sorted', () => {
    const days = ['01/05/2024', '02/05/2024', '03/05/2024', '01/06/2024', '02/06/2024'];
    expect(guessDateFormat(days)).toEqual({ format: 'dd/MM/yyyy', share: 1, ambiguous: true });
    const months = ['05/01/2024', '05/02/2024', '05/03/2024', '06/01/2024', '06/02/2024'];
    expect(guessDateFormat(months)).toEqual({ format: 'MM/dd/yyyy', share: 1, ambiguous: true });
    expect(guessDateFormat(['05/05/2024'])?.ambiguous).toBe(true);
  });

  it('does not take numbers, versions or texts for dates', () => {
    for (const cells of [['12.50', '8.00'], ['1001', '1002'], ['1.2.3'], ['hello'], ['4006381333931'], ['']])
      expect(guessDateFormat(cells), cells.join()).toBeNull();
  });
});
