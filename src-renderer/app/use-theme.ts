import { useEffect } from 'react';
import { useTheme } from '../state/theme.ts';

/** Puts the chosen theme on the root element; `system` leaves it to prefers-color-scheme. */
export function useThemeOnRoot(): void {
  const theme = useTheme((state) => state.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
