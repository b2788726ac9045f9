import type { CampaignTags, EventKind, EventRow, Identifier, RejectionCode } from '../../shared/model.ts';
import { campaignTags } from './campaign-tags.ts';
import { dateReader } from './dates.ts';
import { languageOf } from './device-facts.ts';
import { hasProperties, propertiesIn } from './event-properties.ts';
import type { JsonObject } from './json-read.ts';
import { toAddress, toPath } from './log-text.ts';
import { searchOf } from './site-search.ts';

/** Readers of what the events of web analytics and customer data tools have in common. */

const FIRST_MS = Date.UTC(1995, 0, 1);
const LAST_MS = Date.UTC(2100, 0, 1);
const iso = dateReader('iso', 'UTC');

/** A number of seconds, milliseconds or microseconds since 1970, told apart by its size. */
function fromNumber(value: number): number {
  if (value >= 1e14) return Math.floor(value / 1000);
  return value >= 1e11 ? Math.floor(value) : Math.round(value * 1000);
}

/** When an event happened, in Unix ms, from a number since 1970 or a written date (UTC where it names no zone); or why not. */
export function eventInstant(value: unknown, written: typeof iso = iso): number | RejectionCode {
  if (value === undefined || value === null || value === '') return 'missing-field';
  let atMs: number | null = null;
  if (typeof value === 'number') atMs = fromNumber(value);
  else if (typeof value === 'string')
    atMs = /^\d{9,16}(\.\d+)?$/.test(value)
      ? fromNumber(Number(value))
      : (written?.(value.replace(/ UTC$/, 'Z')) ?? null);
  if (atMs === null || !Number.isFinite(atMs)) return 'bad-date';
  return atMs >= FIRST_MS && atMs < LAST_MS ? atMs : 'impossible-date';
}

const PLAIN = /^[\x21-\x7e]*$/;
/** Log texts hold one byte a character. */
const asBytes = (text: string): string => (PLAIN.test(text) ? text : Buffer.from(text).toString('latin1'));
const withoutQuery = (text: string): string => {
  const end = text.search(/[?#]/);
  return end < 0 ? text : text.slice(0, end);
};

/** The path of an address, without host and query; '' when it is no address and no path. */
export function pageOf(address: string): string {
  if (address === '') return '';
  if (address.startsWith('/')) return toPath(asBytes(withoutQuery(address)));
  const found = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(address);
  return found ? toPath(asBytes(found[1] || '/')) : '';
}

/** A referring address without query; a bare host is taken as one. '' for none ("$direct", "(direct)"). */
export function referrerOf(text: string): string {
  if (text === '') return '';
  const bare = withoutQuery(text);
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(bare)) return toAddress(asBytes(bare));
  return /^[a-z\d-]+(\.[a-z\d-]+)+$/i.test(bare) ? toAddress(`https://${bare}/`) : '';
}

/** What is said of titles by every format that has them. */
export const TITLES_KEPT = {
  field: 'Page titles',
  why: 'To show a page by its name. Addresses and numbers of people in them are masked; pages with many titles keep none.',
} as const;

/** Longest event name that is kept. */
const MAX_NAME = 200;

/** The name of an event as it is kept: cut, without line breaks. */
export const eventName = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, MAX_NAME).toWellFormed();

/** Words that tools write where there is no value. */
const NOTHING = /^(\(?(not set|none|direct|not provided|data deleted|other)\)?|undefined|null|nan)$/i;

/** Campaign tags, or undefined when all of them are empty. */
export function tagsOf(source: string, medium: string, campaign: string): CampaignTags | undefined {
  const clean = (text: string) => (NOTHING.test(text) ? '' : text.trim().slice(0, 120));
  const tags = { source: clean(source), medium: clean(medium), campaign: clean(campaign) };
  return tags.source === '' && tags.medium === '' && tags.campaign === '' ? undefined : tags;
}

/** Campaign tags in the query of an address. */
function tagsIn(address: string): CampaignTags | undefined {
  const start = address.indexOf('?');
  return start < 0 ? undefined : (campaignTags(address.slice(start)) ?? undefined);
}

/** Names of events in their plain form, by what they mean here: the vocabularies of Segment, Google and the common trackers. */
const NAMES: Readonly<Partial<Record<EventKind, string>>> = {
  view: 'page view|pageview|page viewed|viewed page|viewed a page|loaded a page|page|screen|screen view|screen viewed|mp web page view',
  search:
    'search|searched|site search|products searched|search submitted|search performed|product search|view search results',
  product:
    'product viewed|product clicked|product list viewed|product list filtered|view item|view item list|select item|product view|product page viewed',
  cart: 'product added|product removed|cart viewed|add to cart|remove from cart|view cart|added to cart|removed from cart|product added to cart|cart updated',
  checkout:
    'checkout started|checkout step viewed|checkout step completed|payment info entered|begin checkout|add payment info|add shipping info|initiate checkout|checkout',
  purchase: 'order completed|purchase|order placed|order paid|in app purchase|purchase completed|purchased|transaction',
  download: 'file download|file downloaded|download|downloaded',
};
const KINDS = new Map<string, EventKind>(
  Object.entries(NAMES).flatMap(([kind, names]) => names.split('|').map((name) => [name, kind as EventKind] as const)),
);
const known = new Map<string, EventKind>();
const KNOWN_NAMES = 5000;

