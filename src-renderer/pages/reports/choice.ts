import type { AnalysisInfo } from '../../../shared/contract/analyses.ts';
import type { LeftOut } from '../../../shared/results.ts';

/** Areas in the order of the pages, with their names. */
export const AREAS: readonly { id: AnalysisInfo['area']; label: string }[] = [
  { id: 'listening', label: 'Listening' },
  { id: 'activity', label: 'Activity' },
  { id: 'engagement', label: 'Engagement' },
  { id: 'customers', label: 'Customers' },
];

/** True when an analysis needs a choice (a funnel's steps) and so cannot stand in a report by itself. */
export function needsChoice({ params }: Pick<AnalysisInfo, 'params'>): boolean {
  const required = params && typeof params === 'object' ? (params as { required?: unknown }).required : undefined;
  return Array.isArray(required) && required.length > 0;
}

/** Analyses that a report can hold: none that needs a choice, none that speaks of one person. */
export const reportable = (list: readonly AnalysisInfo[]): AnalysisInfo[] =>
  list.filter((analysis) => !needsChoice(analysis) && analysis.id !== 'suggestions');

/** Analyses by area, in the order of the pages; areas without any are left out. */
export const byArea = (list: readonly AnalysisInfo[]): { id: string; label: string; analyses: AnalysisInfo[] }[] =>
  AREAS.map(({ id, label }) => ({ id, label, analyses: list.filter(({ area }) => area === id) })).filter(
    ({ analyses }) => analyses.length > 0,
  );

/**
 * What a whole report left out, one entry per reason. The same people are left out of many analyses, so people are not
 * added up: the largest count is shown. Marks hidden by the small-group rule differ per analysis and do add up.
 */
export function mergeLeftOut(list: readonly LeftOut[]): LeftOut[] {
  const found = new Map<LeftOut['reason'], LeftOut>();
  for (const entry of list) {
    const known = found.get(entry.reason) ?? { reason: entry.reason, people: 0, rows: 0 };
    const adds = entry.reason === 'small-group';
    found.set(entry.reason, {
      reason: entry.reason,
      people: Math.max(known.people, entry.people),
      rows: adds ? known.rows + entry.rows : Math.max(known.rows, entry.rows),
    });
  }
  return [...found.values()];
}
