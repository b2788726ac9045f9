import * as z from 'zod';
import { type EventColumns, PROPERTY_TYPES } from '../../shared/columns.ts';
import { EVENT_KINDS } from '../../shared/model.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { eachRow, PROPERTY_KINDS } from './base/properties.ts';
import { newestFirst } from './base/scan.ts';

const CUSTOM = EVENT_KINDS.indexOf('custom');

/** One property of one event. */
interface Cell {
  group: number;
  name: string;
  rows: number;
  people: number;
  seen: number;
  /** Different values, by type. */
  values: readonly Set<number>[];
}

/** Custom events by the id of their name; searches and those of the shop by their kind, as a negative number. */
const groupOf = ({ kind, page }: EventColumns, row: number): number =>
  kind[row] === CUSTOM ? (page[row] as number) : -(kind[row] as number);

/** Counts per event and property. Events have few sets of properties: what a set holds is looked up once per event. */
class PropertyTally {
  readonly cells: Cell[] = [];
  readonly rowsOf = new Map<number, number>();
  readonly #events: EventColumns;
  readonly #byName = new Map<number, Cell>();
  readonly #bySet = new Map<number, Cell[]>();

  constructor(events: EventColumns) {
    this.#events = events;
  }

  add(row: number): void {
    const group = groupOf(this.#events, row);
    this.rowsOf.set(group, (this.rowsOf.get(group) ?? 0) + 1);
    const set = this.#events.properties[row] ?? 0;
    if (set === 0) return;
    const who = this.#events.person[row] as number;
    const { length } = this.#events.propertySets.start;
    const key = group * length + (group < 0 ? -set : set);
    let cells = this.#bySet.get(key);
    if (!cells) {
      cells = this.#cellsOf(group, set);
      this.#bySet.set(key, cells);
    }
    for (const cell of cells) {
      cell.rows++;
      if (who === 0 || cell.seen === who) continue;
      cell.seen = who;
      cell.people++;
    }
  }

  #cellsOf(group: number, set: number): Cell[] {
    const { names, start, name, type, value } = this.#events.propertySets;
    const cells: Cell[] = [];
    for (let m = start[set] as number; m < (start[set + 1] as number); m++) {
      const id = name[m] as number;
      const cell = this.#cell(group * names.length + (group < 0 ? -id : id), group, names[id] as string);
      // Texts are numbered: a value is one number among those of its type.
      cell.values[type[m] as number]?.add(value[m] as number);
      cells.push(cell);
    }
    return cells;
  }

  #cell(key: number, group: number, name: string): Cell {
    let cell = this.#byName.get(key);
    if (!cell) {
      cell = { group, name, rows: 0, people: 0, seen: 0, values: PROPERTY_TYPES.map(() => new Set<number>()) };
      this.#byName.set(key, cell);
      this.cells.push(cell);
    }
    return cell;
  }
}

function typeWords(values: Cell['values']): string {
  const known = PROPERTY_TYPES.filter((type, code) => type !== 'other' && (values[code]?.size ?? 0) > 0);
  return known.length > 1 ? 'mixed' : (known[0] ?? 'text');
}

function tally(events: EventColumns, context: RunContext) {
  const counted = new PropertyTally(events);
  let [n, people, current] = [0, 0, 0];
  eachRow(events, context, PROPERTY_KINDS, (row) => {
    counted.add(row);
    if ((events.properties[row] ?? 0) === 0) return;
    n++;
    const who = events.person[row] as number;
    if (who !== 0 && who !== current) people++;
    current = who;
  });
  return { counted, n, people };
}

/** Events by what is told of them besides. */
export const eventProperties = defineAnalysis({
  id: 'event-properties',
  title: 'Properties of events',
  question: 'What do events tell besides their name, and how often?',
  definition:
    'Properties that an export tells of custom events (by name), and of searches and events of the shop (by kind): in how many of the events, as a share of all events of that name, by how many people, and how many different values. What was typed into the site’s search is one of them where an export tells of the search as an event; what a log or a page view tells of it stands under Search terms on the site. Properties that look personal are never kept; each import lists what it left out.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(1000).default(100) }),
  version: 2,
  run({ events }, { limit }, context) {
    const { counted, n, people } = tally(events, context);
    const found = counted.cells.sort(
      (a, b) =>
        (counted.rowsOf.get(b.group) ?? 0) - (counted.rowsOf.get(a.group) ?? 0) ||
        a.group - b.group ||
        b.rows - a.rows ||
        (a.name < b.name ? -1 : 1),
    );
    return {
      kind: 'table',
      columns: [
        { id: 'event', label: 'Event', type: 'page' },
        { id: 'property', label: 'Property', type: 'text' },
        { id: 'type', label: 'Type', type: 'text' },
        { id: 'count', label: 'Events with it', type: 'number', unit: 'count' },
        { id: 'share', label: 'Share of the events', type: 'number', unit: 'share', isPart: true },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
        { id: 'values', label: 'Different values', type: 'number' },
        { id: 'kind', label: 'Kind', type: 'text' },
      ],
      rows: found.slice(0, limit).map(({ group, name, rows, people: who, values }) => ({
        key: `${group}:${name}`,
        cells: [
          group > 0 ? group : (EVENT_KINDS[-group] ?? ''),
          name,
          typeWords(values),
          rows,
          rows / (counted.rowsOf.get(group) ?? rows),
          who,
          values.reduce((sum, { size }) => sum + size, 0),
          EVENT_KINDS[group > 0 ? CUSTOM : -group] ?? '',
        ],
        people: who,
      })),
      total: found.length,
      n,
      people,
    };
  },
  rows({ events }, _params, context, key) {
    const match = /^(-?\d+):(.*)$/s.exec(key);
    const { properties, propertySets } = events;
    const name = match ? propertySets.names.indexOf(match[2] as string) : -1;
    const found: number[] = [];
    if (name > 0)
      eachRow(events, context, PROPERTY_KINDS, (row) => {
        const set = properties[row] ?? 0;
        if (groupOf(events, row) !== Number(match?.[1])) return;
        const names = propertySets.name.subarray(propertySets.start[set], propertySets.start[set + 1]);
        if (names.includes(name)) found.push(row);
      });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
