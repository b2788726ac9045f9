import type { MessageColumns } from '../../../shared/columns.ts';
import type { ReadDb } from '../open.ts';
import { all, iterateRaw, number } from '../sql.ts';
import { ListPlaces } from './list-places.ts';
import { TextNumbers } from './text-numbers.ts';

const TAGS = `SELECT t.message_id, t.tag_id FROM message_tags t
  JOIN messages m ON m.id = t.message_id WHERE m.current = 1 ORDER BY t.message_id, t.tag_id`;

/** Fills in the hashtags of all messages that count. */
export function loadTags(db: ReadDb, columns: MessageColumns): void {
  const tag = new Uint32Array(number(db, 'SELECT count(*) FROM message_tags'));
  const known = new Map(
    all<{ id: number; name: string }>(db, 'SELECT id, name FROM hashtags').map((r) => [r.id, r.name]),
  );
  const names = new TextNumbers();
  const places = new ListPlaces(columns.id);
  let i = 0;
  for (const row of iterateRaw(db, TAGS)) {
    tag[i] = names.of(known.get(row[1] as number) ?? '');
    places.add(row[0] as number, i);
    i++;
  }
  places.fill(columns.id, columns.tagStart, columns.tagCount);
  columns.tags = { tag, names: names.texts };
}
