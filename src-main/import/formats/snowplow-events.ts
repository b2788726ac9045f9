import type { ConsentState, OrderRow, Purpose } from '../../../shared/model.ts';
import { purposesOf } from '../consent-changes.ts';
import { eventInstant, kindOfName, personOf, TITLES_KEPT, tagsOf, toEvent } from '../event-fields.ts';
import { PROPERTIES_KEPT } from '../event-properties.ts';
import { screenOf } from '../device-facts.ts';
import { toOrder } from '../event-orders.ts';
import type { Detection, FileHead, Format, ParseStep, Source } from '../format.ts';
import { type JsonObject, listAt, objectAt, textAt } from '../json-read.ts';
import { bytesOf, isHidden } from '../members.ts';
import { StepMaker } from '../steps.ts';
import { textLines } from '../text-lines.ts';
import { SEARCHES_KEPT } from '../site-search.ts';

const SCOPE = 'snowplow';
const COLUMNS = 131;
/** Places of the columns that are read, in Snowplow's canonical order. */
const AT = {
  collected: 3,
  event: 5,
  eventId: 6,
  userId: 12,
  domainUser: 15,
  networkUser: 17,
  pageUrl: 29,
  pageTitle: 30,
  referrer: 31,
  medium: 47,
  source: 48,
  campaign: 51,
  category: 53,
  action: 54,
  label: 55,
  property: 56,
  value: 57,
  unstructured: 58,
  orderId: 59,
  orderTotal: 61,
  itemOrderId: 67,
  itemSku: 68,
  itemName: 69,
  itemPrice: 71,
  itemQuantity: 72,
  agent: 77,
  language: 83,
  screenWidth: 103,
  screenHeight: 104,
  currency: 108,
  derived: 124,
  eventName: 126,
} as const;
const ID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;
const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/;
const MEMBER = /(^|\/)(part-[^/]*|[^/]*\.(tsv|txt|csv|log|gz|zst))$|(^|\/)[^./]+$/i;
/** Orders that wait for their items, which follow as events of their own. */
const OPEN_ORDERS = 2000;

function isSnowplow(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.split('\n', 5).some((line) => {
    const cells = line.split('\t');
    return cells.length === COLUMNS && ID.test(cells[AT.eventId] ?? '') && TIME.test(cells[AT.collected] ?? '');
  });
}

async function detect(head: FileHead): Promise<Detection> {
  const reason = 'These are enriched events of Snowplow.';
  if (head.members.length === 0)
    return isSnowplow(head.bytes) ? { score: 0.97, reason } : { score: 0, reason: 'These are no events of Snowplow.' };
  for (const { path } of head.members.filter(({ path }) => !isHidden(path) && MEMBER.test(path)).slice(0, 6))
    if (isSnowplow(await head.memberHead(path, 64 * 1024))) return { score: 0.97, reason };
  return { score: 0, reason: 'There are no events of Snowplow in it.' };
}

const GRANTED = /^(allow_all|allow_selected)$/;
const DENIED = /^(deny_all|withdrawn)$/;
const ALL: readonly Purpose[] = ['service', 'marketing', 'personalisation', 'advertising'];

