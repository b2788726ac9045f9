import type { EventColumns } from '../../../shared/columns.ts';
import type { Condition, Leaf } from '../../../shared/conditions.ts';
import { CHANNELS, DEVICES, EVENT_KINDS } from '../../../shared/model.ts';
import type { RunContext } from '../analysis.ts';
import { ACT_BLOCK, eachActBlock, eachBlockOfNobody } from './act-blocks.ts';
import { hasName, hasProperties } from './properties.ts';
import { findSessions } from './sessions.ts';
import { outsideOnly } from './visit-dimensions.ts';

type Mask = Uint8Array;

type Column = Uint32Array | Uint16Array | Uint8Array;

/** Writes 1 for each of the first `count` rows that fulfils a leaf itself, 0 for the others; a call per row would cost more. */
export type Marker = (rows: Uint32Array, count: number, marks: Uint8Array) => void;

/** A leaf about a column of numbers: 1 per number that is wanted. A column that no source filled is empty: all are 0. */
const byColumn =
  (column: Column, wanted: Uint8Array): Marker =>
  (rows, count, marks) => {
    if (column.length === 0) marks.fill(wanted[0] ?? 0, 0, count);
    else for (let j = 0; j < count; j++) marks[j] = wanted[column[rows[j] as number] as number] ?? 0;
  };

/** A leaf about what a table says of a column's numbers. */
const byTable = (column: Column, table: Column, wanted: Uint8Array): Marker =>
  byColumn(
    column,
    Uint8Array.from(table, (word) => wanted[word] ?? 0),
  );

function byProperty(events: EventColumns, leaf: Extract<Leaf, { field: 'property' }>): Marker {
  const [named, has] = [hasName(events, leaf.event ?? ''), hasProperties(events, [leaf])];
  const { kind } = events;
  const wanted = leaf.kind === undefined ? -1 : EVENT_KINDS.indexOf(leaf.kind);
  return (rows, count, marks) => {
    for (let j = 0; j < count; j++) {
      const i = rows[j] as number;
      marks[j] = Number(has(i) && named(i) && (wanted < 0 || kind[i] === wanted));
    }
  };
}

/** Tells which rows fulfil a leaf; of a channel, which first acts of visits do. */
export function markerOf(events: EventColumns, leaf: Leaf): Marker {
  const { page, kind, source, agent, status, value, channelOfSource, deviceOfAgent } = events;
  const among = (list: readonly string[], wanted: readonly string[]) =>
    Uint8Array.from(list, (word) => (wanted.includes(word) ? 1 : 0));
  switch (leaf.field) {
    case 'page': {
      const wanted = new Uint8Array(events.pages + 1);
      for (const text of leaf.is)
        for (const id of text.endsWith('*') ? events.pagesWithPrefix(text.slice(0, -1)) : [events.pageId(text)])
          if (id > 0) wanted[id] = 1;
      return byColumn(page, wanted);
    }
    case 'kind':
      return byColumn(kind, among(EVENT_KINDS, leaf.is));
    case 'channel':
      return byTable(source, outsideOnly(events, channelOfSource), among(CHANNELS, leaf.is));
    case 'device':
      return byTable(agent, deviceOfAgent, among(DEVICES, leaf.is));
    case 'country': {
      const wanted = among(events.countries, leaf.is);
      const { person, countryOfPerson } = events;
      // People the table does not reach have no known country.
      return (rows, count, marks) => {
        for (let j = 0; j < count; j++)
          marks[j] = wanted[countryOfPerson[person[rows[j] as number] as number] ?? 0] ?? 0;
      };
    }
    case 'language':
      return byColumn(events.language, among(events.languages, leaf.is));
    case 'screen': {
      const { from = 0, to = Number.POSITIVE_INFINITY } = leaf;
      const wanted = Uint8Array.from(events.screens, (size) => {
        const width = Number.parseInt(size, 10);
        return width >= from && width <= to ? 1 : 0;
      });
      return byColumn(events.screen, wanted);
    }
    case 'property':
      return byProperty(events, leaf);
    case 'status':
    case 'value': {
      const column = leaf.field === 'status' ? status : value;
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = leaf;
      return (rows, count, marks) => {
        for (let j = 0; j < count; j++) {
          const own = column[rows[j] as number] as number;
          marks[j] = Number(own >= from && own <= to);
        }
      };
    }
  }
}

