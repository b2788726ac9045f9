import { CHANNELS } from '../../shared/model.ts';
import { defineVisitsBy } from './base/visits-by.ts';

const INTERNAL = CHANNELS.indexOf('internal');

/** Visits by kind of source. */
export const channels = defineVisitsBy({
  id: 'channels',
  title: 'Channels',
  question: 'Do people come by search, social networks, links or directly?',
  definition:
    'Each visit’s referrer is put into one channel: direct, search, social, AI assistant, email, campaign or referral (any other site).',
  grouping: (events) => ({
    size: CHANNELS.length,
    idOf: (row) => {
      const channel = events.channelOfSource[events.source[row] as number] ?? 0;
      return channel === INTERNAL ? 0 : channel;
    },
  }),
  zeroCounts: () => true,
  label: 'Channel',
  type: 'text',
  textOf: (id) => CHANNELS[id] ?? '',
});
