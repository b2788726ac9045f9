import type Database from 'better-sqlite3-multiple-ciphers';
import { openFile } from './cipher.ts';
import type { WriteDb } from './db.ts';
import { listAllSegments } from './orders/segments.ts';
import { type OrderText, putTexts } from './orders/sealed-texts.ts';
import { sharesOf } from './shares-of.ts';
import { all, get, number } from './sql.ts';
import { MADE_OF_ALL, PERSON_DICTIONARIES, PERSON_ROWS } from './tables/person-rows.ts';

/** What opens a sealed copy. */
export interface Opener {
  /** Null where the number has no key any more. Throws where it has, and the bytes are not what was sealed. */
  open(number: number, part: string, sealed: Uint8Array): Uint8Array | null;
  /** Null where one of the numbers has no key any more. */
  openForAll(numbers: readonly number[], part: string, sealed: Uint8Array): Uint8Array | null;
}

/** Somebody whose key is gone. */
export interface GonePerson {
  number: number;
  person: number;
}

/** How long others may be kept waiting, in rows. */
const ROWS = 500;

interface Shape {
  id: number;
  name: string;
  columns: string;
}

type Json = string | number | null | readonly [string];
const fromJson = (value: Json): string | number | null | Buffer =>
  Array.isArray(value) ? Buffer.from(String(value[0]), 'base64') : (value as string | number | null);

/** Texts that several people share were kept with each of them. */
const SHARED: ReadonlySet<string> = new Set([
  ...PERSON_ROWS.filter(({ shared }) => shared).map(({ table }) => table),
  ...PERSON_DICTIONARIES,
]);

function insertion(db: Database.Database, { name, columns }: Shape): Database.Statement {
  const names = JSON.parse(columns) as string[];
  const list = names.map((column) => `"${column}"`).join(', ');
  const or = SHARED.has(name) ? 'OR IGNORE ' : '';
  return db.prepare(`INSERT ${or}INTO "${name}" (${list}) VALUES (${names.map(() => '?').join(', ')})`);
}

const parse = <T>(bytes: Uint8Array): T => JSON.parse(Buffer.from(bytes).toString('utf8')) as T;

function* openPeople(db: Database.Database, opener: Opener, gone: GonePerson[]): Generator<number, number[]> {
  const shapes = all<Shape>(db, 'SELECT id, name, columns FROM sealed_shape');
  const inserts = new Map(shapes.map((shape) => [shape.id, insertion(db, shape)]));
  const last = number(db, 'SELECT coalesce(max(number), 1) FROM sealed_rows');
  const numbers: number[] = [];
  const rows = db.prepare('SELECT number, person_id, data FROM sealed_rows ORDER BY number').iterate() as Iterable<{
    number: number;
    person_id: number;
    data: Uint8Array;
  }>;
  for (const { number: own, person_id: person, data } of rows) {
    numbers.push(own);
    const clear = opener.open(own, 'rows', data);
    if (!clear) gone.push({ number: own, person });
    else
      for (const [shape, list] of parse<[number, Json[][]][]>(clear))
        for (const row of list) inserts.get(shape)?.run(...row.map(fromJson));
    if (numbers.length % ROWS === 0) yield own / last;
  }
  return numbers;
}

function* openOrders(db: Database.Database, opener: Opener): Generator<number> {
  for (const segment of listAllSegments(db as WriteDb)) {
    const texts = all<{ number: number; data: Uint8Array }>(
      db,
      'SELECT number, data FROM sealed_orders WHERE segment_id = ? ORDER BY number',
      segment.id,
    ).flatMap((row) => {
      const clear = opener.open(row.number, `orders ${segment.id}`, row.data);
      return clear ? parse<OrderText[]>(clear) : [];
    });
    if (texts.length > 0) putTexts(db as WriteDb, segment, texts);
    yield 1;
  }
}

/** Puts back what was made of all texts; false where somebody is gone, and it has to be made anew. */
function openForAll(db: Database.Database, opener: Opener, numbers: readonly number[]): boolean {
  let whole = true;
  for (const name of MADE_OF_ALL) {
    const sealed = get<{ data: Uint8Array }>(db, 'SELECT data FROM sealed_for_all WHERE name = ?', name);
    const clear = sealed && opener.openForAll(numbers, name, sealed.data);
    if (!clear) whole = false;
    else
      for (const row of parse<Json[][]>(clear))
        db.prepare(`INSERT OR REPLACE INTO "${name}" VALUES (${row.map(() => '?').join(', ')})`).run(
          ...row.map(fromJson),
        );
  }
  return whole;
}

function* indexWords(db: Database.Database): Generator<number> {
  const last = number(db, 'SELECT coalesce(max(id), 0) FROM messages');
  const insert = db.prepare(
    'INSERT INTO message_text (rowid, text) SELECT id, text FROM messages WHERE id BETWEEN ? AND ?',
  );
  for (let from = 0; from <= last; from += ROWS) {
    insert.run(from, from + ROWS - 1);
    yield from / last;
  }
}

/**
 * Puts everything back into a sealed copy that the keys still open; answers who is gone, and whether what was made of all texts
 * is there. What rows in columns say of them has to be removed next. Yields the share that is done. Cut off, the file must be
 * thrown away.
 */
export function* openSealedCopy(
  file: string,
  key: Uint8Array | null,
  opener: Opener,
): Generator<number, { gone: GonePerson[]; whole: boolean }> {
  const db = openFile(file, key);
  try {
    // Rows are put in while others are read.
    db.unsafeMode(true);
    for (const [name, value] of [
      ['foreign_keys', 'OFF'],
      ['journal_mode', 'OFF'],
      ['synchronous', 'OFF'],
      ['temp_store', 'MEMORY'],
      ['secure_delete', 'ON'],
      ['cache_size', '-32000'],
    ])
      db.pragma(`${name} = ${value}`);
    db.exec('BEGIN');
    const gone: GonePerson[] = [];
    const numbers = yield* sharesOf(openPeople(db, opener, gone), (share) => 0.6 * share);
    for (const _ of openOrders(db, opener)) yield 0.6;
    const whole = openForAll(db, opener, numbers);
    const later = all<{ sql: string }>(db, 'SELECT sql FROM sealed_schema ORDER BY id').map(({ sql }) => sql);
    for (const name of ['shape', 'rows', 'orders', 'for_all', 'schema']) db.exec(`DROP TABLE sealed_${name}`);
    // The index first; what counts changes last, so that putting back is none.
    const [index, others] = [later.filter((sql) => !isTrigger(sql)), later.filter(isTrigger)];
    for (const sql of index) db.exec(sql);
    for (const share of indexWords(db)) yield 0.6 + 0.4 * share;
    for (const sql of others) db.exec(sql);
    db.exec('COMMIT');
    return { gone, whole };
  } finally {
    db.close();
  }
}

const isTrigger = (sql: string): boolean => /^CREATE\s+TRIGGER/i.test(sql);
