import { useEffect } from 'react';
import * as z from 'zod';
import { type Condition, conditionSchema } from '../../shared/conditions.ts';
import type { SavedSegment } from '../../shared/contract/kept.ts';
import { recall, remember } from '../state/remember.ts';
import { useActiveSegment } from '../state/segments.ts';
import { useCommand } from '../api/use-command.ts';
import { useQuery } from '../api/use-query.ts';

const NONE: readonly SavedSegment[] = [];

/** Segments kept in the store, by name; none until the first answer. */
export const useSegmentList = (): readonly SavedSegment[] => useQuery('segments.list', {}).data ?? NONE;

/** The segment every page is narrowed to: its condition (undefined = everybody), and false while it is not known yet. */
export function useSegmentCondition(): { condition: Condition | undefined; known: boolean } {
  const active = useActiveSegment((state) => state.active);
  const { data, error } = useQuery('segments.list', {});
  return {
    condition: data?.find(({ name }) => name === active)?.condition,
    known: active === null || data !== undefined || error !== null,
  };
}

const oldSchema = z.array(z.strictObject({ name: z.string().min(1).max(80), condition: conditionSchema })).max(100);

/** Moves segments that an earlier version remembered in the window into the store, once. Those of the store stay as they are. */
export function useOldSegments(): void {
  const { data } = useQuery('segments.list', {});
  const { mutateAsync: save } = useCommand('segments.save');
  useEffect(() => {
    if (!data) return;
    const old = recall('segments', oldSchema, []);
    if (old.length === 0) return;
    const taken = new Set(data.map(({ name }) => name));
    const missing = old.filter(({ name }) => !taken.has(name));
    // Forgotten here only once they are there; until then the next start tries again.
    Promise.all(missing.map((segment) => save(segment))).then(
      () => remember('segments', []),
      () => undefined,
    );
  }, [data, save]);
}
