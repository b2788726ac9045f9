import { useSyncExternalStore } from 'react';

/** Below this the rail is always folded; tokens cannot stand in a media query. */
const NARROW = '(max-width: 1100px)';

const subscribe = (changed: () => void) => {
  const query = matchMedia(NARROW);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** True below 1100 px. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
