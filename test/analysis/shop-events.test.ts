import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { countVisitors, findSessions } from '../../src-main/analysis/base/sessions.ts';
import { funnel } from '../../src-main/analysis/funnel.ts';
import { topPages } from '../../src-main/analysis/top-pages.ts';
import { eventColumns } from './columns.ts';
import { realFile } from './real-data.ts';
import { contextOf, runTable } from './run.ts';

const file = realFile('activity', 'ecom-events', 'ecom.csv.gz');
const context = contextOf({
  range: { fromMs: Date.UTC(2024, 0, 1), toMs: Date.UTC(2024, 6, 1) },
  dataEndMs: Date.UTC(2024, 6, 1),
});

/** Shop events with the visit numbers their maker gave them. */
const read = () => {
  const people = new Map<string, number>();
  const rows = gunzipSync(readFileSync(file ?? ''))
    .toString('utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [user, visit, page, time] = line.split(',');
      if (!user || !visit || !page || !time) return [];
      const person = people.get(user) ?? people.size + 1;
      people.set(user, person);
      return [{ person, visit, page, at: Date.parse(`${time.replace(' ', 'T')}Z`) }];
    });
  return { rows, events: eventColumns(rows), people: people.size };
};

test.runIf(file)('shop events: half an hour without an act finds the very visits their maker numbered', () => {
  const { rows, events, people } = read();
  const visits = findSessions(events, context);
  expect(visits.count).toBe(new Set(rows.map((row) => row.visit)).size);
  expect(countVisitors(events, visits)).toBe(people);
  const begins = new Map<string, number>();
  for (const { visit, at } of rows) begins.set(visit, Math.min(begins.get(visit) ?? at, at));
  const found = Array.from(visits.first, (row) => events.at[row] as number).sort((a, b) => a - b);
  expect(found).toEqual([...begins.values()].sort((a, b) => a - b));
});

test.runIf(file)('shop events: views and visitors of each page are those of the file', () => {
  const { rows, events } = read();
  const result = runTable(topPages, { events }, {}, context);
  for (const { cells } of result.rows) {
    const page = rows.find((row) => events.pageId(row.page) === cells[0])?.page;
    const own = rows.filter((row) => row.page === page);
    expect(cells.slice(1, 3)).toEqual([own.length, new Set(own.map((row) => row.person)).size]);
  }
  expect(result.n).toBe(rows.length);
});

test.runIf(file)('shop events: a funnel of any length of time counts people who did the steps in order', () => {
  const { rows, events } = read();
  const steps = ['product_view', 'cart', 'purchase'];
  const result = runTable(funnel, { events }, { steps, windowMinutes: 527_040 }, context);
  const people = [...new Set(rows.map((row) => row.person))];
  const reached = people.map((person) => {
    const acts = rows.filter((row) => row.person === person).sort((a, b) => a.at - b.at);
    // The window of a year is longer than the file, so it never matters here.
    let step = 0;
    for (const { page } of acts) if (page === steps[step]) step++;
    return step;
  });
  expect(result.rows.map((row) => row.people)).toEqual([1, 2, 3].map((k) => reached.filter((n) => n >= k).length));
});
