import { defineVisitsBy } from './base/visits-by.ts';

/** Visits by browser and system. */
export const browsers = defineVisitsBy({
  id: 'browsers',
  title: 'Browsers and systems',
  question: 'With which browser, on which system, do people come?',
  definition:
    'Browser and system as the browser names itself (user agent) at the first act of each visit; all versions of a browser on a system are one line. Browsers say little of their system nowadays, and some pass for another one.',
  grouping: ({ agents, agent, programOfAgent }) => ({
    size: agents + 1,
    idOf: (row) => programOfAgent[agent[row] as number] ?? 0,
  }),
  zeroCounts: () => true,
  label: 'Browser and system',
  type: 'agent',
});
