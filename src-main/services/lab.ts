import * as z from 'zod';
import type { Tables } from '../../shared/columns.ts';
import { AppError } from '../../shared/errors.ts';
import type { CellType, Result } from '../../shared/results.ts';
import type { Range } from '../../shared/time.ts';
import { loadLanguageDetector } from '../analysis/base/language.ts';
import { ANALYSES } from '../analysis/index.ts';
import { readNamedColumns } from '../import/named-columns.ts';
import { isZone } from './app.ts';
import { type Dictionary, LAB_COLUMNS, type LabRejection, labEvents, labOrders } from './lab-columns.ts';
import { labMessages } from './lab-messages.ts';
import { labCampaigns, labFigures, PERIOD_COLUMNS } from './lab-periods.ts';
import { LINE_LABS } from './line-labs.ts';

/**
 * The lab runs one analysis on one file, without a store: how an analysis is checked in isolation. The file is the
 * user's own and nothing is kept, so there is no consent to ask and no group to protect; people are numbered, not named.
 */
export interface LabInfo {
  id: string;
  title: string;
  question: string;
  /** Named columns the file needs. */
  columns: Readonly<Record<string, readonly string[]>>;
  params: unknown;
}

/** One line of output. */
export type LabLine = Record<string, unknown>;

const NAMED = { ...LAB_COLUMNS, ...PERIOD_COLUMNS };
/** Tables that a file with named columns can be made into. */
type LabTable = keyof typeof NAMED;
const labTable = ({ reads }: (typeof ANALYSES)[number]): LabTable | null => {
  const [table] = reads;
  return reads.length === 1 && table !== undefined && Object.hasOwn(NAMED, table) ? (table as LabTable) : null;
};

const MAKERS = {
  events: labEvents,
  orders: labOrders,
  messages: labMessages,
  campaigns: labCampaigns,
  figures: labFigures,
} as const satisfies Record<LabTable, unknown>;

/** From the first instant or period to the last one's end. */
function spanOf(columns: { at: Float64Array } | { from: Float64Array; to: Float64Array }): Range {
  const [starts, ends] = 'at' in columns ? [columns.at, columns.at.map((at) => at + 1)] : [columns.from, columns.to];
  const least = (a: number, b: number) => (b < a ? b : a);
  const most = (a: number, b: number) => (b > a ? b : a);
  const fromMs = starts.reduce(least, Number.POSITIVE_INFINITY);
  const toMs = ends.reduce(most, Number.NEGATIVE_INFINITY);
  return fromMs < toMs ? { fromMs, toMs } : { fromMs: 0, toMs: 1 };
}

/** Every analysis of the registry that reads one such table, and the labs for lines of text and for files. */
export const labList = (): LabInfo[] => [
  ...LINE_LABS.map(({ id, title, question, columns = {}, options = {} }) => ({
    id,
    title,
    question,
    columns,
    params: Object.fromEntries(Object.entries(options).map(([name, { help }]) => [`--${name}`, help])),
  })),
  ...ANALYSES.flatMap((analysis) => {
    const { id, title, question, params } = analysis;
    const table = labTable(analysis);
    // A lab of its own says more than the bare analysis does.
    if (table === null || LINE_LABS.some((lab) => lab.id === id)) return [];
    return [{ id, title, question, columns: NAMED[table], params: z.toJSONSchema(params, { io: 'input' }) }];
  }),
];

export interface LabRequest {
  id: string;
  text: string;
  params: Record<string, unknown>;
  zone: string;
  sessionIdleMinutes: number;
}

/** Runs it; yields JSON-able lines: one per row, point or cell of the result, after a first line that says what it is. */
export async function* runLab(request: LabRequest): AsyncGenerator<LabLine> {
  const analysis = ANALYSES.find((entry) => entry.id === request.id);
  const table = analysis ? labTable(analysis) : null;
  if (!analysis || !table) throw new AppError('not-found');
  const params = analysis.params.safeParse(request.params);
  if (!params.success) throw new AppError('invalid-input', { field: String(params.error.issues[0]?.path[0] ?? '') });
  if (!isZone(request.zone)) throw new AppError('invalid-input', { field: 'zone' });
  if (!(request.sessionIdleMinutes > 0)) throw new AppError('invalid-input', { field: 'idle' });
  const { columns, rows } = readNamedColumns(request.text);
  const detect = table === 'messages' ? await loadLanguageDetector() : () => '';
  const made = MAKERS[table](columns, rows, { zone: request.zone, detect });
  const { fromMs, toMs } = spanOf(made.columns);
  const context = {
    range: { fromMs, toMs },
    zone: request.zone,
    dataEndMs: toMs,
    sessionIdleMs: request.sessionIdleMinutes * 60_000,
    bots: false,
  };
  const result = analysis.run({ [table]: made.columns } as unknown as Tables, params.data, context);
  yield {
    analysis: analysis.id,
    version: analysis.version,
    kind: result.kind,
    rows: made.columns.length,
    fromMs,
    toMs,
    ...rejectedOf(made.rejected),
  };
  yield* linesOf(result, made);
}

const rejectedOf = (rejected: readonly LabRejection[]) => ({
  rejected: rejected.length,
  ...(rejected.length > 0 ? { rejectedRows: rejected.slice(0, 100) } : {}),
});

interface Texts {
  pages: Dictionary;
  people: Dictionary;
  items: Dictionary;
  sources: Dictionary;
}

function* linesOf(result: Result, texts: Texts): Generator<LabLine> {
  const dictionaries: Partial<Record<CellType, Dictionary>> = {
    page: texts.pages,
    item: texts.items,
    source: texts.sources,
  };
  switch (result.kind) {
    case 'number':
      yield { value: result.value, unit: result.unit, n: result.n, people: result.people };
      return;
    case 'series': {
      const starts =
        result.x.type === 'time' ? result.x.starts.map((at) => new Date(at).toISOString()) : result.x.labels;
      for (const [i, start] of starts.entries())
        yield { x: start, ...Object.fromEntries(result.lines.map((line) => [line.id, line.values[i] ?? null])) };
      return;
    }
    case 'table':
      for (const row of result.rows) {
        const named = result.columns.map(({ id, type }, i) => {
          const cell = row.cells[i] ?? null;
          const dictionary = dictionaries[type];
          return [id, dictionary && typeof cell === 'number' ? (dictionary.texts[cell] ?? '') : cell];
        });
        yield { key: row.key, ...Object.fromEntries(named), people: row.people };
      }
      return;
    case 'matrix':
      for (const [r, row] of result.rows.entries())
        yield {
          row,
          ...Object.fromEntries(
            result.columns.map((column, c) => [column, result.values[r * result.columns.length + c] ?? null]),
          ),
        };
  }
}
