import type { Range } from '../../../shared/time.ts';

/** Rows that hold for a period, from several imports. */
export interface PeriodRows {
  length: number;
  from: Float64Array;
  to: Float64Array;
  run: Uint16Array;
}

/** The part of a row that counts: a stretch of its period, and what share of the row that stretch is. */
export interface PeriodPart {
  row: number;
  fromMs: number;
  toMs: number;
  share: number;
}

/** Which rows speak of the same thing: rows of different subjects never meet; labels within one may overlap or not. */
export interface Subjects {
  subjectOf(row: number): string;
  /** Finer name within the subject. */
  labelOf(row: number): string;
  /** Whether rows of the two labels count the same things, so that only one of them may count. */
  meet(a: string, b: string): boolean;
}

type Stretch = [fromMs: number, toMs: number];

/** Stretches as one ascending list without overlaps. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const sorted = [...stretches].sort((a, b) => a[0] - b[0]);
  const out: Stretch[] = [];
  for (const [from, to] of sorted) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

/** What is left of a stretch outside of the ascending, separate `covers`. */
function uncovered([from, to]: Stretch, covers: readonly Stretch[]): Stretch[] {
  let low = 0;
  let high = covers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((covers[middle] as Stretch)[1] <= from) low = middle + 1;
    else high = middle;
  }
  const free: Stretch[] = [];
  let at = from;
  for (let c = low; c < covers.length && (covers[c] as Stretch)[0] < to; c++) {
    const [start, end] = covers[c] as Stretch;
    if (start > at) free.push([at, start]);
    at = Math.max(at, end);
  }
  if (at < to) free.push([at, to]);
  return free;
}

/** Rows of one subject from several imports: the newest import counts, older ones only where it says nothing. */
function* ofSubject(rows: PeriodRows, members: readonly number[], { labelOf, meet }: Subjects): Generator<PeriodPart> {
  const byRun = Map.groupBy(members, (row) => rows.run[row] as number);
  const runs = [...byRun.keys()].sort((a, b) => b - a);
  const covers = new Map<string, Stretch[]>();
  for (const run of runs) {
    const own = byRun.get(run) as number[];
    for (const [label, same] of Map.groupBy(own, labelOf)) {
      const before = joined([...covers].flatMap(([other, stretches]) => (meet(label, other) ? stretches : [])));
      for (const row of same) {
        const [from, to] = [rows.from[row] as number, rows.to[row] as number];
        for (const [fromMs, toMs] of uncovered([from, to], before))
          yield { row, fromMs, toMs, share: (toMs - fromMs) / (to - from) };
      }
    }
    for (const [label, same] of Map.groupBy(own, labelOf)) {
      const more = same.map((row): Stretch => [rows.from[row] as number, rows.to[row] as number]);
      covers.set(label, joined([...(covers.get(label) ?? []), ...more]));
    }
  }
}

/**
 * The parts of rows that count in a period. Where a newer import speaks of the same thing at the same time, the older one's
 * part is left out, so overlapping exports never count twice. A row that lies only partly in the period counts by the
 * share of its time: a month's total is spread evenly over the month.
 */
export function periodParts(
  rows: PeriodRows,
  wanted: (row: number) => boolean,
  range: Range,
  subjects: Subjects,
): PeriodPart[] {
  const members: number[] = [];
  for (let row = 0; row < rows.length; row++)
    if ((rows.from[row] as number) < range.toMs && (rows.to[row] as number) > range.fromMs && wanted(row))
      members.push(row);
  const parts: PeriodPart[] = [];
  for (const same of Map.groupBy(members, subjects.subjectOf).values())
    for (const part of ofSubject(rows, same, subjects)) {
      const fromMs = Math.max(part.fromMs, range.fromMs);
      const toMs = Math.min(part.toMs, range.toMs);
      if (fromMs >= toMs) continue;
      parts.push({ row: part.row, fromMs, toMs, share: (part.share * (toMs - fromMs)) / (part.toMs - part.fromMs) });
    }
  return parts.sort((a, b) => a.row - b.row || a.fromMs - b.fromMs);
}

/** Cuts a part at the edges of buckets: bucket and share of the row for each piece. */
export function* pieces(part: PeriodPart, edges: Float64Array): Generator<{ bucket: number; share: number }> {
  const { fromMs, toMs, share } = part;
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle + 1] as number) <= fromMs) low = middle + 1;
    else high = middle;
  }
  for (let bucket = low; bucket < edges.length - 1 && (edges[bucket] as number) < toMs; bucket++) {
    const overlap = Math.min(toMs, edges[bucket + 1] as number) - Math.max(fromMs, edges[bucket] as number);
    if (overlap > 0) yield { bucket, share: share * (overlap / (toMs - fromMs)) };
  }
}

/** Row numbers of parts, each once, the newest period first: how rows behind a mark are listed. */
export const rowsOfParts = (parts: readonly PeriodPart[], from: Float64Array): Uint32Array =>
  Uint32Array.from(
    [...new Set(parts.map(({ row }) => row))].sort((a, b) => (from[b] as number) - (from[a] as number) || a - b),
  );
