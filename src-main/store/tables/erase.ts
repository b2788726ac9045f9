import type { Network } from '../../../shared/model.ts';
import { moveCountries } from './person-countries.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { pruneOrderTexts } from '../orders/figures.ts';
import { countOrdersOf, detachOrdersOf, mergeBuyers } from '../orders/of-person.ts';
import { removeOrdersOf } from '../orders/remove.ts';
import { countOrderTexts, scrubOrders } from '../orders/texts.ts';
import { all, get, number, run } from '../sql.ts';
import { removeCorrectionsOf } from './corrections.ts';
import { moveExportPeople } from './export-people.ts';
import { setCounter } from './counters.ts';
import { forgetDictionaries } from './dictionary.ts';
import { dropLonePersonRules } from './own.ts';
import { maxPerson } from './people.ts';
import { electAll } from './records.ts';

/** Rows of one person, every stored version counted. */
export interface PersonRows {
  identifiers: number;
  consents: number;
  messages: number;
  orders: number;
}

export const countPersonRows = (db: ReadDb, person: number): PersonRows => ({
  identifiers: number(db, 'SELECT count(*) FROM identifiers WHERE person_id = ?', person),
  consents: number(db, 'SELECT count(*) FROM consents WHERE person_id = ?', person),
  messages: number(db, 'SELECT count(*) FROM messages WHERE author_id = ?', person),
  orders: countOrdersOf(db, person),
});

const mine = 'SELECT id FROM messages WHERE author_id = ?';

/** Removes messages and orders of a person, in every version. Where somebody else's version of the same key is left, it counts. */
export function removePersonRecords(db: WriteDb, person: number): void {
  const keys = keysOf(db, person);
  removeCorrectionsOf(db, person);
  run(db, `DELETE FROM repeats WHERE record = 'messages' AND record_id IN (${mine})`, person);
  run(db, 'DELETE FROM messages WHERE author_id = ?', person);
  electAll(db, 'messages', keys);
  removeOrdersOf(db, person);
  pruneOrderTexts(db);
}

const keysOf = (db: ReadDb, person: number): { scope: string; key: string }[] =>
  all(db, 'SELECT DISTINCT network AS scope, key FROM messages WHERE author_id = ?', person);

/**
 * Takes a person out of their messages and orders and keeps the figures: no text, no link, a key that leads nowhere without
 * the store's secret. `keyOf` makes such a key; the same key again gives the same.
 */
export function detachPersonRecords(db: WriteDb, person: number, keyOf: (scope: string, key: string) => string): void {
  removeCorrectionsOf(db, person);
  for (const entry of keysOf(db, person))
    run(
      db,
      // The fingerprint of the content was made of the text, too.
      "UPDATE messages SET key = ?, author_id = 0, content_hash = zeroblob(12), text = '', url = NULL, reply_to_key = NULL WHERE author_id = ? AND network = ? AND key = ?",
      keyOf(entry.scope, entry.key),
      person,
      entry.scope,
      entry.key,
    );
  detachOrdersOf(db, person, keyOf);
}

/** Removes the person: identifiers, vault, sightings, consents, and where requests name them. Their number is never given away again. */
export function removePerson(db: WriteDb, person: number): void {
  setCounter(
    db,
    'person-floor',
    Math.max(maxPerson(db), number(db, "SELECT value FROM counters WHERE name = 'person-floor'")),
  );
  run(db, 'DELETE FROM sightings WHERE identifier_id IN (SELECT id FROM identifiers WHERE person_id = ?)', person);
  run(db, 'DELETE FROM consents WHERE person_id = ?', person);
  run(db, 'DELETE FROM identifiers WHERE person_id = ?', person);
  run(db, 'UPDATE requests SET person_id = NULL WHERE person_id = ?', person);
  run(db, 'DELETE FROM people WHERE id = ?', person);
  dropLonePersonRules(db);
}

