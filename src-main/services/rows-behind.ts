import {
  type CampaignColumns,
  type EventColumns,
  type FigureColumns,
  type MessageColumns,
  type OrderColumns,
  propertySetWords,
  type Tables,
} from '../../shared/columns.ts';
import {
  CHANNELS,
  DEVICES,
  EVENT_KINDS,
  FIGURE_DIMENSIONS,
  FIGURE_METRICS,
  MESSAGE_KINDS,
  NETWORKS,
} from '../../shared/model.ts';
import type { TableColumn, TableResult } from '../../shared/results.ts';
import type { RowsBehind } from '../analysis/analysis.ts';
import { PeopleCounter } from '../analysis/base/messages.ts';
import { linesOf } from '../store/events/lines.ts';
import type { ReadDb } from '../store/open.ts';

type Cells = TableResult['rows'][number]['cells'];
interface Lister {
  columns: TableColumn[];
  cells(index: number): Cells;
  person(index: number): number;
}

const column = (id: string, label: string, type: TableColumn['type'], unit?: TableColumn['unit']): TableColumn => ({
  id,
  label,
  type,
  ...(unit ? { unit } : {}),
});

function eventLister(db: ReadDb, events: EventColumns, shown: Uint32Array): Lister {
  const lines = new Map(linesOf(db, events, shown).map((line, k) => [shown[k] as number, line]));
  // Only where some source tells it: an empty column would say nothing.
  const { tookMsPlus1: took, screen, screens, language, languages, properties, propertySets } = events;
  const tookOf = (i: number) => ((took[i] as number) > 0 ? (took[i] as number) - 1 : null);
  return {
    columns: [
      column('at', 'Time', 'time'),
      column('person', 'Visitor', 'person'),
      column('kind', 'Kind', 'text'),
      column('page', 'Page', 'page'),
      column('source', 'Came from', 'source'),
      column('channel', 'Channel', 'text'),
      column('device', 'Device', 'text'),
      ...(screen.length > 0 ? [column('screen', 'Screen', 'text')] : []),
      ...(language.length > 0 ? [column('language', 'Language', 'text')] : []),
      ...(properties.length > 0 ? [column('properties', 'Properties', 'text')] : []),
      column('status', 'Status', 'number'),
      ...(took.length > 0 ? [column('took', 'Took', 'number', 'answer-ms')] : []),
      column('run', 'Import', 'number'),
      column('line', 'Line', 'number'),
    ],
    person: (i) => events.person[i] as number,
    cells: (i) => {
      const source = events.source[i] as number;
      return [
        events.at[i] as number,
        events.person[i] as number,
        EVENT_KINDS[events.kind[i] as number] ?? '',
        events.page[i] as number,
        source,
        CHANNELS[events.channelOfSource[source] ?? 0] ?? '',
        DEVICES[events.deviceOfAgent[events.agent[i] as number] ?? 0] ?? '',
        ...(screen.length > 0 ? [screens[screen[i] as number] ?? ''] : []),
        ...(language.length > 0 ? [languages[language[i] as number] ?? ''] : []),
        ...(properties.length > 0 ? [propertySetWords(propertySets, properties[i] as number)] : []),
        events.status[i] as number,
        ...(took.length > 0 ? [tookOf(i)] : []),
        events.run[i] as number,
        lines.get(i) ?? null,
      ];
    },
  };
}

const orNull = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);

/** Whether any of the ids is one. A plain loop: with a function called for each, a million took 10 ms of every search. */
function hasAny(ids: Uint32Array): boolean {
  for (let i = 0; i < ids.length; i++) if (ids[i] !== 0) return true;
  return false;
}

function messageLister(messages: MessageColumns): Lister {
  // Products, places and boards: most messages are about none.
  const about = hasAny(messages.item);
  return {
    columns: [
      column('at', 'Time', 'time'),
      column('author', 'Author', 'person'),
      column('network', 'Network', 'text'),
      column('kind', 'Kind', 'text'),
      column('text', 'Text', 'message'),
      ...(about ? [column('item', 'About', 'item')] : []),
      column('rating', 'Rating', 'number'),
      column('sentiment', 'Sentiment', 'number', 'score'),
      column('likes', 'Likes', 'number'),
      column('run', 'Import', 'number'),
      column('id', 'Message', 'number'),
    ],
    // As in the analyses: what the business wrote itself is about nobody.
    person: (i) => (messages.own[i] === 1 ? 0 : (messages.author[i] as number)),
    cells: (i) => [
      orNull(messages.at[i]),
      messages.author[i] as number,
      NETWORKS[messages.network[i] as number] ?? '',
      MESSAGE_KINDS[messages.kind[i] as number] ?? '',
      messages.id[i] as number,
      ...(about ? [messages.item[i] || null] : []),
      orNull(messages.rating[i]),
      orNull(messages.sentiment[i]),
      messages.likes[i] as number,
      messages.run[i] as number,
      messages.id[i] as number,
    ],
  };
}

