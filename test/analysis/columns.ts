import type { EventColumns, MessageColumns, OrderColumns } from '../../shared/columns.ts';
import {
  BOT_CLASSES,
  type BotClass,
  CHANNELS,
  type Channel,
  DEVICES,
  type Device,
  EVENT_FLAGS,
  EVENT_KINDS,
  type EventKind,
  MESSAGE_KINDS,
  type MessageKind,
  NETWORKS,
  type Network,
} from '../../shared/model.ts';

/** An event as a test writes it down; what is left out has a plain default. */
export interface EventSketch {
  at: number;
  person?: number;
  kind?: EventKind;
  page?: string;
  /** Referrer; '' = direct. Its channel is `channel`. */
  source?: string;
  channel?: Channel;
  agent?: string;
  device?: Device;
  bot?: boolean;
  botClass?: BotClass;
  own?: boolean;
}

/** Gives texts ids from 1 in order of first use; '' is 0. */
class Words {
  readonly texts: string[];
  constructor(known: readonly string[] = []) {
    this.texts = ['', ...known];
  }
  id(text: string): number {
    if (text === '') return 0;
    const known = this.texts.indexOf(text);
    return known >= 0 ? known : this.texts.push(text) - 1;
  }
}

/** Texts that have the first ids whatever the rows say, so that two sets of columns can be compared. */
export interface Known {
  pages?: readonly string[];
  sources?: readonly string[];
  agents?: readonly string[];
  languages?: readonly string[];
}

/** Event columns of plain rows, sorted as the store sorts them: by person, then time, then order given. */
export function eventColumns(rows: readonly EventSketch[], known: Known = {}): EventColumns {
  const pages = new Words(known.pages);
  const sources = new Words(known.sources);
  const agents = new Words(known.agents);
  const sorted = rows
    .map((row, line) => ({ person: 1, kind: 'view' as EventKind, page: '/', source: '', agent: '', ...row, line }))
    .sort((a, b) => a.person - b.person || a.at - b.at || a.line - b.line);
  const numbers = (of: (row: (typeof sorted)[number]) => number) => sorted.map(of);
  const page = Uint32Array.from(numbers((row) => pages.id(row.page)));
  const source = Uint32Array.from(numbers((row) => sources.id(row.source)));
  const agent = Uint16Array.from(numbers((row) => agents.id(row.agent)));
  const channelOfSource = new Uint8Array(sources.texts.length);
  const deviceOfAgent = new Uint8Array(agents.texts.length);
  const botClassOfAgent = new Uint8Array(agents.texts.length);
  sorted.forEach((row, i) => {
    if (row.channel) channelOfSource[source[i] as number] = CHANNELS.indexOf(row.channel);
    if (row.device) deviceOfAgent[agent[i] as number] = DEVICES.indexOf(row.device);
    if (row.botClass) botClassOfAgent[agent[i] as number] = BOT_CLASSES.indexOf(row.botClass);
  });
  return {
    length: sorted.length,
    at: Float64Array.from(numbers((row) => row.at)),
    person: Uint32Array.from(numbers((row) => row.person)),
    kind: Uint8Array.from(numbers((row) => EVENT_KINDS.indexOf(row.kind))),
    flags: Uint8Array.from(numbers((row) => (row.bot ? EVENT_FLAGS.bot : 0) | (row.own ? EVENT_FLAGS.own : 0))),
    page,
    source,
    agent,
    status: new Uint16Array(sorted.length),
    sizeBytes: new Uint32Array(sorted.length),
    value: new Float32Array(sorted.length),
    run: new Uint16Array(sorted.length).fill(1),
    line: Uint32Array.from(numbers((row) => row.line + 1)),
    pages: pages.texts.length - 1,
    sources: sources.texts.length - 1,
    agents: agents.texts.length - 1,
    channelOfSource,
    deviceOfAgent,
    botClassOfAgent,
    pageId: (text) => Math.max(0, pages.texts.indexOf(text)),
    pagesWithPrefix: (prefix) =>
      Uint32Array.from(pages.texts.flatMap((text, id) => (id > 0 && text.startsWith(prefix) ? [id] : []))),
  };
}

