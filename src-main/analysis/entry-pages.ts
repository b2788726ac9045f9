import { defineVisitsBy } from './base/visits-by.ts';

/** Pages on which visits begin. */
export const entryPages = defineVisitsBy({
  id: 'entry-pages',
  title: 'Entry pages',
  question: 'Where do visits begin?',
  definition: 'The page of the first act of each visit. Bounce rate: visits with that single page view.',
  grouping: (events) => ({
    size: events.pages + 1,
    idOf: (row) => events.page[row] as number,
    column: events.page,
  }),
  zeroCounts: () => false,
  label: 'Entry page',
  type: 'page',
});
