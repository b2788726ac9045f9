import { countryName } from '../../shared/countries.ts';
import { defineVisitsBy } from './base/visits-by.ts';

/** Visits by the visitor's country. */
export const countriesOfVisits = defineVisitsBy({
  id: 'countries',
  title: 'Countries',
  question: 'Which countries do people come from?',
  definition:
    'The country in which a visitor’s internet address is registered, looked up on this computer while the log was read; the address itself is not kept. Where an export names a country, that one counts. About 94 of 100 addresses agree with another such list: who comes through a company’s network or a VPN shows up elsewhere. Addresses of the newer kind (IPv6) are not looked up.',
  grouping: ({ countries, countryOfPerson, person }) => ({
    size: countries.length,
    idOf: (row) => countryOfPerson[person[row] as number] ?? 0,
  }),
  // Where nobody's country is known, there is nothing to tell.
  zeroCounts: (events) => events.countries.length > 1,
  label: 'Country',
  type: 'text',
  textOf: (id, events) => countryName(events.countries[id] ?? ''),
});
