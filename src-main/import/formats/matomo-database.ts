import { TITLES_KEPT } from '../event-fields.ts';
import type { Detection, FileHead, Format, ParseStep, Source } from '../format.ts';
import { MatomoDatabase, matomoTable } from '../matomo-database.ts';
import { dumpRows } from '../sql-dump.ts';
import { StepMaker } from '../steps.ts';
import { SEARCHES_KEPT } from '../site-search.ts';

const wanted = (table: string): boolean => matomoTable(table) !== '';

/** The dump's tables are in the order of their names: those with visits may come long after the start. */
function detect(head: FileHead): Detection {
  const text = head.members.length > 0 ? '' : Buffer.from(head.bytes).toString('latin1');
  const isDump = /^(\ufeff|\u00ef\u00bb\u00bf)?(--|\/\*|CREATE TABLE|INSERT INTO|SET |DROP TABLE)/.test(text);
  const reason = 'This is a dump of a database of Matomo.';
  if (isDump && /(CREATE TABLE|INSERT INTO) `\w*log_(action|visit|link_visit_action)`/.test(text))
    return { score: 0.96, reason };
  if (
    isDump &&
    /CREATE TABLE `\w*(archive_invalidations|archive_blob_\d{4}_\d\d|archive_numeric_\d{4}_\d\d)`/.test(text)
  )
    return { score: 0.92, reason };
  return { score: 0, reason: 'This is no dump of a database of Matomo.' };
}

async function* parse(source: Source): AsyncGenerator<ParseStep> {
  const database = new MatomoDatabase();
  // Actions refer to names and visits that a dump lists before or after them: so it is read twice.
  for await (const entries of dumpRows(source.bytes(), wanted))
    for (const entry of entries) if (entry.table !== null) database.note(entry);
  const steps = new StepMaker();
  for await (const entries of dumpRows(source.bytes(), wanted)) {
    for (const entry of entries)
      if (entry.table === null) steps.reject('not-this-format', entry.line);
      else database.read(entry, steps);
    yield* steps.full();
  }
  yield* steps.rest();
}

/** Matomo's raw data, from a dump of its database. */
export const matomoDatabase: Format = {
  id: 'matomo-database',
  title: 'Matomo database',
  group: 'analytics',
  about: 'A dump of the database of your own Matomo (mysqldump): visits, pages, events and orders.',
  yields: ['event', 'order', 'person'],
  keeps: [
    { field: 'Pages, downloads, searches, events', why: 'To see what visitors do.' },
    { field: 'Referrer and campaign of a visit', why: 'To see where visitors come from.' },
    TITLES_KEPT,
    SEARCHES_KEPT,
    { field: 'Screen and language', why: 'To fit the site to its visitors.' },
    { field: 'Country of a visitor', why: 'To see from where people come.' },
    { field: 'Orders', why: 'With their items, to see what sells.' },
    { field: 'Visitor and user numbers', why: 'As pseudonyms, to tell new from returning visitors.' },
  ],
  drops: [
    { field: 'IP addresses, cities and regions, fingerprints', why: 'Never kept.' },
    { field: 'All other tables', why: 'Users, passwords and settings are passed over unread.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
