import type { WriteDb } from '../open.ts';
import { get, run } from '../sql.ts';
import { remember } from './dictionary.ts';

/** Where visitors came from. */
interface StoredSource {
  /** Referrer URL without query. */
  text: string;
  /** Name for people, e.g. of the search engine. */
  name: string;
  /** Index into CHANNELS. */
  channel: number;
}

/** Id of a source, made if new; what is known of a text stays as it was first given. The empty text is 0 (direct). */
export function addSource(db: WriteDb, source: StoredSource): number {
  if (source.text === '') return 0;
  return remember(db, 'sources', source.text, () => {
    const known = get<{ id: number }>(db, 'SELECT id FROM sources WHERE text = ?', source.text);
    if (known) return known.id;
    const values = [source.text, source.name, source.channel] as const;
    return Number(run(db, 'INSERT INTO sources (text, name, channel) VALUES (?, ?, ?)', ...values).lastInsertRowid);
  });
}
