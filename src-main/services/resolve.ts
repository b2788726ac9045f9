import { agentWords } from '../../shared/agent-words.ts';
import type { CellType, MatrixResult, Result, TableResult } from '../../shared/results.ts';
import type { ReadDb } from '../store/open.ts';
import { all } from '../store/sql.ts';
import { hasTitles, titlesOfPages } from '../store/tables/page-titles.ts';

/** Dictionaries whose ids may stand in result cells, and the query that turns ids into text. */
const DICTIONARIES = {
  page: 'SELECT id, text FROM pages WHERE id IN (SELECT value FROM json_each(?))',
  source:
    "SELECT id, CASE WHEN name = '' THEN text ELSE name END AS text FROM sources WHERE id IN (SELECT value FROM json_each(?))",
  agent: 'SELECT id, browser AS text, os, bot_rule AS rule FROM agents WHERE id IN (SELECT value FROM json_each(?))',
  item: 'SELECT id, name AS text FROM items WHERE id IN (SELECT value FROM json_each(?))',
  message: 'SELECT id, text FROM messages WHERE id IN (SELECT value FROM json_each(?))',
} as const;
/** A title stands for all pages that have it: its id is that of one of them. */
type Dictionary = keyof typeof DICTIONARIES | 'title';
const isDictionary = (type: string): type is Dictionary => type === 'title' || Object.hasOwn(DICTIONARIES, type);

/** Text of ids that stand for "none". */
const NONE: Readonly<Record<Dictionary, string>> = {
  page: '(none)',
  title: '(none)',
  source: 'Direct',
  agent: '(unknown)',
  item: '(none)',
  message: '',
};

function textsOf(db: ReadDb, dictionary: Dictionary, ids: readonly number[]): Map<number, string> {
  if (dictionary === 'title') return titlesOfPages(db, ids);
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

/** Replaces dictionary ids in table cells, and at the sides of a grid, by their text. People stay numbers: the view shows their pseudonym. */
export function resolveResult<R extends Result>(db: ReadDb, result: R): R {
  if (result.kind === 'table') return { ...result, ...withTitles(db, result, resolveTable(db, result)) };
  return result.kind === 'matrix' ? ({ ...result, ...resolveSides(db, result) } as R) : result;
}

function resolveSides(db: ReadDb, { rows, columns, rowType, columnType }: MatrixResult) {
  const named = (ids: string[], type: CellType | undefined): string[] => {
    if (type === undefined || !isDictionary(type)) return ids;
    const texts = textsOf(db, type, ids.map(Number));
    return ids.map((id) => texts.get(Number(id)) ?? NONE[type]);
  };
  return { rows: named(rows, rowType), columns: named(columns, columnType) };
}

/** The same with a column of titles behind the others for each column of pages, where any of them has one. */
function withTitles(
  db: ReadDb,
  given: TableResult,
  resolved: Pick<TableResult, 'rows'>,
): Pick<TableResult, 'rows' | 'columns'> {
  let { columns } = given;
  let { rows } = resolved;
  if (!columns.some(({ type }) => type === 'page') || !hasTitles(db)) return { columns, rows };
  given.columns.forEach(({ id, label, type }, i) => {
    if (type !== 'page') return;
    const ids = given.rows.map(({ cells }) => cells[i]).map((cell) => (typeof cell === 'number' ? cell : 0));
    const titles = titlesOfPages(db, ids);
    if (titles.size === 0) return;
    columns = [...columns, { id: `${id}-title`, label: `${label}: title`, type: 'text' }];
    rows = rows.map((row, r) => ({ ...row, cells: [...row.cells, titles.get(ids[r] as number) ?? ''] }));
  });
  return { columns, rows };
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
