import {
  type CampaignColumns,
  type EventColumns,
  type FigureColumns,
  type MessageColumns,
  type OrderColumns,
  PROPERTY_TYPES,
  type PropertyType,
  READ_BIT,
} from '../../shared/columns.ts';
import { type KeptValue, readPropertySet, writePropertySet } from '../../shared/properties.ts';
import { AspectTable } from '../../src-main/analysis/base/readings.ts';
import { tagColumns } from '../../src-main/analysis/base/tags.ts';
import { INTENTS, type Intent } from '../../src-main/analysis/lexicons/intent-cues.ts';
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
  FIGURE_DIMENSIONS,
  FIGURE_METRICS,
  type FigureDimension,
  type FigureMetric,
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
  /** Of the person. */
  country?: string;
  bot?: boolean;
  botClass?: BotClass;
  own?: boolean;
  value?: number;
  status?: number;
  sizeBytes?: number;
  /** Time the answer took. */
  tookMs?: number;
  screen?: string;
  language?: string;
  /** null = a text beyond the most. */
  properties?: Readonly<Record<string, KeptValue>>;
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
  /** Titles of pages. */
  titles?: Readonly<Record<string, string>>;
  sources?: readonly string[];
  agents?: readonly string[];
  languages?: readonly string[];
  topics?: readonly string[];
}

/** Columns of what only some sources tell: empty where no row has it. */
function deviceFacts(rows: readonly EventSketch[]) {
  const of = (what: 'screen' | 'language') => {
    const words = new Words();
    const ids = rows.map((row) => words.id(row[what] ?? ''));
    return { ids: words.texts.length > 1 ? Uint16Array.from(ids) : new Uint16Array(0), texts: words.texts };
  };
  const [screen, language] = [of('screen'), of('language')];
  return { screen: screen.ids, screens: screen.texts, language: language.ids, languages: language.texts };
}

/** Columns of properties: empty where no row has any. */
function propertyColumns(rows: readonly EventSketch[]): Pick<EventColumns, 'properties' | 'propertySets'> {
  const [sets, names, texts] = [new Words(), new Words(), new Words()];
  const properties = rows.map((row) =>
    row.properties ? sets.id(writePropertySet(new Map(Object.entries(row.properties)))) : 0,
  );
  const start = [0];
  const members: [name: number, type: number, value: number][] = [];
  for (const [id, text] of sets.texts.entries()) {
    if (id > 0)
      for (const [name, value] of readPropertySet(text)) {
        const type = value === null ? 'other' : typeof value === 'string' ? 'text' : (typeof value as PropertyType);
        members.push([
          names.id(name),
          PROPERTY_TYPES.indexOf(type),
          typeof value === 'string' ? texts.id(value) : Number(value),
        ]);
      }
    start.push(members.length);
  }
  return {
    properties: sets.texts.length > 1 ? Uint32Array.from(properties) : new Uint32Array(0),
    propertySets: {
      names: names.texts,
      texts: texts.texts,
      start: Uint32Array.from(start),
      name: Uint32Array.from(members, ([name]) => name),
      type: Uint8Array.from(members, ([, type]) => type),
      value: Float64Array.from(members, ([, , value]) => value),
    },
  };
}

/** Per page the first with the same title; 0 where it has none. */
const titlesOf = (pages: readonly string[], titles: Known['titles'] = {}): Uint32Array =>
  Uint32Array.from(pages, (page) => {
    const title = titles[page];
    return title === undefined ? 0 : pages.findIndex((other) => titles[other] === title);
  });

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
  const countries = ['', ...new Set(rows.map((row) => row.country ?? '').filter((code) => code !== ''))];
  const countryOfPerson = new Uint8Array(Math.max(0, ...sorted.map(({ person }) => person)) + 1);
  for (const { person, country = '' } of sorted)
    if (country !== '') countryOfPerson[person] = countries.indexOf(country);
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
    status: Uint16Array.from(numbers((row) => row.status ?? 0)),
    sizeBytes: Uint32Array.from(numbers((row) => row.sizeBytes ?? 0)),
    value: Float32Array.from(numbers((row) => row.value ?? 0)),
    run: new Uint16Array(sorted.length).fill(1),
    tookMsPlus1: sorted.some((row) => row.tookMs !== undefined)
      ? Uint32Array.from(numbers((row) => (row.tookMs ?? -1) + 1))
      : new Uint32Array(0),
    ...deviceFacts(sorted),
    ...propertyColumns(sorted),
    pages: pages.texts.length - 1,
    sources: sources.texts.length - 1,
    agents: agents.texts.length - 1,
    channelOfSource,
    // Every source of a sketch is a site of its own; those that begin with `utm:` are campaigns.
    siteOfSource: Uint32Array.from(sources.texts.keys()),
    campaignOfSource: Uint8Array.from(sources.texts, (text) => Number(text.startsWith('utm:'))),
    deviceOfAgent,
    botClassOfAgent,
    // Every agent of a sketch is a program of its own.
    programOfAgent: Uint16Array.from(agents.texts.keys()),
    countries,
    countryOfPerson,
    pageId: (text) => Math.max(0, pages.texts.indexOf(text)),
    pagesWithPrefix: (prefix) =>
      Uint32Array.from(pages.texts.flatMap((text, id) => (id > 0 && text.startsWith(prefix) ? [id] : []))),
    titleOfPage: () => titlesOf(pages.texts, known.titles),
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
  reach?: number;
  saves?: number;
  clicks?: number;
  sentiment?: number | null;
  intents?: readonly Intent[];
  topic?: string;
  apart?: number;
  /** [what, polarity 0..2] */
  aspects?: readonly (readonly [group: string, polarity: number])[];
  tags?: readonly string[];
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
    reach: Uint32Array.from(numbers((row) => row.reach ?? 0)),
    saves: Uint32Array.from(numbers((row) => row.saves ?? 0)),
    clicks: Uint32Array.from(numbers((row) => row.clicks ?? 0)),
    sentiment: Float32Array.from(numbers((row) => row.sentiment ?? Number.NaN)),
    item: new Uint32Array(sorted.length),
    items: 0,
    run: new Uint16Array(sorted.length).fill(1),
    ...readingsOf(sorted, known.topics),
  };
}

