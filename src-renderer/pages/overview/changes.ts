import type { AnalysisReply } from '../../../shared/contract/analyses.ts';
import type { TableResult, Unit } from '../../../shared/results.ts';
import { readSummary } from '../summary.ts';

/** One figure that moved between the comparison period and now. */
export interface Move {
  label: string;
  unit: Unit;
  before: number;
  now: number;
  /** Rows that the present figure rests on. */
  n: number;
  /** Size of the move, comparable over units: relative change, or difference of shares × 2. */
  size: number;
  /** The row of another table that moved most in the same direction, e.g. a source of visits. */
  driver: { name: string; before: number; now: number } | null;
}

/** What is watched: a summary, one of its figures, and the table that may explain it. */
export interface Watched {
  summary: AnalysisReply | undefined;
  figure: string;
  label: string;
  parts?: { reply: AnalysisReply | undefined; column: string };
}

// Smaller moves are everyday noise in small shops.
const LEAST_RELATIVE = 0.05;
const LEAST_POINTS = 0.02;

function sizeOf(now: number, before: number, unit: Unit): number {
  if (unit === 'share' || unit === 'score' || unit === 'stars')
    return Math.abs(now - before) >= LEAST_POINTS ? Math.abs(now - before) * 2 : 0;
  if (before === 0) return 0;
  const relative = Math.abs(now / before - 1);
  return relative >= LEAST_RELATIVE ? relative : 0;
}

function valuesOf(table: TableResult, column: string): Map<string, { name: string; value: number }> {
  const at = table.columns.findIndex(({ id }) => id === column);
  return new Map(
    table.rows.map(({ key, cells }) => [key, { name: String(cells[0] ?? key), value: Number(cells[at] ?? 0) }]),
  );
}

/** The part that moved most in the direction of the whole; null when none carries at least a fifth of the move. */
export function driverOf(reply: AnalysisReply | undefined, column: string, whole: number): Move['driver'] {
  if (reply?.result.kind !== 'table' || reply.previous?.kind !== 'table') return null;
  const now = valuesOf(reply.result, column);
  const before = valuesOf(reply.previous, column);
  let best: Move['driver'] = null;
  for (const key of new Set([...now.keys(), ...before.keys()])) {
    const a = before.get(key)?.value ?? 0;
    const b = now.get(key)?.value ?? 0;
    const move = b - a;
    if (Math.sign(move) !== Math.sign(whole) || Math.abs(move) < Math.abs(whole) / 5) continue;
    if (!best || Math.abs(move) > Math.abs(best.now - best.before)) {
      best = { name: now.get(key)?.name ?? before.get(key)?.name ?? key, before: a, now: b };
    }
  }
  return best;
}

/** The largest moves against the comparison period, largest first; moves on fewer than `least` people are left out. */
export function findMoves(watched: readonly Watched[], least: number, most = 3): Move[] {
  return watched
    .flatMap(({ summary, figure, label, parts }): Move[] => {
      const now = readSummary(summary?.result).get(figure);
      const before = readSummary(summary?.previous ?? undefined).get(figure);
      if (summary?.result.kind !== 'table' || summary.result.people < least) return [];
      if (!now || now.value === null || !before || before.value === null) return [];
      const size = sizeOf(now.value, before.value, now.unit);
      if (size === 0) return [];
      const driver = parts ? driverOf(parts.reply, parts.column, now.value - before.value) : null;
      return [{ label, unit: now.unit, before: before.value, now: now.value, n: summary.result.n, size, driver }];
    })
    .sort((a, b) => b.size - a.size)
    .slice(0, most);
}
