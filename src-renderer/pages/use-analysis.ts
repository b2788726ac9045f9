import { type RefObject, useEffect, useMemo } from 'react';
import type { AnalysisInfo, AnalysisReply } from '../../shared/contract/analyses.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Result } from '../../shared/results.ts';
import { useRevision } from '../api/revision.ts';
import { useQuery } from '../api/use-query.ts';
import { askUnder, beginInSight, useTurn } from '../state/turns.ts';
import { type Comparison, joinHalves } from './comparison.ts';
import { type GlobalFilter, useFilter } from './use-filter.ts';
import { useInSight } from './use-in-sight.ts';

/** What an analysis says about itself; undefined while unknown. */
export function useAnalysisInfo(id: string): AnalysisInfo | undefined {
  const { data } = useQuery('analyses.list', {});
  return data?.find((info) => info.id === id);
}

/** One analysis under the global filter. */
export interface AnalysisState {
  reply: AnalysisReply | undefined;
  /** Whether the reply is of the present filter; else it is the last one, until that has come. */
  isFresh: boolean;
  /** Whether an answer under the present filter is on its way. */
  isFetching: boolean;
  error: AppError | null;
  isPending: boolean;
  retry: () => void;
}

/** The same beside the period before. */
export interface ComparedState extends AnalysisState {
  comparison: Comparison;
  retryComparison: () => void;
}

const NO_PARAMS: Record<string, unknown> = {};

/** Runs an analysis under the global filter; asks again by itself when data, filter or parameters change. */
export function useAnalysis(id: string, params: Record<string, unknown> = NO_PARAMS, enabled = true): AnalysisState {
  return useAnalysisUnder(useFilter(), id, params, enabled);
}

/** The same under a filter that the caller has looked up: a page of twenty cards asks for it often enough. */
function useAnalysisUnder(
  { filter, ready }: GlobalFilter,
  id: string,
  params: Record<string, unknown>,
  enabled: boolean,
): AnalysisState {
  const query = useQuery('analyses.run', { id, params, filter, compare: false }, { enabled: ready && enabled });
  const { data: reply, error, isPending, isFetching, isPlaceholderData, refetch } = query;
  const isFresh = reply !== undefined && !isPlaceholderData;
  return { reply, isFresh, error, isFetching, isPending: isPending && enabled, retry: () => void refetch() };
}

/** Whether all that is in sight was answered under the present filter. */
function useTurnNow({ filter, compare, ready }: GlobalFilter): boolean {
  const revision = useRevision((one) => one.revision);
  const name = useMemo(() => JSON.stringify([filter, compare, revision]), [filter, compare, revision]);
  useEffect(() => {
    if (ready) askUnder(name);
  }, [name, ready]);
  return useTurn(name);
}

/** Counts what is in sight while its present period is asked. */
function useAsked(isAsked: boolean): void {
  useEffect(() => (isAsked ? beginInSight() : undefined), [isAsked]);
}

/**
 * Adds the period before to an analysis, where it is wanted. It is a question of its own, asked once everything in sight
 * shows the present period: that is what people look at first, and it takes half as long.
 */
function useComparison(
  id: string,
  params: Record<string, unknown>,
  present: AnalysisState,
  { global, isWanted, turn }: { global: GlobalFilter; isWanted: boolean; turn: boolean },
): ComparedState {
  const { filter, compare } = global;
  const { reply, isFresh } = present;
  const range = reply?.rangeBefore ?? null;
  const wants = isWanted && compare && range !== null;
  const query = useQuery(
    'analyses.run',
    { id, params, filter: { ...filter, range }, compare: false },
    { enabled: wants && isFresh && turn, keep: false },
  );
  const { data: before, isError: hasFailed, refetch } = query;
  const retryComparison = () => void refetch();
  if (!reply || !wants) return { ...present, comparison: 'none', retryComparison };
  return { ...present, ...joinHalves({ reply, isFresh, before, hasFailed }), retryComparison };
}

/** An analysis of the head of a page beside the period before. */
export function useCompared(id: string, params: Record<string, unknown> = NO_PARAMS): ComparedState {
  const global = useFilter();
  const turn = useTurnNow(global);
  const state = useAnalysisUnder(global, id, params, true);
  useAsked(state.isFetching);
  return useComparison(id, params, state, { global, isWanted: true, turn });
}

/**
 * The same for a card: out of sight it waits until what is in sight was answered. `compares`: whether the view of a result
 * shows the period before.
 */
export function useAnalysisInTurn(
  card: RefObject<Element | null>,
  id: string,
  params: Record<string, unknown>,
  compares: (result: Result) => boolean,
): ComparedState {
  const inSight = useInSight(card);
  const global = useFilter();
  const turn = useTurnNow(global);
  const state = useAnalysisUnder(global, id, params, inSight || turn);
  useAsked(inSight && state.isFetching);
  const isWanted = state.reply !== undefined && compares(state.reply.result);
  return useComparison(id, params, state, { global, isWanted, turn });
}
