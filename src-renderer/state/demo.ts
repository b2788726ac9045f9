import * as z from 'zod';
import { create } from 'zustand';
import { recall, remember } from './remember.ts';

/** Whether this window shows invented names instead of pseudonyms, for screenshots. Of the window only: no file can have them. */
export const useDemo = create<{ on: boolean }>(() => ({ on: recall('demo', z.boolean(), false) }));

export function setDemo(on: boolean): void {
  remember('demo', on);
  useDemo.setState({ on });
}
