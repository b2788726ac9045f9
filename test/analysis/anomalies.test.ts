import { expect, test } from 'vitest';
import { changePoints, unusualDays as findUnusual } from '../../src-main/analysis/base/anomalies.ts';
import { levelChanges } from '../../src-main/analysis/level-changes.ts';
import { unusualDays } from '../../src-main/analysis/unusual-days.ts';
import { createRandom } from '../../src-main/sample/random.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { at, contextOf, linesOf, runSeries, runTable } from './run.ts';

const days = (count: number, of: (day: number) => number) => Array.from({ length: count }, (_, day) => of(day));

test('a weekly course is not unusual; a day far off it is', () => {
  const random = createRandom(2);
  const course = days(84, (day) => (day % 7 > 4 ? 20 : 100) + random.poisson(5));
  expect(findUnusual(course, (i) => i % 7, 5)).toEqual([]);
  course[40] = 400;
  expect(findUnusual(course, (i) => i % 7, 5).map(({ index }) => index)).toEqual([40]);
});

test('change points: found where the level changes, nowhere in noise', () => {
  const random = createRandom(3);
  expect(
    changePoints(
      days(120, () => random.poisson(50)),
      7,
    ),
  ).toEqual([]);
  expect(
    changePoints(
      days(120, (day) => random.poisson(day < 60 ? 50 : 90)),
      7,
    ),
  ).toEqual([60]);
  expect(changePoints([1, 2, 3], 7)).toEqual([]);
});

/** A few people who come every day, and a crowd on one. */
const steady = (day: number): EventSketch[] =>
  Array.from({ length: 10 }, (_, i) => ({ person: i + 1, at: at(day, 9 + i), page: '/' }));
const crowd = Array.from(
  { length: 60 },
  (_, i): EventSketch => ({
    person: 100 + i,
    at: at(30, 10, i),
    page: '/sale',
    source: 'https://news.example/',
    channel: 'referral',
  }),
);
const context = contextOf({ range: { fromMs: at(0), toMs: at(56) }, dataEndMs: at(56) });
const events = eventColumns([...days(56, (day) => day).flatMap(steady), ...crowd], {
  pages: ['/', '/sale'],
  sources: ['https://news.example/'],
});

test('unusual-days: the day, and the page and source that made it', () => {
  const { rows } = runTable(unusualDays, { events }, {}, context);
  expect(rows).toHaveLength(1);
  const [day, acts, expected, , page, source, , share] = rows[0]?.cells ?? [];
  expect([day, acts, expected, page, source, share]).toEqual(['2024-04-03', 70, 10, 2, 1, 1]);
});

test('level-changes: one level where nothing changes for good', () => {
  const doubled = eventColumns(
    days(56, (day) => day).flatMap((day) =>
      day < 28
        ? steady(day)
        : [...steady(day), ...steady(day).map((row) => ({ ...row, person: (row.person ?? 0) + 50 }))],
    ),
  );
  const { level } = linesOf(runSeries(levelChanges, { events: doubled }, {}, context));
  expect([level?.[0], level?.[27], level?.[28], level?.[55]]).toEqual([10, 10, 20, 20]);
});
