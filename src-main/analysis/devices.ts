import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { DEVICES } from '../../shared/model.ts';
import { defineAnalysis } from './analysis.ts';
import { type SessionGrouping, sessionRows, sessionTable } from './base/session-table.ts';

const grouping = (events: EventColumns): SessionGrouping => ({
  size: DEVICES.length,
  idOf: (row) => events.deviceOfAgent[events.agent[row] as number] ?? 0,
});

/** Visits by kind of device. */
export const devices = defineAnalysis({
  id: 'devices',
  title: 'Devices',
  question: 'Do people come by phone or at a desk?',
  definition: 'Read from what the browser says of itself (user agent) at the first act of each visit.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(5000).default(50) }),
  version: 1,
  run: ({ events }, { limit }, context) =>
    sessionTable(events, context, {
      grouping: grouping(events),
      limit,
      zeroCounts: true,
      label: 'Device',
      type: 'text',
      textOf: (id) => DEVICES[id] ?? '',
    }),
  rows: ({ events }, _params, context, key) => sessionRows(events, context, grouping(events), key),
});
