import * as z from 'zod';
import { create } from 'zustand';
import { recall, remember } from './remember.ts';

/** Whether the rail was folded to icons by hand (below 1100 px it always is). */
export const useNav = create<{ collapsed: boolean }>(() => ({ collapsed: recall('nav', z.boolean(), false) }));

/** Folds or unfolds the rail and remembers it. */
export function toggleNav(): void {
  const collapsed = !useNav.getState().collapsed;
  remember('nav', collapsed);
  useNav.setState({ collapsed });
}