/** Makes all of rows from..to one where one of them is. A view of the rows would cost more than the few of them. */
function spread(mask: Mask, from: number, to: number): void {
  let any = 0;
  for (let i = from; i < to; i++) any |= mask[i] as number;
  if (any === 1) for (let i = from; i < to; i++) mask[i] = 1;
}

/** Makes every row of a person one where one of them is. Rows of a person lie together; of nobody each stands for itself. */
function spreadOverPeople({ person, length }: EventColumns, mask: Mask): void {
  for (let from = 0; from < length; ) {
    const who = person[from];
    let to = from + 1;
    if (who !== 0) while (to < length && person[to] === who) to++;
    spread(mask, from, to);
    from = to;
  }
}

function spreadOverVisits(events: EventColumns, context: RunContext, mask: Mask): void {
  const { first, last, count } = findSessions(events, context);
  for (let s = 0; s < count; s++) spread(mask, first[s] as number, (last[s] as number) + 1);
}

/** Calls back for all rows, block by block. */
function eachRowBlock(length: number, found: (rows: Uint32Array, count: number) => void): void {
  const rows = new Uint32Array(ACT_BLOCK);
  for (let from = 0; from < length; from += ACT_BLOCK) {
    const count = Math.min(ACT_BLOCK, length - from);
    for (let j = 0; j < count; j++) rows[j] = from + j;
    found(rows, count);
  }
}

/** Whether a leaf holds for a visit as a whole, even where it is asked of single acts. */
export const isOfVisit = ({ field }: Leaf): boolean => field === 'channel';

/** Calls back for the first act of each visit of the period, and for nobody's acts, which each stand for themselves. */
function eachFirstAct(
  events: EventColumns,
  context: RunContext,
  found: (rows: Uint32Array, count: number) => void,
): void {
  const { first, count } = findSessions(events, context);
  for (let from = 0; from < count; from += ACT_BLOCK) {
    const to = Math.min(count, from + ACT_BLOCK);
    found(first.subarray(from, to), to - from);
  }
  eachBlockOfNobody(events, context, (block) => found(block.rows, block.count));
}

function maskOfLeaf(events: EventColumns, context: RunContext, leaf: Leaf): Mask {
  const mark = markerOf(events, leaf);
  const mask = new Uint8Array(events.length);
  const marks = new Uint8Array(ACT_BLOCK);
  const take = (rows: Uint32Array, count: number): void => {
    mark(rows, count, marks);
    for (let j = 0; j < count; j++) mask[rows[j] as number] = marks[j] as number;
  };
  // A visit has one channel, which its first act tells: those behind it come from the site itself.
  if (isOfVisit(leaf)) eachFirstAct(events, context, take);
  else if (leaf.in === 'act') eachRowBlock(events.length, take);
  // What is asked of visits and people, only acts in the period can answer.
  else eachActBlock(events, context, ({ rows, count }) => take(rows, count));
  if (leaf.in === 'visit' || isOfVisit(leaf)) spreadOverVisits(events, context, mask);
  if (leaf.in === 'person') spreadOverPeople(events, mask);
  return mask;
}

/** 1 where all of some masks of a length are 1, or any of them. */
export function combined(parts: readonly Mask[], isAll: boolean, length: number): Mask {
  const mask = new Uint8Array(length).fill(isAll ? 1 : 0);
  for (const part of parts)
    for (let i = 0; i < length; i++)
      mask[i] = isAll ? (mask[i] as number) & (part[i] as number) : (mask[i] as number) | (part[i] as number);
  return mask;
}

/**
 * 1 for every row that fulfils a condition. A leaf about a visit or a person holds for all their rows when one of their
 * acts in the period fulfils it; combinations are made row by row.
 */
export function maskOf(events: EventColumns, context: RunContext, condition: Condition): Mask {
  if ('field' in condition) return maskOfLeaf(events, context, condition);
  if ('not' in condition) return maskOf(events, context, condition.not).map((one) => 1 - one);
  const isAll = 'all' in condition;
  const parts = (isAll ? condition.all : condition.any).map((part) => maskOf(events, context, part));
  return combined(parts, isAll, events.length);
}
