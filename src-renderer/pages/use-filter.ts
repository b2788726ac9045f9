import { createContext, useContext, useMemo } from 'react';
import type { MessageFilter } from '../../shared/check.ts';
import type { Condition } from '../../shared/conditions.ts';
import { AppError } from '../../shared/errors.ts';
import type { Range } from '../../shared/time.ts';
import { useStatus } from '../api/use-status.ts';
import { resolvePeriod, usePeriod } from '../state/period.ts';
import { useMessageFilter } from './message-filter.ts';
import { useSegmentCondition } from './use-segments.ts';

/** The global filter as calls take it. */
export interface GlobalFilter {
  filter: { range: Range | null; bots: boolean; segment?: Condition; messages?: MessageFilter };
  compare: boolean;
  /** False until the status is known: wait before asking. */
  ready: boolean;
}

/** Made out once for the window by the app: twenty cards that each do it are what a change of dates waits for. */
export const FilterContext = createContext<GlobalFilter | null>(null);

/** Makes out the filter: date range, robots, segment and comparison chosen in the header, in the zone of the workspace, and the kinds of message that the address names. */
export function useMadeFilter(): GlobalFilter {
  const period = usePeriod();
  const { condition: segment, known } = useSegmentCondition();
  const messages = useMessageFilter();
  const status = useStatus();
  return useMemo(() => {
    const range = status ? resolvePeriod(period, status.settings.zone, status) : null;
    const filter = { range, bots: period.bots, ...(segment ? { segment } : {}), ...(messages ? { messages } : {}) };
    return { filter, compare: period.compare, ready: status !== undefined && known };
  }, [period, segment, messages, known, status]);
}

/** The filter that everything on a page is under. */
export function useFilter(): GlobalFilter {
  const filter = useContext(FilterContext);
  if (!filter) throw new AppError('internal', { missing: 'filter' });
  return filter;
}
