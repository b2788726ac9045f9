import { describe, expect, it } from 'vitest';
import type { TableResult } from '../../shared/results.ts';
import {
  EMPTY_PLAN,
  isComplete,
  MOST_STEPS,
  planSchema,
  stepWords,
  withMoved,
  withoutStep,
  withProperties,
  withStep,
} from '../../src-renderer/pages/activity/funnel-plan.ts';
import { cohortName, periodFor } from '../../src-renderer/pages/activity/cohorts.ts';
import { funnelSteps, pageNames } from '../../src-renderer/pages/activity/series.ts';

const table = (ids: string[], rows: (string | number | null)[][]): TableResult => ({
  kind: 'table',
  columns: ids.map((id) => ({ id, label: id, type: 'text' })),
  rows: rows.map((cells, i) => ({ key: String(i), cells, people: 1 })),
  total: rows.length,
  n: 0,
  people: 0,
});

describe('the plan of a funnel', () => {
  const two = withStep(withStep(EMPTY_PLAN, ' / '), '/shop');

  it('grows by trimmed steps, never twice the same in a row, at most ten', () => {
    expect(two.steps).toEqual(['/', '/shop']);
    expect(withStep(two, '/shop')).toBe(two);
    expect(withStep(two, '  ')).toBe(two);
    let full = EMPTY_PLAN;
    for (let i = 0; i < 20; i++) full = withStep(full, `/${i}`);
    expect(full.steps).toHaveLength(MOST_STEPS);
  });

  it('asks for properties of a step, and still reads what an earlier version remembered', () => {
    const pro = [{ name: 'plan', is: ['pro'] }];
    const plan = withStep(withStep(EMPTY_PLAN, 'signup', pro), 'signup');
    expect(plan.steps).toEqual([{ text: 'signup', properties: pro }, 'signup']);
    expect(plan.steps.map(stepWords)).toEqual(['signup with plan is pro', 'signup']);
    expect(withStep(withStep(EMPTY_PLAN, 'signup', pro), 'signup', pro).steps).toHaveLength(1);
    expect(withProperties(plan, 1, pro).steps[1]).toEqual({ text: 'signup', properties: pro });
    expect(withProperties(plan, 0, []).steps).toEqual(['signup', 'signup']);
    const old = { steps: ['/', '/shop|/a'], order: 'loose', windowMinutes: 60 };
    expect([planSchema.parse(old), planSchema.parse(plan)]).toEqual([old, plan]);
  });

  it('is complete with two steps', () => {
    expect([isComplete(EMPTY_PLAN), isComplete(withStep(EMPTY_PLAN, '/')), isComplete(two)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('moves and removes steps; at the ends they stay', () => {
    expect(withMoved(two, 1, -1).steps).toEqual(['/shop', '/']);
    expect(withMoved(two, 0, -1)).toBe(two);
    expect(withMoved(two, 1, 1)).toBe(two);
    expect(withoutStep(two, 0).steps).toEqual(['/shop']);
  });
});

describe('funnelSteps', () => {
  it('finds columns by id and counts who was lost on the way', () => {
    const steps = funnelSteps(
      table(
        ['step', 'of-first', 'people', 'of-previous', 'median-time'],
        [
          ['/', 1, 40, 1, null],
          ['/cart', 0.25, 10, 0.25, 60_000],
        ],
      ),
    );
    expect(steps).toEqual([
      { key: '0', step: '/', people: 40, ofPrevious: null, ofFirst: 1, optional: false, lost: 0, medianMs: null },
      {
        key: '1',
        step: '/cart',
        people: 10,
        ofPrevious: 0.25,
        ofFirst: 0.25,
        optional: false,
        lost: 30,
        medianMs: 60_000,
      },
    ]);
  });

  it('compares with the last step that cannot be left out, as the shares do', () => {
    const steps = funnelSteps(
      table(
        ['step', 'people', 'of-previous'],
        [
          ['/cart', 141, 1],
          ['/checkout (optional)', 65, 65 / 141],
          ['/thanks', 50, 50 / 141],
        ],
      ),
    );
    expect(steps.map(({ optional, lost }) => [optional, lost])).toEqual([
      [false, 0],
      [true, 76],
      [false, 91],
    ]);
  });
});

describe('pageNames', () => {
  it('keeps the order and drops blanks', () => {
    expect(
      pageNames(
        table(
          ['views', 'page'],
          [
            [9, '/b'],
            [3, ''],
            [2, '/a'],
          ],
        ),
      ),
    ).toEqual([
      { page: '/b', title: '' },
      { page: '/a', title: '' },
    ]);
    expect(pageNames(table(['page', 'views', 'page-title'], [['/tea', 3, 'Our teas']]))).toEqual([
      { page: '/tea', title: 'Our teas' },
    ]);
  });
});

describe('cohorts', () => {
  const days = (n: number) => ({ fromMs: 0, toMs: n * 86_400_000 });

  it('take the step that suits the dates', () => {
    expect([days(7), days(90), days(500), null].map(periodFor)).toEqual(['day', 'week', 'month', 'month']);
  });

  it('are named by their local date, which is not shifted again', () => {
    expect(cohortName('2025-03-03', 'week', 'en-GB')).toBe('3 Mar 2025');
    expect(cohortName('2025-03-01', 'month', 'en-GB')).toBe('Mar 2025');
    expect(cohortName('12', 'week', 'en-GB')).toBe('12');
  });
});
