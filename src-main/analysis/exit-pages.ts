import { defineVisitsBy } from './base/visits-by.ts';

/** Pages on which visits end. */
export const exitPages = defineVisitsBy({
  id: 'exit-pages',
  title: 'Exit pages',
  question: 'Where do visits end?',
  definition:
    'The page or event of the last act of each visit. Every visit ends somewhere: an exit is no fault by itself. Bounce rate: visits with that single page view.',
  grouping: (events) => ({
    size: events.pages + 1,
    idOf: (row) => events.page[row] as number,
    column: events.page,
    by: 'last',
  }),
  zeroCounts: () => false,
  label: 'Exit page',
  type: 'page',
});
