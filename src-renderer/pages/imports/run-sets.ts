import type { RunSummary } from '../../../shared/contract/imports.ts';

/** One import as the list shows it: a run, or the parts of one export together. */
export interface ImportEntry extends RunSummary {
  /** Runs of the parts, in the order in which they came in; one where it stands alone. */
  parts: readonly RunSummary[];
}

const SUMMED = ['sizeBytes', 'kept', 'updated', 'duplicates', 'rejected', 'skipped', 'suppressed'] as const;

function together(parts: readonly RunSummary[]): ImportEntry {
  const [first, ...others] = parts as readonly [RunSummary, ...RunSummary[]];
  if (others.length === 0) return { ...first, parts };
  const sums = Object.fromEntries(SUMMED.map((name) => [name, parts.reduce((sum, part) => sum + part[name], 0)]));
  const ranges = parts.flatMap(({ range }) => range ?? []);
  const ended = parts.map(({ finishedMs }) => finishedMs);
  return {
    ...first,
    ...sums,
    file: `${first.file} and ${others.length} more part${others.length === 1 ? '' : 's'}`,
    people: first.set?.people ?? first.people,
    finishedMs: ended.includes(null) ? null : Math.max(...ended.map(Number)),
    range:
      ranges.length === 0
        ? null
        : {
            fromMs: Math.min(...ranges.map(({ fromMs }) => fromMs)),
            toMs: Math.max(...ranges.map(({ toMs }) => toMs)),
          },
    parts,
  };
}

/** Imports with the parts of one export as one entry, where its newest part stood. Parts in another state stay apart. */
export function importEntries(runs: readonly RunSummary[]): ImportEntry[] {
  const keyOf = (run: RunSummary) => (run.set === null ? `${run.id}` : `${run.set.id} ${run.state}`);
  return [...Map.groupBy(runs, keyOf).values()].map((parts) => together(parts.toSorted((a, b) => a.id - b.id)));
}
