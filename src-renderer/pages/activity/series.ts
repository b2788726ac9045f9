import type { TableResult } from '../../../shared/results.ts';

/** One step of a funnel as it is drawn. Shares 0..1, null where nobody could have got there. */
export interface FunnelStep {
  key: string;
  step: string;
  people: number;
  ofPrevious: number | null;
  ofFirst: number | null;
  /** People who came to the step before and not to this one. */
  lost: number;
  medianMs: number | null;
}

const numberOr = <T>(cell: number | string | null | undefined, fallback: T): number | T =>
  typeof cell === 'number' ? cell : fallback;

/** Steps of a funnel from its table, in order. Columns are found by id, so that new ones do not shift them. */
export function funnelSteps(table: TableResult): FunnelStep[] {
  const at = (id: string) => table.columns.findIndex((column) => column.id === id);
  const [step, people, ofPrevious, ofFirst, median] = [
    at('step'),
    at('people'),
    at('of-previous'),
    at('of-first'),
    at('median-time'),
  ];
  return table.rows.map(({ key, cells }, i) => {
    const here = numberOr(cells[people], 0);
    const before = i === 0 ? here : numberOr(table.rows[i - 1]?.cells[people], here);
    return {
      key,
      step: String(cells[step] ?? ''),
      people: here,
      ofPrevious: i === 0 ? null : numberOr(cells[ofPrevious], null),
      ofFirst: numberOr(cells[ofFirst], null),
      lost: Math.max(0, before - here),
      medianMs: numberOr(cells[median], null),
    };
  });
}

/** A page by its path, and its title where one is known. */
export interface PageName {
  page: string;
  title: string;
}

/** Names of pages in a top-pages table, most viewed first. */
export function pageNames(table: TableResult): PageName[] {
  const [page, title] = ['page', 'page-title'].map((id) => table.columns.findIndex((column) => column.id === id));
  return table.rows
    .map(({ cells }) => ({ page: String(cells[page as number] ?? ''), title: String(cells[title as number] ?? '') }))
    .filter((name) => name.page !== '');
}
