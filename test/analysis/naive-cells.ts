import fc from 'fast-check';
import { EVENT_KINDS } from '../../shared/model.ts';
import type { RunContext } from '../../src-main/analysis/analysis.ts';
import { eachActBlock } from '../../src-main/analysis/base/act-blocks.ts';
import type { MEASURES } from '../../src-main/analysis/base/cell-counts.ts';
import { VIEW } from '../../src-main/analysis/base/scan.ts';
import type { eventColumns } from './columns.ts';
import { anEvent, instants } from './random.ts';
import { contextOf } from './run.ts';

export type Columns = ReturnType<typeof eventColumns>;
export type Counts = Record<(typeof MEASURES)[number] | 'converted' | 'measured', number>;
const PURCHASE = EVENT_KINDS.indexOf('purchase');

/** Every measure of each cell that has an act, by lists and sets; `isKept`: which acts are looked at, of visits that are whole. */
export function naiveCells(
  events: Columns,
  context: RunContext,
  cellOf: (row: number) => string,
  isKept: (row: number) => boolean = () => true,
): Map<string, Counts> {
  const acts: { row: number; visit: number }[] = [];
  eachActBlock(events, context, ({ rows, visits, count }) => {
    for (let j = 0; j < count; j++) acts.push({ row: rows[j] as number, visit: visits[j] as number });
  });
  const wholes = Map.groupBy(acts, ({ visit }) => visit);
  const kept = acts.filter(({ row }) => isKept(row));
  const cells = new Map<string, Counts>();
  for (const [cell, own] of Map.groupBy(kept, ({ row }) => cellOf(row))) {
    const inVisits = own.filter(({ visit }) => visit > 0);
    const visits = [...new Set(inVisits.map(({ visit }) => visit))].map((visit) =>
      (wholes.get(visit) ?? []).map(({ row }) => row),
    );
    const howMany = (holds: (rows: number[]) => boolean) => visits.filter(holds).length;
    const sum = (column: ArrayLike<number>) => own.reduce((total, { row }) => total + (column[row] as number), 0);
    cells.set(cell, {
      visitors: new Set(inVisits.map(({ row }) => events.person[row])).size,
      visits: visits.length,
      views: own.filter(({ row }) => events.kind[row] === VIEW).length,
      acts: own.length,
      value: sum(events.value),
      bytes: sum(events.sizeBytes),
      bounces: howMany((rows) => rows.length === 1 && rows.every((row) => events.kind[row] === VIEW)),
      purchases: own.filter(({ row }) => events.kind[row] === PURCHASE).length,
      converted: howMany((rows) => rows.some((row) => events.kind[row] === PURCHASE)),
      measured: howMany((rows) => rows.length > 1),
      time: visits.reduce((total, rows) => {
        const instants = rows.map((row) => events.at[row] as number);
        return total + Math.max(...instants) - Math.min(...instants);
      }, 0),
    });
  }
  return cells;
}

const event = fc
  .tuple(anEvent(instants(-1, 4)), fc.constantFrom(0, 1, 1, 2, 3))
  .map(([one, person]) => ({ ...one, person }));
export const rowsOf = fc.array(event, { maxLength: 150 });
export const dimensions = fc.constantFrom(
  'page',
  'title',
  'device',
  'kind',
  'hour',
  'weekday',
  'day',
  'channel',
  'source',
  'agent',
  'country',
  'status',
  'entry',
  'exit',
  'returning',
);
/** Visits of a day and more come back to the same hour. */
export const contexts = fc
  .constantFrom(30, 12 * 60, Number.POSITIVE_INFINITY)
  .map((idleMinutes) => contextOf({ sessionIdleMs: idleMinutes * 60_000, zone: 'Europe/Berlin' }));

/** Rows that a condition keeps, and how it is put: of visits (numbered otherwise), or of acts. */
export const wheres = fc.constantFrom(undefined, 'visit' as const, 'act' as const);
export const ON_CART = { field: 'page' as const, is: ['/cart'] };
