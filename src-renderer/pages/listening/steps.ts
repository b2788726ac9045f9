import { DAY_MS, type Range } from '../../../shared/time.ts';

export type Step = 'day' | 'week' | 'month';

export const STEPS = [
  { id: 'day', label: 'By day' },
  { id: 'week', label: 'By week' },
  { id: 'month', label: 'By month' },
] as const;

/**
 * The step in which messages are counted: a small business gets a few a day, and single days would only show noise.
 * Days up to a month, weeks up to a year and a half, months beyond.
 */
export function stepFor(range: Range | null): Step {
  const days = range ? (range.toMs - range.fromMs) / DAY_MS : Number.POSITIVE_INFINITY;
  if (days <= 31) return 'day';
  return days <= 550 ? 'week' : 'month';
}
