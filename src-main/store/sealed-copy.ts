import type Database from 'better-sqlite3-multiple-ciphers';
import { chooseCipher, openFile } from './cipher.ts';
import { attachOld, beginCopy, type CopyPlan, copyTables } from './copy.ts';
import type { WriteDb } from './db.ts';
import { decodeInto, type Encoded } from './events/encode.ts';
import { findUsers, MANY } from './lone-texts.ts';
import { columnOf, lengthOf, type OrderBlock, type OrderColumn } from './orders/block.ts';
import { type Segment as OrderSegment, replaceColumns } from './orders/segments.ts';
import { newBuyers, noteBuyers, type OrderTexts, ownersOf, takeTexts } from './orders/sealed-texts.ts';
import { sharesOf } from './shares-of.ts';
import { all, number, prepare } from './sql.ts';
import { MADE_OF_ALL, ORDER_TEXTS, PERSON_DICTIONARIES, PERSON_ROWS } from './tables/person-rows.ts';
import { ownNumbers } from './tables/person-numbers.ts';

/** What a copy's rows are sealed by. `part` says which they are and is bound to them. */
export interface Sealer {
  /** Under the key of a number; null where that is gone. */
  seal(number: number, part: string, clear: Uint8Array): Uint8Array | null;
  /** Under what only the keys of all numbers together make. */
  sealForAll(numbers: Iterable<number>, part: string, clear: Uint8Array): Uint8Array;
  /** Other 32-bit words in pairs: the same for the same pair, and leading nowhere. */
  standIns(pairs: Uint32Array): Uint32Array;
}

/** Of the shape of sealed copies: what reads them must know it. */
export const SEALED_TABLES = `
  CREATE TABLE sealed_shape (id INTEGER PRIMARY KEY, name TEXT NOT NULL, columns TEXT NOT NULL) STRICT;
  CREATE TABLE sealed_rows (number INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
  CREATE TABLE sealed_orders (
    segment_id INTEGER NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (segment_id, number)
  ) STRICT;
  CREATE TABLE sealed_for_all (name TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT;
  CREATE TABLE sealed_schema (id INTEGER PRIMARY KEY, sql TEXT NOT NULL) STRICT;
`;

/** Rows are read so many at a time between two looks at the clock. */
const LOOK_EVERY = 256;
/** How long others may be kept waiting, ms. */
const PIECE_MS = 60;

/** Answers true now and then: time to let others run. */
function pacer(): () => boolean {
  let calls = 0;
  let since = performance.now();
  return () => {
    if (++calls % LOOK_EVERY !== 0 || performance.now() - since < PIECE_MS) return false;
    since = performance.now();
    return true;
  };
}

/** The index of words is made anew on restoring. */
const INDEX_OF_WORDS = 'message_text';

function leavesOut(name: string): boolean {
  return name === INDEX_OF_WORDS || name.startsWith(`${INDEX_OF_WORDS}_`);
}

/** The planner's samples hold whole texts. */
const NOT_COPIED: ReadonlySet<string> = new Set(['sqlite_stat1', 'sqlite_stat4', ...MADE_OF_ALL]);

const isLone = (dictionary: string, id: string): string =>
  `EXISTS (SELECT 1 FROM temp.lone l WHERE l.dictionary = ${(PERSON_DICTIONARIES as readonly string[]).indexOf(dictionary)} AND l.id = ${id})`;

/** Which rows stay as they are: those that are nobody's, and what several people share. */
function rowsOf(table: string): string {
  if (NOT_COPIED.has(table)) return '0';
  const own = PERSON_ROWS.find((one) => one.table === table);
  if (own) return own.nobody;
  if ((PERSON_DICTIONARIES as readonly string[]).includes(table)) return `NOT ${isLone(table, `"${table}".id`)}`;
  if (table === 'page_titles') return `NOT ${isLone('pages', '"page_titles".page_id')}`;
  if (table === 'order_columns') return `name NOT IN (${ORDER_TEXTS.map((name) => `'${name}'`).join(', ')})`;
  return '';
}

const PLAN: CopyPlan = { rowsOf, leavesOut };

/** Notes texts that one person's rows alone refer to. */
function* noteLone(db: Database.Database): Generator<void> {
  db.exec(
    'CREATE TABLE temp.lone (dictionary INTEGER NOT NULL, id INTEGER NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (dictionary, id)) WITHOUT ROWID',
  );
  const users = yield* findUsers(db);
  const insert = db.prepare('INSERT INTO temp.lone VALUES (?, ?, ?)');
  const isTime = pacer();
  for (const [i, name] of PERSON_DICTIONARIES.entries())
    for (const [id, person] of (users.get(name) ?? []).entries())
      if (person !== 0 && person !== MANY) {
        insert.run(i, id, person);
        if (isTime()) yield;
      }
  db.exec('CREATE INDEX temp.lone_person ON lone (dictionary, person)');
}

