import Database from 'better-sqlite3-multiple-ciphers';
import { keyOf, openFile } from '../cipher.ts';
import type { ReadDb } from '../open.ts';
import { EVENT_COLUMNS, type EventBlock } from './block.ts';
import { listSegments, readSegment } from './segments.ts';
import { PARTITIONS } from './sort.ts';

/** A second connection to the same store: SQLite lets a virtual table ask nothing of the connection that reads it. */
function openBeside(db: ReadDb): ReadDb {
  return db.memory ? new Database(db.serialize()) : openFile(db.name, keyOf(db), { readonly: true });
}

function* rowsOf(block: EventBlock, rows: number): Generator<number[]> {
  for (let i = 0; i < rows; i++) yield EVENT_COLUMNS.map((name) => block[name][i] ?? 0);
}

/**
 * Makes the events readable as rows of a table `events` on this connection, for SQL by hand, tests and benches; some
 * million rows a second. Shows what is committed; a store in memory is shown as it was at the moment of registering.
 */
export function registerEventsTable(db: ReadDb): void {
  const still = db.memory ? openBeside(db) : null;
  db.table('events', {
    columns: EVENT_COLUMNS.map((name) => name),
    *rows() {
      const beside = still ?? openBeside(db);
      try {
        for (let partition = 0; partition < PARTITIONS; partition++)
          for (const segment of listSegments(beside, partition))
            yield* rowsOf(readSegment(beside, segment), segment.rows);
      } finally {
        if (!still) beside.close();
      }
    },
  });
}
