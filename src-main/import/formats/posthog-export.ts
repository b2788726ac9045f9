import { screenOf } from '../device-facts.ts';
import { eventInstant, kindOfName, personOf, TITLES_KEPT, tagsOf, toEvent } from '../event-fields.ts';
import { PROPERTIES_KEPT } from '../event-properties.ts';
import { firstText, OrderBook, orderOf, worthOf } from '../event-orders.ts';
import {
  detectRecords,
  JSON_MEMBERS,
  objectIn,
  parseRecords,
  type RecordReader,
  type RecordTool,
} from '../event-records.ts';
import type { Format } from '../format.ts';
import { type JsonObject, objectAt, textAt } from '../json-read.ts';
import type { StepMaker } from '../steps.ts';
import { SEARCHES_KEPT } from '../site-search.ts';

const SCOPE = 'posthog';
/** What PostHog records about itself, or many times a view: no chart of visitors needs it. */
const INTERNAL =
  /^\$(set|unset|groupidentify|create_alias|merge_dangerously|feature_flag_called|feature_.*|web_vitals|pageleave|snapshot.*|\$heatmap|heatmap|opt_in|exception|survey.*|performance_event)$/;

const tool: RecordTool = {
  looks: (record) =>
    'distinct_id' in record &&
    ('event' in record
      ? 'properties' in record && ['person_id', 'elements_chain', '_inserted_at', 'uuid'].some((key) => key in record)
      : 'person_id' in record && 'is_deleted' in record),
  parquet: {
    columns: ['event', 'distinct_id', 'properties', 'person_properties', 'timestamp'],
    proof: ['uuid', 'event', 'distinct_id', 'properties'],
  },
  members: JSON_MEMBERS,
};

const emailIn = (traits: JsonObject): string => firstText(traits, 'email', '$email', 'Email');

/** PostHog makes such numbers for devices; accounts are named by whoever runs the site. */
const DEVICE = /^[\da-f]{8}-?([\da-f]{4}-?){3}[\da-f]{12}$/i;

const byDistinct = (distinct: string) => (DEVICE.test(distinct) ? { cookie: distinct } : { customer: distinct });

/** Before they say who they are, people are known by the number of their device; afterwards by that of their account. */
function personIn(record: JsonObject, properties: JsonObject) {
  const distinct = textAt(record, 'distinct_id');
  const device = textAt(properties, '$device_id');
  const user = textAt(properties, '$user_id') || (device === distinct ? '' : (byDistinct(distinct).customer ?? ''));
  const traits = objectIn(record, 'person_properties');
  const cookie = device || (user === distinct ? '' : distinct);
  return personOf(SCOPE, { customer: user, email: emailIn(traits) || emailIn(objectAt(properties, '$set')), cookie });
}

function addEvent(record: JsonObject, line: number, orders: OrderBook, steps: StepMaker) {
  const name = textAt(record, 'event');
  if (name === '') return steps.reject('missing-field', line, 'event');
  if (INTERNAL.test(name)) return steps.skip();
  const atMs = eventInstant(record.timestamp);
  if (typeof atMs === 'string') return steps.reject(atMs, line, 'timestamp');
  const properties = objectIn(record, 'properties');
  const person = personIn(record, properties);
  if (name === '$identify') {
    if (person.length === 0) return steps.reject('missing-field', line, 'distinct_id');
    const before = textAt(properties, '$anon_distinct_id');
    const earlier = person.every(({ kind }) => kind !== 'cookie') ? personOf(SCOPE, { cookie: before }) : [];
    const country = textAt(properties, '$geoip_country_code').slice(0, 2);
    return steps.add({ type: 'person', line, person: [...person, ...earlier], atMs, country });
  }
  const kind = kindOfName(name);
  const order = orderOf(properties, { line, atMs, buyer: person });
  const referrer = textAt(properties, '$referrer');
  steps.add(
    toEvent({
      line,
      atMs,
      person,
      name: kind === 'view' ? textAt(properties, '$screen_name') || name : name,
      kind,
      address: firstText(properties, '$current_url', '$pathname'),
      host: textAt(properties, '$host'),
      referrer: referrer.startsWith('$') ? '' : referrer,
      agent: firstText(properties, '$raw_user_agent', '$user_agent'),
      title: firstText(properties, 'title', '$title'),
      screen: screenOf(properties.$screen_width, properties.$screen_height),
      language: textAt(properties, '$browser_language'),
      properties,
      value: kind === 'purchase' ? (order.total ?? 0) : kind === 'view' ? 0 : worthOf(properties),
      campaign: tagsOf(
        textAt(properties, 'utm_source'),
        textAt(properties, 'utm_medium'),
        textAt(properties, 'utm_campaign'),
      ),
    }),
  );
  const change = kind === 'purchase' ? orders.completed(order) : orders.takenBack(name, order);
  if (change) steps.add(change);
}

function reader(): RecordReader {
  const orders = new OrderBook();
  return (record, line, steps) => {
    if ('event' in record || !('is_deleted' in record)) return addEvent(record, line, orders, steps);
    if (record.is_deleted === true) return steps.skip();
    const properties = objectIn(record, 'properties');
    const person = personOf(SCOPE, { email: emailIn(properties), ...byDistinct(textAt(record, 'distinct_id')) });
    if (person.length === 0) return steps.reject('missing-field', line, 'distinct_id');
    const country = textAt(properties, '$geoip_country_code').slice(0, 2);
    steps.add({ type: 'person', line, person, atMs: null, country });
  };
}

/** Events and persons of PostHog, as its batch exports write them. */
export const posthogExport: Format = {
  id: 'posthog-export',
  title: 'PostHog export',
  group: 'analytics',
  about: 'Page views and events from a batch export of PostHog, as JSON lines (packed or not) or Parquet.',
  yields: ['event', 'order', 'person'],
  keeps: [
    { field: 'Page views and events', why: 'To see what visitors do and where they come from.' },
    TITLES_KEPT,
    PROPERTIES_KEPT,
    SEARCHES_KEPT,
    { field: 'Screen and language', why: 'To fit the site to its visitors.' },
    { field: 'Purchases', why: 'With their items, to see what sells.' },
    { field: 'Device and account numbers, e-mail', why: 'As pseudonyms, to tell new from returning visitors.' },
  ],
  drops: [
    { field: 'Properties of page views, lists, what the tool notes about itself', why: 'No chart needs them.' },
    { field: 'IP addresses and places', why: 'Not kept.' },
    { field: 'Recordings, clicked elements, feature flags', why: 'Not read.' },
  ],
  needsMapping: false,
  detect: (head) => detectRecords(head, tool, 'events of PostHog'),
  parse: (source) => parseRecords(source, tool, reader()),
};
