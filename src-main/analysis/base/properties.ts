import * as z from 'zod';
import {
  type EventColumns,
  PROPERTY_TYPES,
  type PropertySets,
  type PropertyType,
  valueWords,
} from '../../../shared/columns.ts';
import type { PropertyTest } from '../../../shared/conditions.ts';
import { EVENT_KINDS } from '../../../shared/model.ts';
import type { RunContext } from '../analysis.ts';
import { type ActBlock, eachActBlock } from './act-blocks.ts';
import { differ } from './bits.ts';
import { RareActs, rowsOfKind } from './rare-rows.ts';
import { kindMask } from './scan.ts';
import { rowsInScope, ScopeReader } from './scope.ts';
import { borrowUnwritten } from './scratch.ts';
import { findSessions, wholeOf } from './sessions.ts';

/** Kinds of events that may have properties. */
export const PROPERTY_KINDS = ['custom', 'search', 'product', 'cart', 'checkout', 'purchase', 'download'] as const;
type PropertyKind = (typeof PROPERTY_KINDS)[number];

/** Parameters by which events are chosen: a kind, and a name or page. */
export const chosenEvents = {
  kind: z.enum(PROPERTY_KINDS).default('custom'),
  /** Name of the event, or page of a shop event; a trailing * takes all that begin so. Left empty: all of the kind. */
  event: z.string().max(2000).default(''),
};
export interface Chosen {
  kind: PropertyKind;
  event: string;
}

/** 1 per name or page that is asked for; a trailing * takes all that begin so, '' every one. */
function namesAsked(events: EventColumns, event: string): Uint8Array {
  const wanted = new Uint8Array(events.pages + 1);
  if (event === '') return wanted.fill(1);
  for (const id of event.endsWith('*') ? events.pagesWithPrefix(event.slice(0, -1)) : [events.pageId(event)])
    if (id > 0) wanted[id] = 1;
  return wanted;
}

/** Whether a row has the name or page that is asked for; a trailing * takes all that begin so, '' every one. */
export function hasName(events: EventColumns, event: string): (row: number) => boolean {
  if (event === '') return () => true;
  const wanted = namesAsked(events, event);
  return (row) => wanted[events.page[row] as number] === 1;
}

/** Calls back for every row of some kinds that is in the period and in scope, in the order of the columns. */
export function eachRow(
  events: EventColumns,
  context: RunContext,
  kinds: readonly PropertyKind[],
  take: (row: number) => void,
): void {
  const reader = new ScopeReader(events, context, kindMask(...kinds.map((kind) => EVENT_KINDS.indexOf(kind))));
  for (let count = reader.read(); count >= 0; count = reader.read())
    for (let j = 0; j < count; j++) take(reader.rows[j] as number);
}

/** Rows of each kind, found once where they are few. */
const RARE_ROWS = new Map(PROPERTY_KINDS.map((kind) => [kind, rowsOfKind(EVENT_KINDS.indexOf(kind))]));
const rareRowsOf = ({ kind: column }: EventColumns, kind: PropertyKind): Uint32Array | null =>
  RARE_ROWS.get(kind)?.(column) ?? null;

/** All rows of a kind in the period and in scope. */
function rowsInPeriod(events: EventColumns, context: RunContext, kind: PropertyKind): Uint32Array {
  const rare = rareRowsOf(events, kind);
  if (rare) return rowsInScope(events, context, rare);
  const reader = new ScopeReader(events, context, kindMask(EVENT_KINDS.indexOf(kind)));
  const rows = borrowUnwritten(Uint32Array, events.length);
  let length = 0;
  for (let count = reader.read(); count >= 0; count = reader.read()) {
    rows.set(reader.rows.subarray(0, count), length);
    length += count;
  }
  return rows.subarray(0, length);
}

/** Moves the rows whose page is wanted to the front; answers them. */
function keepNamed(rows: Uint32Array, page: Uint32Array, wanted: Uint8Array): Uint32Array {
  let count = 0;
  for (let j = 0; j < rows.length; j++) {
    const row = rows[j] as number;
    rows[count] = row;
    count += wanted[page[row] as number] as number;
  }
  return rows.subarray(0, count);
}

/** Rows of the chosen events that are in the period and in scope, in the order of the columns; good until the question ends. */
export function rowsOfEvents(events: EventColumns, context: RunContext, { kind, event }: Chosen): Uint32Array {
  const rows = rowsInPeriod(events, context, kind);
  return event === '' ? rows : keepNamed(rows, events.page, namesAsked(events, event));
}

/** Leaves those of a block that are chosen. */
function keepChosen(
  { rows, visits, count }: ActBlock,
  kind: Uint8Array,
  code: number,
  page: Uint32Array,
  wanted: Uint8Array,
) {
  let kept = 0;
  for (let j = 0; j < count; j++) {
    const row = rows[j] as number;
    rows[kept] = row;
    visits[kept] = visits[j] as number;
    kept += (differ(kind[row] as number, code) ^ 1) & (wanted[page[row] as number] as number);
  }
  return { rows, visits, count: kept };
}

