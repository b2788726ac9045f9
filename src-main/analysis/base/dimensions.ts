import type { EventColumns } from '../../../shared/columns.ts';
import { BOT_CLASSES, CHANNELS, DEVICES, EVENT_KINDS } from '../../../shared/model.ts';
import type { CellType } from '../../../shared/results.ts';
import { HOUR_MS, zoneOffsetMs } from '../../../shared/time.ts';
import type { RunContext } from '../analysis.ts';
import { pageGroupsOf } from './content-groups.ts';
import { bucketFinder, bucketsOf } from './series.ts';
import { offsetFinder } from './zone.ts';

/** Ways to group acts. */
export const DIMENSIONS = [
  'page',
  'group',
  'source',
  'channel',
  'device',
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
  /** Name of a value, where `type` is text. */
  textOf(id: number): string;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const words = (list: readonly string[]) => (id: number) => list[id] || '(none)';
const noText = (_id: number): string => '';

/** Letters of an ISO date that name a period. */
const DATE_LETTERS = { day: 10, week: 10, month: 7, year: 4 } as const;

function byPeriod(events: EventColumns, context: RunContext, bucket: 'day' | 'week' | 'month' | 'year'): Dimension {
  const { edges, count } = bucketsOf(context, bucket);
  const bucketOf = bucketFinder(edges);
  const dateOf = (at: number) =>
    new Date(at + zoneOffsetMs(context.zone, at)).toISOString().slice(0, DATE_LETTERS[bucket]);
  return {
    label: { day: 'Day', week: 'Week of', month: 'Month', year: 'Year' }[bucket],
    type: 'text',
    size: count,
    idOf: (i) => bucketOf(events.at[i] as number),
    textOf: (id) => dateOf(edges[id] as number),
  };
}

function byClock(events: EventColumns, context: RunContext, what: 'hour' | 'weekday'): Dimension {
  const offsetOf = offsetFinder(context.zone, context.range);
  const hoursOf = (i: number) => {
    const at = events.at[i] as number;
    return Math.floor((at + offsetOf(at)) / HOUR_MS);
  };
  if (what === 'hour')
    return {
      label: 'Hour',
      type: 'text',
      size: 24,
      idOf: (i) => ((hoursOf(i) % 24) + 24) % 24,
      textOf: (id) => `${String(id).padStart(2, '0')}:00`,
    };
  // 1970-01-01 was a Thursday.
  return {
    label: 'Weekday',
    type: 'text',
    size: 7,
    idOf: (i) => (((Math.floor(hoursOf(i) / 24) + 3) % 7) + 7) % 7,
    textOf: words(WEEKDAYS),
  };
}

/** A dimension of the acts of a period, by name. */
export function dimensionOf(events: EventColumns, context: RunContext, id: DimensionId): Dimension {
  const { page, source, agent, kind, status, channelOfSource, deviceOfAgent, botClassOfAgent } = events;
  const of = (
    label: string,
    type: CellType,
    size: number,
    idOf: (i: number) => number,
    textOf = noText,
  ): Dimension => ({
    label,
    type,
    size,
    idOf,
    textOf,
  });
  switch (id) {
    case 'page':
      return of('Page or event', 'page', events.pages + 1, (i) => page[i] as number);
    case 'group': {
      const { names, ofPage } = pageGroupsOf(events, context);
      return of('Group of pages', 'text', names.length, (i) => ofPage[page[i] as number] as number, words(names));
    }
    case 'source':
      return of('Source', 'source', events.sources + 1, (i) => source[i] as number);
    case 'agent':
      return of('Browser and system', 'agent', events.agents + 1, (i) => agent[i] as number);
    case 'channel':
      return of('Channel', 'text', CHANNELS.length, (i) => channelOfSource[source[i] as number] ?? 0, words(CHANNELS));
    case 'device':
      return of('Device', 'text', DEVICES.length, (i) => deviceOfAgent[agent[i] as number] ?? 0, words(DEVICES));
    case 'robot':
      return of(
        'Robot',
        'text',
        BOT_CLASSES.length,
        (i) => botClassOfAgent[agent[i] as number] ?? 0,
        words(BOT_CLASSES),
      );
    case 'kind':
      return of('Kind', 'text', EVENT_KINDS.length, (i) => kind[i] as number, words(EVENT_KINDS));
    case 'status':
      return of(
        'Status',
        'text',
        1000,
        (i) => Math.min(999, status[i] as number),
        (one) => (one === 0 ? '(none)' : String(one)),
      );
    case 'hour':
    case 'weekday':
      return byClock(events, context, id);
    default:
      return byPeriod(events, context, id);
  }
}
