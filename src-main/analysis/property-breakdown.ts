import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import type { TableResult } from '../../shared/results.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { ACT_BLOCK, type ActBlock } from './base/act-blocks.ts';
import { differ } from './base/bits.ts';
import {
  type Chosen,
  chosenEvents,
  commonestProperty,
  countSets,
  eachBlockOfEvents,
  type PropertyValue,
  rowsOfEvents,
  setsOf,
  valuesOf,
} from './base/properties.ts';
import { newestFirst } from './base/scan.ts';
import { borrowUnwritten } from './base/scratch.ts';
import { valueGroups } from './base/value-ranges.ts';

const params = z.strictObject({
  ...chosenEvents,
  /** Left empty: the one that most of the events have. */
  property: z.string().max(200).default(''),
  limit: z.number().int().min(1).max(1000).default(50),
});

const NONE: PropertyValue = { key: 'none:', type: 'other', words: '(none)', number: Number.NaN };

/** The rows of the events asked for, and the group of values that each set of properties belongs to. */
function grouped(events: EventColumns, context: RunContext, chosen: Chosen & { property: string }) {
  const rows = rowsOfEvents(events, context, chosen);
  const rowsOfSet = countSets(events, rows);
  const property = chosen.property || commonestProperty(events.propertySets, rowsOfSet);
  const { values, ofSet } = valuesOf(events.propertySets, property);
  const times = new Float64Array(values.length);
  for (let set = 0; set < ofSet.length; set++) {
    const code = ofSet[set] as number;
    if (code >= 0) times[code] = (times[code] as number) + (rowsOfSet[set] as number);
  }
  const { groups, ofValue } = valueGroups(values, times);
  // Behind all others: events that do not have the property.
  const groupOfSet = ofSet.map((code) => (code < 0 ? groups.length : (ofValue[code] as number)));
  return { rows, groupOfSet, property, groups: [...groups, NONE], isKnown: times.some((count) => count > 0) };
}
type Grouped = ReturnType<typeof grouped>;

/** The group of each of some rows. */
function groupsInto(
  { properties }: EventColumns,
  groupOfSet: Int32Array,
  rows: Uint32Array,
  count: number,
  ids: Int32Array,
): void {
  if (properties.length === 0) ids.fill(groupOfSet[0] as number, 0, count);
  else for (let j = 0; j < count; j++) ids[j] = groupOfSet[properties[rows[j] as number] as number] as number;
}

/** Counts rows and distinct people per group; rows of a person lie together. */
function countRows(person: Uint32Array, rows: Uint32Array, ids: Int32Array, size: number) {
  const [times, people, seen] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
  let [everybody, current] = [0, 0];
  for (let j = 0; j < rows.length; j++) {
    const id = ids[j] as number;
    const who = person[rows[j] as number] as number;
    const isKnown = differ(who, 0);
    times[id] = (times[id] as number) + 1;
    people[id] = (people[id] as number) + (differ(seen[id] as number, who) & isKnown);
    seen[id] = who;
    everybody += differ(who, current) & isKnown;
    current = who;
  }
  return { times, people, everybody };
}

/** Counts each visit once per group; they ascend from block to block. */
function addVisits({ visits, count }: ActBlock, ids: Int32Array, last: Int32Array, counts: Uint32Array): void {
  for (let j = 0; j < count; j++) {
    const [id, visit] = [ids[j] as number, visits[j] as number];
    counts[id] = (counts[id] as number) + (differ(last[id] as number, visit) & differ(visit, 0));
    last[id] = visit;
  }
}

/** Distinct people and visits per group. */
function countGroups(events: EventColumns, context: RunContext, chosen: Chosen, { rows, groupOfSet, groups }: Grouped) {
  const size = groups.length;
  const ids = borrowUnwritten(Int32Array, rows.length);
  groupsInto(events, groupOfSet, rows, rows.length, ids);
  const [visits, last, ofBlock] = [new Uint32Array(size), new Int32Array(size), new Int32Array(ACT_BLOCK)];
  eachBlockOfEvents(events, context, chosen, (block) => {
    groupsInto(events, groupOfSet, block.rows, block.count, ofBlock);
    addVisits(block, ofBlock, last, visits);
  });
  return { ...countRows(events.person, rows, ids, size), visits };
}

/** Groups that are listed: those with events, and ranges between such, as a gap is part of the picture. */
function listedGroups(groups: readonly PropertyValue[], times: Uint32Array): number[] {
  const isUsed = (id: number) => (times[id] as number) > 0;
  const isRange = (id: number) => groups[id]?.key.startsWith('range:') === true;
  const ids = groups.map((_, id) => id);
  const used = ids.filter((id) => isRange(id) && isUsed(id));
  const [first = 0, last = -1] = [used[0], used.at(-1)];
  return ids.filter((id) => isUsed(id) || (isRange(id) && id > first && id < last));
}

const columnsOf = (property: string): TableResult['columns'] => [
  { id: 'value', label: property === '' ? 'Value' : property, type: 'text' },
  { id: 'count', label: 'Events', type: 'number', unit: 'count' },
  { id: 'share', label: 'Share', type: 'number', unit: 'share', isPart: true },
  { id: 'people', label: 'People', type: 'number', unit: 'people' },
  { id: 'visits', label: 'Visits', type: 'number', unit: 'visits' },
];

/** One event broken down by the values of one of its properties. */
export const propertyBreakdown = defineAnalysis({
  id: 'property-breakdown',
  title: 'Events by a property',
  question: 'Which values does a property of an event have, and who has which?',
  definition:
    'Events of one name or kind by the value of one property: how often, as a share of all events asked for, in how many visits and by how many people. More than twelve different numbers are put into ranges of equal width, the ends open where single numbers lie far out. “(none)” are events without the property; “(other)” texts beyond the first 1,000 of an import.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, chosen, context) {
    const found = grouped(events, context, chosen);
    const { groups, rows, property, isKnown } = found;
    const columns = columnsOf(property);
    // Where no event has the property, there is nothing to break down.
    if (!isKnown) return { kind: 'table', columns, rows: [], total: 0, n: 0, people: 0 };
    const { times, people, visits, everybody } = countGroups(events, context, chosen, found);
    const listed = listedGroups(groups, times);
    return {
      kind: 'table',
      columns,
      rows: listed.slice(0, chosen.limit).map((id) => ({
        key: groups[id]?.key ?? '',
        cells: [
          groups[id]?.words ?? '',
          times[id] as number,
          (times[id] as number) / rows.length,
          people[id] as number,
          visits[id] as number,
        ],
        people: people[id] as number,
      })),
      total: listed.length,
      n: rows.length,
      people: everybody,
    };
  },
  rows({ events }, chosen, context, key) {
    const { rows, groupOfSet, groups, isKnown } = grouped(events, context, chosen);
    const wanted = groups.findIndex((group) => group.key === key);
    const sets = setsOf(events, rows);
    const found = isKnown && wanted >= 0 ? rows.filter((_, j) => groupOfSet[sets[j] as number] === wanted) : [];
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