/** Readings of messages; all count as read. */
function readingsOf(rows: readonly MessageSketch[], knownTopics: readonly string[] = []) {
  const topics = new Words(knownTopics);
  const table = new AspectTable();
  const aspectsOf = (row: MessageSketch) =>
    (row.aspects ?? []).map(([group, polarity]) => ({ group, polarity, category: 'general' }));
  return {
    intents: Uint8Array.from(rows, (row) =>
      (row.intents ?? []).reduce((bits, intent) => bits | (1 << INTENTS.indexOf(intent)), READ_BIT),
    ),
    topic: Uint16Array.from(rows, (row) => topics.id(row.topic ?? '')),
    topics: topics.texts,
    apart: Uint8Array.from(rows, (row) => row.apart ?? 0),
    aspectStart: Uint32Array.from(rows, (row) => table.add(aspectsOf(row))),
    aspectCount: Uint8Array.from(rows, (row) => row.aspects?.length ?? 0),
    aspects: table.columns(),
    ...tagColumns(rows.map((row) => row.tags ?? [])),
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

/** A campaign row as a test writes it down. */
export interface CampaignSketch {
  from: number;
  to: number;
  network?: Network;
  campaign?: string;
  group?: string;
  ad?: string;
  currency?: string;
  spend?: number;
  impressions?: number;
  clicks?: number;
  conversions?: number;
  revenue?: number;
  run?: number;
}

/** Campaign columns of plain rows, by the start of their period; ids are positions in the list given, from 1. */
export function campaignColumns(rows: readonly CampaignSketch[], knownNames: readonly string[] = []): CampaignColumns {
  const names = new Words(knownNames);
  const currencies = new Words();
  const sorted = rows.map((row, i) => ({ ...row, id: i + 1 })).sort((a, b) => a.from - b.from || a.id - b.id);
  type Measure = 'spend' | 'impressions' | 'clicks' | 'conversions' | 'revenue';
  const measure = (name: Measure) => Float64Array.from(sorted, (row) => row[name] ?? 0);
  return {
    length: sorted.length,
    id: Uint32Array.from(sorted, (row) => row.id),
    from: Float64Array.from(sorted, (row) => row.from),
    to: Float64Array.from(sorted, (row) => row.to),
    network: Uint8Array.from(sorted, (row) => NETWORKS.indexOf(row.network ?? 'meta')),
    campaign: Uint32Array.from(sorted, (row) => names.id(row.campaign ?? 'Spring')),
    group: Uint32Array.from(sorted, (row) => names.id(row.group ?? '')),
    ad: Uint32Array.from(sorted, (row) => names.id(row.ad ?? '')),
    names: names.texts,
    currency: Uint8Array.from(sorted, (row) => currencies.id(row.currency ?? 'EUR')),
    currencies: currencies.texts,
    spend: measure('spend'),
    impressions: measure('impressions'),
    clicks: measure('clicks'),
    conversions: measure('conversions'),
    reach: new Float64Array(sorted.length),
    revenue: measure('revenue'),
    run: Uint16Array.from(sorted, (row) => row.run ?? 1),
  };
}

/** A figure of another tool as a test writes it down. */
export interface FigureSketch {
  from: number;
  to: number;
  value: number;
  network?: Network;
  account?: string;
  metric?: FigureMetric;
  dimension?: FigureDimension;
  item?: string;
  run?: number;
}

/** Figure columns of plain rows, by the start of their period; ids are positions in the list given, from 1. */
export function figureColumns(rows: readonly FigureSketch[], knownTexts: readonly string[] = []): FigureColumns {
  const texts = new Words(knownTexts);
  const sorted = rows.map((row, i) => ({ ...row, id: i + 1 })).sort((a, b) => a.from - b.from || a.id - b.id);
  return {
    length: sorted.length,
    id: Uint32Array.from(sorted, (row) => row.id),
    from: Float64Array.from(sorted, (row) => row.from),
    to: Float64Array.from(sorted, (row) => row.to),
    network: Uint8Array.from(sorted, (row) => NETWORKS.indexOf(row.network ?? 'instagram')),
    metric: Uint8Array.from(sorted, (row) => FIGURE_METRICS.indexOf(row.metric ?? 'views')),
    dimension: Uint8Array.from(sorted, (row) => FIGURE_DIMENSIONS.indexOf(row.dimension ?? 'all')),
    account: Uint32Array.from(sorted, (row) => texts.id(row.account ?? '')),
    item: Uint32Array.from(sorted, (row) => texts.id(row.item ?? '')),
    texts: texts.texts,
    value: Float64Array.from(sorted, (row) => row.value),
    currency: new Uint8Array(sorted.length),
    currencies: [''],
    run: Uint16Array.from(sorted, (row) => row.run ?? 1),
  };
}
