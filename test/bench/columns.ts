import { statSync } from 'node:fs';
import { join } from 'node:path';
import { compact } from '../../src-main/store/events/compact.ts';
import { loadEvents } from '../../src-main/store/events/load.ts';
import { closeStore, openReader, openWriter, STORE_FILE } from '../../src-main/store/open.ts';
import { number } from '../../src-main/store/sql.ts';
import { type Bench, bestOf, type Figure, peakMegabytes } from './entry.ts';
import { fillDictionaries, writeEvents } from './store.ts';

const timed = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** Writing, merging and loading events; loading comes last because it may use what memory it likes. */
export const columns: Bench = {
  name: 'columns',
  title: 'Events in columns: write, recognise, merge, load',
  async run({ dir, rows = 10_000_000 }) {
    const db = openWriter(dir);
    fillDictionaries(db);
    const first = writeEvents(db, rows);
    const mergeMs = timed(() => compact(db));
    const again = writeEvents(db, rows);
    const writerMb = peakMegabytes();
    db.pragma('wal_checkpoint(TRUNCATE)');
    const fileBytes = statSync(join(dir, STORE_FILE)).size;
    const keyBytes = number(db, 'SELECT sum(length(keys) + length(repeats)) FROM event_keys WHERE run_id = 1');
    const columnBytes = number(db, 'SELECT sum(length(data)) FROM event_columns');
    const reader = openReader(dir);
    const whole = await bestOf(3, () => loadEvents(reader).length);
    const three = await bestOf(3, () => loadEvents(reader, ['at', 'person', 'page']).length);
    if (whole.value !== first.kept || again.kept !== 0 || first.kept + first.duplicates !== rows)
      throw new Error('the store does not hold what was written');
    reader.close();
    closeStore(db);
    const scale = rows / 10_000_000;
    const figures: Figure[] = [
      { name: 'append', value: rows / (first.ms / 1000), unit: 'events/s' },
      { name: 'append the same again', value: rows / (again.ms / 1000), unit: 'events/s', note: 'all recognised' },
      { name: 'merge', value: mergeMs, unit: 'ms' },
      { name: 'peak memory of writing and merging', value: writerMb, unit: 'MB', most: 400 },
      { name: 'load all columns', value: whole.ms, unit: 'ms', most: Math.max(1000, 1000 * scale) },
      { name: 'load three columns', value: three.ms, unit: 'ms' },
      { name: 'columns on disk', value: columnBytes / rows, unit: 'bytes/event' },
      { name: 'keys on disk', value: keyBytes / rows, unit: 'bytes/event' },
      { name: 'file after two imports', value: fileBytes / rows, unit: 'bytes/event' },
    ];
    return figures;
  },
};
