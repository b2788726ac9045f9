import type { Network } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { pruneOrderTexts } from '../orders/figures.ts';
import { countOrdersOf, detachOrdersOf, mergeBuyers } from '../orders/of-person.ts';
import { removeOrdersOf } from '../orders/remove.ts';
import { all, get, number, run } from '../sql.ts';
import { removeCorrectionsOf } from './corrections.ts';
import { moveExportPeople } from './export-people.ts';
import { dropLonePersonRules } from './own.ts';
import { keepFloor } from './people.ts';
import { mergeNumbers } from './person-numbers.ts';
import { moveCountries } from './person-countries.ts';
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
  keepFloor(db);
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
  keepFloor(db);
  mergeNumbers(db, from, into, () => void run(db, 'DELETE FROM people WHERE id = ?', from));
}

/** Until topics are found anew. */
const ERASED_LABEL = '[erased]';

/** Rewrites every message that `clean` changes; it is given the network, too. */
export function rewriteMessages(db: WriteDb, clean: (text: string, network: Network) => string): void {
  const changed: { id: number; text: string }[] = [];
  const rows = db.prepare("SELECT id, network, text FROM messages WHERE text <> ''").iterate() as Iterable<{
    id: number;
    network: Network;
    text: string;
  }>;
  for (const { id, network, text } of rows) {
    const cleaned = clean(text, network);
    if (cleaned !== text) changed.push({ id, text: cleaned });
  }
  for (const { id, text } of changed) run(db, 'UPDATE messages SET text = ? WHERE id = ?', text, id);
}

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
