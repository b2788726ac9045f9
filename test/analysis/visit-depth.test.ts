import { expect, test } from 'vitest';
import { visitDepth } from '../../src-main/analysis/visit-depth.ts';
import { eventColumns } from './columns.ts';
import { at, rowsBehind, runSeries } from './run.ts';

const visit = (person: number, day: number, views: number) =>
  Array.from({ length: views }, (_, i) => ({ person, at: at(day, 8, i) }));

test('visit-depth: groups visits by page views', () => {
  const events = eventColumns([
    ...visit(1, 0, 1),
    ...visit(1, 1, 1),
    ...visit(2, 0, 4),
    ...visit(3, 0, 5),
    ...visit(4, 0, 21),
    { person: 5, at: at(0), kind: 'custom', page: 'play' },
  ]);
  const result = runSeries(visitDepth, { events }, {});
  expect(result.x).toMatchObject({ labels: ['0', '1', '2', '3', '4–5', '6–10', '11–20', '21 and more'] });
  expect(result.lines[0]?.values).toEqual([1, 2, 0, 0, 2, 0, 0, 1]);
  // Both visits with one page are of one person.
  expect(result.lines[0]?.people).toEqual([1, 1, 0, 0, 2, 0, 0, 1]);
  expect(result).toMatchObject({ n: 6, people: 5 });
  expect(rowsBehind(visitDepth, { events }, {}, 'visits@4–5').map((i) => events.person[i])).toEqual([2, 3]);
});
