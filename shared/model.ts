/** Domain words that every layer shares. The order of each list is its stored code: append only. */

/** Where a message was written. */
export const NETWORKS = [
  'other',
  'x',
  'facebook',
  'instagram',
  'threads',
  'linkedin',
  'tiktok',
  'youtube',
  'reddit',
  'mastodon',
  'bluesky',
  'pinterest',
  'whatsapp',
  'google',
  'shop',
  'email',
  'google-play',
  'app-store',
  'trustpilot',
  'google-ads',
  'meta',
  'web',
] as const;
export type Network = (typeof NETWORKS)[number];

/** What kind of message. `post` by the business itself or others; `review` carries a rating. */
export const MESSAGE_KINDS = ['post', 'comment', 'mention', 'review', 'reply', 'direct'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** What a hit or event was. Only `view` counts as a page view. */
export const EVENT_KINDS = [
  'view',
  'asset',
  'download',
  'redirect',
  'missing',
  'failure',
  'custom',
  'search',
  'product',
  'cart',
  'checkout',
  'purchase',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Bits of an event's flags. */
export const EVENT_FLAGS = { bot: 1, own: 2, gpc: 4, dnt: 8 } as const;

/** How a visitor came. Follows the channel grouping of the common web analytics tools. */
export const CHANNELS = [
  'direct',
  'search',
  'social',
  'ai-assistant',
  'email',
  'campaign',
  'referral',
  'internal',
] as const;
export type Channel = (typeof CHANNELS)[number];

export const DEVICES = ['unknown', 'desktop', 'phone', 'tablet', 'bot', 'other'] as const;
export type Device = (typeof DEVICES)[number];

/** What robots come for, found by their agent; '' = no robot. Numbers are stored by name. */
export const BOT_CLASSES = [
  '',
  'search',
  'ai-assistant',
  'ai-crawler',
  'monitor',
  'social-preview',
  'feed',
  'seo',
  'library',
  'other',
] as const;
export type BotClass = (typeof BOT_CLASSES)[number];

/** Purposes of processing (GDPR Art. 5(1)(b)); every analysis and export names one. */
export const PURPOSES = ['service', 'marketing', 'personalisation', 'advertising', 'research'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Lawful bases (GDPR Art. 6(1)) a source can be used under for a purpose; `none` = not used for it at all. */
export const BASES = ['none', 'consent', 'contract', 'legitimate-interest'] as const;
export type Basis = (typeof BASES)[number];

/** The basis of each purpose for one source. `consent` means: only people whose consent is on record. */
export type BasisByPurpose = Readonly<Record<Purpose, Basis>>;

/** From and until (exclusive) when the bases of one import hold, Unix ms; null = no limit. Outside nobody in it is used for anything. */
export interface BasisDates {
  fromMs: number | null;
  untilMs: number | null;
}
export const NO_BASIS_DATES: BasisDates = { fromMs: null, untilMs: null };

/** What an import assumes until the owner says otherwise: counting yes, anything about a person only with consent. */
export const SAFE_BASIS: BasisByPurpose = {
  service: 'legitimate-interest',
  marketing: 'consent',
  personalisation: 'consent',
  advertising: 'consent',
  research: 'consent',
};

/** What a person said about a purpose. */
export const CONSENT_STATES = ['unknown', 'granted', 'denied'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

/** Kinds of identifier. Each is stored as a keyed hash; the clear value only in the vault. `visitor` = IP + agent of a log: never kept in clear. */
export const IDENTIFIER_KINDS = [
  'visitor',
  'cookie',
  'email',
  'phone',
  'customer',
  'handle',
  'account',
  'name',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** One identifier as read from a file. `scope` separates equal values of different networks or shops ("x", "shop"). */
export interface Identifier {
  kind: IdentifierKind;
  scope: string;
  value: string;
}

/** Fields that every imported row has: where in its file it stood. */
interface Placed {
  /** 1-based line (or record number inside a JSON array / archive member). */
  line: number;
}

/** A post, comment, mention or review. Text is stored as given, entities decoded. */
export interface MessageRow extends Placed {
  type: 'message';
  /** Natural key within the network: the same key imported again updates, never doubles. */
  key: string;
  network: Network;
  kind: MessageKind;
  /** Unix milliseconds, or null where the export has no date. */
  atMs: number | null;
  author: readonly Identifier[];
  /** Written by the business itself. */
  own: boolean;
  text: string;
  /** BCP-47 primary language tag, or '' when the export does not say. */
  language: string;
  /** 1..5, or null. */
  rating: number | null;
  likes: number;
  shares: number;
  replies: number;
  views: number;
  /** Accounts that saw it; left out where the export does not say. */
  reach?: number;
  /** Times it was saved or bookmarked. */
  saves?: number;
  /** Clicks on its link. */
  clicks?: number;
  replyToKey: string | null;
  url: string | null;
  /** Product or item the message is about, as the shop calls it; '' if none. */
  item: string;
}

/** One order with its lines. Money in the order's own currency, in major units. */
export interface OrderRow extends Placed {
  type: 'order';
  key: string;
  atMs: number;
  buyer: readonly Identifier[];
  /** ISO 4217, or '' when the file does not say. */
  currency: string;
  total: number;
  status: 'paid' | 'refunded' | 'cancelled' | 'open';
  channel: string;
  lines: readonly { item: string; sku: string; quantity: number; unitPrice: number }[];
  /**
   * What the file holds of its orders, where the shop writes several: only their items, only their heads, or payments
   * that may belong to orders of another file. Left out = whole orders.
   */
  part?: 'items' | 'head' | 'payment';
  /** Of a payment the order it is for, of an order its payment, by the number in the other file. */
  ref?: string;
}

/** A consent signal for one or more purposes. */
export interface ConsentRow extends Placed {
  type: 'consent';
  person: readonly Identifier[];
  purposes: readonly Purpose[];
  state: ConsentState;
  atMs: number | null;
  wording: string;
  /** A signal as the file has it (TC string, GPP, Sec-GPC …), under the name of its kind; what it means is then told by it alone. */
  signal?: { field: string; value: string };
}

/** A campaign or ad with its spend over a period. */
export interface CampaignRow extends Placed {
  type: 'campaign';
  key: string;
  network: Network;
  name: string;
  fromMs: number;
  toMs: number;
  currency: string;
  spend: number;
  impressions: number;
  clicks: number;
  conversions: number;
  /** Ad set or ad group, and ad, where the rows are that fine; '' or left out otherwise. */
  group?: string;
  ad?: string;
  /** Accounts reached. */
  reach?: number;
  /** What its conversions were worth, in `currency`. */
  revenue?: number;
}

/** What a figure counts. Durations end in `-ms`; `revenue` is in the figure's currency. */
export const FIGURE_METRICS = [
  'visitors',
  'visits',
  'views',
  'bounces',
  'visit-duration-ms',
  'engaged-visits',
  'new-visitors',
  'events',
  'conversions',
  'impressions',
  'reach',
  'interactions',
  'likes',
  'comments',
  'shares',
  'saves',
  'clicks',
  'profile-visits',
  'follows',
  'unfollows',
  'followers',
  'posts',
  'video-views',
  'watch-ms',
  'subscribers',
  'revenue',
  'orders',
  'units',
  'entrances',
  'exits',
] as const;
export type FigureMetric = (typeof FIGURE_METRICS)[number];

/** What a figure is broken down by; `all` = by nothing. */
export const FIGURE_DIMENSIONS = [
  'all',
  'page',
  'entry-page',
  'exit-page',
  'source',
  'channel',
  'campaign',
  'event',
  'country',
  'region',
  'city',
  'device',
  'browser',
  'os',
  'language',
  'post',
  'product',
  'category',
  'age',
  'gender',
] as const;
export type FigureDimension = (typeof FIGURE_DIMENSIONS)[number];

/** A figure that another tool already counted, with nobody behind it: a day's visits of a page, the reach of an account. */
export interface FigureRow extends Placed {
  type: 'figure';
  network: Network;
  /** Site, account or shop it is about, as the file names it; '' when it does not. */
  scope: string;
  metric: FigureMetric;
  dimension: FigureDimension;
  /** Value of the dimension ('/about', 'DE'); '' for `all`. */
  item: string;
  /** Half-open period, Unix ms. */
  fromMs: number;
  toMs: number;
  value: number;
  /** ISO 4217 for revenue, '' otherwise. */
  currency: string;
}

/** A product of the shop's catalogue. */
export interface ProductRow extends Placed {
  type: 'product';
  /** Shop it is unique in. */
  scope: string;
  key: string;
  /** Name as orders call it. */
  name: string;
  sku: string;
  category: string;
  /** In major units of `currency`; null when the file does not say. */
  price: number | null;
  currency: string;
  stock: number | null;
  active: boolean;
}

/** Campaign tags of a landing address (utm_source, utm_medium, utm_campaign), or what a click id says. Never the click id itself. */
export interface CampaignTags {
  source: string;
  medium: string;
  campaign: string;
}

/** A single tracked event, for sources that are not access logs. Logs use the columnar EventBatch. */
export interface EventRow extends Placed {
  type: 'event';
  atMs: number;
  person: readonly Identifier[];
  kind: EventKind;
  /** Page path or event name. */
  page: string;
  /** Referrer URL, or '' for direct. */
  referrer: string;
  agent: string;
  value: number;
  /** Tags of the landing address; they decide the channel before the referrer does. */
  campaign?: CampaignTags;
  /** Bits of EVENT_FLAGS that the file itself tells (opt-out signals, own staff); bots are found by the agent. */
  flags?: number;
  /** Size of the screen, `1920×1080`. */
  screen?: string;
  /** Language of the browser or app (ISO 639). */
  language?: string;
  /** Title of the page. */
  title?: string;
  /** What the file tells of the event besides: names and values as they are written there. */
  properties?: readonly EventProperty[];
}

/** A property of an event. */
export type EventProperty = readonly [name: string, value: string | number | boolean];

/** A person's own record (customer list, follower list). */
export interface PersonRow extends Placed {
  type: 'person';
  person: readonly Identifier[];
  atMs: number | null;
  country: string;
}

/** Every record an import can yield, except columnar log hits. */
export type Row = MessageRow | OrderRow | ConsentRow | CampaignRow | EventRow | PersonRow | FigureRow | ProductRow;
export type RowType = Row['type'];

/** Why a row could not be read. Never carries content. */
export const REJECTION_CODES = [
  'not-this-format',
  'too-few-columns',
  'bad-date',
  'bad-number',
  'bad-encoding',
  'bad-json',
  'missing-field',
  'too-long',
  'out-of-range',
  'not-http',
  'impossible-date',
] as const;
export type RejectionCode = (typeof REJECTION_CODES)[number];

/** One row that could not be read: what and where, never its content. */
export interface Rejection {
  code: RejectionCode;
  line: number;
  /** Field concerned, by the format's own name; '' if the whole row. */
  field: string;
}
