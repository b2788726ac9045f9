/**
 * The columns analyses read: typed arrays, one entry per row, dictionary ids instead of text.
 * Buffers may be shared between threads: analyses must never write into them.
 */

/**
 * Hits and events, grouped by person and in time order within a person. person 0 = unknown.
 * Plain data over shared buffers: it crosses threads as it is.
 */
export interface EventData {
  length: number;
  /** Unix ms. */
  at: Float64Array;
  person: Uint32Array;
  /** Index into EVENT_KINDS. */
  kind: Uint8Array;
  /** Bits of EVENT_FLAGS. */
  flags: Uint8Array;
  /** Dictionary id of the page path, or of the event name for custom events. */
  page: Uint32Array;
  /** Dictionary id of the referrer (0 = direct). */
  source: Uint32Array;
  /** Dictionary id of the user agent (0 = unknown). */
  agent: Uint16Array;
  /** HTTP status, 0 where there is none. */
  status: Uint16Array;
  sizeBytes: Uint32Array;
  /** Value of the event in the main currency; 0 where there is none. */
  value: Float32Array;
  /** Import that brought it. The line of its file is read from the store when a row is shown. */
  run: Uint16Array;
  /** Time the answer took, in whole ms, plus 1; 0 = the source does not tell. Empty where no event has one. */
  tookMsPlus1: Uint32Array;
  /** Index into `screens`; 0 = not known. Empty where no event has one. */
  screen: Uint16Array;
  /** Index into `languages`; 0 = not known. Empty where no event has one. */
  language: Uint16Array;
  /** Number of a set of `propertySets`; 0 = no properties. Empty where no event has any. */
  properties: Uint32Array;
  propertySets: PropertySets;
  /** `1920×1080`; the first is '' = not known. */
  screens: string[];
  /** Languages of the browser or app (ISO 639); the first is '' = not known. */
  languages: string[];
  /** Number of ids in each dictionary (ids are 1..n). */
  pages: number;
  sources: number;
  agents: number;
  /** Per source id: index into CHANNELS. Length sources + 1; entry 0 = direct. */
  channelOfSource: Uint8Array;
  /** Per source id: the first id of the same name and channel ("Google", whatever its address; a campaign). Length sources + 1. */
  siteOfSource: Uint32Array;
  /** Per source id: 1 where campaign marks of the address name it, 0 for referrers. Length sources + 1. */
  campaignOfSource: Uint8Array;
  /** Per agent id: index into DEVICES. Length agents + 1. */
  deviceOfAgent: Uint8Array;
  /** Per agent id: index into BOT_CLASSES; 0 for people. Length agents + 1. */
  botClassOfAgent: Uint8Array;
  /** Per agent id: the first id that is called the same ("Chrome on Android", whatever its version); 0 where it has no name. Length agents + 1. */
  programOfAgent: Uint16Array;
  /** ISO 3166-1 alpha-2; the first is '' = not known. */
  countries: string[];
  /** Per person id: index into `countries`. May be shorter than there are people. */
  countryOfPerson: Uint8Array;
}

/** Type of a property's value. `other` = a text beyond the most that are told apart. */
export const PROPERTY_TYPES = ['other', 'text', 'number', 'boolean'] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

/** Properties of events, each set of them once. Only to be reached through the events that may be used. */
export interface PropertySets {
  /** The first is '' = none. */
  names: string[];
  /** Values of type `text`; the first is '' = none. */
  texts: string[];
  /** Properties of set s are start[s] .. start[s + 1] of the columns below, by name. Length = highest number + 2. */
  start: Uint32Array;
  /** Index into `names`. */
  name: Uint32Array;
  /** Index into PROPERTY_TYPES. */
  type: Uint8Array;
  /** The number, 0 or 1 for a boolean, or an index into `texts`. */
  value: Float64Array;
}

/** Properties of one set in words, for lists of events: `plan: pro; seats: 3`. */
export function propertySetWords({ names, texts, start, name, type, value }: PropertySets, set: number): string {
  const words: string[] = [];
  for (let m = start[set] as number; m < (start[set + 1] as number); m++)
    words.push(
      `${names[name[m] as number]}: ${valueWords(texts, PROPERTY_TYPES[type[m] as number], value[m] as number)}`,
    );
  return words.join('; ');
}

