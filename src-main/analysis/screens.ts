import { defineVisitsBy } from './base/visits-by.ts';

/** Visits by the size of the screen. */
export const screens = defineVisitsBy({
  id: 'screens',
  title: 'Screens',
  question: 'On how large a screen do people see the site?',
  definition:
    'Width and height of the screen in pixels, as an export tells them for the first act of each visit; not the size of the window. Web server logs do not know it.',
  grouping: ({ screen, screens }) => ({
    size: screens.length,
    idOf: (row) => screen[row] ?? 0,
  }),
  // Where nobody's screen is known, there is nothing to tell.
  zeroCounts: (events) => events.screen.length > 0,
  label: 'Screen',
  type: 'text',
  textOf: (id, events) => events.screens[id] || '(not known)',
});
