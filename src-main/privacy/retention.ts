import type { RetentionRule } from '../../shared/contract/retention.ts';
import type { Basis, Purpose } from '../../shared/model.ts';

/** What of an import decides how long it is kept. */
export interface KeptSource {
  run: number;
  format: string;
  basis: readonly { purpose: Purpose; basis: Basis }[];
  /** Instant from which its bases hold no longer; null = no end. */
  untilMs: number | null;
}

/**
 * First instant that is kept under "N months": the N full calendar months (UTC) before the present one, and this one. Whole
 * months go at once, so that a month's counts are not told in pieces.
 */
export function cutoffMs(nowMs: number, months: number): number {
  const now = new Date(nowMs);
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1);
}

/** Months by the nearest rule: of the import, else of its format, else of all; null = no rule. */
function nearest(
  rules: readonly RetentionRule[],
  { run, format }: Pick<KeptSource, 'run' | 'format'>,
  purposes: readonly RetentionRule['purpose'][],
): number | null {
  const places: readonly [number, string][] = [
    [run, ''],
    [0, format],
    [0, ''],
  ];
  for (const [ofRun, ofFormat] of places)
    for (const purpose of purposes) {
      const rule = rules.find((one) => one.run === ofRun && one.format === ofFormat && one.purpose === purpose);
      if (rule) return rule.months;
    }
  return null;
}

/** Months a source may be kept for one purpose; null = no limit. */
const monthsFor = (rules: readonly RetentionRule[], source: KeptSource, purpose: Purpose): number | null =>
  nearest(rules, source, [purpose, 'all']);

/**
 * Months after which nothing needs a source's rows any more (GDPR Art. 5(1)(e)): the longest over the purposes it is used for;
 * null = kept without limit, because one of them has none. A source used for nothing goes by the longest limit there is.
 */
export function monthsKept(rules: readonly RetentionRule[], source: KeptSource): number | null {
  const used = source.basis.filter(({ basis }) => basis !== 'none');
  const limits = (used.length > 0 ? used : source.basis).map(({ purpose }) => monthsFor(rules, source, purpose));
  const set = limits.filter((months) => months !== null);
  if (set.length === 0 || (used.length > 0 && set.length < limits.length)) return null;
  return Math.max(...set);
}

/** Whether nothing may use a source any more, because its bases have ended. */
export const hasEnded = ({ untilMs }: KeptSource, nowMs: number): boolean => untilMs !== null && nowMs >= untilMs;

/** Months after the end of its bases for which a source may be kept; null = no rule. */
export const monthsAfterEnd = (rules: readonly RetentionRule[], source: KeptSource): number | null =>
  nearest(rules, source, ['ended']);

/** After every instant a row can have (ECMA-262: 100,000,000 days from 1970), at a whole hour. */
const AFTER_ALL_MS = 8.64e15 + 3_600_000;

/**
 * Unix ms before which the rows of a source go; -Infinity = none goes. All of them go where its bases ended and the months
 * that the owner set for that are over, however new they are.
 */
export function keptFromMs(rules: readonly RetentionRule[], source: KeptSource, nowMs: number): number {
  const after = monthsAfterEnd(rules, source);
  if (after !== null && hasEnded(source, nowMs)) {
    // As elsewhere, N months are N full ones before the present.
    if (after === 0 || (source.untilMs ?? 0) < cutoffMs(nowMs, after)) return AFTER_ALL_MS;
  }
  const months = monthsKept(rules, source);
  return months === null ? Number.NEGATIVE_INFINITY : cutoffMs(nowMs, months);
}
