import type Database from 'better-sqlite3-multiple-ciphers';

/** One step of the schema. Numbers are contiguous from 1; each runs in its own transaction. */
export interface Migration {
  number: number;
  name: string;
  sql: string;
  /** Data work after the SQL, when SQL alone cannot do it. */
  after?(db: Database.Database): void;
}
