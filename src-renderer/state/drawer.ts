import { setQuery, usePlace } from './place.ts';

/** What the drawer explains: an analysis with its parameters and, when a mark was chosen, the mark's key. */
export interface Explained {
  analysis: string;
  params: Record<string, unknown>;
  key: string | null;
  /** What the mark is called on screen, e.g. "/shop" or "Monday 14:00". */
  label: string;
}

/** Opens the drawer; its address can be kept and shared. */
export function openDrawer(explained: Partial<Explained> & { analysis: string }): void {
  const { analysis, params = {}, key = null, label = '' } = explained;
  const given = Object.keys(params).length > 0 ? JSON.stringify(params) : null;
  setQuery({ open: analysis, key, with: given, label: label || null });
}

/** Closes the drawer. */
export const closeDrawer = (): void => setQuery({ open: null, key: null, with: null, label: null });

/** Reads what the drawer shows from a query; null when it is closed or the address makes no sense. */
export function explainedBy(query: Readonly<Record<string, string>>): Explained | null {
  if (!query.open) return null;
  let params: Record<string, unknown> = {};
  try {
    const read: unknown = JSON.parse(query.with ?? '{}');
    if (read && typeof read === 'object' && !Array.isArray(read)) params = read as Record<string, unknown>;
  } catch {
    return null;
  }
  return { analysis: query.open, params, key: query.key ?? null, label: query.label ?? '' };
}

/** What the drawer shows now. */
export function useExplained(): Explained | null {
  const query = usePlace((place) => place.query);
  return explainedBy(query);
}