/** A message as a test writes it down; `at` null = undated. */
export interface MessageSketch {
  at: number | null;
  author?: number;
  network?: Network;
  kind?: MessageKind;
  own?: boolean;
  language?: string;
  rating?: number | null;
  likes?: number;
  shares?: number;
  replies?: number;
  views?: number;
  sentiment?: number | null;
}

/** Message columns of plain rows, in time order, undated ones last; ids are positions in the list given, from 1. */
export function messageColumns(rows: readonly MessageSketch[], known: Known = {}): MessageColumns {
  const languages = new Words(known.languages);
  const sorted = rows
    .map((row, i) => ({ ...row, id: i + 1, at: row.at ?? Number.NaN }))
    .sort((a, b) => (Number.isNaN(a.at) ? 1 : 0) - (Number.isNaN(b.at) ? 1 : 0) || a.at - b.at || a.id - b.id);
  type Row = (typeof sorted)[number];
  const numbers = (of: (row: Row) => number) => sorted.map(of);
  return {
    length: sorted.length,
    id: Uint32Array.from(numbers((row) => row.id)),
    at: Float64Array.from(numbers((row) => row.at)),
    author: Uint32Array.from(numbers((row) => row.author ?? 1)),
    network: Uint8Array.from(numbers((row) => NETWORKS.indexOf(row.network ?? 'x'))),
    kind: Uint8Array.from(numbers((row) => MESSAGE_KINDS.indexOf(row.kind ?? 'post'))),
    own: Uint8Array.from(numbers((row) => (row.own ? 1 : 0))),
    language: Uint8Array.from(numbers((row) => languages.id(row.language ?? ''))),
    languages: languages.texts,
    rating: Float32Array.from(numbers((row) => row.rating ?? Number.NaN)),
    likes: Uint32Array.from(numbers((row) => row.likes ?? 0)),
    shares: Uint32Array.from(numbers((row) => row.shares ?? 0)),
    replies: Uint32Array.from(numbers((row) => row.replies ?? 0)),
    views: Uint32Array.from(numbers((row) => row.views ?? 0)),
    sentiment: Float32Array.from(numbers((row) => row.sentiment ?? Number.NaN)),
    item: new Uint32Array(sorted.length),
    items: 0,
    run: new Uint16Array(sorted.length).fill(1),
  };
}

const STATES = ['', 'paid', 'refunded', 'cancelled', 'open'] as const;

/** An order as a test writes it down. Lines are item ids, or [item, pieces, price]. */
export interface OrderSketch {
  at: number;
  buyer?: number;
  total?: number;
  currency?: string;
  status?: 'paid' | 'refunded' | 'cancelled' | 'open';
  lines?: readonly (number | readonly [item: number, pieces: number, price: number])[];
}

/** Order columns of plain rows, in time order; ids are positions in the list given, from 1. */
export function orderColumns(rows: readonly OrderSketch[]): OrderColumns {
  const currencies = new Words();
  const sorted = rows.map((row, i) => ({ ...row, id: i + 1 })).sort((a, b) => a.at - b.at || a.id - b.id);
  const lines = sorted.map((row) =>
    (row.lines ?? []).map((line) => (typeof line === 'number' ? ([line, 1, 1] as const) : line)),
  );
  const lineStart = new Uint32Array(sorted.length + 1);
  lines.forEach((list, i) => {
    lineStart[i + 1] = (lineStart[i] as number) + list.length;
  });
  const flat = lines.flat();
  return {
    length: sorted.length,
    id: Uint32Array.from(sorted, (row) => row.id),
    at: Float64Array.from(sorted, (row) => row.at),
    buyer: Uint32Array.from(sorted, (row) => row.buyer ?? 1),
    total: Float64Array.from(sorted, (row) => row.total ?? 10),
    currency: Uint8Array.from(sorted, (row) => currencies.id(row.currency ?? 'EUR')),
    currencies: currencies.texts,
    status: Uint8Array.from(sorted, (row) => STATES.indexOf(row.status ?? 'paid')),
    run: new Uint16Array(sorted.length).fill(1),
    lineStart,
    lineItem: Uint32Array.from(flat, (line) => line[0]),
    lineQuantity: Float32Array.from(flat, (line) => line[1]),
    linePrice: Float32Array.from(flat, (line) => line[2]),
    items: flat.reduce((most, line) => Math.max(most, line[0]), 0),
  };
}
