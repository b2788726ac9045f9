import * as z from 'zod';
import { create } from 'zustand';
import type { Status } from '../../shared/contract/app.ts';
import { DAY_MS, HOUR_MS, instantOfLocal, type Range, zoneOffsetMs } from '../../shared/time.ts';
import { recall, remember } from './remember.ts';

/** Periods by name. `auto`: 90 days when every kind of data reaches into them, else everything there is. */
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

type Data = Pick<Status, 'dataRange' | 'ranges'>;

function autoPreset({ dataRange, ranges }: Data): 'all' | 'days-90' {
  if (!dataRange || dataRange.toMs - dataRange.fromMs < 120 * DAY_MS) return 'all';
  const since = dataRange.toMs - 60 * DAY_MS;
  const known = [ranges.messages, ranges.events, ranges.orders].filter((range) => range !== null);
  return known.every((range) => range.toMs > since) ? 'days-90' : 'all';
}

/** The preset that really applies. */
export const presetIn = (preset: Preset, data: Data): Preset => (preset === 'auto' ? autoPreset(data) : preset);

/**
 * The instants of a period in the zone of the business; null = everything. "Last … days" count back from the newest data,
 * because files are exports of the past: counted from today, last year's export would show nothing.
 */
export function resolvePeriod(period: Period, zone: string, data: Data): Range | null {
  const preset = presetIn(period.preset, data);
  if (preset === 'custom') {
    const fromMs = startOfDate(zone, period.from);
    const toMs = localDay(zone, startOfDate(zone, period.to) + HOUR_MS, { days: 1 });
    return toMs > fromMs ? { fromMs, toMs } : null;
  }
  if (preset === 'all' || preset === 'auto' || !data.dataRange) return null;
  const last = data.dataRange.toMs - 1;
  const end = localDay(zone, last, { days: 1 });
  const back = (days: number) => ({ fromMs: localDay(zone, last, { days: 1 - days }), toMs: end });
  switch (preset) {
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
