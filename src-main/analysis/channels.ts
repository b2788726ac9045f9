import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { CHANNELS } from '../../shared/model.ts';
import { defineAnalysis } from './analysis.ts';
import { type SessionGrouping, sessionRows, sessionTable } from './base/session-table.ts';

const INTERNAL = CHANNELS.indexOf('internal');
const grouping = (events: EventColumns): SessionGrouping => ({
  size: CHANNELS.length,
  idOf: (row) => {
    const channel = events.channelOfSource[events.source[row] as number] ?? 0;
    return channel === INTERNAL ? 0 : channel;
  },
});

/** Visits by kind of source. */
export const channels = defineAnalysis({
  id: 'channels',
  title: 'Channels',
  question: 'Do people come by search, social networks, links or directly?',
  definition:
    'Each visit’s referrer is put into one channel: direct, search, social, AI assistant, email, campaign or referral (any other site).',
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
      label: 'Channel',
      type: 'text',
      textOf: (id) => CHANNELS[id] ?? '',
    }),
  rows: ({ events }, _params, context, key) => sessionRows(events, context, grouping(events), key),
});
