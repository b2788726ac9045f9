import type { EventColumns } from '../../../shared/columns.ts';
import { countryName } from '../../../shared/countries.ts';
import { languageName } from '../../../shared/languages.ts';
import { BOT_CLASSES, CHANNELS, DEVICES, EVENT_KINDS } from '../../../shared/model.ts';
import type { CellType } from '../../../shared/results.ts';
import { HOUR_MS, type Range, zoneOffsetMs } from '../../../shared/time.ts';
import type { RunContext } from '../analysis.ts';
import type { ActBlock } from './act-blocks.ts';
import { pageGroupsOf } from './content-groups.ts';
import { type Column, gather, limitTo, lookUp } from './gather.ts';
import { byQuarter, type InstantFinder, QUARTER_MS, type QuarterNumbers, quarterNumbers } from './quarters.ts';
import { bucketFinder, bucketsOf } from './series.ts';
import { agentsOfVisits } from './visit-agents.ts';
import type { VisitSpans, WholeVisits } from './visit-cut.ts';
import { broughtBy, endPages, NEW_OR_RETURNING, newOrReturning } from './visit-dimensions.ts';
import { spansFrom } from './visit-spans.ts';
import { offsetFinder } from './zone.ts';

/** Ways to group acts. */
export const DIMENSIONS = [
  'page',
  'title',
  'group',
  'entry',
  'exit',
  'returning',
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
  /**
   * The same for the first `count` rows at once: a call per row would cost more than all the rest. `visits`: their numbers
   * as in an ActBlock, where they are known.
   */
  idsInto(rows: Uint32Array, count: number, ids: Int32Array, visits?: Int32Array): void;
  /**
   * The value of each of `count` whole visits from `from` on, below 0 where their acts may have several. Left out where
   * that cannot be told without looking at the acts.
   */
  ofVisits?(visits: WholeVisits, from: number, count: number, ids: Int32Array): void;
  /** The value of an instant, where it is told of nothing else. */
  ofInstant?(at: number): number;
  /** Whether the values follow each other as on a timeline or a clock: a grid that leaves some out has gaps. */
  isOrdered?: boolean;
  /** Name of a value, where `type` is text. */
  textOf(id: number): string;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const QUARTERS_PER_HOUR = HOUR_MS / QUARTER_MS;
const words = (list: readonly string[]) => (id: number) => list[id] || '(none)';
const noText = (_id: number): string => '';

/** Letters of an ISO date that name a period. */
const DATE_LETTERS = { day: 10, week: 10, month: 7, year: 4 } as const;

/** A dimension that is a column itself. */
const columnIds = (column: Column): Pick<Dimension, 'idOf' | 'idsInto'> => ({
  idOf: (row) => column[row] ?? 0,
  idsInto(rows, count, ids) {
    // Columns that no source filled are empty: all their values are 0.
    if (column.length === 0) ids.fill(0, 0, count);
    else gather(column, rows, count, ids);
  },
});

/** A dimension that is looked up by a column: what a table says of each of its numbers. */
function tableIds(column: Column, table: Column): Pick<Dimension, 'idOf' | 'idsInto'> {
  const ofNumber = Int32Array.from(table);
  return {
    idOf: (row) => table[column[row] as number] ?? 0,
    idsInto(rows, count, ids) {
      gather(column, rows, count, ids);
      lookUp(ofNumber, count, ids);
    },
  };
}

/** More quarters of an hour than any visit lasts. */
const MOST_SPAN = 0x7fff_ffff;

type VisitIds = Required<Pick<Dimension, 'ofVisits'>>;

/**
 * When visits were, by the quarters of an hour in which they begin and end. `mostQuarters`: longer visits may leave a value
 * and come back to it.
 */
const visitIds = (range: Range, numberOf: (at: number) => number, mostQuarters = MOST_SPAN): VisitIds => {
  let known: QuarterNumbers | null = null;
  return {
    ofVisits(visits, from, count, ids) {
      known ??= quarterNumbers(range, numberOf);
      idsOfSpans(spansFrom(visits, from, count), count, known, mostQuarters, ids);
    },
  };
};

function idsOfSpans(
  { begin, end }: VisitSpans,
  count: number,
  { first, numbers }: QuarterNumbers,
  mostQuarters: number,
  ids: Int32Array,
): void {
  // The last one stands for all that are not of the period: to read what is not there takes V8 ten times as long.
  const none = numbers.length - 1;
  for (let k = 0; k < count; k++) {
    const begins = (begin[k] as number) - first;
    const ends = (end[k] as number) - first;
    const id = numbers[begins >>> 0 < none ? begins : none] as number;
    const isOne = id === (numbers[ends >>> 0 < none ? ends : none] as number);
    ids[k] = isOne && ends - begins <= mostQuarters ? id : -1;
  }
}

/** What a table says of the agent of each visit. */
const visitAgents = (events: EventColumns, table: Uint8Array | Uint16Array): VisitIds => ({
  ofVisits(visits, from, count, ids) {
    const agents = agentsOfVisits(events, visits);
    for (let k = 0; k < count; k++) {
      const agent = agents[from + k] as number;
      ids[k] = agent < 0 ? -1 : (table[agent] ?? 0);
    }
  },
});

/** What a table says of the person of each visit. */
const visitPeople = ({ person }: EventColumns, table: Uint8Array): VisitIds => ({
  ofVisits({ first }, from, count, ids) {
    for (let k = 0; k < count; k++) ids[k] = table[person[first[from + k] as number] as number] ?? 0;
  },
});

/** A dimension of when something was. */
const instantIds = (
  { at }: EventColumns,
  numberOf: InstantFinder,
): Pick<Dimension, 'idOf' | 'idsInto' | 'ofInstant'> => ({
  ofInstant: numberOf,
  idOf: (row) => numberOf(at[row] as number),
  idsInto: (rows, count, ids) => numberOf.into(at, rows, count, ids),
});

function byPeriod(events: EventColumns, context: RunContext, bucket: 'day' | 'week' | 'month' | 'year'): Dimension {
  const { edges, count } = bucketsOf(context, bucket);
  const finder = bucketFinder(edges);
  const ids = {
    ...instantIds(events, finder),
    ...visitIds({ fromMs: edges[0] as number, toMs: edges[count] as number }, finder),
  };
  const dateOf = (at: number) =>
    new Date(at + zoneOffsetMs(context.zone, at)).toISOString().slice(0, DATE_LETTERS[bucket]);
  return {
    label: { day: 'Day', week: 'Week of', month: 'Month', year: 'Year' }[bucket],
    type: 'text',
    size: count,
    ...ids,
    isOrdered: true,
    textOf: (id) => dateOf(edges[id] as number),
  };
}

function byClock(events: EventColumns, context: RunContext, what: 'hour' | 'weekday'): Dimension {
  const offsetOf = offsetFinder(context.zone, context.range);
  const hoursOf = (at: number) => Math.floor((at + offsetOf(at)) / HOUR_MS);
  // The remainder of % is a division of fractions to V8 where the number may be large: ten times as long.
  const rest = (number: number, of: number) => number - of * Math.floor(number / of);
  const hourOf = (at: number) => rest(hoursOf(at), 24);
  if (what === 'hour')
    return {
      label: 'Hour',
      type: 'text',
      size: 24,
      ...instantIds(events, byQuarter(context.range, hourOf)),
      ...visitIds(context.range, hourOf, 20 * QUARTERS_PER_HOUR),
      isOrdered: true,
      textOf: (id) => `${String(id).padStart(2, '0')}:00`,
    };
  // 1970-01-01 was a Thursday.
  const weekdayOf = (at: number) => rest(Math.floor(hoursOf(at) / 24) + 3, 7);
  return {
    label: 'Weekday',
    type: 'text',
    size: 7,
    ...instantIds(events, byQuarter(context.range, weekdayOf)),
    ...visitIds(context.range, weekdayOf, 5 * 24 * QUARTERS_PER_HOUR),
    isOrdered: true,
    textOf: words(WEEKDAYS),
  };
}

/** Numbers beyond are no status of HTTP. */
const MOST_STATUS = 999;
const knownMost = new WeakMap<Uint16Array, number>();

/** The largest number of a column, found once. */
function mostIn(column: Uint16Array): number {
  const found = knownMost.get(column);
  if (found !== undefined) return found;
  let most = 0;
  for (let i = 0; i < column.length; i++) if ((column[i] as number) > most) most = column[i] as number;
  knownMost.set(column, most);
  return most;
}

function byStatus({ status }: EventColumns): Dimension {
  const statusOf = (row: number) => Math.min(MOST_STATUS, status[row] as number);
  const most = mostIn(status);
  return {
    label: 'Status',
    type: 'text',
    size: Math.min(MOST_STATUS, most) + 1,
    idOf: statusOf,
    idsInto(rows, count, ids) {
      gather(status, rows, count, ids);
      if (most > MOST_STATUS) limitTo(MOST_STATUS, count, ids);
    },
    textOf: (id) => (id === 0 ? '(none)' : String(id)),
  };
}

/** A dimension of the source that brought the visit. */
function bySource(events: EventColumns, context: RunContext, what: 'source' | 'channel'): Dimension {
  const ids = broughtBy(events, context, what);
  if (what === 'source') return { label: 'Source', type: 'source', size: events.sources + 1, ...ids, textOf: noText };
  return { label: 'Channel', type: 'text', size: CHANNELS.length, ...ids, textOf: words(CHANNELS) };
}

/** A dimension that is of the visit, and holds for each of its acts. */
function byVisit(
  events: EventColumns,
  context: RunContext,
  what: 'entry' | 'exit' | 'returning' | 'source' | 'channel',
): Dimension {
  if (what === 'source' || what === 'channel') return bySource(events, context, what);
  if (what === 'returning')
    return {
      label: 'Visit',
      type: 'text',
      size: NEW_OR_RETURNING.length,
      ...newOrReturning(events, context),
      textOf: words(NEW_OR_RETURNING),
    };
  return {
    label: what === 'entry' ? 'Entry page' : 'Exit page',
    type: 'page',
    size: events.pages + 1,
    ...endPages(events, context, what === 'entry' ? 'first' : 'last'),
    textOf: noText,
  };
}

/** A dimension of the acts of a period, by name. */
export function dimensionOf(events: EventColumns, context: RunContext, id: DimensionId): Dimension {
  const { page, agent, kind, deviceOfAgent, botClassOfAgent, programOfAgent } = events;
  const of = (
    label: string,
    type: CellType,
    size: number,
    ids: Pick<Dimension, 'idOf' | 'idsInto' | 'ofVisits'>,
    textOf = noText,
  ): Dimension => ({ label, type, size, ...ids, textOf });
  const agentIds = (table: Uint8Array | Uint16Array) => ({ ...tableIds(agent, table), ...visitAgents(events, table) });
  switch (id) {
    case 'page':
      return of('Page or event', 'page', events.pages + 1, columnIds(page));
    case 'title':
      return of('Page title', 'title', events.pages + 1, tableIds(page, events.titleOfPage()));
    case 'group': {
      const { names, ofPage } = pageGroupsOf(events, context);
      return of('Group of pages', 'text', names.length, tableIds(page, ofPage), words(names));
    }
    case 'entry':
    case 'exit':
    case 'returning':
    case 'source':
    case 'channel':
      return byVisit(events, context, id);
    case 'agent':
      return of('Browser and system', 'agent', events.agents + 1, agentIds(programOfAgent));
    case 'device':
      return of('Device', 'text', DEVICES.length, agentIds(deviceOfAgent), words(DEVICES));
    case 'country': {
      const names = (one: number) => countryName(events.countries[one] ?? '');
      const ids = {
        ...tableIds(events.person, events.countryOfPerson),
        ...visitPeople(events, events.countryOfPerson),
      };
      return of('Country', 'text', events.countries.length, ids, names);
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
      return of('Robot', 'text', BOT_CLASSES.length, agentIds(botClassOfAgent), words(BOT_CLASSES));
    case 'kind':
      return of('Kind', 'text', EVENT_KINDS.length, columnIds(kind), words(EVENT_KINDS));
    case 'status':
      return byStatus(events);
    case 'hour':
    case 'weekday':
      return byClock(events, context, id);
    default:
      return byPeriod(events, context, id);
  }
}

/** The values of two dimensions of when something was. */
export interface InstantPair {
  /** Writes one number for both values of each act of a block. */
  into(block: ActBlock, pairs: Int32Array): void;
  /** Writes the value down over each such number, and the other across. */
  split(count: number, pairs: Int32Array, across: Int32Array): void;
}

/** More pairs than this are not listed: days by days of twenty years are fifty millions. */
const MOST_PAIRS = 1 << 16;

/** Null where one of them is of something else, or where there are too many pairs. */
export function pairOfInstants(
  { at }: EventColumns,
  context: RunContext,
  down: Dimension,
  across: Dimension,
): InstantPair | null {
  const [ofDown, ofAcross] = [down.ofInstant, across.ofInstant];
  const width = across.size;
  if (!ofDown || !ofAcross || down.size * width > MOST_PAIRS) return null;
  const finder = byQuarter(context.range, (when) => ofDown(when) * width + ofAcross(when));
  const pairs = Int32Array.from({ length: down.size * width }, (_, pair) => pair);
  const [downOf, acrossOf] = [pairs.map((pair) => Math.floor(pair / width)), pairs.map((pair) => pair % width)];
  return {
    into: ({ rows, count }, ids) => finder.into(at, rows, count, ids),
    split(count, ids, acrossIds) {
      acrossIds.set(ids.subarray(0, count));
      lookUp(acrossOf, count, acrossIds);
      lookUp(downOf, count, ids);
    },
  };
}
