import type { EventColumns, OrderColumns } from '../../shared/columns.ts';
import { AppError } from '../../shared/errors.ts';
import type { RunContext } from '../analysis/analysis.ts';
import { type NamedColumns, readNamedColumns } from '../import/named-columns.ts';
import { openSource } from '../import/source.ts';
import { isZone } from './app.ts';
import { type Dictionary, type LabRejection, labEvents, labOrders } from './lab-columns.ts';
import type { LabInput, LabOption } from './line-lab.ts';

/** Options that name the columns of a table of events. */
export const EVENT_OPTIONS = {
  visitor: { type: 'string', help: 'column of the visitor' },
  time: { type: 'string', help: 'column of the time' },
  event: { type: 'string', help: 'column of the page or event' },
  columns: { type: 'string', help: 'names of the columns, set apart by commas, for a file without a header' },
} as const satisfies Record<string, LabOption>;

/** Options that name the columns of a table of orders. */
export const ORDER_OPTIONS = {
  customer: { type: 'string', help: 'column of the customer' },
  date: { type: 'string', help: 'column of the date' },
  value: { type: 'string', help: 'column of the amount' },
  columns: EVENT_OPTIONS.columns,
} as const satisfies Record<string, LabOption>;

/** A table's columns as analyses take them, the texts behind its numbers, and what could not be read. */
export interface LabEvents {
  events: EventColumns;
  people: Dictionary;
  pages: Dictionary;
  sources: Dictionary;
  rejected: LabRejection[];
}
export interface LabOrders {
  orders: OrderColumns;
  people: Dictionary;
  rejected: LabRejection[];
}

/** Value of an option that is text; undefined when it was not given. */
export function textOf(params: Record<string, unknown>, name: string): string | undefined {
  const value = params[name];
  if (value !== undefined && typeof value !== 'string') throw new AppError('invalid-input', { field: name });
  return value;
}

/** Value of an option that is a number from `least` on; the default when it was not given. */
export function numberOf(params: Record<string, unknown>, name: string, usual: number, least = 0): number {
  const value = params[name] ?? usual;
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (!(number >= least)) throw new AppError('invalid-input', { field: name });
  return number;
}

/** One of a few words; the first when the option was not given. */
export function choiceOf<W extends string>(
  params: Record<string, unknown>,
  name: string,
  words: readonly [W, ...W[]],
): W {
  const value = params[name] ?? words[0];
  const found = words.find((word) => word === value);
  if (found === undefined) throw new AppError('invalid-input', { field: name });
  return found;
}

async function readWhole({ text, paths }: LabInput): Promise<string> {
  const [path, ...more] = paths;
  if (path === undefined || more.length > 0) throw new AppError('invalid-input', { field: 'path' });
  if (path === '-') return text();
  const opened = await openSource(path);
  try {
    if (opened.source.members.length > 0) throw new AppError('format-unknown');
    const chunks: Uint8Array[] = [];
    for await (const chunk of opened.source.bytes()) chunks.push(Uint8Array.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    opened.close();
  }
}

async function readTable(input: LabInput): Promise<NamedColumns> {
  if (!isZone(input.zone)) throw new AppError('invalid-input', { field: 'zone' });
  const names = textOf(input.params, 'columns');
  return readNamedColumns(await readWhole(input), names === undefined ? [] : names.split(','));
}

/** Columns that the user named, by the field they stand for. */
function namedIn(params: Record<string, unknown>, fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([option, field]) => {
      const column = textOf(params, option);
      return column === undefined ? [] : [[field, column]];
    }),
  );
}

/** A table of events. `properties`: its other columns are properties of the events, as they are written. */
export async function readEvents(input: LabInput, properties = false): Promise<LabEvents> {
  const { columns, rows } = await readTable(input);
  const named = namedIn(input.params, { visitor: 'person', time: 'at', event: 'page', source: 'source' });
  const made = labEvents(columns, rows, { zone: input.zone, named, properties });
  return { ...made, events: made.columns };
}

export async function readOrders(input: LabInput): Promise<LabOrders> {
  const { columns, rows } = await readTable(input);
  const named = namedIn(input.params, { customer: 'person', date: 'at', value: 'total' });
  const made = labOrders(columns, rows, { zone: input.zone, named });
  return { ...made, orders: made.columns };
}

/** What an analysis is told about a file: all of its time, nobody left out. */
export function contextOf(times: ArrayLike<number>, zone: string, idleMinutes = 30): RunContext {
  let fromMs = times.length > 0 ? Number.POSITIVE_INFINITY : 0;
  let toMs = times.length > 0 ? Number.NEGATIVE_INFINITY : 0;
  for (let i = 0; i < times.length; i++) {
    fromMs = Math.min(fromMs, times[i] as number);
    toMs = Math.max(toMs, (times[i] as number) + 1);
  }
  return { range: { fromMs, toMs }, zone, dataEndMs: toMs, sessionIdleMs: idleMinutes * 60_000, bots: false };
}

/** Lines about the rows that could not be read: where, never what stands there. */
export function* rejectedLines(rejected: readonly LabRejection[]): Generator<Record<string, unknown>> {
  for (const { line, column } of rejected) yield { line, rejected: column };
}

/** How a person is named: as the file does, but an address never; that person gets a number. */
export const nameOf = ({ texts }: Dictionary, person: number): string => {
  const text = texts[person] ?? '';
  return text.includes('@') ? `person ${person}` : text;
};
