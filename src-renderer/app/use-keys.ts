import { useEffect } from 'react';
import { PAGES } from '../pages/index.ts';
import { closeOverlay, openOverlay, useOverlay } from '../state/overlays.ts';
import { go } from '../state/place.ts';
import type { KeyLine } from '../ui/KeyHelp.tsx';

/** The map of keys, as it is shown. */
export const KEY_LINES: readonly KeyLine[] = [
  { keys: ['Ctrl/⌘', 'K'], does: 'Go to or do anything by name' },
  { keys: ['/'], does: 'Search pages and actions' },
  ...PAGES.map(({ key, title }) => ({ keys: ['g', key], does: title })),
  { keys: ['f'], does: 'Filter' },
  { keys: ['d'], does: 'Dates' },
  { keys: ['e'], does: 'Export' },
  { keys: ['←', '→', '↑', '↓'], does: 'Move in charts, tables and heat maps' },
  { keys: ['Enter'], does: 'Open the rows behind' },
  { keys: ['Esc'], does: 'Close' },
  { keys: ['?'], does: 'This list' },
];

const GO_WITHIN_MS = 1500;
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"]') !== null;

const ACTIONS: Readonly<Record<string, () => void>> = {
  '/': () => openOverlay('palette'),
  f: () => openOverlay('filter'),
  d: () => openOverlay('dates'),
  e: () => go('/reports'),
  '?': () => openOverlay('help'),
};

/** Listens for the keys of the frame. Plain letters are left alone while somebody types or a dialog is open. */
export function useFrameKeys(): void {
  useEffect(() => {
    let goSince = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        if (useOverlay.getState().open === 'palette') closeOverlay();
        else openOverlay('palette');
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      const page = event.timeStamp - goSince < GO_WITHIN_MS ? PAGES.find(({ key }) => key === event.key) : undefined;
      goSince = event.key === 'g' && !page ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const act = page ? () => go(`/${page.id}`) : ACTIONS[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
