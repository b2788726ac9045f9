import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { languageName } from '../../shared/languages.ts';
import { defineAnalysis } from './analysis.ts';
import { type SessionGrouping, sessionRows, sessionTable } from './base/session-table.ts';

const grouping = ({ language, languages }: EventColumns): SessionGrouping => ({
  size: languages.length,
  idOf: (row) => language[row] ?? 0,
});

/** Visits by the language that the browser is set to. */
export const interfaceLanguages = defineAnalysis({
  id: 'interface-languages',
  title: 'Languages of browsers',
  question: 'Which languages do visitors read?',
  definition:
    'The language that the browser or app is set to, as an export tells it for the first act of each visit; regions (Swiss, Austrian) are put together. Web server logs do not know it.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(5000).default(50) }),
  version: 1,
  run: ({ events }, { limit }, context) =>
    sessionTable(events, context, {
      grouping: grouping(events),
      limit,
      // Where nobody's language is known, there is nothing to tell.
      zeroCounts: events.language.length > 0,
      label: 'Language',
      type: 'text',
      textOf: (id) => languageName(events.languages[id] ?? ''),
    }),
  rows: ({ events }, _params, context, key) => sessionRows(events, context, grouping(events), key),
});
