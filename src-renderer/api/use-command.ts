import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Contract, Input, MethodName, Output } from '../../shared/contract.ts';
import type { AppError } from '../../shared/errors.ts';
import { useApi } from './api-context.ts';

/** Names of the methods that may change the store. */
export type CommandName = { [N in MethodName]: Contract[N]['kind'] extends 'command' ? N : never }[MethodName];

/** Runs one command of the contract. What it changed is asked for again once it is done. */
export function useCommand<N extends CommandName>(name: N): UseMutationResult<Output<N>, AppError, Input<N>> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation<Output<N>, AppError, Input<N>>({
    mutationFn: (input) => api.call(name, input),
    // Not every command moves the revision (locking the vault does not), so the small answers are asked again too.
    onSettled: () => client.invalidateQueries({ predicate: ({ queryKey }) => REFRESHED.has(String(queryKey[0])) }),
  });
}

const REFRESHED = new Set<string>([
  'audits.last',
  'app.status',
  'jobs.list',
  'backup.list',
  'imports.list',
  'workspaces.list',
  'own.list',
  'segments.list',
  'views.list',
  'goals.list',
  'groups.list',
  'notes.list',
  'exports.list',
  'exports.budget',
]);
