import { rewriteJsonTexts } from '../../../shared/json-texts.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { countOrderTexts, scrubOrders } from '../orders/texts.ts';
import { all, get, run } from '../sql.ts';
import { forgetDictionaries } from './dictionary.ts';

/** A column of a table that can hold what somebody wrote or was called. */
interface TextColumn {
  table: string;
  /** Column that a row is known by. */
  id: string;
  column: string;
  /** Two rows may not become the same: the second is told apart by a number. */
  unique?: true;
  /** Two rows that become the same are one. */
  replace?: true;
  /** A row whose text has to change goes: a search for somebody would find every mark that an erasure left. */
  drop?: true;
  /** Holds JSON, of which only the texts are looked at. */
  json?: true;
}

/** Every such column; orders lie in columns of their own, and audits are signed (`kept-audits.ts`). */
export const PERSON_TEXTS: readonly TextColumn[] = [
  { table: 'messages', id: 'id', column: 'text' },
  { table: 'messages', id: 'id', column: 'url' },
  { table: 'messages', id: 'id', column: 'key', unique: true },
  { table: 'messages', id: 'id', column: 'reply_to_key' },
  { table: 'message_corrections', id: 'id', column: 'key', unique: true },
  { table: 'message_corrections', id: 'id', column: 'found', unique: true },
  { table: 'message_corrections', id: 'id', column: 'name' },
  { table: 'own_words', id: 'id', column: 'word', unique: true },
  { table: 'aspect_group_edits', id: 'rowid', column: 'name', unique: true },
  { table: 'aspect_group_edits', id: 'rowid', column: 'own_name' },
  { table: 'aspect_group_edits', id: 'rowid', column: 'merged_into' },
  { table: 'aspect_groups', id: 'id', column: 'name', unique: true },
  { table: 'hashtags', id: 'id', column: 'name', unique: true },
  { table: 'own_words', id: 'id', column: 'name' },
  { table: 'items', id: 'id', column: 'name', unique: true },
  { table: 'products', id: 'id', column: 'name' },
  { table: 'products', id: 'id', column: 'scope' },
  { table: 'products', id: 'id', column: 'key' },
  { table: 'products', id: 'id', column: 'sku' },
  { table: 'products', id: 'id', column: 'category' },
  { table: 'order_scopes', id: 'id', column: 'text', unique: true },
  { table: 'pages', id: 'id', column: 'text', unique: true },
  { table: 'page_titles', id: 'title', column: 'title', replace: true },
  { table: 'content_groups', id: 'pattern', column: 'pattern', replace: true },
  { table: 'content_groups', id: 'pattern', column: 'name' },
  { table: 'kept_goals', id: 'id', column: 'page', replace: true },
  { table: 'kept_goals', id: 'id', column: 'properties', json: true, replace: true },
  { table: 'property_sets', id: 'id', column: 'text', json: true, unique: true },
  { table: 'run_properties', id: 'name', column: 'name', replace: true },
  { table: 'sources', id: 'id', column: 'text', unique: true },
  { table: 'sources', id: 'id', column: 'name' },
  { table: 'agents', id: 'id', column: 'text', unique: true },
  { table: 'campaigns', id: 'id', column: 'name' },
  { table: 'campaigns', id: 'id', column: 'key', unique: true },
  { table: 'campaigns', id: 'id', column: 'ad_group' },
  { table: 'campaigns', id: 'id', column: 'ad' },
  { table: 'figures', id: 'id', column: 'item' },
  { table: 'figures', id: 'id', column: 'account' },
  { table: 'figures', id: 'id', column: 'key', unique: true },
  { table: 'figures', id: 'id', column: 'scope' },
  { table: 'import_runs', id: 'id', column: 'file_name' },
  { table: 'import_runs', id: 'id', column: 'mapping' },
  { table: 'import_runs', id: 'id', column: 'choices' },
  { table: 'import_runs', id: 'id', column: 'read_as' },
  { table: 'mappings', id: 'signature', column: 'json' },
  { table: 'jobs', id: 'id', column: 'json' },
  { table: 'identifiers', id: 'id', column: 'scope' },
  { table: 'consents', id: 'id', column: 'wording' },
  { table: 'rejections', id: 'rowid', column: 'field' },
  { table: 'topics', id: 'id', column: 'own_name' },
  { table: 'requests', id: 'id', column: 'identity_note' },
  { table: 'requests', id: 'id', column: 'note' },
  { table: 'requests', id: 'id', column: 'channel' },
  { table: 'saved_searches', id: 'id', column: 'query', drop: true },
  { table: 'saved_searches', id: 'id', column: 'name', unique: true },
  { table: 'saved_segments', id: 'name', column: 'condition', json: true },
  { table: 'saved_segments', id: 'name', column: 'name', unique: true },
  { table: 'saved_views', id: 'name', column: 'view', json: true },
  { table: 'saved_views', id: 'name', column: 'name', unique: true },
  { table: 'day_notes', id: 'id', column: 'text' },
  { table: 'exports', id: 'id', column: 'filter', json: true },
  { table: 'interests', id: 'id', column: 'text' },
];

