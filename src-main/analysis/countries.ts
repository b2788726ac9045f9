import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { countryName } from '../../shared/countries.ts';
import { defineAnalysis } from './analysis.ts';
import { type SessionGrouping, sessionRows, sessionTable } from './base/session-table.ts';

const grouping = ({ countries, countryOfPerson, person }: EventColumns): SessionGrouping => ({
  size: countries.length,
  idOf: (row) => countryOfPerson[person[row] as number] ?? 0,
});

/** Visits by the visitor's country. */
export const countriesOfVisits = defineAnalysis({
  id: 'countries',
  title: 'Countries',
  question: 'Which countries do people come from?',
  definition:
    'The country in which a visitor’s internet address is registered, looked up on this computer while the log was read; the address itself is not kept. Where an export names a country, that one counts. About 94 of 100 addresses agree with another such list: who comes through a company’s network or a VPN shows up elsewhere. Addresses of the newer kind (IPv6) are not looked up.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(5000).default(50) }),
  version: 1,
  run: ({ events }, { limit }, context) =>
    sessionTable(events, context, {
      grouping: grouping(events),
      limit,
      // Where nobody's country is known, there is nothing to tell.
      zeroCounts: events.countries.length > 1,
      label: 'Country',
      type: 'text',
      textOf: (id) => countryName(events.countries[id] ?? ''),
    }),
  rows: ({ events }, _params, context, key) => sessionRows(events, context, grouping(events), key),
});