/** What an event's name means: `$pageview`, `Order Completed`, `add_to_cart`, `[Amplitude] Page Viewed`. `custom` when it is not known. */
export function kindOfName(name: string): EventKind {
  const found = known.get(name);
  if (found) return found;
  const words = name
    .replace(/^\[amplitude\]/i, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, ' ')
    .trim();
  const kind = KINDS.get(words) ?? 'custom';
  if (known.size >= KNOWN_NAMES) known.clear();
  known.set(name, kind);
  return kind;
}

/** Who an event is about, as the tool knows them. Empty texts are left out. */
export interface KnownAs {
  customer?: string;
  email?: string;
  phone?: string;
  cookie?: string;
}

const isEmail = (text: string): boolean => text.includes('@') && EMAIL.test(text);
const EMAIL = /^[^\s@<>]{1,64}@[^\s@<>]+\.[^\s@<>.]{2,}$/;

/** Identifiers of a person, strongest first. Customer numbers that are e-mail addresses count as such. */
export function personOf(scope: string, { customer = '', email = '', phone = '', cookie = '' }: KnownAs): Identifier[] {
  const person: Identifier[] = [];
  const address = isEmail(email) ? email : isEmail(customer) ? customer : isEmail(cookie) ? cookie : '';
  if (customer !== '' && !isEmail(customer)) person.push({ kind: 'customer', scope, value: customer });
  if (address !== '') person.push({ kind: 'email', scope: '', value: address });
  if (phone !== '') person.push({ kind: 'phone', scope: '', value: phone });
  if (cookie !== '' && cookie !== customer && !isEmail(cookie)) person.push({ kind: 'cookie', scope, value: cookie });
  return person;
}

/** What an event is made of. `address` is the page's full address or path, `landing` an address whose tags count. */
export interface EventParts {
  line: number;
  atMs: number;
  person: readonly Identifier[];
  name: string;
  kind: EventKind;
  address: string;
  /** Host of the site where the address is only a path; referrers from it are the site's own pages. */
  host?: string;
  referrer: string;
  agent: string;
  value: number;
  campaign?: CampaignTags | undefined;
  flags?: number;
  /** As `screenOf` writes it. */
  screen?: string;
  /** A language tag or name. */
  language?: string;
  /** Title of the page at `address`. */
  title?: string;
  /** What the tool keeps of the event besides, as it writes it. */
  properties?: JsonObject;
}

const hostIn = (address: string): string => /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(address)?.[1] ?? '';
const bareHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/:\d+$/, '');

/** What was worked out for texts seen lately, which repeat in most files; a full memory starts anew. */
function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) {
      found = make(text);
      if (known.size >= REMEMBERED) known.clear();
      if (text.length <= LONGEST_REMEMBERED) known.set(text, found);
    }
    return found;
  };
}
const REMEMBERED = 5000;
const LONGEST_REMEMBERED = 500;

const aboutAddress = remembered((address) => ({
  page: pageOf(address),
  host: bareHost(hostIn(address)),
  tags: tagsIn(address),
}));
const aboutReferrer = remembered((referrer) => ({
  kept: referrerOf(referrer),
  host: referrer === '' ? '' : bareHost(hostIn(referrer) || referrer),
}));
const languageIn = remembered(languageOf);
const agentOf = remembered((text) => text.slice(0, 512).toWellFormed());

/** An event: views and shop events by the path of their page, others by their name. */
export function toEvent(parts: EventParts): EventRow {
  const { name, kind, address, host, campaign, flags, referrer, agent, line, atMs, person, value } = parts;
  const { page: path, host: ownHost, tags: tagged } = aboutAddress(address);
  const from = aboutReferrer(referrer);
  const tags = campaign ?? tagged;
  // Going on from page to page of the same site is no coming from elsewhere.
  const isInternal = from.host !== '' && from.host === (host ? bareHost(host) : ownHost);
  const event: EventRow = {
    type: 'event',
    line,
    atMs,
    person,
    value,
    kind,
    page: kind === 'custom' ? eventName(name) || path : path || eventName(name),
    referrer: isInternal ? '' : from.kept,
    agent: agentOf(agent),
  };
  if (tags) event.campaign = tags;
  if (flags) event.flags = flags;
  const language = parts.language ? languageIn(parts.language) : '';
  if (parts.screen) event.screen = parts.screen;
  if (language !== '') event.language = language;
  if (parts.title && path !== '' && event.page === path && !NOTHING.test(parts.title))
    event.title = eventName(parts.title);
  const properties = hasProperties(kind)
    ? propertiesIn(parts.properties ?? {})
    : searchOf(kind, parts.properties, address);
  if (properties.length > 0) event.properties = properties;
  return event;
}