/** What a scrubbing leaves in the place of a value. */
const ERASED = '[erased]';

type Scrub = (text: string) => string;

interface Changed {
  id: number | string;
  text: string;
}

/** A text of JSON with every text in it scrubbed; what cannot be read is looked at as it is. */
function scrubJson(text: string, scrub: Scrub): string {
  try {
    return rewriteJsonTexts(text, scrub);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return scrub(text);
  }
}

function* changesOf(db: ReadDb, { table, id: key, column, json }: TextColumn, scrub: Scrub): Generator<Changed> {
  // LIKE cannot match spellings, so every text is looked at; streamed, one pass per column.
  const rows = db.prepare(`SELECT ${key} AS id, ${column} AS text FROM ${table}`).iterate() as Iterable<{
    id: number | string;
    text: string | null;
  }>;
  for (const { id, text } of rows) {
    if (text === null || text === '') continue;
    const scrubbed = json ? scrubJson(text, scrub) : scrub(text);
    if (scrubbed !== text) yield { id, text: scrubbed };
  }
}

/** Number of texts that `scrub` would change, rows of `person` not counted. */
export function countTexts(db: ReadDb, scrub: Scrub, person: number): number {
  const own = new Set(
    all<{ id: number }>(db, 'SELECT id FROM messages WHERE author_id = ?', person).map(({ id }) => `messages ${id}`),
  );
  const seen = new Set<string>();
  for (const at of PERSON_TEXTS)
    for (const { id } of changesOf(db, at, scrub)) if (!own.has(`${at.table} ${id}`)) seen.add(`${at.table} ${id}`);
  return seen.size + countOrderTexts(db, scrub, person);
}

/** A text that no other row has: told apart inside of the mark where there is one, so that JSON stays JSON. */
function freeText(db: ReadDb, { table, column }: TextColumn, text: string, id: number | string): string {
  const isTaken = (one: string) => get(db, `SELECT 1 FROM ${table} WHERE ${column} = ? LIMIT 1`, one) !== undefined;
  if (!isTaken(text)) return text;
  const numbered = (n: number) =>
    text.includes(ERASED) ? text.replaceAll(ERASED, `${ERASED.slice(0, -1)} ${n}]`) : `${text} ${n}`;
  // A row's own name may be what has to go, so that it cannot tell rows apart.
  let n = typeof id === 'number' ? id : 2;
  while (isTaken(numbered(n))) n++;
  return numbered(n);
}

function rewrite(db: WriteDb, at: TextColumn, { id, text }: Changed): number {
  const { table, column } = at;
  if (at.drop) return run(db, `DELETE FROM ${table} WHERE ${at.id} = ?`, id).changes;
  const update = `UPDATE ${at.replace ? 'OR REPLACE ' : ''}${table} SET ${column} = ? WHERE ${at.id} = ?`;
  return run(db, update, at.unique ? freeText(db, at, text, id) : text, id).changes;
}

/** Rewrites every text that `scrub` changes. Content fingerprints stay, so that the same row imported again is recognised. */
export function scrubTexts(db: WriteDb, scrub: Scrub): number {
  let changed = scrubOrders(db, scrub);
  // All of them first: a table must not change while it is read.
  for (const at of PERSON_TEXTS)
    for (const one of Array.from(changesOf(db, at, scrub))) changed += rewrite(db, at, one);
  forgetDictionaries(db);
  return changed;
}