/** A value of a property in words. */
export function valueWords(texts: readonly string[], type: PropertyType | undefined, value: number): string {
  if (type === 'text') return texts[value] ?? '';
  if (type === 'boolean') return value === 1 ? 'true' : 'false';
  return type === 'number' ? String(value) : '(other)';
}

/** Of events without properties. */
export const noPropertySets = (): PropertySets => ({
  names: [''],
  texts: [''],
  start: new Uint32Array(2),
  name: new Uint32Array(0),
  type: new Uint8Array(0),
  value: new Float64Array(0),
});

/** What analyses are given: the data, and look-ups that only work on the thread that made them. */
export interface EventColumns extends EventData {
  /** Dictionary id of a page path or event name; 0 = no event has it. */
  pageId(text: string): number;
  /** Ids of all pages whose text starts with `prefix`, ascending. */
  pagesWithPrefix(prefix: string): Uint32Array;
  /** Per page id: the first id of a page with the same title; 0 where none is known. May be shorter than there are pages. */
  titleOfPage(): Uint32Array;
}

/** Messages in time order. Undated ones have at = NaN and come last. */
export interface MessageColumns {
  length: number;
  id: Uint32Array;
  at: Float64Array;
  /** Person who wrote it; 0 = unknown. */
  author: Uint32Array;
  /** Index into NETWORKS. */
  network: Uint8Array;
  /** Index into MESSAGE_KINDS. */
  kind: Uint8Array;
  /** 1 = written by the business itself. */
  own: Uint8Array;
  /** Index into `languages`; 0 = unknown. */
  language: Uint8Array;
  languages: string[];
  /** 1..5 or NaN. */
  rating: Float32Array;
  likes: Uint32Array;
  shares: Uint32Array;
  replies: Uint32Array;
  views: Uint32Array;
  /** Accounts that saw it, times it was saved, clicks on its link; 0 where the export does not say. */
  reach: Uint32Array;
  saves: Uint32Array;
  clicks: Uint32Array;
  /** Sentiment score −1..1; NaN = not scored. */
  sentiment: Float32Array;
  /** Dictionary id of the item it is about; 0 = none. */
  item: Uint32Array;
  items: number;
  run: Uint16Array;
  /** What the message wants: a bit for each of INTENTS; the highest bit = it has been read for that. */
  intents: Uint8Array;
  /** Index into `topics`; 0 = no topic. */
  topic: Uint16Array;
  topics: string[];
  /** 1 = says word for word what an earlier message said, 2 = passed on (a retweet), 3 = looks like spam, 4 = nearly says what an earlier message said; 0 = none of it. */
  apart: Uint8Array;
  /** Aspects of message i are aspectStart[i] .. aspectStart[i] + aspectCount[i] of `aspects`. */
  aspectStart: Uint32Array;
  aspectCount: Uint8Array;
  aspects: AspectColumns;
  /** Hashtags of message i are tagStart[i] .. tagStart[i] + tagCount[i] of `tags`. */
  tagStart: Uint32Array;
  tagCount: Uint8Array;
  tags: TagColumns;
}

/** Columns of messages with an entry per row. The gate (privacy/permit.ts) does not compile while one is missing. */
export const MESSAGE_COLUMNS = [
  'id',
  'at',
  'author',
  'network',
  'kind',
  'own',
  'language',
  'rating',
  'likes',
  'shares',
  'replies',
  'views',
  'reach',
  'saves',
  'clicks',
  'sentiment',
  'item',
  'run',
  'intents',
  'topic',
  'apart',
  'aspectStart',
  'aspectCount',
  'tagStart',
  'tagCount',
] as const satisfies readonly (keyof MessageColumns)[];

/** Hashtags of messages, one entry per tag of a message. Only to be reached through the messages that may be used. */
export interface TagColumns {
  /** Index into `names`. */
  tag: Uint32Array;
  /** In lower case, without #. */
  names: string[];
}