type Value = string | number | null | Uint8Array;
type Row = readonly Value[];

/** Rows of one table, by owner, ascending. */
interface Stream {
  shape: number;
  /** The same row may come several times. */
  isShared: boolean;
  rows: IterableIterator<[number, ...Value[]]>;
  next: [number, ...Value[]] | undefined;
}

/** As JSON: bytes as base64 in a list of one. */
const toJson = (row: Row): unknown[] =>
  row.map((value) => (value instanceof Uint8Array ? [Buffer.from(value).toString('base64')] : value));

interface Source {
  table: string;
  from: string;
  owner: string;
  shared?: boolean;
}

const SOURCES: readonly Source[] = [
  // Before what refers to them.
  ...PERSON_DICTIONARIES.map((table, i) => ({
    table,
    from: `temp.lone l INDEXED BY lone_person CROSS JOIN old.${table} t ON l.dictionary = ${i} AND t.id = l.id`,
    owner: 'l.person',
  })),
  {
    table: 'page_titles',
    from: 'temp.lone l INDEXED BY lone_person CROSS JOIN old.page_titles t ON l.dictionary = 0 AND t.page_id = l.id',
    owner: 'l.person',
  },
  ...PERSON_ROWS,
];

function openStream(db: Database.Database, { table, from, owner, shared }: Source, shape: number): Stream {
  const columns = all<{ name: string }>(db, `PRAGMA old.table_info("${table}")`).map(({ name }) => name);
  prepare(db, 'INSERT INTO sealed_shape VALUES (?, ?, ?)').run(shape, table, JSON.stringify(columns));
  const list = columns.map((name) => `t."${name}"`).join(', ');
  const rows = db
    .prepare(`SELECT ${owner}, ${list} FROM ${from} WHERE ${owner} > 0 ORDER BY ${owner}`)
    .raw(true)
    .iterate() as Stream['rows'];
  return { shape, isShared: shared === true, rows, next: rows.next().value };
}

/** All rows of the person who comes next in any of the streams. */
function takePerson(streams: readonly Stream[]): { person: number; rows: unknown[] } | null {
  const person = streams.reduce((least, { next }) => Math.min(least, next?.[0] ?? Infinity), Infinity);
  if (person === Infinity) return null;
  const tables: unknown[] = [];
  for (const stream of streams) {
    if (stream.next?.[0] !== person) continue;
    const rows: unknown[][] = [];
    const seen = new Set<unknown>();
    for (; stream.next?.[0] === person; stream.next = stream.rows.next().value) {
      const row = stream.next.slice(1) as Value[];
      if (stream.isShared && seen.has(row[0])) continue;
      if (stream.isShared) seen.add(row[0]);
      rows.push(toJson(row));
    }
    tables.push([stream.shape, rows]);
  }
  return { person, rows: tables };
}

const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), 'utf8');

/** Seals all rows of each person; answers the numbers they lie under. */
function* sealPeople(
  db: Database.Database,
  sealer: Sealer,
  numberOf: (person: number) => number,
): Generator<number, number[]> {
  const streams = SOURCES.map((source, i) => openStream(db, source, i));
  const insert = db.prepare('INSERT INTO main.sealed_rows VALUES (?, ?, ?)');
  const isTime = pacer();
  const numbers: number[] = [];
  try {
    for (let next = takePerson(streams); next; next = takePerson(streams)) {
      const number = numberOf(next.person);
      const data = sealer.seal(number, 'rows', bytesOf(next.rows));
      if (data) {
        insert.run(number, next.person, data);
        numbers.push(number);
      }
      if (isTime()) yield next.person;
    }
  } finally {
    // Left early, too: a database that is still being read cannot be closed.
    for (const { rows } of streams) rows.return?.();
  }
  return numbers;
}

function readOld<C extends OrderColumn>(db: Database.Database, segment: OrderSegment, names: readonly C[]) {
  const read = prepare(db, 'SELECT width, base, scale, data FROM old.order_columns WHERE segment_id = ? AND name = ?');
  return Object.fromEntries(
    names.map((name) => {
      const length = lengthOf(name, segment);
      const column = columnOf(name, length);
      decodeInto(column, 0, read.get(segment.id, name) as Encoded, length);
      return [name, column];
    }),
  ) as Pick<OrderBlock, C>;
}

