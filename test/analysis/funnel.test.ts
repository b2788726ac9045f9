import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVENT_KINDS } from '../../shared/model.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import { Chain, type FunnelPlan, walkFunnel } from '../../src-main/analysis/base/funnel.ts';
import { funnel } from '../../src-main/analysis/funnel.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf, rowsBehind, runTable } from './run.ts';

/** One person's path: pages by minute. */
const path = (person: number, ...pages: [minute: number, page: string][]): EventSketch[] =>
  pages.map(([minute, page]) => ({ person, at: at(0, 0, minute), page }));

const events = eventColumns([
  ...path(1, [0, '/'], [5, '/cart'], [9, '/thanks']),
  ...path(2, [0, '/'], [3, '/help'], [20, '/cart']),
  ...path(3, [0, '/cart'], [5, '/']),
  ...path(4, [0, '/help']),
]);
const steps = ['/', '/cart', '/thanks'];
const people = (rows: EventSketch[], params: Parameters<typeof funnel.params.parse>[0]) =>
  runTable(funnel, { events: eventColumns(rows) }, params as never).rows.map((row) => row.people);

test('funnel: counts people by the furthest step, with shares and median time', () => {
  const result = runTable(funnel, { events }, { steps });
  expect(result.rows.map((row) => row.cells)).toEqual([
    ['/', 3, 1, 1, null, null],
    ['/cart', 2, 2 / 3, 2 / 3, 12.5 * MINUTE_MS, 12.5 * MINUTE_MS],
    ['/thanks', 1, 1 / 2, 1 / 3, 9 * MINUTE_MS, 4 * MINUTE_MS],
  ]);
  expect(result).toMatchObject({ n: 3, people: 3, total: 3 });
});

test('funnel: rows behind a step are one per person who reached it', () => {
  expect(rowsBehind(funnel, { events }, { steps }, '0').map((i) => events.person[i])).toHaveLength(3);
  expect(
    rowsBehind(funnel, { events }, { steps }, '1')
      .map((i) => events.person[i])
      .sort(),
  ).toEqual([1, 2]);
  expect(rowsBehind(funnel, { events }, { steps }, '2').map((i) => events.person[i])).toEqual([1]);
});

test('funnel: in strict order no other page may come in between, the same one may', () => {
  const detour = path(1, [0, '/'], [1, '/help'], [2, '/cart']);
  const again = path(1, [0, '/'], [1, '/'], [2, '/cart']);
  const both = { steps: ['/', '/cart'] };
  expect(people(detour, both)).toEqual([1, 1]);
  expect(people(detour, { ...both, order: 'strict' })).toEqual([1, 0]);
  expect(people(again, { ...both, order: 'strict' })).toEqual([1, 1]);
});

test('funnel: the window begins at the first step, and a later start may save the chain', () => {
  const params = { steps, windowMinutes: 10 };
  expect(people(path(1, [0, '/'], [6, '/cart'], [12, '/thanks']), params)).toEqual([1, 1, 0]);
  expect(people(path(1, [0, '/'], [4, '/'], [6, '/cart'], [12, '/thanks']), params)).toEqual([1, 1, 1]);
  expect(people(path(1, [0, '/'], [10, '/cart']), params)).toEqual([1, 1, 0]);
});

test('funnel: one act fulfils one step, also when two steps name the same page', () => {
  expect(people(path(1, [0, '/']), { steps: ['/', '/'] })).toEqual([1, 0]);
  expect(people(path(1, [0, '/'], [1, '/']), { steps: ['/', '/'] })).toEqual([1, 1]);
});

test('funnel: a star takes every page that begins so, and an unknown page nobody', () => {
  const rows = path(1, [0, '/shop/a'], [1, '/shop/b']);
  expect(people(rows, { steps: ['/shop/*', '/shop/b'] })).toEqual([1, 1]);
  expect(people(rows, { steps: ['/nowhere', '/shop/b'] })).toEqual([0, 0]);
});

