import { once } from '../../shared/once.ts';

/** What a table of products found in an agent. */
export interface FoundProduct {
  family: string;
  /** Major version, '' where the agent names none. */
  major: string;
}

/** … and in which line of the table. */
export interface RankedProduct extends FoundProduct {
  rank: number;
}

interface Entry {
  rank: number;
  family: string;
  /** '' = counts with a version only; * # ~ as in the tables. */
  mark: string;
}

const MARK = /[*#~]$/;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Splits "Family: name | name*" or "Family*". */
function entriesOf(line: string, rank: number): [name: string, entry: Entry][] {
  const cut = line.indexOf(': ');
  const names = (cut < 0 ? line : line.slice(cut + 2)).split(' | ');
  const family = cut < 0 ? line.replace(MARK, '') : line.slice(0, cut);
  return names.map((name) => [
    name.replace(MARK, '').toLowerCase(),
    { rank, family, mark: MARK.exec(name)?.[0] ?? '' },
  ]);
}

function majorOf(mark: string, written: string, lower: string): string {
  if (mark === '#') return '';
  return written === '' && mark === '~' ? (/chrome\/(\d+)/.exec(lower)?.[1] ?? '') : written;
}

function compiled(lines: readonly string[]): { entries: ReadonlyMap<string, Entry>; pattern: RegExp } {
  const entries = new Map<string, Entry>();
  for (const [rank, line] of lines.entries())
    for (const [name, entry] of entriesOf(line, rank)) if (!entries.has(name)) entries.set(name, entry);
  // Longest first, as the first alternative that fits is taken: "opera mini" before "opera".
  const names = [...entries.keys()].sort((a, b) => b.length - a.length).map(escaped);
  return {
    entries,
    pattern: new RegExp(`(?<![a-z0-9]|//|like )(${names.join('|')})(?:\\]?[/ _-]?[vq]?(\\d+)|(?![a-z0-9]))`, 'g'),
  };
}

/**
 * A look-up of product names in an agent: one regular expression for all of them, as hundreds tried one after the other
 * would take twenty times as long. Of several that are found the one that comes first in the table counts.
 */
export function productTable(lines: readonly string[]): (lower: string) => RankedProduct | undefined {
  const table = once(() => compiled(lines));
  return (lower) => {
    const { entries, pattern } = table();
    let best: RankedProduct | undefined;
    let bestRank = Number.POSITIVE_INFINITY;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(lower); match; match = pattern.exec(lower)) {
      const entry = entries.get(match[1] as string) as Entry;
      const major = majorOf(entry.mark, match[2] ?? '', lower);
      if (entry.rank > bestRank || (major === '' && entry.mark === '')) continue;
      if (entry.rank === bestRank && (major === '' || best?.major !== '')) continue;
      bestRank = entry.rank;
      best = { family: entry.family, major, rank: entry.rank };
    }
    return best;
  };
}
