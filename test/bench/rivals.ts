import {
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  FLOAT,
  UINTEGER,
  USMALLINT,
  UTINYINT,
} from '@duckdb/node-api';
import Database from 'better-sqlite3-multiple-ciphers';
import type { EventData } from '../../shared/columns.ts';
import { EVENT_COLUMNS, type EventColumn } from '../../src-main/store/events/block.ts';

/** Another database that holds the same events and answers SQL with rows of numbers. */
export interface Rival {
  ask(sql: string): Promise<number[][]>;
  close(): void;
}

const DUCK_TYPES = new Map<unknown, DuckDBType>([
  [Float64Array, DOUBLE],
  [Float32Array, FLOAT],
  [Uint32Array, UINTEGER],
  [Uint16Array, USMALLINT],
  [Uint8Array, UTINYINT],
]);
const CHUNK = 2048;

const LOADED = EVENT_COLUMNS.filter((name): name is Exclude<EventColumn, 'line'> => name !== 'line');

/** Columns that hold something; those that few logs fill are left out of both. `at` is a word of SQL. */
const columnsOf = (events: EventData) =>
  LOADED.filter((name) => events[name].length === events.length).map((name) => {
    const values = events[name];
    const type = DUCK_TYPES.get(values.constructor);
    if (!type) throw new Error(`no type of DuckDB for ${name}`);
    return { name: name === 'at' ? 'at_ms' : name, values, type };
  });

const namesBehindTime = (columns: readonly { name: string }[]): string =>
  columns
    .slice(1)
    .map(({ name }) => name)
    .join(', ');

/** DuckDB in memory, two threads, the same columns in the same order; instants as whole numbers, as it likes them. */
export async function fillDuckDb(events: EventData): Promise<Rival> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();

  const columns = columnsOf(events);
  const types = columns.map(({ type }) => type);
  await connection.run(`CREATE TABLE raw (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`);
  const appender = await connection.createAppender('raw');
  for (let from = 0; from < events.length; from += CHUNK) {
    const chunk = DuckDBDataChunk.create(types, Math.min(CHUNK, events.length - from));
    columns.forEach(({ values }, c) => {
      chunk.setColumnValues(c, Array.from(values.subarray(from, from + CHUNK)));
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await connection.run(
    `CREATE TABLE events AS SELECT CAST(at_ms AS BIGINT) AS at_ms, ${namesBehindTime(columns)} FROM raw`,
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
  const columns = columnsOf(events);
  db.exec(`CREATE TABLE events (at_ms INTEGER, ${namesBehindTime(columns)})`);
  const insert = db.prepare(`INSERT INTO events VALUES (${columns.map(() => '?').join(', ')})`);
  db.transaction(() => {
    for (let i = 0; i < events.length; i++) insert.run(columns.map(({ values }) => values[i]));
  })();
  return {
    ask: (sql) => Promise.resolve(db.prepare(sql).raw(true).all() as number[][]),
    close: () => db.close(),
  };
}
