import * as z from 'zod';
import { create } from 'zustand';
import type { Status } from '../../shared/contract/app.ts';
import { DAY_MS, HOUR_MS, instantOfLocal, type Range, zoneOffsetMs } from '../../shared/time.ts';
import { recall, remember } from './remember.ts';

/** Periods by name. `auto`: 90 days when every kind of data reaches into them, else everything; few rows far from all others apart. */
export const PRESETS = [
  'auto',
  'all',
  'days-7',
  'days-28',
  'days-90',
  'months-12',
  'this-month',
  'last-month',
  'this-year',
  'custom',
] as const;
export type Preset = (typeof PRESETS)[number];

/** Dates and filter as they are remembered. */
export const periodSchema = z.strictObject({
  preset: z.enum(PRESETS),
  /** Used with `custom`: local dates YYYY-MM-DD, both included. */
  from: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  to: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  compare: z.boolean(),
  bots: z.boolean(),
});
/** The global date range and filter of every page. */
export type Period = z.infer<typeof periodSchema>;

const FIRST: Period = { preset: 'auto', from: '2025-01-01', to: '2025-12-31', compare: true, bots: false };

export const usePeriod = create<Period>(() => recall('period', periodSchema, FIRST));

/** Changes part of the period and remembers it. */
export function setPeriod(change: Partial<Period>): void {
  usePeriod.setState(change);
  remember('period', usePeriod.getState());
}

/** Start of the local day `shift` days and `months` after the one that holds `atMs`; `day` 1 = first of the month. */
function localDay(
  zone: string,
  atMs: number,
  shift: { days?: number; months?: number; first?: 'month' | 'year' },
): number {
  const local = new Date(atMs + zoneOffsetMs(zone, atMs));
  const month = shift.first === 'year' ? 0 : local.getUTCMonth();
  const day = shift.first ? 1 : local.getUTCDate();
  const start = Date.UTC(local.getUTCFullYear(), month + (shift.months ?? 0), day + (shift.days ?? 0));
  return instantOfLocal(zone, start);
}

/** Instant at which a local date begins. */
export function startOfDate(zone: string, date: string): number {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return instantOfLocal(zone, Date.UTC(year, month - 1, day));
}

/** The local date of an instant, YYYY-MM-DD. */
export function dateOf(zone: string, atMs: number): string {
  return new Date(atMs + zoneOffsetMs(zone, atMs)).toISOString().slice(0, 10);
}

type Data = Pick<Status, 'dataRange' | 'ranges' | 'fitting'>;

/** The range that the bulk of the data lies in, and at which ends rows far from all others are left out. */
export function fitOf({ dataRange, fitting }: Data): { range: Range; cut: { start: boolean; end: boolean } } | null {
  const known = Object.values(fitting).filter((range) => range !== null);
  if (!dataRange || known.length === 0) return null;
  const fromMs = Math.min(...known.map((range) => range.fromMs));
  const toMs = Math.max(...known.map((range) => range.toMs));
  return { range: { fromMs, toMs }, cut: { start: fromMs > dataRange.fromMs, end: toMs < dataRange.toMs } };
}

/** 90 days when every kind of data reaches into them, else everything there is. */
function lengthThatFits({ fromMs, toMs }: Range, { fitting }: Data): 'all' | 'days-90' {
  if (toMs - fromMs < 120 * DAY_MS) return 'all';
  const known = [fitting.messages, fitting.events, fitting.orders].filter((range) => range !== null);
  return known.every((range) => range.toMs > toMs - 60 * DAY_MS) ? 'days-90' : 'all';
}

/** The preset that really applies; `auto` where no other one says what it is, because strays are left out. */
export function presetIn(preset: Preset, data: Data): Preset {
  if (preset !== 'auto') return preset;
  const fit = fitOf(data);
  if (!fit) return 'all';
  const length = lengthThatFits(fit.range, data);
  return fit.cut.end || (fit.cut.start && length === 'all') ? 'auto' : length;
}

/**
 * The instants of a period in the zone of the business; null = everything. "Last … days" count back from the newest data,
 * because files are exports of the past: counted from today, last year's export would show nothing. `auto` counts from
 * where the bulk of the data ends.
 */
export function resolvePeriod(period: Period, zone: string, data: Data): Range | null {
  const preset = presetIn(period.preset, data);
  if (preset === 'custom') {
    const fromMs = startOfDate(zone, period.from);
    const toMs = localDay(zone, startOfDate(zone, period.to) + HOUR_MS, { days: 1 });
    return toMs > fromMs ? { fromMs, toMs } : null;
  }
  const counted = preset === 'auto' ? fitOf(data)?.range : data.dataRange;
  if (preset === 'all' || !counted) return null;
  const last = counted.toMs - 1;
  const end = localDay(zone, last, { days: 1 });
  const back = (days: number) => ({ fromMs: localDay(zone, last, { days: 1 - days }), toMs: end });
  switch (preset) {
    case 'auto':
      return lengthThatFits(counted, data) === 'days-90'
        ? back(90)
        : { fromMs: localDay(zone, counted.fromMs, {}), toMs: end };
    case 'days-7':
      return back(7);
    case 'days-28':
      return back(28);
    case 'days-90':
      return back(90);
    case 'months-12':
      return { fromMs: localDay(zone, last, { months: -12, days: 1 }), toMs: end };
    case 'this-month':
      return { fromMs: localDay(zone, last, { first: 'month' }), toMs: end };
    case 'last-month':
      return {
        fromMs: localDay(zone, last, { first: 'month', months: -1 }),
        toMs: localDay(zone, last, { first: 'month' }),
      };
    case 'this-year':
      return { fromMs: localDay(zone, last, { first: 'year' }), toMs: end };
  }
}
