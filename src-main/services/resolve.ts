import { agentWords } from '../../shared/agent-words.ts';
import type { Result, TableResult } from '../../shared/results.ts';
import type { ReadDb } from '../store/open.ts';
import { all } from '../store/sql.ts';

/** Dictionaries whose ids may stand in result cells, and the query that turns ids into text. */
const DICTIONARIES = {
  page: 'SELECT id, text FROM pages WHERE id IN (SELECT value FROM json_each(?))',
  source:
    "SELECT id, CASE WHEN name = '' THEN text ELSE name END AS text FROM sources WHERE id IN (SELECT value FROM json_each(?))",
  agent: 'SELECT id, browser AS text, os, bot_rule AS rule FROM agents WHERE id IN (SELECT value FROM json_each(?))',
  item: 'SELECT id, name AS text FROM items WHERE id IN (SELECT value FROM json_each(?))',
  message: 'SELECT id, text FROM messages WHERE id IN (SELECT value FROM json_each(?))',
} as const;
type Dictionary = keyof typeof DICTIONARIES;
const isDictionary = (type: string): type is Dictionary => Object.hasOwn(DICTIONARIES, type);

/** Text of ids that stand for "none". */
const NONE: Readonly<Record<Dictionary, string>> = {
  page: '(none)',
  source: 'Direct',
  agent: '(unknown)',
  item: '(none)',
  message: '',
};

function textsOf(db: ReadDb, dictionary: Dictionary, ids: readonly number[]): Map<number, string> {
  const rows = all<{ id: number; text: string; os?: string; rule?: string }>(
    db,
    DICTIONARIES[dictionary],
    JSON.stringify([...new Set(ids)]),
  );
  return new Map(
    rows.map(({ id, text, os, rule }) => [
      id,
      os === undefined ? text : agentWords(text, os, rule) || NONE[dictionary],
    ]),
  );
}

/** Replaces dictionary ids in table cells by their text. People stay numbers: the view shows their pseudonym. */
export function resolveResult<R extends Result>(db: ReadDb, result: R): R {
  return result.kind === 'table' ? ({ ...result, ...resolveTable(db, result) } as R) : result;
}

function resolveTable(db: ReadDb, table: TableResult): Pick<TableResult, 'rows'> {
  const texts = table.columns.map((column, i) =>
    isDictionary(column.type)
      ? {
          none: NONE[column.type],
          map: textsOf(
            db,
            column.type,
            table.rows.map((row) => row.cells[i]).filter((id): id is number => typeof id === 'number' && id > 0),
          ),
        }
      : null,
  );
  const rows = table.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, i) => {
      const text = texts[i];
      return text && typeof cell === 'number' ? (text.map.get(cell) ?? text.none) : cell;
    }),
  }));
  return { rows };
}
