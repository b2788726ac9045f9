import * as z from 'zod';
import { create } from 'zustand';
import { type Condition, conditionSchema } from '../../shared/conditions.ts';
import { recall, remember } from './remember.ts';

const savedSchema = z.array(z.strictObject({ name: z.string().min(1).max(80), condition: conditionSchema })).max(100);
/** A condition under a name, to be used on every page. */
export type SavedSegment = z.output<typeof savedSchema>[number];

interface Segments {
  saved: SavedSegment[];
  /** Name of the one every page is narrowed to; null = everybody. */
  active: string | null;
}

export const useSegments = create<Segments>(() => ({ saved: recall('segments', savedSchema, []), active: null }));

/** Keeps a segment (in place of one of the same name) and narrows every page to it. */
export function saveSegment(name: string, condition: Condition): void {
  const others = useSegments.getState().saved.filter((one) => one.name !== name);
  const saved = [...others, { name, condition }].sort((a, b) => a.name.localeCompare(b.name));
  remember('segments', saved);
  useSegments.setState({ saved, active: name });
}

export function removeSegment(name: string): void {
  const { saved, active } = useSegments.getState();
  const left = saved.filter((one) => one.name !== name);
  remember('segments', left);
  useSegments.setState({ saved: left, active: active === name ? null : active });
}

export const chooseSegment = (active: string | null): void => useSegments.setState({ active });

/** Condition of the chosen segment; undefined = everybody. */
export const activeCondition = ({ saved, active }: Segments): Condition | undefined =>
  saved.find(({ name }) => name === active)?.condition;
