import * as z from 'zod';
import { create } from 'zustand';
import { recall, remember } from './remember.ts';

const themeSchema = z.enum(['system', 'light', 'dark']);
/** How the window is lit; `system` follows the operating system. */
export type Theme = z.infer<typeof themeSchema>;

export const useTheme = create<{ theme: Theme }>(() => ({ theme: recall('theme', themeSchema, 'system') }));

/** Changes the theme at once and remembers it. */
export function setTheme(theme: Theme): void {
  remember('theme', theme);
  useTheme.setState({ theme });
}
