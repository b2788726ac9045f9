import type { EventData } from '../../../shared/columns.ts';

/** Column names that have one entry per event. */
export type EventColumn =
  | 'at'
  | 'person'
  | 'kind'
  | 'flags'
  | 'page'
  | 'source'
  | 'agent'
  | 'status'
  | 'sizeBytes'
  | 'value'
  | 'run'
  | 'line'
  | OptionalColumn;

/** Columns that only some sources fill: where no event has a value they take no room, in the store as in memory. */
export type OptionalColumn = 'tookMsPlus1' | 'screen' | 'language' | 'properties';

/** The per-event columns of EventData, as arrays of one capacity; optional ones are empty while all their values are 0. */
export type EventBlock = Pick<EventData, Exclude<EventColumn, 'line'>> & {
  /** Line of the file it came from, from 1. */
  line: Uint32Array;
};

/** Events on their way into the store: the first `count` entries of each array, all ids those of the store. */
export interface StoredEvents
  extends Omit<EventBlock, 'run' | OptionalColumn>,
    Partial<Pick<EventBlock, OptionalColumn>> {
  count: number;
}

const OPTIONAL_ARRAYS = {
  tookMsPlus1: Uint32Array,
  screen: Uint16Array,
  language: Uint16Array,
  properties: Uint32Array,
} as const;
const ARRAYS = {
  at: Float64Array,
  person: Uint32Array,
  kind: Uint8Array,
  flags: Uint8Array,
  page: Uint32Array,
  source: Uint32Array,
  agent: Uint16Array,
  status: Uint16Array,
  sizeBytes: Uint32Array,
  value: Float32Array,
  run: Uint16Array,
  line: Uint32Array,
  ...OPTIONAL_ARRAYS,
} as const;

/** All per-event columns. */
export const EVENT_COLUMNS = Object.keys(ARRAYS) as readonly EventColumn[];
export const OPTIONAL_COLUMNS = Object.keys(OPTIONAL_ARRAYS) as readonly OptionalColumn[];
export const isOptional = (name: EventColumn | 'events'): name is OptionalColumn => name in OPTIONAL_ARRAYS;
/** Columns that every event has. */
export const BASE_COLUMNS = EVENT_COLUMNS.filter((name) => !isOptional(name)) as Exclude<EventColumn, OptionalColumn>[];
/** Columns that are stored one number per event; `person` is stored once per group. */
export const PLAIN_COLUMNS = BASE_COLUMNS.filter((name) => name !== 'person');

/** Fresh columns for `rows` events; those not in `names` stay empty. `shared` puts them where threads can share them. */
export function makeBlock(rows: number, shared = false, names: readonly EventColumn[] = BASE_COLUMNS): EventBlock {
  const block: Partial<Record<EventColumn, unknown>> = {};
  for (const name of EVENT_COLUMNS) {
    const bytes = names.includes(name) ? rows * ARRAYS[name].BYTES_PER_ELEMENT : 0;
    const Kind: new (buffer: ArrayBufferLike) => EventBlock[EventColumn] = ARRAYS[name];
    block[name] = new Kind(shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  }
  return block as EventBlock;
}

/** An optional column of a block, made (all unknown) where it is still empty. */
export function columnOf(block: EventBlock, name: OptionalColumn): EventBlock[OptionalColumn] {
  if (block[name].length === 0) Object.assign(block, { [name]: new OPTIONAL_ARRAYS[name](block.at.length) });
  return block[name];
}

/** Takes `count` values, from `from` on, of an optional column into a block at `at`; without values they are unknown. */
export function copyOptional(
  target: EventBlock,
  at: number,
  name: OptionalColumn,
  values: EventBlock[OptionalColumn] | undefined,
  from: number,
  count: number,
): void {
  if (values && values.length > 0) columnOf(target, name).set(values.subarray(from, from + count), at);
  else if (target[name].length > 0) target[name].fill(0, at, at + count);
}

/** Copies rows from..to of `source` to `target` at `at`. One loop over all columns: ranges are short (a person's visit). */
export function copyRows(target: EventBlock, at: number, source: EventBlock, from: number, to: number): void {
  let j = at;
  for (let i = from; i < to; i++, j++) {
    target.at[j] = source.at[i] as number;
    target.person[j] = source.person[i] as number;
    target.kind[j] = source.kind[i] as number;
    target.flags[j] = source.flags[i] as number;
    target.page[j] = source.page[i] as number;
    target.source[j] = source.source[i] as number;
    target.agent[j] = source.agent[i] as number;
    target.status[j] = source.status[i] as number;
    target.sizeBytes[j] = source.sizeBytes[i] as number;
    target.value[j] = source.value[i] as number;
    target.run[j] = source.run[i] as number;
    target.line[j] = source.line[i] as number;
  }
  // Spelled out: ranges are short, and a loop over names would cost more than the copying.
  if (source.tookMsPlus1.length + target.tookMsPlus1.length > 0)
    copyOptional(target, at, 'tookMsPlus1', source.tookMsPlus1, from, to - from);
  if (source.screen.length + target.screen.length > 0)
    copyOptional(target, at, 'screen', source.screen, from, to - from);
  if (source.language.length + target.language.length > 0)
    copyOptional(target, at, 'language', source.language, from, to - from);
  if (source.properties.length + target.properties.length > 0)
    copyOptional(target, at, 'properties', source.properties, from, to - from);
}

/** Gathers the rows named by order[from..to] into the start of `target`. */
export function gatherRows(target: EventBlock, source: EventBlock, order: Uint32Array, from: number, to: number): void {
  for (let j = 0, o = from; o < to; o++, j++) {
    const i = order[o] as number;
    target.at[j] = source.at[i] as number;
    target.person[j] = source.person[i] as number;
    target.kind[j] = source.kind[i] as number;
    target.flags[j] = source.flags[i] as number;
    target.page[j] = source.page[i] as number;
    target.source[j] = source.source[i] as number;
    target.agent[j] = source.agent[i] as number;
    target.status[j] = source.status[i] as number;
    target.sizeBytes[j] = source.sizeBytes[i] as number;
    target.value[j] = source.value[i] as number;
    target.run[j] = source.run[i] as number;
    target.line[j] = source.line[i] as number;
  }
  for (const name of OPTIONAL_COLUMNS) {
    const values = source[name];
    const gathered = target[name].length + values.length > 0 ? columnOf(target, name) : null;
    if (gathered) for (let j = 0, o = from; o < to; o++, j++) gathered[j] = values[order[o] as number] ?? 0;
  }
}
