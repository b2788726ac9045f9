import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useQuery as useTanstackQuery,
} from '@tanstack/react-query';
import type { Contract, Input, MethodName, Output } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { useApi } from './api-context.ts';
import { useRevision } from './revision.ts';

/** Names of the methods that only read. */
export type QueryName = { [N in MethodName]: Contract[N]['kind'] extends 'query' ? N : never }[MethodName];

/** One cache for the window. `networkMode: always`: there is no network to wait for. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 10 * 60 * 1000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 3 && error instanceof AppError && error.code === 'busy',
      },
      mutations: { networkMode: 'always' },
    },
  });

/**
 * Asks one query of the contract. The key is name + input + revision, so new data asks again by itself while the old
 * answer stays on screen. `enabled: false` waits; `everyMs` asks again and again, for what changes outside the store.
 */
export function useQuery<N extends QueryName>(
  name: N,
  input: Input<N>,
  options: { enabled?: boolean; keep?: boolean; everyMs?: number } = {},
): UseQueryResult<Output<N>, AppError> {
  const api = useApi();
  const revision = useRevision((state) => state.revision);
  return useTanstackQuery<Output<N>, AppError>({
    queryKey: [name, input, revision],
    // Given up when nobody on the page asks for it any more, as after a change of the filter.
    queryFn: ({ signal }) => api.call(name, input, signal),
    enabled: options.enabled ?? true,
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
    ...(options.keep === false ? {} : { placeholderData: keepPreviousData }),
  });
}
