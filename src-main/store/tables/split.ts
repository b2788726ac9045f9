import { reassignPeople } from '../events/reassign.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { mergeBuyers } from '../orders/of-person.ts';
import { all, run } from '../sql.ts';
import { nextPersonId } from './people.ts';
import { splitNumbers } from './person-numbers.ts';

/** What went over to the new person. */
export interface Moved {
  messages: number;
  orders: number;
  events: number;
}

/** Imports of a person: those that only the identifier tells of, and those that name them otherwise, too. */
export function importsOfIdentifier(
  db: ReadDb,
  person: number,
  identifier: number,
): { alone: ReadonlySet<number>; shared: number } {
  const seen = (which: string) =>
    all<{ run: number }>(
      db,
      `SELECT DISTINCT s.run_id AS run FROM sightings s JOIN identifiers i ON i.id = s.identifier_id
       WHERE i.person_id = ? AND i.id ${which} ?`,
      person,
      identifier,
    ).map((row) => row.run);
  const others = new Set(seen('<>'));
  const mine = seen('=');
  const alone = new Set(mine.filter((one) => !others.has(one)));
  return { alone, shared: mine.length - alone.size };
}

/**
 * Makes a person of their own out of one identifier, with the rows of the imports that only it tells of: rows do not say by which
 * identifier they were found, so those of other imports stay. Objections that were recorded by hand, and a freeze, hold for both.
 * In the caller's transaction.
 */
export function splitOff(
  db: WriteDb,
  { person, identifier, imports }: { person: number; identifier: number; imports: ReadonlySet<number> },
): { person: number; moved: Moved } {
  const made = nextPersonId(db);
  run(db, 'INSERT INTO people (id, restricted) SELECT ?, restricted FROM people WHERE id = ?', made, person);
  splitNumbers(db, person, made);
  run(db, 'UPDATE identifiers SET person_id = ? WHERE id = ?', made, identifier);
  const runs = JSON.stringify([...imports]);
  const inRuns = 'run_id IN (SELECT value FROM json_each(?))';
  run(db, `UPDATE consents SET person_id = ? WHERE person_id = ? AND ${inRuns}`, made, person, runs);
  run(
    db,
    `INSERT INTO consents (person_id, purpose, state, at_ms, wording, run_id, line)
     SELECT ?, purpose, state, at_ms, wording, NULL, NULL FROM consents
     WHERE person_id = ? AND run_id IS NULL AND state = 'denied'`,
    made,
    person,
  );
  run(db, `UPDATE person_countries SET person_id = ? WHERE person_id = ? AND ${inRuns}`, made, person, runs);
  run(
    db,
    `UPDATE message_corrections SET author_id = ? WHERE author_id = ?
     AND key IN (SELECT key FROM messages WHERE author_id = ? AND ${inRuns})`,
    made,
    person,
    person,
    runs,
  );
  const { changes } = run(
    db,
    `UPDATE messages SET author_id = ? WHERE author_id = ? AND ${inRuns}`,
    made,
    person,
    runs,
  );
  const orders = mergeBuyers(db, person, made, imports);
  const events = reassignPeople(db, new Set([person]), made, imports);
  return { person: made, moved: { messages: changes, orders, events } };
}