/** Gives everything but events of one person to another, and removes the one. */
export function mergePersonRows(db: WriteDb, from: number, into: number): void {
  run(db, 'UPDATE identifiers SET person_id = ? WHERE person_id = ?', into, from);
  run(db, 'UPDATE OR IGNORE consents SET person_id = ? WHERE person_id = ?', into, from);
  run(db, 'DELETE FROM consents WHERE person_id = ?', from);
  run(db, 'UPDATE messages SET author_id = ? WHERE author_id = ?', into, from);
  run(db, 'UPDATE OR IGNORE own_people SET person_id = ? WHERE person_id = ?', into, from);
  run(db, 'UPDATE message_corrections SET author_id = ? WHERE author_id = ?', into, from);
  mergeBuyers(db, from, into);
  moveCountries(db, from, into);
  run(db, 'UPDATE requests SET person_id = ? WHERE person_id = ?', into, from);
  moveExportPeople(db, from, into);
  run(
    db,
    'UPDATE people SET restricted = 1 WHERE id = ? AND (SELECT restricted FROM people WHERE id = ?) = 1',
    into,
    from,
  );
  setCounter(
    db,
    'person-floor',
    Math.max(maxPerson(db), number(db, "SELECT value FROM counters WHERE name = 'person-floor'")),
  );
  run(db, 'DELETE FROM people WHERE id = ?', from);
}

/** Every column of a table that can hold what somebody wrote or was called; orders lie in columns of their own. `unique` = two rows may not become the same. */
const TEXTS: readonly { table: string; id: string; column: string; unique?: boolean }[] = [
  { table: 'messages', id: 'id', column: 'text' },
  { table: 'messages', id: 'id', column: 'url' },
  { table: 'messages', id: 'id', column: 'key', unique: true },
  { table: 'messages', id: 'id', column: 'reply_to_key' },
  { table: 'message_corrections', id: 'id', column: 'key', unique: true },
  { table: 'message_corrections', id: 'id', column: 'found', unique: true },
  { table: 'message_corrections', id: 'id', column: 'name' },
  { table: 'own_words', id: 'id', column: 'word', unique: true },
  { table: 'aspect_group_edits', id: 'rowid', column: 'name', unique: true },
  { table: 'aspect_group_edits', id: 'rowid', column: 'own_name' },
  { table: 'aspect_group_edits', id: 'rowid', column: 'merged_into' },
  { table: 'own_words', id: 'id', column: 'name' },
  { table: 'items', id: 'id', column: 'name', unique: true },
  { table: 'products', id: 'id', column: 'name' },
  { table: 'pages', id: 'id', column: 'text', unique: true },
  { table: 'sources', id: 'id', column: 'text', unique: true },
  { table: 'sources', id: 'id', column: 'name' },
  { table: 'agents', id: 'id', column: 'text', unique: true },
  { table: 'campaigns', id: 'id', column: 'name' },
  { table: 'campaigns', id: 'id', column: 'key', unique: true },
  { table: 'campaigns', id: 'id', column: 'ad_group' },
  { table: 'campaigns', id: 'id', column: 'ad' },
  { table: 'figures', id: 'id', column: 'item' },
  { table: 'figures', id: 'id', column: 'account' },
  { table: 'figures', id: 'id', column: 'key', unique: true },
  { table: 'figures', id: 'id', column: 'scope' },
  { table: 'import_runs', id: 'id', column: 'file_name' },
  { table: 'import_runs', id: 'id', column: 'mapping' },
  { table: 'import_runs', id: 'id', column: 'choices' },
  { table: 'import_runs', id: 'id', column: 'read_as' },
  { table: 'mappings', id: 'signature', column: 'json' },
  { table: 'jobs', id: 'id', column: 'json' },
  { table: 'identifiers', id: 'id', column: 'scope' },
  { table: 'consents', id: 'id', column: 'wording' },
  { table: 'rejections', id: 'rowid', column: 'field' },
  { table: 'topics', id: 'id', column: 'own_name' },
  { table: 'requests', id: 'id', column: 'identity_note' },
  { table: 'requests', id: 'id', column: 'note' },
  { table: 'requests', id: 'id', column: 'channel' },
  { table: 'interests', id: 'id', column: 'text' },
];

/** Until topics are found anew. */
const ERASED_LABEL = '[erased]';

interface Changed {
  id: number | string;
  text: string;
}

