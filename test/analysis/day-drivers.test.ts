import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventColumns } from '../../shared/columns.ts';
import type { RunContext } from '../../src-main/analysis/analysis.ts';
import { type Driver, driversOf } from '../../src-main/analysis/base/day-drivers.ts';
import { type Dimension, type DimensionId, dimensionOf } from '../../src-main/analysis/base/dimensions.ts';
import { IS_ACT, selectEvents } from '../../src-main/analysis/base/scan.ts';
import type { VisitDimension } from '../../src-main/analysis/base/visit-runs.ts';
import { unusualDays } from '../../src-main/analysis/unusual-days.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf, runTable } from './run.ts';

const DAYS = 70;
const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu');
/** Days on which the data lie close together, so that visits go over midnight, and the period, which cuts some. */
const scenes = fc.record({
  rows: fc.array(anEvent(fc.oneof(instants(0, DAYS), instants(30, 33))), { minLength: 30, maxLength: 120 }),
  fromMs: instants(0, 3),
  toMs: instants(DAYS - 4, DAYS),
  zone: zones,
  sessionIdleMs: fc.constantFrom(30, 2000).map((minutes) => minutes * 60_000),
});
type Scene = typeof scenes extends fc.Arbitrary<infer T> ? T : never;

const setUp = ({ rows, fromMs, toMs, zone, sessionIdleMs }: Scene) => ({
  events: eventColumns(rows, KNOWN),
  context: contextOf({ range: { fromMs, toMs }, dataEndMs: at(DAYS), zone, sessionIdleMs }),
});

/** Row by row, as it is defined. */
function naiveDriver(
  events: EventColumns,
  context: RunContext,
  { day, days, one, sign }: { day: Dimension; days: number; one: number; sign: number },
  dimension: Dimension,
): Driver | null {
  const others = Array.from({ length: days }, (_, d) => d).filter((d) => d !== one && Math.abs(d - one) <= 28);
  if (others.length === 0) return null;
  const rows = [...selectEvents(events, context, (i) => IS_ACT[events.kind[i] as number] === 1)];
  let best: Driver | null = null;
  for (let id = 0; id < dimension.size; id++) {
    const own = rows.filter((row) => dimension.idOf(row) === id).map((row) => day.idOf(row));
    const change = own.filter((d) => d === one).length - own.filter((d) => others.includes(d)).length / others.length;
    if (change * sign > (best ? best.change * sign : 0)) best = { id, change };
  }
  return best;
}

test('unusual-days: drivers as when each act is looked at by itself, in one go or some values after the others', () => {
  fc.assert(
    fc.property(
      scenes,
      fc.array(fc.record({ day: fc.nat(DAYS - 5), sign: fc.constantFrom(-1, 1) }), { maxLength: 3 }),
      fc.constantFrom(undefined, 1, 120),
      (scene, asked, mostCells) => {
        const { events, context } = setUp(scene);
        const by = (id: DimensionId) => dimensionOf(events, context, id);
        const day = by('day') as VisitDimension;
        const days = day.size - 1;
        const dimensions = [by('page'), by('source'), by('device')];
        const wanted = asked.filter((one) => one.day < days);
        const found = driversOf(
          events,
          context,
          { day, days, asked: wanted },
          dimensions.map((dimension, d) => ({ dimension, ...(d === 0 && { column: events.page }) })),
          mostCells,
        );
        expect(found).toEqual(
          dimensions.map((dimension) =>
            wanted.map((one) => naiveDriver(events, context, { day, days, one: one.day, sign: one.sign }, dimension)),
          ),
        );
      },
    ),
    { numRuns: 150 },
  );
});

test('unusual-days: acts and people of the days as when each act is looked at by itself', () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const { events, context } = setUp(scene);
      const day = dimensionOf(events, context, 'day');
      const { rows, n, people } = runTable(unusualDays, { events }, { limit: 2 }, context);
      const acts = [...selectEvents(events, context, (i) => IS_ACT[events.kind[i] as number] === 1)];
      const peopleIn = (some: number[]) =>
        new Set(some.map((row) => events.person[row]).filter((who) => who !== 0)).size;
      expect([n, people]).toEqual([acts.length, peopleIn(acts)]);
      for (const row of rows) {
        const own = acts.filter((i) => day.idOf(i) === Number(row.key));
        expect([row.cells[1], row.people]).toEqual([own.length, peopleIn(own)]);
      }
    }),
    { numRuns: 150 },
  );
});
