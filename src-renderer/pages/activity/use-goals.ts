import { useEffect } from 'react';
import * as z from 'zod';
import type { KeptGoal } from '../../../shared/contract/kept.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { recall, remember } from '../../state/remember.ts';

const oldSchema = z.array(z.string().min(1).max(2000)).max(50);
const NONE: readonly KeptGoal[] = [];

/** Goals kept in the store. Those that an earlier version remembered in the window move there, once. */
export function useGoals(): readonly KeptGoal[] {
  const { data } = useQuery('goals.list', {});
  const { mutateAsync: save } = useCommand('goals.save');
  useEffect(() => {
    if (!data) return;
    const old = recall('goals', oldSchema, []);
    if (old.length === 0) return;
    const there = new Set(data.map(({ page }) => page));
    const missing = [...new Set(old.map((page) => page.trim()))].filter((page) => page !== '' && !there.has(page));
    // One after the other: they stay in the order in which they were. Forgotten here only once they are there.
    missing
      .reduce<Promise<unknown>>((before, page) => before.then(() => save({ page })), Promise.resolve())
      .then(
        () => remember('goals', []),
        () => undefined,
      );
  }, [data, save]);
  return data ?? NONE;
}
