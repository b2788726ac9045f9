import type { EventColumns } from '../../../shared/columns.ts';
import { countryName } from '../../../shared/countries.ts';
import { languageName } from '../../../shared/languages.ts';
import { BOT_CLASSES, CHANNELS, DEVICES, EVENT_KINDS } from '../../../shared/model.ts';
import type { CellType } from '../../../shared/results.ts';
import { HOUR_MS, zoneOffsetMs } from '../../../shared/time.ts';
import type { RunContext } from '../analysis.ts';
import { pageGroupsOf } from './content-groups.ts';
import { byQuarter, type InstantFinder } from './quarters.ts';
import { bucketFinder, bucketsOf } from './series.ts';
import { offsetFinder } from './zone.ts';

/** Ways to group acts. */
export const DIMENSIONS = [
  'page',
  'group',
  'source',
  'channel',
  'device',
  'country',
  'screen',
  'language',
  'agent',
  'robot',
  'kind',
  'status',
  'hour',
  'weekday',
  'day',
  'week',
  'month',
  'year',
] as const;
export type DimensionId = (typeof DIMENSIONS)[number];

/** A dimension over the rows of one table: a small number per row, and what it stands for. */
export interface Dimension {
  label: string;
  /** How a cell's number is to be read; text where the program names the values itself. */
  type: CellType;
  size: number;
  idOf(row: number): number;
  /** The same for the first `count` rows at once: a call per row would cost more than all the rest. */
  idsInto(rows: Uint32Array, count: number, ids: Int32Array): void;
  /** Name of a value, where `type` is text. */
  textOf(id: number): string;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const words = (list: readonly string[]) => (id: number) => list[id] || '(none)';
const noText = (_id: number): string => '';

/** Letters of an ISO date that name a period. */
const DATE_LETTERS = { day: 10, week: 10, month: 7, year: 4 } as const;

/** Ids row by row, for dimensions that are worked out. */
const eachInto =
  (idOf: (row: number) => number): Dimension['idsInto'] =>
  (rows, count, ids) => {
    for (let j = 0; j < count; j++) ids[j] = idOf(rows[j] as number);
  };

type Column = Uint32Array | Uint16Array | Uint8Array;

/** A dimension that is a column itself. */
const columnIds = (column: Column): Pick<Dimension, 'idOf' | 'idsInto'> => ({
  idOf: (row) => column[row] ?? 0,
  idsInto(rows, count, ids) {
    // Columns that no source filled are empty: all their values are 0.
    if (column.length === 0) ids.fill(0, 0, count);
    else for (let j = 0; j < count; j++) ids[j] = column[rows[j] as number] as number;
  },
});

/** A dimension that is looked up by a column: what a table says of each of its numbers. */
const tableIds = (column: Column, table: Column): Pick<Dimension, 'idOf' | 'idsInto'> => ({
  idOf: (row) => table[column[row] as number] ?? 0,
  idsInto(rows, count, ids) {
    for (let j = 0; j < count; j++) ids[j] = table[column[rows[j] as number] as number] ?? 0;
  },
});

/** A dimension of when something was. */
const instantIds = ({ at }: EventColumns, numberOf: InstantFinder): Pick<Dimension, 'idOf' | 'idsInto'> => ({
  idOf: (row) => numberOf(at[row] as number),
  idsInto: (rows, count, ids) => numberOf.into(at, rows, count, ids),
});

function byPeriod(events: EventColumns, context: RunContext, bucket: 'day' | 'week' | 'month' | 'year'): Dimension {
  const { edges, count } = bucketsOf(context, bucket);
  const ids = instantIds(events, bucketFinder(edges));
  const dateOf = (at: number) =>
    new Date(at + zoneOffsetMs(context.zone, at)).toISOString().slice(0, DATE_LETTERS[bucket]);
  return {
    label: { day: 'Day', week: 'Week of', month: 'Month', year: 'Year' }[bucket],
    type: 'text',
    size: count,
    ...ids,
    textOf: (id) => dateOf(edges[id] as number),
  };
}

function byClock(events: EventColumns, context: RunContext, what: 'hour' | 'weekday'): Dimension {
  const offsetOf = offsetFinder(context.zone, context.range);
  const hoursOf = (at: number) => Math.floor((at + offsetOf(at)) / HOUR_MS);
  // The remainder of % is a division of fractions to V8 where the number may be large: ten times as long.
  const rest = (number: number, of: number) => number - of * Math.floor(number / of);
  if (what === 'hour')
    return {
      label: 'Hour',
      type: 'text',
      size: 24,
      ...instantIds(
        events,
        byQuarter(context.range, (at) => rest(hoursOf(at), 24)),
      ),
      textOf: (id) => `${String(id).padStart(2, '0')}:00`,
    };
  // 1970-01-01 was a Thursday.
  const weekdayOf = (at: number) => rest(Math.floor(hoursOf(at) / 24) + 3, 7);
  return {
    label: 'Weekday',
    type: 'text',
    size: 7,
    ...instantIds(events, byQuarter(context.range, weekdayOf)),
    textOf: words(WEEKDAYS),
  };
}

/** A dimension of the acts of a period, by name. */
export function dimensionOf(events: EventColumns, context: RunContext, id: DimensionId): Dimension {
  const { page, source, agent, kind, status, channelOfSource, deviceOfAgent, botClassOfAgent, programOfAgent } = events;
  const of = (
    label: string,
    type: CellType,
    size: number,
    ids: Pick<Dimension, 'idOf' | 'idsInto'>,
    textOf = noText,
  ): Dimension => ({ label, type, size, ...ids, textOf });
  switch (id) {
    case 'page':
      return of('Page or event', 'page', events.pages + 1, columnIds(page));
    case 'group': {
      const { names, ofPage } = pageGroupsOf(events, context);
      return of('Group of pages', 'text', names.length, tableIds(page, ofPage), words(names));
    }
    case 'source':
      return of('Source', 'source', events.sources + 1, columnIds(source));
    case 'agent':
      return of('Browser and system', 'agent', events.agents + 1, tableIds(agent, programOfAgent));
    case 'channel':
      return of('Channel', 'text', CHANNELS.length, tableIds(source, channelOfSource), words(CHANNELS));
    case 'device':
      return of('Device', 'text', DEVICES.length, tableIds(agent, deviceOfAgent), words(DEVICES));
    case 'country': {
      const names = (one: number) => countryName(events.countries[one] ?? '');
      return of('Country', 'text', events.countries.length, tableIds(events.person, events.countryOfPerson), names);
    }
    case 'screen': {
      const sizes = (one: number) => events.screens[one] || '(not known)';
      return of('Screen', 'text', events.screens.length, columnIds(events.screen), sizes);
    }
    case 'language': {
      const tongues = (one: number) => languageName(events.languages[one] ?? '');
      return of('Language of the browser', 'text', events.languages.length, columnIds(events.language), tongues);
    }
    case 'robot':
      return of('Robot', 'text', BOT_CLASSES.length, tableIds(agent, botClassOfAgent), words(BOT_CLASSES));
    case 'kind':
      return of('Kind', 'text', EVENT_KINDS.length, columnIds(kind), words(EVENT_KINDS));
    case 'status': {
      const statusOf = (i: number) => Math.min(999, status[i] as number);
      const ids = { idOf: statusOf, idsInto: eachInto(statusOf) };
      return of('Status', 'text', 1000, ids, (one) => (one === 0 ? '(none)' : String(one)));
    }
    case 'hour':
    case 'weekday':
      return byClock(events, context, id);
    default:
      return byPeriod(events, context, id);
  }
}
