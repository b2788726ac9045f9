import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis } from './analysis.ts';
import { type SessionGrouping, sessionRows, sessionTable } from './base/session-table.ts';

const grouping = ({ screen, screens }: EventColumns): SessionGrouping => ({
  size: screens.length,
  idOf: (row) => screen[row] ?? 0,
});

/** Visits by the size of the screen. */
export const screens = defineAnalysis({
  id: 'screens',
  title: 'Screens',
  question: 'On how large a screen do people see the site?',
  definition:
    'Width and height of the screen in pixels, as an export tells them for the first act of each visit; not the size of the window. Web server logs do not know it.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(5000).default(50) }),
  version: 1,
  run: ({ events }, { limit }, context) =>
    sessionTable(events, context, {
      grouping: grouping(events),
      limit,
      // Where nobody's screen is known, there is nothing to tell.
      zeroCounts: events.screen.length > 0,
      label: 'Screen',
      type: 'text',
      textOf: (id) => events.screens[id] || '(not known)',
    }),
  rows: ({ events }, _params, context, key) => sessionRows(events, context, grouping(events), key),
});
