import type { TableResult } from '../../../shared/results.ts';

/** One step of a funnel as it is drawn. Shares 0..1, null where nobody could have got there. */
export interface FunnelStep {
  key: string;
  step: string;
  people: number;
  ofPrevious: number | null;
  ofFirst: number | null;
  /** May be left out. */
  optional: boolean;
  /** People who came to the last step before that cannot be left out, and not to this one. */
  lost: number;
  medianMs: number | null;
}

const numberOr = <T>(cell: number | string | null | undefined, fallback: T): number | T =>
  typeof cell === 'number' ? cell : fallback;

/** How the analysis marks a step that may be left out. */
const OPTIONAL = ' (optional)';

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
  let before: number | null = null;
  return table.rows.map(({ key, cells }, i) => {
    const name = String(cells[step] ?? '');
    const optional = name.endsWith(OPTIONAL);
    const here = numberOr(cells[people], 0);
    const lost = Math.max(0, (before ?? here) - here);
    if (!optional) before = here;
    return {
      key,
      step: name,
      people: here,
      ofPrevious: i === 0 ? null : numberOr(cells[ofPrevious], null),
      ofFirst: numberOr(cells[ofFirst], null),
      optional,
      lost,
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
