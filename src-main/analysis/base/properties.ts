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
import { kindMask } from './scan.ts';
import { ScopeReader } from './scope.ts';

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

/** Whether a row has the name or page that is asked for; a trailing * takes all that begin so, '' every one. */
export function hasName(events: EventColumns, event: string): (row: number) => boolean {
  if (event === '') return () => true;
  const wanted = new Uint8Array(events.pages + 1);
  for (const id of event.endsWith('*') ? events.pagesWithPrefix(event.slice(0, -1)) : [events.pageId(event)])
    if (id > 0) wanted[id] = 1;
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

/** Rows of the chosen events that are in the period and in scope. */
export function rowsOfEvents(events: EventColumns, context: RunContext, { kind, event }: Chosen): number[] {
  const fits = hasName(events, event);
  const rows: number[] = [];
  eachRow(events, context, [kind], (row) => {
    if (fits(row)) rows.push(row);
  });
  return rows;
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

/** The property that most of the rows have, by name where several do; '' for none. */
export function commonestProperty({ properties, propertySets }: EventColumns, rows: readonly number[]): string {
  const ofSet = new Uint32Array(propertySets.start.length - 1);
  for (const row of rows) {
    const set = properties[row] ?? 0;
    ofSet[set] = (ofSet[set] as number) + 1;
  }
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
