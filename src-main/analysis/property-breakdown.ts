import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import {
  type Chosen,
  chosenEvents,
  commonestProperty,
  type PropertyValue,
  rowsOfEvents,
  valuesOf,
} from './base/properties.ts';
import { newestFirst } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';
import { valueGroups } from './base/value-ranges.ts';

const params = z.strictObject({
  ...chosenEvents,
  /** Left empty: the one that most of the events have. */
  property: z.string().max(200).default(''),
  limit: z.number().int().min(1).max(1000).default(50),
});

const NONE: PropertyValue = { key: 'none:', type: 'other', words: '(none)', number: Number.NaN };

/** The rows of the events asked for, each with the group of values it belongs to. */
function grouped(events: EventColumns, context: RunContext, chosen: Chosen & { property: string }) {
  const rows = rowsOfEvents(events, context, chosen);
  const property = chosen.property || commonestProperty(events, rows);
  const { values, ofSet } = valuesOf(events.propertySets, property);
  const codes = rows.map((row) => ofSet[events.properties[row] ?? 0] ?? -1);
  const times = new Float64Array(values.length);
  for (const code of codes) if (code >= 0) times[code] = (times[code] as number) + 1;
  const { groups, ofValue } = valueGroups(values, times);
  // Behind all others: events that do not have the property.
  const ids = codes.map((code) => (code < 0 ? groups.length : (ofValue[code] as number)));
  return { rows, ids, property, groups: [...groups, NONE], isKnown: times.some((count) => count > 0) };
}

/** Distinct people and visits per group. */
function countGroups(events: EventColumns, context: RunContext, { rows, ids, groups }: ReturnType<typeof grouped>) {
  const column = () => new Float64Array(groups.length);
  const [times, people, visits, seen, lastVisit] = [column(), column(), column(), column(), column()];
  const groupOfRow = new Int32Array(events.length).fill(-1);
  let [everybody, current] = [0, 0];
  rows.forEach((row, j) => {
    const id = ids[j] as number;
    const who = events.person[row] as number;
    times[id] = (times[id] as number) + 1;
    groupOfRow[row] = id;
    if (who === 0) return;
    if (who !== current) everybody++;
    current = who;
    if (seen[id] === who) return;
    seen[id] = who;
    people[id] = (people[id] as number) + 1;
  });
  const { acts, start, count } = findSessions(events, context);
  for (let s = 0; s < count; s++)
    for (let a = start[s] as number; a < (start[s + 1] as number); a++) {
      const id = groupOfRow[acts[a] as number] as number;
      if (id < 0 || lastVisit[id] === s + 1) continue;
      lastVisit[id] = s + 1;
      visits[id] = (visits[id] as number) + 1;
    }
  return { times, people, visits, everybody };
}

/** Groups that are listed: those with events, and ranges between such, as a gap is part of the picture. */
function listedGroups(groups: readonly PropertyValue[], times: Float64Array): number[] {
  const isUsed = (id: number) => (times[id] as number) > 0;
  const isRange = (id: number) => groups[id]?.key.startsWith('range:') === true;
  const ids = groups.map((_, id) => id);
  const used = ids.filter((id) => isRange(id) && isUsed(id));
  const [first = 0, last = -1] = [used[0], used.at(-1)];
  return ids.filter((id) => isUsed(id) || (isRange(id) && id > first && id < last));
}

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
    const { times, people, visits, everybody } = countGroups(events, context, found);
    const { groups, rows, property, isKnown } = found;
    // Where no event has the property, there is nothing to break down.
    const listed = isKnown ? listedGroups(groups, times) : [];
    return {
      kind: 'table',
      columns: [
        { id: 'value', label: property === '' ? 'Value' : property, type: 'text' },
        { id: 'count', label: 'Events', type: 'number', unit: 'count' },
        { id: 'share', label: 'Share', type: 'number', unit: 'share' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
        { id: 'visits', label: 'Visits', type: 'number', unit: 'visits' },
      ],
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
      n: isKnown ? rows.length : 0,
      people: isKnown ? everybody : 0,
    };
  },
  rows({ events }, chosen, context, key) {
    const { rows, ids, groups, isKnown } = grouped(events, context, chosen);
    const wanted = groups.findIndex((group) => group.key === key);
    const found = isKnown && wanted >= 0 ? rows.filter((_, j) => ids[j] === wanted) : [];
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
