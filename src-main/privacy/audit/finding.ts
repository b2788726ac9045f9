import { type AuditChange, type Evidence, type Finding, SEVERITIES } from '../../../shared/audit.ts';

/** Rows kept as evidence of one finding. */
export const MOST_EVIDENCE = 20;

/** Keeps the first rows of each kind, each once. */
export function note(evidence: Evidence[], file: string, line: number): void {
  const last = evidence.at(-1);
  if (last?.line === line && last.file === file) return;
  if (evidence.length < MOST_EVIDENCE) evidence.push({ file, line });
}

/** Worst first, then most rows, then by id. */
export const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.count - a.count || (a.id < b.id ? -1 : 1),
  );

/** What changed between two runs, by the ids of findings. */
export function compared(before: readonly Finding[], after: readonly Finding[]): Omit<AuditChange, 'score'> {
  const old = new Map(before.map((one) => [one.id, one]));
  const now = new Set(after.map(({ id }) => id));
  return {
    appeared: after.filter(({ id }) => !old.has(id)).map(({ id }) => id),
    gone: before.filter(({ id }) => !now.has(id)).map(({ id }) => id),
    changed: after
      .filter(({ id, count }) => old.has(id) && old.get(id)?.count !== count)
      .map(({ id, count }) => ({ id, before: old.get(id)?.count ?? 0, after: count })),
  };
}
