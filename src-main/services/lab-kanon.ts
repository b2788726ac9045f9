import { AppError } from '../../shared/errors.ts';
import { readNamedColumns } from '../import/named-columns.ts';
import {
  asKeys,
  type CodedColumn,
  classesBy,
  classSizes,
  codeColumn,
  rowsBelow,
  smallestClass,
} from '../privacy/anonymity/classes.ts';
import { diversityOf } from '../privacy/anonymity/diversity.ts';
import { applied, generalise } from '../privacy/anonymity/generalise.ts';
import { hierarchyOf } from '../privacy/anonymity/hierarchies.ts';
import { uniqueAfter } from '../privacy/anonymity/visits.ts';

const MOST_QUASI = 8;
/** Smallest group in everything that leaves the screen, unless told otherwise. */
const USUAL_K = 10;

interface Asked {
  quasi: string[];
  sensitive: string[];
  k: number;
  suppress: number;
  person: string | null;
  time: string | null;
  apply: boolean;
}

const namesIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(',') : [])
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');

function numberIn(params: Record<string, unknown>, field: string, usual: number, least: number, most: number): number {
  const value = params[field] === undefined ? usual : Number(params[field]);
  if (!(value >= least && value <= most)) throw new AppError('invalid-input', { field });
  return value;
}

function readAsked(params: Record<string, unknown>): Asked {
  const [person = null] = namesIn(params.person);
  const [time = null] = namesIn(params.time);
  return {
    quasi: namesIn(params.quasi),
    sensitive: namesIn(params.sensitive),
    k: Math.floor(numberIn(params, 'k', USUAL_K, 1, 1_000_000)),
    suppress: numberIn(params, 'suppress', 0.05, 0, 1),
    person,
    time,
    apply: params.apply === true || params.apply === 'true',
  };
}

/** Columns that tell people apart without naming them: some values, but not a new one in nearly every row. */
function guessQuasi(columns: readonly CodedColumn[], asked: Asked, rows: number): CodedColumn[] {
  const taken = new Set([...asked.sensitive, asked.person, asked.time]);
  const fit = columns.filter(
    ({ name, values }) => !taken.has(name) && values.length > 1 && values.length <= Math.max(2, rows / 2),
  );
  return fit.slice(0, MOST_QUASI);
}

/** How many rows are one of a kind by each pair of columns, most telling first. */
function pairs(quasi: readonly CodedColumn[], rows: number) {
  return quasi
    .flatMap((a, i) => quasi.slice(i).map((b) => (a === b ? [a] : [a, b])))
    .map((columns) => {
      const classes = classesBy(rows, asKeys(columns));
      const unique = rowsBelow(classes, 2);
      return {
        columns: columns.map(({ name }) => name),
        k: smallestClass(classes),
        uniqueRows: unique,
        uniqueShare: unique / Math.max(1, rows),
      };
    })
    .sort((a, b) => b.uniqueRows - a.uniqueRows)
    .slice(0, 20);
}

function people(byName: ReadonlyMap<string, CodedColumn>, asked: Asked, of: Uint32Array) {
  const person = asked.person === null ? undefined : byName.get(asked.person);
  if (!person) return null;
  const time = asked.time === null ? undefined : byName.get(asked.time);
  const at = (row: number) => {
    const value = time?.values[time.codes[row] as number] ?? '';
    return /^\d+(\.\d+)?$/.test(value) ? Number(value) : Date.parse(value);
  };
  const visits = Array.from(of, (point, row) => ({
    person: person.codes[row] as number,
    point,
    at: time ? at(row) : row,
  }));
  visits.sort((a, b) => a.at - b.at);
  return { people: person.values.length, uniqueAfter: uniqueAfter(visits) };
}

/** The columns asked for, of a file read whole. */
function readTable(text: string, asked: Asked) {
  const table = readNamedColumns(text);
  const rows = table.rows.length;
  const all = table.columns.map((name) =>
    codeColumn(
      name,
      table.rows.map(({ cells }) => (cells[name] ?? '').trim()),
    ),
  );
  const byName = new Map(all.map((column) => [column.name, column]));
  const pick = (names: readonly string[]) =>
    names.map((name) => {
      const column = byName.get(name);
      if (!column) throw new AppError('mapping-incomplete', { column: name });
      return column;
    });
  pick([asked.person, asked.time].filter((name) => name !== null));
  const quasi = asked.quasi.length > 0 ? pick(asked.quasi) : guessQuasi(all, asked, rows);
  const lines = table.rows.map(({ line }) => line);
  return { rows, all, byName, quasi, sensitive: pick(asked.sensitive), lines };
}

/** `inglenook lab kanon`: how well rows hide among others, and what would hide them better. */
export const labKanon = {
  id: 'kanon',
  title: 'Re-identification risk of a table',
  options: {
    quasi: {
      type: 'string',
      help: 'columns that together may single people out, parted by commas (default: those that look it)',
    },
    sensitive: { type: 'string', help: 'columns that nobody must be linked to, parted by commas' },
    k: { type: 'string', help: 'smallest group wanted (default 10)' },
    person: { type: 'string', help: 'column that numbers the people' },
    time: { type: 'string', help: 'column with the time of each visit' },
    suppress: { type: 'string', help: 'share of rows that may be left out (default 0.05)' },
    apply: { type: 'boolean', help: 'give the generalised rows, too' },
  } as const,
  output:
    'One line: smallest group, groups by size, l-diversity, t-closeness, how fast visits single people out, and the cheapest generalisation; with --apply, the rows after it.',
  question: 'How many rows or people does a combination of columns single out, and which generalisation hides them?',
  async *run(input: { text(): string; params: Record<string, unknown> }): AsyncGenerator<Record<string, unknown>> {
    const asked = readAsked(input.params);
    const { rows, all, byName, quasi, sensitive, lines } = readTable(input.text(), asked);
    if (rows === 0) throw new AppError('no-rows');
    const classes = classesBy(rows, asKeys(quasi));
    const hierarchies = quasi.map((column) =>
      hierarchyOf(
        column,
        all.filter((other) => other !== column),
        asked.k,
      ),
    );
    const suggestion = quasi.length === 0 ? null : generalise(quasi, hierarchies, asked.k, asked.suppress);
    const unique = rowsBelow(classes, 2);
    yield {
      rows,
      quasi: quasi.map(({ name }) => name),
      quasiGuessed: asked.quasi.length === 0,
      wantedK: asked.k,
      k: smallestClass(classes),
      classes: classes.sizes.length,
      averageClassSize: classes.sizes.length === 0 ? 0 : rows / classes.sizes.length,
      uniqueRows: unique,
      uniqueShare: rows === 0 ? 0 : unique / rows,
      rowsBelowK: rowsBelow(classes, asked.k),
      classSizes: classSizes(classes),
      columns: quasi.map(({ name, values }, c) => ({
        name,
        distinct: values.length,
        kind: hierarchies[c]?.kind,
        levels: hierarchies[c]?.levels.map((level) => level.name),
      })),
      combinations: pairs(quasi, rows),
      sensitive: sensitive.map((column) => diversityOf(classes, column)),
      people: people(byName, asked, classes.of),
      suggestion,
    };
    if (!asked.apply || !suggestion) return;
    const steps = suggestion.levels.map(({ step }) => step);
    for (const { row, values } of applied(quasi, hierarchies, steps, asked.k))
      yield { line: lines[row], ...Object.fromEntries(quasi.map(({ name }, c) => [name, values[c]])) };
  },
};
