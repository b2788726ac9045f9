import { create } from 'zustand';

/** What floats over the page and can be called by a key. */
export type Overlay = 'palette' | 'help' | 'dates' | 'filter' | 'unlock';

export const useOverlay = create<{ open: Overlay | null }>(() => ({ open: null }));

/** Opens one overlay and closes any other. */
export const openOverlay = (open: Overlay): void => useOverlay.setState({ open });

/** Closes whatever is open. */
export const closeOverlay = (): void => useOverlay.setState({ open: null });