function* changesOf(db: ReadDb, at: (typeof TEXTS)[number], scrub: (text: string) => string): Generator<Changed> {
  // LIKE cannot match spellings, so every text is looked at; streamed, one pass per column.
  const rows = db.prepare(`SELECT ${at.id} AS id, ${at.column} AS text FROM ${at.table}`).iterate() as Iterable<{
    id: number | string;
    text: string | null;
  }>;
  for (const { id, text } of rows) {
    if (text === null || text === '') continue;
    const scrubbed = scrub(text);
    if (scrubbed !== text) yield { id, text: scrubbed };
  }
}

/** Number of texts that `scrub` would change, rows of `person` not counted. */
export function countTexts(db: ReadDb, scrub: (text: string) => string, person: number): number {
  const own = new Set(all<{ id: number }>(db, mine, person).map(({ id }) => `messages ${id}`));
  const seen = new Set<string>();
  for (const at of TEXTS)
    for (const { id } of changesOf(db, at, scrub)) if (!own.has(`${at.table} ${id}`)) seen.add(`${at.table} ${id}`);
  return seen.size + countOrderTexts(db, scrub, person);
}

/** Rewrites every text that `scrub` changes. Content fingerprints stay, so that the same row imported again is recognised. */
export function scrubTexts(db: WriteDb, scrub: (text: string) => string): number {
  let changed = scrubOrders(db, scrub);
  // All of them first: a table must not change while it is read.
  for (const at of TEXTS)
    for (const { id, text } of Array.from(changesOf(db, at, scrub))) {
      const next = at.unique && taken(db, at, text) ? `${text} ${String(id)}` : text;
      changed += run(db, `UPDATE ${at.table} SET ${at.column} = ? WHERE ${at.id} = ?`, next, id).changes;
    }
  forgetDictionaries(db);
  return changed;
}

/** Rewrites every message that `clean` changes; it is given the network, too. */
export function rewriteMessages(db: WriteDb, clean: (text: string, network: Network) => string): void {
  const changed: Changed[] = [];
  const rows = db.prepare("SELECT id, network, text FROM messages WHERE text <> ''").iterate() as Iterable<
    Changed & { network: Network }
  >;
  for (const { id, network, text } of rows) {
    const cleaned = clean(text, network);
    if (cleaned !== text) changed.push({ id, text: cleaned });
  }
  for (const { id, text } of changed) run(db, 'UPDATE messages SET text = ? WHERE id = ?', text, id);
}

const taken = (db: ReadDb, { table, column }: (typeof TEXTS)[number], text: string): boolean =>
  get(db, `SELECT 1 FROM ${table} WHERE ${column} = ? LIMIT 1`, text) !== undefined;

/** Takes words out of what topics are called and known by. */
export function scrubTopics(db: WriteDb, isTheirs: (word: string) => boolean): void {
  const rows = all<{ id: number; label: string; signature: string }>(db, 'SELECT id, label, signature FROM topics');
  for (const { id, label, signature } of rows) {
    const shares = Object.entries(JSON.parse(signature) as Record<string, number>);
    const kept = shares.filter(([word]) => !isTheirs(word));
    const words = label.split(', ').filter((word) => !isTheirs(word));
    if (kept.length === shares.length && words.join(', ') === label) continue;
    run(
      db,
      'UPDATE topics SET label = ?, signature = ? WHERE id = ?',
      words.join(', ') || ERASED_LABEL,
      JSON.stringify(Object.fromEntries(kept)),
      id,
    );
  }
}

const UNNAMED = `own_name = '' AND merged_into = 0 AND hidden = 0 AND id NOT IN (SELECT merged_into FROM topics)`;

/** Removes topics that nobody named or changed: they are found anew in the texts that are left. */
export function dropUnnamedTopics(db: WriteDb): void {
  run(db, `UPDATE message_readings SET topic_id = 0 WHERE topic_id IN (SELECT id FROM topics WHERE ${UNNAMED})`);
  run(db, `DELETE FROM topics WHERE ${UNNAMED}`);
}

/** Removes what SQLite's planner keeps of keys: its samples hold whole texts. They are made anew by `optimize`. */
export function dropSamples(db: WriteDb): void {
  for (const name of ['sqlite_stat1', 'sqlite_stat4'])
    if (get(db, 'SELECT 1 FROM sqlite_schema WHERE name = ?', name)) run(db, `DELETE FROM ${name}`);
}
