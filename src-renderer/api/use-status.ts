import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { EventName, Events } from '../../shared/contract.ts';
import type { Status } from '../../shared/contract/app.ts';
import { useApi } from './api-context.ts';
import { noteRevision } from './revision.ts';
import { useQuery } from './use-query.ts';

/** What the store holds and how it is protected; undefined until the first answer. */
export function useStatus(): Status | undefined {
  const { data } = useQuery('app.status', {});
  const revision = data?.revision;
  useEffect(() => {
    if (revision !== undefined) noteRevision(revision);
  }, [revision]);
  return data;
}

/** Listens to one event of the core for as long as the component lives. */
export function useEvent<E extends EventName>(event: E, listener: (payload: Events[E]) => void): void {
  const api = useApi();
  useEffect(() => api.on(event, listener), [api, event, listener]);
}

/** Keeps the revision in step with the core. Used once, by the app. */
export function useLiveData(): void {
  const client = useQueryClient();
  const api = useApi();
  useEffect(
    () =>
      api.on('data.changed', ({ revision }) => {
        noteRevision(revision);
        void client.invalidateQueries({ queryKey: ['imports.list'] });
      }),
    [api, client],
  );
}
