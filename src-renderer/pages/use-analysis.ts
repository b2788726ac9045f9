import { type RefObject, useEffect, useMemo } from 'react';
import type { MessageFilter } from '../../shared/check.ts';
import type { AnalysisInfo, AnalysisReply } from '../../shared/contract/analyses.ts';
import type { Condition } from '../../shared/conditions.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Range } from '../../shared/time.ts';
import { useRevision } from '../api/revision.ts';
import { useQuery } from '../api/use-query.ts';
import { useSegmentCondition } from './use-segments.ts';
import { useStatus } from '../api/use-status.ts';
import { resolvePeriod, usePeriod } from '../state/period.ts';
import { askUnder, beginInSight, useTurn } from '../state/turns.ts';
import { useMessageFilter } from './message-filter.ts';
import { useInSight } from './use-in-sight.ts';

/** The global filter as calls take it. */
export interface GlobalFilter {
  filter: { range: Range | null; bots: boolean; segment?: Condition; messages?: MessageFilter };
  compare: boolean;
  /** False until the status is known: wait before asking. */
  ready: boolean;
}

/** Date range, robots, segment and comparison chosen in the header, in the zone of the workspace, and the kinds of message that the address names. */
export function useFilter(): GlobalFilter {
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

/** What an analysis says about itself; undefined while unknown. */
export function useAnalysisInfo(id: string): AnalysisInfo | undefined {
  const { data } = useQuery('analyses.list', {});
  return data?.find((info) => info.id === id);
}

/** One analysis under the global filter. */
export interface AnalysisState {
  reply: AnalysisReply | undefined;
  /** Whether an answer under the present filter is on its way. */
  isFetching: boolean;
  error: AppError | null;
  isPending: boolean;
  retry: () => void;
}

const NO_PARAMS: Record<string, unknown> = {};

/** Runs an analysis under the global filter; asks again by itself when data, filter or parameters change. */
export function useAnalysis(id: string, params: Record<string, unknown> = NO_PARAMS, enabled = true): AnalysisState {
  const { filter, compare, ready } = useFilter();
  const query = useQuery('analyses.run', { id, params, filter, compare }, { enabled: ready && enabled });
  const { data: reply, error, isPending, isFetching, refetch } = query;
  return { reply, error, isFetching, isPending: isPending && enabled, retry: () => void refetch() };
}

/** The same for a card: out of sight it waits until what is in sight was answered. */
export function useAnalysisInTurn(
  card: RefObject<Element | null>,
  id: string,
  params: Record<string, unknown>,
): AnalysisState {
  const inSight = useInSight(card);
  const { filter, compare, ready } = useFilter();
  const revision = useRevision((one) => one.revision);
  const name = useMemo(() => JSON.stringify([filter, compare, revision]), [filter, compare, revision]);
  const turn = useTurn(name);
  useEffect(() => {
    if (ready) askUnder(name);
  }, [name, ready]);
  const state = useAnalysis(id, params, inSight || turn);
  const isAsked = inSight && state.isFetching;
  useEffect(() => (isAsked ? beginInSight() : undefined), [isAsked]);
  return state;
}