const ORDER_STATES = ['', 'paid', 'refunded', 'cancelled', 'open'] as const;

function orderLister(orders: OrderColumns): Lister {
  return {
    columns: [
      column('at', 'Time', 'time'),
      column('buyer', 'Buyer', 'person'),
      column('total', 'Total', 'number', 'money'),
      column('currency', 'Currency', 'text'),
      column('state', 'State', 'text'),
      column('item', 'First item', 'item'),
      column('lines', 'Items', 'number'),
      column('run', 'Import', 'number'),
      column('id', 'Order', 'number'),
    ],
    person: (i) => orders.buyer[i] as number,
    cells: (i) => {
      const start = orders.lineStart[i] as number;
      const count = (orders.lineStart[i + 1] as number) - start;
      return [
        orders.at[i] as number,
        orders.buyer[i] as number,
        orders.total[i] as number,
        orders.currencies[orders.currency[i] as number] ?? '',
        ORDER_STATES[orders.status[i] as number] ?? '',
        count > 0 ? (orders.lineItem[start] as number) : 0,
        count,
        orders.run[i] as number,
        orders.id[i] as number,
      ];
    },
  };
}

const nobody = () => 0;

function campaignLister(campaigns: CampaignColumns): Lister {
  const name = (id: number | undefined) => campaigns.names[id ?? 0] ?? '';
  return {
    columns: [
      column('from', 'From', 'time'),
      column('to', 'Until', 'time'),
      column('network', 'Network', 'text'),
      column('campaign', 'Campaign', 'text'),
      column('group', 'Ad set', 'text'),
      column('ad', 'Ad', 'text'),
      column('spend', 'Spend', 'number', 'ratio'),
      column('currency', 'Currency', 'text'),
      column('impressions', 'Impressions', 'number', 'count'),
      column('clicks', 'Clicks', 'number', 'count'),
      column('conversions', 'Conversions', 'number', 'ratio'),
      column('run', 'Import', 'number'),
    ],
    person: nobody,
    cells: (i) => [
      campaigns.from[i] as number,
      campaigns.to[i] as number,
      NETWORKS[campaigns.network[i] as number] ?? '',
      name(campaigns.campaign[i]),
      name(campaigns.group[i]),
      name(campaigns.ad[i]),
      campaigns.spend[i] as number,
      campaigns.currencies[campaigns.currency[i] as number] ?? '',
      campaigns.impressions[i] as number,
      campaigns.clicks[i] as number,
      campaigns.conversions[i] as number,
      campaigns.run[i] as number,
    ],
  };
}

function figureLister(figures: FigureColumns): Lister {
  return {
    columns: [
      column('from', 'From', 'time'),
      column('to', 'Until', 'time'),
      column('network', 'Network', 'text'),
      column('account', 'Account', 'text'),
      column('metric', 'Figure', 'text'),
      column('dimension', 'By', 'text'),
      column('item', 'Of', 'text'),
      column('value', 'Value', 'number', 'ratio'),
      column('run', 'Import', 'number'),
    ],
    person: nobody,
    cells: (i) => [
      figures.from[i] as number,
      figures.to[i] as number,
      NETWORKS[figures.network[i] as number] ?? '',
      figures.texts[figures.account[i] as number] ?? '',
      FIGURE_METRICS[figures.metric[i] as number] ?? '',
      FIGURE_DIMENSIONS[figures.dimension[i] as number] ?? '',
      figures.texts[figures.item[i] as number] ?? '',
      figures.value[i] as number,
      figures.run[i] as number,
    ],
  };
}

/** Writes out the rows behind one mark: dictionary ids still to be resolved, people as numbers. */
export function listRowsBehind(
  db: ReadDb,
  tables: Partial<Tables>,
  { table, indices }: RowsBehind,
  limit: number,
): TableResult {
  const shown = indices.subarray(0, limit);
  const lister = listerOf(db, tables, table, shown);
  const rows = Array.from(shown, (index) => ({
    key: String(index),
    cells: lister.cells(index),
    people: lister.person(index) > 0 ? 1 : 0,
  }));
  const people = new PeopleCounter();
  for (const index of indices) people.add(lister.person(index));
  return {
    kind: 'table',
    columns: lister.columns,
    rows,
    total: indices.length,
    n: indices.length,
    people: people.count,
  };
}

function listerOf(db: ReadDb, tables: Partial<Tables>, name: RowsBehind['table'], shown: Uint32Array): Lister {
  if (name === 'events' && tables.events) return eventLister(db, tables.events, shown);
  if (name === 'messages' && tables.messages) return messageLister(tables.messages);
  if (name === 'orders' && tables.orders) return orderLister(tables.orders);
  if (name === 'campaigns' && tables.campaigns) return campaignLister(tables.campaigns);
  if (name === 'figures' && tables.figures) return figureLister(tables.figures);
  throw new RangeError(`table ${name} was not read`);
}