/** Takes numbers and references out of the orders of people, and seals them; per block, so that none of it has to be held. */
function* sealOrders(db: Database.Database, sealer: Sealer, numberOf: (person: number) => number): Generator<void> {
  const segments = all<OrderSegment>(db, 'SELECT id, rows, lines, units FROM old.order_segments ORDER BY id');
  const buyers = newBuyers();
  for (const segment of segments) {
    noteBuyers(buyers, readOld(db, segment, ['keyLo', 'keyHi', 'buyer']));
    yield;
  }
  const insert = db.prepare('INSERT INTO main.sealed_orders VALUES (?, ?, ?)');
  const isTime = pacer();
  for (const segment of segments) {
    const { buyer, ...texts } = readOld(db, segment, [...ORDER_TEXTS, 'buyer']);
    const owners = ownersOf(buyers, { ...texts, buyer });
    const { byOwner, left, units } = takeTexts(texts as OrderTexts, owners, sealer.standIns);
    replaceColumns(db as WriteDb, segment, units, left);
    const theirs = [...byOwner].map(([person, rows]) => ({ number: numberOf(person), rows }));
    for (const { number, rows } of theirs.sort((a, b) => a.number - b.number)) {
      const data = sealer.seal(number, `orders ${segment.id}`, bytesOf(rows));
      if (data) insert.run(segment.id, number, data);
      if (isTime()) yield;
    }
  }
}

/** What is made of all texts: only whoever can open everybody's rows can have it back. */
function sealForAll(db: Database.Database, sealer: Sealer, numbers: readonly number[]): void {
  for (const name of MADE_OF_ALL) {
    const rows = (db.prepare(`SELECT * FROM old.${name}`).raw(true).all() as Value[][]).map(toJson);
    prepare(db, 'INSERT INTO main.sealed_for_all VALUES (?, ?)').run(
      name,
      sealer.sealForAll(numbers, name, bytesOf(rows)),
    );
  }
  // What the owner made of topics stays, without the words that were found.
  db.exec(
    "INSERT INTO main.topics (id, label, own_name, merged_into, hidden, signature) SELECT id, '', own_name, merged_into, hidden, '{}' FROM old.topics",
  );
}

/** Index and triggers, to be made when everything is back. */
function noteSchema(db: Database.Database): void {
  db.exec(`INSERT INTO main.sealed_schema (sql) SELECT sql FROM old.sqlite_schema
    WHERE sql IS NOT NULL AND (type IN ('view', 'trigger') OR (type = 'table' AND rootpage = 0)) ORDER BY type = 'trigger', name`);
  // How the index works, such as that what is taken out of it leaves no trace.
  db.exec(`INSERT INTO main.sealed_schema (sql)
    SELECT 'INSERT INTO ${INDEX_OF_WORDS} (${INDEX_OF_WORDS}, rank) VALUES (' || quote(k) || ', ' || quote(v) || ')'
    FROM old.${INDEX_OF_WORDS}_config WHERE k <> 'version'`);
}

/**
 * Writes a copy of a store in which all that belongs to a person is sealed under their key, so that who has no key any more is
 * gone from it. What stays in clear are rows in columns under a number, what several people share, and the owner's own. Nothing
 * else is ever written to the file, so that no free page can hold it. Yields the share that is done, 0 to 1; left early, the
 * file must be thrown away.
 */
export function* writeSealedCopy(
  file: string,
  { store, key }: { store: string; key: Uint8Array | null },
  sealer: Sealer,
): Generator<number> {
  const db = openFile(file, key);
  try {
    chooseCipher(db);
    // Never in a file, which would be in clear.
    db.pragma('temp_store = MEMORY');
    attachOld(db, store, key);
    beginCopy(db);
    for (const _ of noteLone(db)) yield 0;
    for (const share of copyTables(db, PLAN)) yield share * 0.5;
    db.exec(SEALED_TABLES);
    const own = ownNumbers(db, 'old');
    const numberOf = (person: number) => own.get(person) ?? person;
    const people = Math.max(1, number(db, 'SELECT max(id) FROM old.people'));
    const sealing = sealPeople(db, sealer, numberOf);
    const numbers = yield* sharesOf(sealing, (person) => 0.5 + 0.4 * Math.min(1, person / people));
    for (const _ of sealOrders(db, sealer, numberOf)) yield 0.9;
    sealForAll(db, sealer, numbers);
    noteSchema(db);
    db.exec('COMMIT');
    yield 1;
  } finally {
    db.close();
  }
}
