import type Database from 'better-sqlite3-multiple-ciphers';
import type { ReadDb } from './db.ts';
import { type EventBlock, makeBlock } from './events/block.ts';
import { listSegments, readColumn, readGroups, spreadPersons } from './events/segments.ts';
import { PARTITIONS } from './events/sort.ts';
import { startsOf } from './orders/block.ts';
import { listAllSegments, readColumns } from './orders/segments.ts';
import { iterateRaw, number } from './sql.ts';
import { PERSON_DICTIONARIES, type PersonDictionary } from './tables/person-rows.ts';

/** Whose a text is, by its id: 0 = not used, else a person, or `MANY`. */
type Users = Uint32Array;
/** Several people's, or nobody's. */
export const MANY = 0xffff_ffff;

const EVENT_COLUMNS = {
  page: 'pages',
  source: 'sources',
  agent: 'agents',
  screen: 'screens',
  language: 'interface_languages',
  properties: 'property_sets',
} as const;
type Column = keyof typeof EVENT_COLUMNS;

function note(users: Users, id: number, person: number): void {
  if (id === 0) return;
  const before = users[id];
  if (before === 0) users[id] = person === 0 ? MANY : person;
  else if (before !== person) users[id] = MANY;
}

function* noteEvents(db: ReadDb, usersOf: (name: PersonDictionary) => Users): Generator<void> {
  for (let partition = 0; partition < PARTITIONS; partition++)
    for (const segment of listSegments(db, partition)) {
      const names = Object.keys(EVENT_COLUMNS) as Column[];
      const block: EventBlock = makeBlock(segment.rows, false, ['person', ...names]);
      spreadPersons(block.person, 0, readGroups(db, segment));
      for (const name of names) {
        readColumn(db, segment, name, block[name], 0);
        const users = usersOf(EVENT_COLUMNS[name]);
        for (let i = 0; i < segment.rows; i++) note(users, block[name][i] as number, block.person[i] as number);
      }
      yield;
    }
}

function* noteOrders(db: ReadDb, items: Users, words: Users): Generator<void> {
  for (const segment of listAllSegments(db)) {
    const names = ['buyer', 'currency', 'channel', 'lines', 'keyUnits', 'refUnits', 'item'] as const;
    const { buyer, currency, channel, item, ...lengths } = readColumns(db, segment, names);
    const { line } = startsOf(lengths, segment.rows);
    for (let row = 0; row < segment.rows; row++) {
      const person = buyer[row] as number;
      note(words, currency[row] as number, person);
      note(words, channel[row] as number, person);
      for (let i = line[row] as number; i < (line[row + 1] as number); i++) note(items, item[i] as number, person);
    }
    yield;
  }
}

/**
 * Finds, for every list of texts that rows refer to, whose each text is. Reads every event and order. The tables are named
 * without a schema: in the making of a copy that is still empty, they are those of the store that is copied. Yields often.
 */
export function* findUsers(db: Database.Database): Generator<void, Map<PersonDictionary, Users>> {
  const store = db as ReadDb;
  const found = new Map<PersonDictionary, Users>(
    PERSON_DICTIONARIES.map((name) => [
      name,
      new Uint32Array(number(db, `SELECT coalesce(max(id), 0) + 1 FROM ${name}`)),
    ]),
  );
  const usersOf = (name: PersonDictionary) => found.get(name) as Users;
  yield* noteEvents(store, usersOf);
  yield* noteOrders(store, usersOf('items'), usersOf('order_words'));
  for (const [item, author] of iterateRaw(db, 'SELECT item_id, author_id FROM messages WHERE item_id > 0'))
    note(usersOf('items'), Number(item), Number(author));
  return found;
}
