import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';

/** Which group each page belongs to. */
export interface PageGroups {
  /** Names by number, in alphabetical order; 0 = pages of no group. */
  names: readonly string[];
  /** Number per page id. */
  ofPage: Uint16Array;
}

/** What pages of no group are called. */
export const NO_GROUP = '(no group)';

const isPrefix = (pattern: string): boolean => pattern.endsWith('*');

/** The groups of all pages, by the owner's patterns: the longest one that fits a page decides, a whole path before any beginning. */
export function pageGroupsOf(events: EventColumns, { contentGroups = [] }: RunContext): PageGroups {
  const names = [NO_GROUP, ...new Set(contentGroups.map(({ name }) => name).sort())];
  const ofPage = new Uint16Array(events.pages + 1);
  // What decides is painted last.
  const patterns = [...contentGroups].sort(
    (a, b) => Number(isPrefix(b.pattern)) - Number(isPrefix(a.pattern)) || a.pattern.length - b.pattern.length,
  );
  for (const { name, pattern } of patterns) {
    const ids = isPrefix(pattern) ? events.pagesWithPrefix(pattern.slice(0, -1)) : [events.pageId(pattern)];
    for (const id of ids) if (id > 0) ofPage[id] = names.indexOf(name);
  }
  return { names, ofPage };
}