/** Calls back for the same rows with the visits they belong to, block by block; those of nobody may be among them. */
export function eachBlockOfEvents(
  events: EventColumns,
  context: RunContext,
  { kind, event }: Chosen,
  found: (block: ActBlock) => void,
): void {
  const rare = rareRowsOf(events, kind);
  const wanted = namesAsked(events, event);
  const take = (block: ActBlock): void =>
    found(keepChosen(block, events.kind, EVENT_KINDS.indexOf(kind), events.page, wanted));
  if (!rare) eachActBlock(events, context, take);
  else if (rare.length > 0)
    new RareActs(events.at, rare, wholeOf(findSessions(events, context)), context.range).eachBefore(
      events.length,
      take,
    );
}

/** Numbers of the sets of rows, of which there may be none at all. */
export function setsOf({ properties }: EventColumns, rows: Uint32Array): Uint32Array {
  const sets = new Uint32Array(rows.length);
  if (properties.length > 0) for (let j = 0; j < rows.length; j++) sets[j] = properties[rows[j] as number] as number;
  return sets;
}

/** How many rows have each set. */
export function countSets({ properties, propertySets }: EventColumns, rows: Uint32Array): Uint32Array {
  const counts = new Uint32Array(propertySets.start.length - 1);
  if (properties.length === 0) counts[0] = rows.length;
  else
    for (let j = 0; j < rows.length; j++) {
      const set = properties[rows[j] as number] as number;
      counts[set] = (counts[set] as number) + 1;
    }
  return counts;
}

/** A value of a property. `key` names it whatever other events there are. */
export interface PropertyValue {
  key: string;
  type: PropertyType;
  words: string;
  /** NaN unless it is a number. */
  number: number;
}

/** The value at one place of the columns of sets. */
function valueAt({ texts, type, value }: PropertySets, place: number): PropertyValue {
  const kind = PROPERTY_TYPES[type[place] as number] ?? 'other';
  const words = valueWords(texts, kind, value[place] as number);
  return {
    key: `${kind}:${words}`,
    type: kind,
    words,
    number: kind === 'number' ? (value[place] as number) : Number.NaN,
  };
}

/** The different values of one property, and which of them each set has: −1 = the property is not in the set. */
export function valuesOf(sets: PropertySets, property: string): { values: PropertyValue[]; ofSet: Int32Array } {
  const wanted = sets.names.indexOf(property);
  const ofSet = new Int32Array(sets.start.length - 1).fill(-1);
  const values: PropertyValue[] = [];
  // Texts are numbered: a value is one number among those of its type.
  const known = PROPERTY_TYPES.map(() => new Map<number, number>());
  if (wanted > 0)
    for (let set = 0; set < ofSet.length; set++)
      for (let m = sets.start[set] as number; m < (sets.start[set + 1] as number); m++) {
        if (sets.name[m] !== wanted) continue;
        const ofType = known[sets.type[m] as number];
        let code = ofType?.get(sets.value[m] as number);
        if (code === undefined) {
          code = values.push(valueAt(sets, m)) - 1;
          ofType?.set(sets.value[m] as number, code);
        }
        ofSet[set] = code;
      }
  return { values, ofSet };
}

/** Whether a value is what a test asks for. */
function isWanted({ words, type, number }: PropertyValue, test: PropertyTest): boolean {
  const { is, contains, from, above, to, below } = test;
  // Texts beyond the most have no words, and what is no number has none: NaN is neither more nor less.
  const isKnown = type !== 'other';
  return (
    (is === undefined || (isKnown && is.includes(words))) &&
    (contains === undefined || (isKnown && words.toLowerCase().includes(contains.toLowerCase()))) &&
    (from === undefined || number >= from) &&
    (above === undefined || number > above) &&
    (to === undefined || number <= to) &&
    (below === undefined || number < below)
  );
}

/** Whether a row's event has all the properties that are asked for, each as it is asked for. */
export function hasProperties(events: EventColumns, tests: readonly PropertyTest[]): (row: number) => boolean {
  const { propertySets } = events;
  const fitting = new Uint8Array(propertySets.start.length - 1).fill(1);
  for (const test of tests) {
    const { values, ofSet } = valuesOf(propertySets, test.name);
    const fits = values.map((value) => isWanted(value, test));
    ofSet.forEach((code, set) => {
      if (code < 0 || !fits[code]) fitting[set] = 0;
    });
  }
  return (row) => fitting[events.properties[row] ?? 0] === 1;
}

/** The property that most of the rows have, by name where several do; '' for none. `ofSet`: how many rows have each set. */
export function commonestProperty(propertySets: PropertySets, ofSet: Uint32Array): string {
  const counts = new Float64Array(propertySets.names.length);
  for (let set = 1; set < ofSet.length; set++)
    for (let m = propertySets.start[set] as number; m < (propertySets.start[set + 1] as number); m++) {
      const name = propertySets.name[m] as number;
      counts[name] = (counts[name] as number) + (ofSet[set] as number);
    }
  let best = '';
  let most = 0;
  propertySets.names.forEach((name, id) => {
    const count = counts[id] as number;
    if (id === 0 || count < most || count === 0 || (count === most && name > best)) return;
    best = name;
    most = count;
  });
  return best;
}
