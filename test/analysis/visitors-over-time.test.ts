import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../shared/time.ts';
import { visitorsOverTime } from '../../src-main/analysis/visitors-over-time.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { anEvent, instants } from './random.ts';
import { at, contextOf, linesOf, rowsBehind, runSeries } from './run.ts';

const twoDays = contextOf({ range: { fromMs: at(0), toMs: at(2) } });
const events = eventColumns([
  { person: 1, at: at(0, 9) },
  { person: 1, at: at(0, 23, 50) },
  // Past midnight but within half an hour: the visit belongs to the day in which it began.
  { person: 1, at: at(1, 0, 10) },
  { person: 2, at: at(1, 12), kind: 'purchase' },
  { person: 0, at: at(1, 13) },
]);

test('visitors-over-time: visitors count once a day, visits on the day they begin, views always', () => {
  const result = runSeries(visitorsOverTime, { events }, { bucket: 'day' }, twoDays);
  expect(linesOf(result)).toEqual({ visitors: [1, 2], visits: [2, 1], views: [2, 2] });
  expect(result.x).toEqual({ type: 'time', starts: [at(0), at(1)], bucket: 'day' });
  expect(result.people).toBe(2);
  expect(result.incompleteLast).toBe(false);
});

test('visitors-over-time: each point says how many people are behind it and not behind another', () => {
  const result = runSeries(visitorsOverTime, { events }, { bucket: 'day' }, twoDays);
  const people = Object.fromEntries(result.lines.map((line) => [line.id, line.people]));
  // On the second day: two visitors, one who began a visit, one known person who looked at a page.
  expect(people).toEqual({ visitors: [1, 2], visits: [1, 1], views: [1, 1] });
});

test('visitors-over-time: the rows behind a point are as many as the point says', () => {
  const count = (key: string) => rowsBehind(visitorsOverTime, { events }, { bucket: 'day' }, key, twoDays).length;
  expect(count(`views@${at(1)}`)).toBe(2);
  expect(count(`visits@${at(0)}`)).toBe(2);
  expect(count(`visits@${at(1)}`)).toBe(1);
  // Acts of known people: visitors are people, so all they did is listed.
  expect(count(`visitors@${at(1)}`)).toBe(2);
  expect(count(`nothing@${at(1)}`)).toBe(0);
});

test('visitors-over-time: the last bucket is incomplete while its data is still coming in', () => {
  const incomplete = (toMs: number, dataEndMs: number) =>
    runSeries(visitorsOverTime, { events }, { bucket: 'day' }, contextOf({ range: { fromMs: at(0), toMs }, dataEndMs }))
      .incompleteLast;
  expect(incomplete(at(2), at(1, 15))).toBe(true);
  expect(incomplete(at(1, 12), at(9))).toBe(true);
  expect(incomplete(at(2), at(2))).toBe(false);
});

const berlinDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin', dateStyle: 'short' });

describe.each([
  ['spring, with a day of 23 hours', Date.UTC(2024, 2, 29, 23), Date.UTC(2024, 3, 2, 22), 23],
  ['autumn, with a day of 25 hours', Date.UTC(2024, 9, 25, 22), Date.UTC(2024, 9, 29, 23), 25],
])('visitors-over-time in Berlin, %s', (_name, fromMs, toMs, hours) => {
  const context = contextOf({ zone: 'Europe/Berlin', range: { fromMs, toMs }, dataEndMs: toMs });

  test('each day begins at local midnight', () => {
    const { x } = runSeries(visitorsOverTime, { events: eventColumns([]) }, { bucket: 'day' }, context);
    const starts = x.type === 'time' ? x.starts : [];
    expect(starts).toHaveLength(4);
    expect(starts.slice(1).map((start, i) => (start - (starts[i] as number)) / HOUR_MS)).toContain(hours);
    const local = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'medium' });
    expect(starts.map((start) => local.format(start))).toEqual(starts.map(() => '00:00:00'));
  });

  test('counts are those of a naive count by local date', () => {
    const when = fc.integer({ min: fromMs - 3 * HOUR_MS, max: toMs + 3 * HOUR_MS });
    fc.assert(
      fc.property(fc.array(anEvent(when), { maxLength: 60 }), (rows) => {
        const result = runSeries(visitorsOverTime, { events: eventColumns(rows) }, { bucket: 'day' }, context);
        expect(linesOf(result)).toEqual(naive(rows, fromMs, toMs));
      }),
    );
  });
});

/** Groups rows by the date that a Berlin wall calendar shows. */
function naive(rows: readonly EventSketch[], fromMs: number, toMs: number) {
  const acts = rows
    .filter((row) => row.at >= fromMs && row.at < toMs)
    .filter((row) => !['asset', 'redirect', 'missing', 'failure'].includes(row.kind ?? 'view'));
  const days = new Set<string>();
  for (let noon = fromMs + 12 * HOUR_MS; noon < toMs; noon += 24 * HOUR_MS) days.add(berlinDay.format(noon));
  const known = acts.filter((row) => row.person !== 0);
  const begins = known.filter(
    (row, i) =>
      !known.some((other, j) => {
        const gap = row.at - other.at;
        return other.person === row.person && (gap > 0 || (gap === 0 && j < i)) && gap <= 30 * 60_000;
      }),
  );
  const perDay = (list: readonly EventSketch[]) =>
    [...days].map((day) => list.filter((row) => berlinDay.format(row.at) === day));
  return {
    visitors: perDay(known).map((list) => new Set(list.map((row) => row.person)).size),
    visits: perDay(begins).map((list) => list.length),
    views: perDay(acts.filter((row) => row.kind === 'view')).map((list) => list.length),
  };
}

test('visitors-over-time: splitting the period at midnight splits the views and visitors with it', () => {
  fc.assert(
    fc.property(fc.array(anEvent(instants(0, 4)), { maxLength: 60 }), (rows) => {
      const columns = eventColumns(rows);
      const viewsAndVisitors = (from: number, to: number) => {
        const range = { fromMs: at(from), toMs: at(to) };
        const lines = linesOf(
          runSeries(visitorsOverTime, { events: columns }, { bucket: 'day' }, contextOf({ range })),
        );
        return [lines.views, lines.visitors];
      };
      const [views, visitors] = viewsAndVisitors(0, 4);
      const [a, b] = [viewsAndVisitors(0, 2), viewsAndVisitors(2, 4)];
      expect([...(a[0] ?? []), ...(b[0] ?? [])]).toEqual(views);
      expect([...(a[1] ?? []), ...(b[1] ?? [])]).toEqual(visitors);
    }),
  );
});
