import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { chosenEvents, rowsOfEvents, valuesOf } from './base/properties.ts';
import { medianOf, newestFirst, quantileOf } from './base/scan.ts';
import type { EventColumns } from '../../shared/columns.ts';

const params = z.strictObject({ ...chosenEvents, limit: z.number().int().min(1).max(1000).default(50) });

/** Rows of `rows` that have a property as a number, and the numbers. */
function numbersIn(events: EventColumns, rows: Uint32Array, property: string) {
  const { values, ofSet } = valuesOf(events.propertySets, property);
  const found: { row: number; number: number }[] = [];
  for (const row of rows) {
    const value = values[ofSet[events.properties[row] ?? 0] ?? -1];
    if (value?.type === 'number') found.push({ row, number: value.number });
  }
  return found;
}

/** Names of properties that are numbers in any set. */
function numericNames({ propertySets: { names, name, type } }: EventColumns): string[] {
  const numeric = new Set<number>();
  for (let m = 0; m < name.length; m++) if (type[m] === 2) numeric.add(name[m] as number);
  return [...numeric].map((id) => names[id] as string);
}

function peopleOf({ person }: EventColumns, rows: readonly { row: number }[]): number {
  const people = new Set(rows.map(({ row }) => person[row] as number));
  people.delete(0);
  return people.size;
}

/** Numeric properties of events in figures. */
export const propertyNumbers = defineAnalysis({
  id: 'property-numbers',
  title: 'Numbers in properties of events',
  question: 'How large are the numbers that events tell?',
  definition:
    'For each property of the events asked for that is a number: in how many events, by how many people, its sum, mean and median, and the number that nine in ten do not exceed (nearest rank). The least and the largest are single events and not shown.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, chosen, context) {
    const rows = rowsOfEvents(events, context, chosen);
    const found = numericNames(events)
      .map((name) => ({ name, of: numbersIn(events, rows, name) }))
      .filter(({ of }) => of.length > 0)
      .sort((a, b) => b.of.length - a.of.length || (a.name < b.name ? -1 : 1));
    const all = new Map(found.flatMap(({ of }) => of.map((one) => [one.row, one] as const)));
    return {
      kind: 'table',
      columns: [
        { id: 'property', label: 'Property', type: 'text' },
        { id: 'count', label: 'Events', type: 'number', unit: 'count' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
        { id: 'sum', label: 'Sum', type: 'number' },
        { id: 'mean', label: 'Mean', type: 'number', unit: 'ratio' },
        { id: 'median', label: 'Median', type: 'number', unit: 'ratio' },
        { id: 'p90', label: 'Nine in ten at most', type: 'number', unit: 'ratio' },
      ],
      rows: found.slice(0, chosen.limit).map(({ name, of }) => {
        const numbers = Float64Array.from(of, ({ number }) => number);
        // Added up in order of size, so that the order of events does not show in the last digit.
        const sum = numbers
          .slice()
          .sort()
          .reduce((total, one) => total + one, 0);
        const people = peopleOf(events, of);
        return {
          key: name,
          cells: [name, of.length, people, sum, sum / of.length, medianOf(numbers), quantileOf(numbers, 0.9)],
          people,
        };
      }),
      total: found.length,
      n: all.size,
      people: peopleOf(events, [...all.values()]),
    };
  },
  rows({ events }, chosen, context, key) {
    const found = numbersIn(events, rowsOfEvents(events, context, chosen), key).map(({ row }) => row);
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
