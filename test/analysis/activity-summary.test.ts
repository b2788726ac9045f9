import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../shared/time.ts';
import { activitySummary } from '../../src-main/analysis/activity-summary.ts';
import { eventColumns } from './columns.ts';
import { at, contextOf, figures, runTable } from './run.ts';

// Person 1: one visit of three views in 20 minutes; person 2: a bounce, and the next day two views 10 minutes apart;
// person 3: a single cart event, which is a visit but no bounce.
const events = eventColumns([
  { person: 1, at: at(0, 9, 0) },
  { person: 1, at: at(0, 9, 5) },
  { person: 1, at: at(0, 9, 20) },
  { person: 2, at: at(0, 10, 0) },
  { person: 2, at: at(1, 10, 0) },
  { person: 2, at: at(1, 10, 10) },
  { person: 3, at: at(2, 10, 0), kind: 'cart' },
  { person: 3, at: at(2, 10, 1), kind: 'asset' },
  { person: 0, at: at(2, 11, 0) },
]);

test('activity-summary: counts visitors, visits and views, and takes the median duration', () => {
  const result = runTable(activitySummary, { events }, {});
  expect(figures(result)).toEqual({
    visitors: 3,
    visits: 4,
    // One of them is nobody’s: a page view in no visit.
    views: 7,
    'bounce-rate': 1 / 4,
    // Of 20 and 10 minutes.
    'visit-duration': 15 * MINUTE_MS,
    'views-per-visit': 6 / 4,
  });
  expect(result.people).toBe(3);
  expect(result.n).toBe(4);
});

test('activity-summary: a visit ends after the idle time that is set, not sooner', () => {
  const apart = (minutes: number) => eventColumns([{ at: at(0) }, { at: at(0, 0, minutes) }]);
  const visits = (minutes: number, sessionIdleMs: number) =>
    figures(runTable(activitySummary, { events: apart(minutes) }, {}, contextOf({ sessionIdleMs }))).visits;
  expect(visits(30, 30 * MINUTE_MS)).toBe(1);
  expect(visits(31, 30 * MINUTE_MS)).toBe(2);
  expect(visits(31, 60 * MINUTE_MS)).toBe(1);
});

test('activity-summary: a share of nothing is unknown, not zero', () => {
  const empty = figures(runTable(activitySummary, { events: eventColumns([]) }, {}));
  expect(empty).toMatchObject({ visits: 0, 'bounce-rate': null, 'visit-duration': null, 'views-per-visit': null });
});
