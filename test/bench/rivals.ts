import { DOUBLE, DuckDBDataChunk, DuckDBInstance, FLOAT, UINTEGER, USMALLINT, UTINYINT } from '@duckdb/node-api';
import Database from 'better-sqlite3-multiple-ciphers';
import type { EventData } from '../../shared/columns.ts';
import { EVENT_COLUMNS } from '../../src-main/store/events/block.ts';

/** Another database that holds the same events and answers SQL with rows of numbers. */
export interface Rival {
  ask(sql: string): Promise<number[][]>;
  close(): void;
}

const DUCK_TYPES = [
  DOUBLE,
  UINTEGER,
  UTINYINT,
  UTINYINT,
  UINTEGER,
  UINTEGER,
  USMALLINT,
  USMALLINT,
  UINTEGER,
  FLOAT,
  USMALLINT,
  UINTEGER,
];
const CHUNK = 2048;
/** Names as columns; `at` is a word of SQL. */
const NAMES = EVENT_COLUMNS.map((name) => (name === 'at' ? 'at_ms' : name));

/** DuckDB in memory, two threads, the same columns in the same order; instants as whole numbers, as it likes them. */
export async function fillDuckDb(events: EventData): Promise<Rival> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();

  await connection.run(`CREATE TABLE raw (${NAMES.map((name, c) => `${name} ${DUCK_TYPES[c]}`).join(', ')})`);
  const appender = await connection.createAppender('raw');
  for (let from = 0; from < events.length; from += CHUNK) {
    const chunk = DuckDBDataChunk.create(DUCK_TYPES, Math.min(CHUNK, events.length - from));
    EVENT_COLUMNS.forEach((name, c) => {
      chunk.setColumnValues(c, Array.from(events[name].subarray(from, from + CHUNK)));
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await connection.run(
    `CREATE TABLE events AS SELECT CAST(at_ms AS BIGINT) AS at_ms, ${NAMES.slice(1).join(', ')} FROM raw`,
  );
  await connection.run('DROP TABLE raw');
  return {
    async ask(sql) {
      const rows = (await connection.runAndReadAll(sql)).getRowsJS();
      return rows.map((row) => row.map(Number));
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** SQLite with one row per event, as most small tools keep it. */
export function fillSqlite(events: EventData, file: string): Rival {
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -4000');
  db.exec(`CREATE TABLE events (at_ms INTEGER, ${NAMES.slice(1).join(', ')})`);
  const insert = db.prepare(`INSERT INTO events VALUES (${EVENT_COLUMNS.map(() => '?').join(', ')})`);
  db.transaction(() => {
    for (let i = 0; i < events.length; i++) insert.run(EVENT_COLUMNS.map((name) => events[name][i]));
  })();
  return {
    ask: (sql) => Promise.resolve(db.prepare(sql).raw(true).all() as number[][]),
    close: () => db.close(),
  };
}
