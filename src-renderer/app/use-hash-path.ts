import { hashOf, usePlace } from '../state/place.ts';

function navigate(to: string, options?: { replace?: boolean }): void {
  const hash = hashOf({ path: to, query: {} });
  if (options?.replace) {
    history.replaceState(history.state, '', hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else location.hash = hash;
}

/** wouter's location hook over our place store: the path is the part of the hash before `?`. */
export function useHashPath(): [string, typeof navigate] {
  const path = usePlace((place) => place.path);
  return [path, navigate];
}
