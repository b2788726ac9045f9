/**
 * How marks are named, so that a click finds its rows:
 * - table row: its own key (an id, a word)
 * - series point: `<line id>@<start of the bucket in Unix ms>`
 * - matrix cell: `<row>:<column>`, both counted from 0
 */
export const pointKey = (line: string, startMs: number): string => `${line}@${startMs}`;

/** Parts of a point's key, or null when it is none. */
export function parsePointKey(key: string): { line: string; startMs: number } | null {
  const match = /^(.*)@(-?\d+)$/.exec(key);
  return match ? { line: match[1] as string, startMs: Number(match[2]) } : null;
}

/** Parts of a cell's key, or null when it is none. */
export function parseCellKey(key: string): { row: number; column: number } | null {
  const match = /^(\d+):(\d+)$/.exec(key);
  return match ? { row: Number(match[1]), column: Number(match[2]) } : null;
}

/** The id that is a row's key, or −1 when the key is no id. */
export const parseIdKey = (key: string): number => (/^\d+$/.test(key) ? Number(key) : -1);
