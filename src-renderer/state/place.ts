import { create } from 'zustand';

/**
 * Where the window is: `#/activity?open=top-pages&key=/shop`. Held in the hash because both hosts serve one page, so that
 * every view – an opened drawer too – can be reached again by its address.
 */
export interface Place {
  path: string;
  query: Readonly<Record<string, string>>;
}

/** Reads a hash. */
export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  return { path: path.startsWith('/') ? path : `/${path}`, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** Writes a hash. */
export function hashOf({ path, query }: Place): string {
  const text = new URLSearchParams(query).toString();
  return `#${path}${text && `?${text}`}`;
}

const here = (): Place => (typeof location === 'undefined' ? { path: '/', query: {} } : parsePlace(location.hash));

export const usePlace = create<Place>(here);

/** Follows the address bar, the back button and links. Returns the way to stop. */
export function followHash(): () => void {
  const follow = () => usePlace.setState(here(), true);
  follow();
  addEventListener('hashchange', follow);
  return () => removeEventListener('hashchange', follow);
}

/** Goes to a page. */
export function go(path: string, query: Record<string, string> = {}): void {
  location.hash = hashOf({ path, query });
}

/**
 * Says in the address what the page at `path` shows anyway, without a step that "back" would undo. The address itself is
 * asked where the window is: a link that was followed changes it at once, and the store only with the event that comes
 * later – a page that is drawn in between must not call the window back.
 */
export function fillQuery(path: string, change: Record<string, string>): void {
  const now = here();
  if (now.path !== path) return;
  const place = { path, query: { ...now.query, ...change } };
  history.replaceState(history.state, '', hashOf(place));
  usePlace.setState(place, true);
}

/** Adds to, changes (text) or removes from (null) the query of the present place, as a step that "back" undoes. */
export function setQuery(change: Record<string, string | null>): void {
  const { path, query } = usePlace.getState();
  const entries = Object.entries({ ...query, ...change }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  go(path, Object.fromEntries(entries));
}
