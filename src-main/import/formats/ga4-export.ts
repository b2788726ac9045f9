import type { ConsentState, Purpose } from '../../../shared/model.ts';
import { ConsentChanges } from '../consent-changes.ts';
import { clickTags } from '../campaign-tags.ts';
import { eventInstant, kindOfName, personOf, TITLES_KEPT, tagsOf, toEvent } from '../event-fields.ts';
import { PROPERTIES_KEPT, typedValue } from '../event-properties.ts';
import { amountAt, firstText, OrderBook, type OrderParts } from '../event-orders.ts';
import { detectRecords, listIn, objectIn, parseRecords, type RecordReader, type RecordTool } from '../event-records.ts';
import type { Format } from '../format.ts';
import { isObject, type JsonObject, objectAt, textAt } from '../json-read.ts';
import { SEARCHES_KEPT } from '../site-search.ts';

const SCOPE = 'ga4';
const CONSENT: readonly [string, readonly Purpose[]][] = [
  ['analytics_storage', ['service']],
  ['ads_storage', ['advertising', 'personalisation']],
];
/** Parameters that are read by their name. */
const READ = [
  'page_location',
  'page_referrer',
  'page_title',
  'firebase_screen',
  'value',
  'currency',
  'transaction_id',
  'source',
  'medium',
  'campaign',
  'search_term',
];

const tool: RecordTool = {
  looks: (record) =>
    'event_name' in record && 'event_timestamp' in record && ('event_date' in record || 'event_params' in record),
  parquet: {
    columns: [
      'event_timestamp',
      'event_name',
      'event_params',
      'user_id',
      'user_pseudo_id',
      'privacy_info',
      'device',
      'collected_traffic_source',
      'ecommerce',
      'items',
    ],
    proof: ['event_name', 'event_timestamp', 'event_params'],
  },
  csv: [['event name', 'event timestamp', 'event date']],
  members: /\.(json|jsonl|ndjson|csv|parquet|avro|gz|zst)$|(^|\/)[^./]+$|events_\d{8}/i,
};

function valueIn(entry: unknown): unknown {
  const value = objectAt(entry, 'value');
  if (value.string_value !== undefined && value.string_value !== null) return value.string_value;
  const number = value.int_value ?? value.double_value ?? value.float_value;
  // Whole numbers of 64 bits are written as text.
  return typeof number === 'string' ? Number(number) : (number ?? '');
}

/** Parameters by name. Flattened tables name them `event_params.page_location`, or those that are read as columns. */
function parametersOf(record: JsonObject): JsonObject {
  const found: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const list = listIn(record, 'event_params');
  for (const entry of list) {
    const key = textAt(entry, 'key');
    if (key !== '') found[key] = valueIn(entry);
  }
  if (list.length > 0) return found;
  const flat = objectAt(record, 'event_params');
  for (const [key, value] of Object.entries(flat)) found[key] = typeof value === 'string' ? typedValue(value) : value;
  // Of what is read by name, the text as it is written: numbers of orders may begin with 0.
  for (const key of READ) {
    const written = flat[key] ?? record[key];
    found[key] = key === 'value' && typeof written === 'string' ? typedValue(written) : written;
  }
  return found;
}

function campaignOf(record: JsonObject, parameters: JsonObject) {
  const collected = objectIn(record, 'collected_traffic_source');
  const manual = tagsOf(
    textAt(collected, 'manual_source'),
    textAt(collected, 'manual_medium'),
    firstText(collected, 'manual_campaign_name', 'manual_campaign_id'),
  );
  if (manual) return manual;
  const click = ['gclid', 'dclid'].find((name) => textAt(collected, name) !== '');
  if (click) return clickTags(`${click}=1`) ?? undefined;
  return tagsOf(textAt(parameters, 'source'), textAt(parameters, 'medium'), textAt(parameters, 'campaign'));
}

const NO_NUMBER = /^\(not set\)$/i;

