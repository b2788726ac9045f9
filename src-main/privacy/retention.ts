import type { RetentionRule } from '../../shared/contract/retention.ts';
import type { Basis, Purpose } from '../../shared/model.ts';

/** What of an import decides how long it is kept. */
export interface KeptSource {
  run: number;
  format: string;
  basis: readonly { purpose: Purpose; basis: Basis }[];
}

/**
 * First instant that is kept under "N months": the N full calendar months (UTC) before the present one, and this one. Whole
 * months go at once, so that a month's counts are not told in pieces.
 */
export function cutoffMs(nowMs: number, months: number): number {
  const now = new Date(nowMs);
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1);
}

/** Months a source may be kept for one purpose: the rule of the import, else of its format, else of all; null = no limit. */
function monthsFor(rules: readonly RetentionRule[], source: KeptSource, purpose: Purpose): number | null {
  const places: readonly [number, string][] = [
    [source.run, ''],
    [0, source.format],
    [0, ''],
  ];
  for (const [run, format] of places) {
    const here = rules.filter((rule) => rule.run === run && rule.format === format);
    const rule = here.find((one) => one.purpose === purpose) ?? here.find((one) => one.purpose === 'all');
    if (rule) return rule.months;
  }
  return null;
}

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
