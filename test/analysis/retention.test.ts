import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS, zoneOffsetMs } from '../../shared/time.ts';
import { retention } from '../../src-main/analysis/retention.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf, rowsBehind, runMatrix } from './run.ts';

const threeWeeks = contextOf({ range: { fromMs: at(0), toMs: at(21) }, dataEndMs: at(21) });
const events = eventColumns([
  { person: 1, at: at(0) },
  { person: 1, at: at(3) },
  { person: 1, at: at(8) },
  { person: 2, at: at(1) },
  { person: 2, at: at(15) },
  { person: 3, at: at(9) },
]);

test('retention: the share of each week’s newcomers who act again later', () => {
  const result = runMatrix(retention, { events }, { period: 'week' }, threeWeeks);
  expect(result.rows).toEqual(['2024-03-04', '2024-03-11', '2024-03-18']);
  expect(result.columns).toEqual(['0', '1', '2']);
  expect(result.values).toEqual([1, 1 / 2, 1 / 2, 1, 0, null, null, null, null]);
  expect(result.people).toEqual([2, 1, 1, 1, 0, 0, 0, 0, 0]);
  expect(result.n).toBe(3);
});

test('retention: a period that is not over yet is left empty, not low', () => {
  const early = { ...threeWeeks, dataEndMs: at(16) };
  const result = runMatrix(retention, { events }, { period: 'week' }, early);
  expect(result.values.slice(0, 3)).toEqual([1, 1 / 2, null]);
});

test('retention: cohorts are named by the local date', () => {
  const berlin = { ...threeWeeks, zone: 'Europe/Berlin', range: { fromMs: Date.UTC(2024, 2, 3, 23), toMs: at(20) } };
  expect(runMatrix(retention, { events }, { period: 'week' }, berlin).rows[0]).toBe('2024-03-04');
});

test('retention: the rows behind a cell are each person’s first act there', () => {
  const rows = rowsBehind(retention, { events }, { period: 'week' }, '0:1', threeWeeks);
  expect(rows.map((i) => [events.person[i], events.at[i]])).toEqual([[1, at(8)]]);
});

test('retention: agrees with sets of people per week', () => {
  fc.assert(
    fc.property(fc.array(anEvent(instants(-3, 24)), { maxLength: 60 }), (rows) => {
      const result = runMatrix(retention, { events: eventColumns(rows) }, { period: 'week' }, threeWeeks);
      const acts = rows
        .filter((row) => row.at >= at(0) && row.at < at(21) && row.person !== 0)
        .filter((row) => !['asset', 'redirect', 'missing', 'failure'].includes(row.kind ?? 'view'));
      const inWeek = (week: number) =>
        new Set(acts.filter((row) => row.at >= at(7 * week) && row.at < at(7 * week + 7)).map((row) => row.person));
      const weeks = [inWeek(0), inWeek(1), inWeek(2)];
      const expected = weeks.flatMap((present, week) => {
        const earlier = new Set(weeks.slice(0, week).flatMap((set) => [...set]));
        const cohort = [...present].filter((person) => !earlier.has(person));
        return [0, 1, 2].map((since) => cohort.filter((person) => weeks[week + since]?.has(person)).length);
      });
      expect(result.people).toEqual(expected);
      result.values.forEach((value, cell) => {
        const size = expected[cell - (cell % 3)] as number;
        const isOver = Math.floor(cell / 3) + (cell % 3) < 3;
        expect(value).toBe(size > 0 && isOver ? (expected[cell] as number) / size : null);
      });
    }),
  );
});

/** Minutes around the midnights of four days, so that visits go over the ends of periods and of the dates looked at. */
const aroundMidnight = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -40, max: 25 }))
  .map(([day, minute]) => at(day) + minute * MINUTE_MS);

test('retention: whole visits, visits cut at the ends and visits over midnight say what their acts say one by one', () => {
  fc.assert(
    fc.property(
      fc.array(anEvent(aroundMidnight), { maxLength: 120, size: 'max' }),
      aroundMidnight,
      aroundMidnight,
      fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu'),
      fc.constantFrom({}, { first: '/cart' }, { back: '/shop/*' }),
      (rows, a, b, zone, wanted) => {
        const range = { fromMs: Math.min(a, b), toMs: Math.max(a, b) + MINUTE_MS };
        const context = contextOf({ zone, range, dataEndMs: range.toMs });
        const events = eventColumns(rows, KNOWN);
        const result = runMatrix(retention, { events }, { period: 'day', ...wanted }, context);
        const dayOf = (ms: number) => Math.floor((ms + zoneOffsetMs(zone, ms)) / DAY_MS);
        const isFirst = ({ page }: EventSketch) => !('first' in wanted) || page === wanted.first;
        const isBack = ({ page }: EventSketch) => !('back' in wanted) || page?.startsWith('/shop/') === true;
        const acts = rows
          .filter((row) => row.at >= range.fromMs && row.at < range.toMs && row.person !== 0)
          .filter((row) => !['asset', 'redirect', 'missing', 'failure'].includes(row.kind ?? 'view'));
        const expected = new Map<string, number>();
        for (const own of Map.groupBy(acts, ({ person }) => person).values()) {
          const entry = own.toSorted((x, y) => x.at - y.at).find(isFirst);
          if (!entry) continue;
          const cohort = dayOf(entry.at);
          const days = own.filter((row) => row.at >= entry.at && isBack(row)).map((row) => dayOf(row.at));
          for (const day of new Set([cohort, ...days])) {
            const cell = `${cohort - dayOf(range.fromMs)}:${day - cohort}`;
            expected.set(cell, (expected.get(cell) ?? 0) + 1);
          }
        }
        const width = result.columns.length;
        const found = result.people.flatMap((people, cell): [string, number][] =>
          people > 0 ? [[`${Math.floor(cell / width)}:${cell % width}`, people]] : [],
        );
        expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
        for (const [key, people] of found) {
          const behind = rowsBehind(retention, { events }, { period: 'day', ...wanted }, key, context);
          expect(new Set([...behind].map((i) => events.person[i])).size).toBe(people);
          expect(behind).toHaveLength(people);
        }
      },
    ),
    { numRuns: 200 },
  );
});
