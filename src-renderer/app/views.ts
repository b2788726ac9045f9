import type { KeptView } from '../../shared/contract/kept.ts';
import { type Period, periodSchema, setPeriod, usePeriod } from '../state/period.ts';
import { go, usePlace } from '../state/place.ts';
import { chooseSegment, useActiveSegment } from '../state/segments.ts';

/** The page in hand with its dates and filters, to be kept. `shown` = first and last local date that the dates stand for now. */
export function viewNow(shown: { from: string; to: string }): KeptView {
  const { path, query } = usePlace.getState();
  const { preset, compare, bots } = usePeriod.getState();
  return { path, query: { ...query }, preset, ...shown, compare, bots, segment: useActiveSegment.getState().active };
}

/** Dates of a kept view; null when this program does not know them (any more). */
export function periodOf({ preset, from, to, compare, bots }: KeptView): Period | null {
  const read = periodSchema.safeParse({ preset, from, to, compare, bots });
  return read.success ? read.data : null;
}

/** Goes to a kept view. */
export function openView(view: KeptView): void {
  const period = periodOf(view);
  if (period) setPeriod(period);
  chooseSegment(view.segment);
  go(view.path, view.query);
}