function orderIn(record: JsonObject, parameters: JsonObject, rest: Pick<OrderParts, 'line' | 'atMs' | 'buyer'>) {
  const ecommerce = objectIn(record, 'ecommerce');
  const key = firstText(ecommerce, 'transaction_id') || textAt(parameters, 'transaction_id');
  const currency = textAt(parameters, 'currency');
  const total =
    amountAt(ecommerce, 'purchase_revenue', 'refund_value') ??
    amountAt(parameters, 'value') ??
    amountAt(ecommerce, 'purchase_revenue_in_usd', 'refund_value_in_usd');
  const products = listIn(record, 'items').filter((item) => isObject(item) && !NO_NUMBER.test(textAt(item, 'item_id')));
  return { ...rest, key: NO_NUMBER.test(key) ? '' : key, currency, total, products };
}

const stateOf = (answer: string): ConsentState | null => {
  if (/^(yes|granted|true)$/i.test(answer)) return 'granted';
  return /^(no|denied|false)$/i.test(answer) ? 'denied' : null;
};

function reader(): RecordReader {
  const changes = new ConsentChanges();
  const orders = new OrderBook();
  return (record, line, steps) => {
    const name = textAt(record, 'event_name');
    if (name === '') return steps.reject('missing-field', line, 'event_name');
    const atMs = eventInstant(record.event_timestamp);
    if (typeof atMs === 'string') return steps.reject(atMs, line, 'event_timestamp');
    const person = personOf(SCOPE, { customer: textAt(record, 'user_id'), cookie: textAt(record, 'user_pseudo_id') });
    const parameters = parametersOf(record);
    const kind = kindOfName(name);
    const order = orderIn(record, parameters, { line, atMs, buyer: person });
    steps.add(
      toEvent({
        line,
        atMs,
        person,
        name: kind === 'view' ? textAt(parameters, 'firebase_screen') || name : name,
        kind,
        address: textAt(parameters, 'page_location'),
        host: textAt(objectIn(objectIn(record, 'device'), 'web_info'), 'hostname'),
        title: textAt(parameters, 'page_title'),
        referrer: textAt(parameters, 'page_referrer'),
        agent: '',
        language: textAt(objectIn(record, 'device'), 'language'),
        value: kind === 'purchase' ? (order.total ?? 0) : (amountAt(parameters, 'value') ?? 0),
        properties: parameters,
        campaign: campaignOf(record, parameters),
      }),
    );
    const change = kind === 'purchase' ? orders.completed(order) : orders.takenBack(name, order);
    if (change) steps.add(change);
    const privacy = objectIn(record, 'privacy_info');
    for (const [field, purposes] of CONSENT) {
      const state = stateOf(textAt(privacy, field));
      if (!state) continue;
      const row = changes.note({ line, person, purposes, state, atMs, wording: `privacy_info.${field}` });
      if (row) steps.add(row);
    }
  };
}

/** Event tables of Google Analytics 4, exported from BigQuery. */
export const ga4Export: Format = {
  id: 'ga4-export',
  title: 'Google Analytics 4 events (BigQuery)',
  group: 'analytics',
  about: 'Event tables of Google Analytics 4 (events_…) exported from BigQuery as JSON, CSV or Parquet, one or many.',
  yields: ['event', 'order', 'consent'],
  keeps: [
    { field: 'Page views and events', why: 'To see what visitors do and where they come from.' },
    TITLES_KEPT,
    PROPERTIES_KEPT,
    SEARCHES_KEPT,
    { field: 'Language of the browser', why: 'To know in which language to speak.' },
    { field: 'Purchases', why: 'With their items, to see what sells.' },
    { field: 'Consent (privacy_info)', why: 'So that nobody is used for what they said no to.' },
    { field: 'user_id and user_pseudo_id', why: 'As pseudonyms, to tell new from returning visitors.' },
  ],
  drops: [
    { field: 'Places, devices, user properties', why: 'Not needed.' },
    { field: 'Parameters of page views and of sessions', why: 'No chart needs them.' },
    { field: 'Queries of addresses, click numbers', why: 'They may name a person. Campaign tags are kept.' },
  ],
  needsMapping: false,
  detect: (head) => detectRecords(head, tool, 'event tables of Google Analytics 4'),
  parse: (source) => parseRecords(source, tool, reader()),
};