/** Tries every way to pick one act per step. */
function naiveLevel(acts: readonly EventSketch[], wanted: readonly ((page: string) => boolean)[], windowMs: number) {
  const reach = (step: number, from: number, start: number): number => {
    if (step === wanted.length) return step;
    let best = step;
    for (let i = from; i < acts.length; i++) {
      const act = acts[i] as EventSketch;
      if (!wanted[step]?.(act.page ?? '') || (step > 0 && act.at - start > windowMs)) continue;
      best = Math.max(best, reach(step + 1, i + 1, step === 0 ? act.at : start));
    }
    return best;
  };
  return reach(0, 0, 0);
}

describe('funnel beside a search through every choice of acts', () => {
  const notActs = ['asset', 'redirect', 'missing', 'failure'];
  const someSteps = fc.array(fc.constantFrom(...KNOWN.pages, '/shop/*'), { minLength: 2, maxLength: 4 });
  const matcher = (step: string) => (page: string) =>
    step.endsWith('*') ? page.startsWith(step.slice(0, -1)) : page === step;

  test('loose order', () => {
    fc.assert(
      fc.property(
        fc.array(anEvent(instants(-1, 1)), { maxLength: 40 }),
        someSteps,
        fc.integer({ min: 1, max: 2000 }),
        (rows, chosen, windowMinutes) => {
          const levels = [1, 2, 3, 4, 5].map((person) => {
            const acts = rows
              .filter((row) => row.person === person && row.at >= contextOf().range.fromMs)
              .filter((row) => !notActs.includes(row.kind ?? 'view'))
              .sort((a, b) => a.at - b.at);
            return naiveLevel(acts, chosen.map(matcher), windowMinutes * MINUTE_MS);
          });
          const reached = people(rows, { steps: chosen, windowMinutes });
          expect(reached).toEqual(chosen.map((_, k) => levels.filter((level) => level > k).length));
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each(['loose', 'strict'] as const)('acts that are left out would have changed nothing: %s order', (order) => {
    const seen = ({ level, reached, entryRow, lastRow, took, between }: Chain) => [
      [level, reached, entryRow, lastRow],
      [...took],
      [...between],
    ];
    fc.assert(
      fc.property(fc.array(anEvent(instants(-1, 1)), { maxLength: 60 }), someSteps, (rows, steps) => {
        const events = eventColumns(rows, KNOWN);
        const plan: FunnelPlan = { steps, order, windowMinutes: 600 };
        const found: unknown[] = [];
        walkFunnel(events, plan, contextOf(), (chain) => found.push(seen(chain)));
        const expected: unknown[] = [];
        for (const person of [1, 2, 3, 4, 5]) {
          const chain = new Chain(plan);
          for (let i = 0; i < events.length; i++) {
            const [when, kind] = [events.at[i] as number, EVENT_KINDS[events.kind[i] as number] as string];
            if (events.person[i] !== person || when < contextOf().range.fromMs || notActs.includes(kind)) continue;
            const page = KNOWN.pages[(events.page[i] as number) - 1] as string;
            chain.act(
              steps.reduce((mask, step, k) => (matcher(step)(page) ? mask | (1 << k) : mask), 0),
              when,
              i,
            );
          }
          if (chain.level > 0) expected.push(seen(chain));
        }
        expect(found).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  test('strict order never finds more people than loose order, and steps only lose people', () => {
    fc.assert(
      fc.property(fc.array(anEvent(instants(0, 1)), { maxLength: 40 }), someSteps, (rows, chosen) => {
        const loose = people(rows, { steps: chosen });
        const strict = people(rows, { steps: chosen, order: 'strict' });
        loose.forEach((count, k) => {
          expect(strict[k]).toBeLessThanOrEqual(count);
          if (k > 0) expect(count).toBeLessThanOrEqual(loose[k - 1] as number);
        });
      }),
    );
  });
});
