import { DEVICES } from '../../shared/model.ts';
import { defineVisitsBy } from './base/visits-by.ts';

/** Visits by kind of device. */
export const devices = defineVisitsBy({
  id: 'devices',
  title: 'Devices',
  question: 'Do people come by phone or at a desk?',
  definition: 'Read from what the browser says of itself (user agent) at the first act of each visit.',
  grouping: (events) => ({
    size: DEVICES.length,
    idOf: (row) => events.deviceOfAgent[events.agent[row] as number] ?? 0,
  }),
  zeroCounts: () => true,
  label: 'Device',
  type: 'text',
  textOf: (id) => DEVICES[id] ?? '',
});