/** What messages like and dislike, one entry per aspect. Only to be reached through the messages that may be used. */
export interface AspectColumns {
  /** Index into `groups`: what wordings of one thing share, as it is shown; 0 = not shown. */
  group: Uint32Array;
  groups: string[];
  /** The same before the owner named, merged and hid things; left out where nothing is grouped yet. */
  found?: { group: Uint32Array; groups: string[] };
  /** Index into `categories`. */
  category: Uint8Array;
  categories: string[];
  /** 0 = negative, 1 = neutral, 2 = positive. */
  polarity: Uint8Array;
}

/** The columns of messages that have not been read: no intents, no topics, no aspects, no hashtags. */
export const unreadColumns = (length: number) => ({
  intents: new Uint8Array(length),
  topic: new Uint16Array(length),
  topics: [''],
  apart: new Uint8Array(length),
  aspectStart: new Uint32Array(length),
  aspectCount: new Uint8Array(length),
  aspects: {
    group: new Uint32Array(0),
    groups: [''],
    category: new Uint8Array(0),
    categories: [''],
    polarity: new Uint8Array(0),
  },
  tagStart: new Uint32Array(length),
  tagCount: new Uint8Array(length),
  tags: { tag: new Uint32Array(0), names: [''] },
});

/** Bit of `intents` that says a message has been read. */
export const READ_BIT = 0x80;

/** Orders in time order; only paid ones count as sales. */
export interface OrderColumns {
  length: number;
  /** Payments that are not among the rows, because the orders they are for are. */
  paymentsOfOrders?: number;
  /** Orders that are left out as the owner said that another system has the same sales. */
  lookAlikes?: number;
  id: Uint32Array;
  at: Float64Array;
  buyer: Uint32Array;
  /** In the order's own currency, major units. */
  total: Float64Array;
  /** Index into `currencies`; 0 = unknown. */
  currency: Uint8Array;
  currencies: string[];
  /** 1 = paid, 2 = refunded, 3 = cancelled, 4 = open. */
  status: Uint8Array;
  run: Uint16Array;
  /** Lines of order i are lineStart[i] .. lineStart[i + 1]. Length = length + 1. */
  lineStart: Uint32Array;
  lineItem: Uint32Array;
  lineQuantity: Float32Array;
  linePrice: Float32Array;
  items: number;
}

/** Campaigns, ad sets or ads with their results over a period, by the start of the period. There are no people behind them. */
export interface CampaignColumns {
  length: number;
  id: Uint32Array;
  /** Half-open period, Unix ms; never empty. */
  from: Float64Array;
  to: Float64Array;
  /** Index into NETWORKS. */
  network: Uint8Array;
  /** Indices into `names`: campaign, ad set or group, ad; 0 = none. */
  campaign: Uint32Array;
  group: Uint32Array;
  ad: Uint32Array;
  names: string[];
  /** Index into `currencies`; 0 = unknown. */
  currency: Uint8Array;
  currencies: string[];
  /** In the row's own currency, major units. */
  spend: Float64Array;
  impressions: Float64Array;
  clicks: Float64Array;
  conversions: Float64Array;
  reach: Float64Array;
  /** Worth of the conversions, in the row's own currency. */
  revenue: Float64Array;
  run: Uint16Array;
}

/** Figures that other tools counted, by the start of their period. There are no people behind them. */
export interface FigureColumns {
  length: number;
  id: Uint32Array;
  /** Half-open period, Unix ms; never empty. */
  from: Float64Array;
  to: Float64Array;
  /** Index into NETWORKS. */
  network: Uint8Array;
  /** Index into FIGURE_METRICS. */
  metric: Uint8Array;
  /** Index into FIGURE_DIMENSIONS. */
  dimension: Uint8Array;
  /** Indices into `texts`: site or account, and the value of the dimension; 0 = none. */
  account: Uint32Array;
  item: Uint32Array;
  texts: string[];
  value: Float64Array;
  /** Index into `currencies`; 0 = unknown. */
  currency: Uint8Array;
  currencies: string[];
  run: Uint16Array;
}

export interface Tables {
  events: EventColumns;
  messages: MessageColumns;
  orders: OrderColumns;
  campaigns: CampaignColumns;
  figures: FigureColumns;
}
export type TableName = keyof Tables;