const JSON_START = /^\s*\{/;

/** What a self-describing event holds (`unstruct_event`); empty where it is no JSON. */
function dataOf(text: string): JsonObject {
  if (!JSON_START.test(text)) return {};
  try {
    return objectAt(objectAt(JSON.parse(text), 'data'), 'data');
  } catch {
    return {};
  }
}

/** Label and property of a structured event, or the data of a self-describing one. */
const propertiesOf = (cell: (at: number) => string, event: string): JsonObject =>
  event === 'struct' ? { label: cell(AT.label), property: cell(AT.property) } : dataOf(cell(AT.unstructured));

class SnowplowReader {
  readonly #open = new Map<string, { order: OrderRow; lines: OrderRow['lines'][number][] }>();

  read(text: string, line: number, steps: StepMaker) {
    const cells = text.split('\t');
    if (cells.length !== COLUMNS) return steps.reject('too-few-columns', line);
    const cell = (at: number): string => cells[at] as string;
    const event = cell(AT.event);
    if (event === '') return steps.reject('missing-field', line, 'event');
    if (event === 'page_ping') return steps.skip();
    const field = cell(AT.derived) === '' ? 'collector_tstamp' : 'derived_tstamp';
    const atMs = eventInstant(cell(AT.derived) || cell(AT.collected));
    if (typeof atMs === 'string') return steps.reject(atMs, line, field);
    if (event === 'transaction_item') return this.#addItem(cell, line, steps);
    const person = personOf(SCOPE, {
      customer: cell(AT.userId),
      cookie: cell(AT.domainUser) || cell(AT.networkUser),
    });
    const name = this.#nameOf(cell, event);
    if (name === 'consent_preferences') this.#addConsent(cell(AT.unstructured), { line, atMs, person }, steps);
    const kind = event === 'transaction' ? 'purchase' : event === 'page_view' ? 'view' : kindOfName(name);
    const total = Number(cell(AT.orderTotal));
    if (!Number.isFinite(total)) return steps.reject('bad-number', line, 'tr_total');
    const amount = kind === 'purchase' ? total : Number(cell(AT.value)) || 0;
    steps.add(
      toEvent({
        line,
        atMs,
        person,
        name,
        kind,
        address: cell(AT.pageUrl),
        referrer: cell(AT.referrer),
        agent: cell(AT.agent),
        title: cell(AT.pageTitle),
        screen: screenOf(cell(AT.screenWidth), cell(AT.screenHeight)),
        language: cell(AT.language),
        value: Number.isFinite(amount) && Math.abs(amount) < 1e12 ? amount : 0,
        properties: propertiesOf(cell, event),
        campaign: tagsOf(cell(AT.source), cell(AT.medium), cell(AT.campaign)),
      }),
    );
    const key = cell(AT.orderId);
    if (event !== 'transaction' || key === '') return;
    const order = toOrder({ line, key, atMs, buyer: person, currency: cell(AT.currency), total, products: [] });
    this.#hold(order, steps);
  }

  finish(steps: StepMaker): void {
    for (const { order, lines } of this.#open.values()) steps.add({ ...order, lines });
    this.#open.clear();
  }

  #nameOf(cell: (at: number) => string, event: string): string {
    if (event !== 'struct') return cell(AT.eventName) || event;
    const [category, action] = [cell(AT.category), cell(AT.action)];
    return kindOfName(action) === 'custom'
      ? [category, action].filter((part) => part !== '').join(': ') || event
      : action;
  }

  #hold(order: OrderRow, steps: StepMaker): void {
    this.#open.set(order.key, { order, lines: [] });
    const [oldest] = this.#open.entries();
    if (this.#open.size <= OPEN_ORDERS || !oldest) return;
    this.#open.delete(oldest[0]);
    steps.add({ ...oldest[1].order, lines: oldest[1].lines });
  }

  #addItem(cell: (at: number) => string, line: number, steps: StepMaker): void {
    const open = this.#open.get(cell(AT.itemOrderId));
    const sku = cell(AT.itemSku).slice(0, 300);
    const [quantity, unitPrice] = [Number(cell(AT.itemQuantity) || '1'), Number(cell(AT.itemPrice))];
    if (!open) steps.skip();
    else if (!Number.isFinite(quantity) || !Number.isFinite(unitPrice)) steps.reject('bad-number', line, 'ti_price');
    else open.lines.push({ item: cell(AT.itemName).slice(0, 300) || sku, sku, quantity, unitPrice });
  }

  #addConsent(
    json: string,
    { line, atMs, person }: { line: number; atMs: number; person: ReturnType<typeof personOf> },
    steps: StepMaker,
  ): void {
    const inner = dataOf(json);
    const answer = textAt(inner, 'eventType');
    const state: ConsentState | null = GRANTED.test(answer) ? 'granted' : DENIED.test(answer) ? 'denied' : null;
    const scopes = listAt(inner, 'consentScopes').flatMap((scope) => purposesOf(String(scope)));
    const purposes = state === 'denied' ? ALL : [...new Set(scopes)];
    if (!state || purposes.length === 0 || person.length === 0) return;
    steps.add({ type: 'consent', line, person, purposes, state, atMs, wording: 'consent_preferences' });
  }
}

async function* parse(source: Source): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  const reader = new SnowplowReader();
  const paths =
    source.members.length === 0
      ? ['']
      : source.members
          .map(({ path }) => path)
          .filter((path) => !isHidden(path) && MEMBER.test(path))
          .sort();
  let before = 0;
  for (const path of paths) {
    let last = 0;
    for await (const lines of textLines(bytesOf(source, path))) {
      for (const { line, text } of lines) {
        last = line;
        if (text === null) steps.reject('too-long', before + line);
        else reader.read(text, before + line, steps);
      }
      yield* steps.full();
    }
    before += last;
  }
  reader.finish(steps);
  yield* steps.rest();
}

/** Enriched events of Snowplow, in their table of 131 columns without names. */
export const snowplowEvents: Format = {
  id: 'snowplow-events',
  title: 'Snowplow events',
  group: 'analytics',
  about: 'Enriched events of Snowplow as its pipeline stores them: tab-separated, 131 columns, no header.',
  yields: ['event', 'order', 'consent'],
  keeps: [
    { field: 'Page views and events', why: 'To see what visitors do and where they come from.' },
    TITLES_KEPT,
    PROPERTIES_KEPT,
    SEARCHES_KEPT,
    { field: 'Screen and language', why: 'To fit the site to its visitors.' },
    { field: 'Transactions with their items', why: 'To see what sells.' },
    { field: 'Consent events', why: 'So that nobody is used for what they said no to.' },
    { field: 'User and browser numbers', why: 'As pseudonyms, to tell new from returning visitors.' },
  ],
  drops: [
    { field: 'IP addresses, places, fingerprints', why: 'Never kept.' },
    { field: 'Page pings and contexts', why: 'No chart needs them.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
