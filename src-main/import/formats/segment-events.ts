import { ConsentChanges, purposesOf } from '../consent-changes.ts';
import { screenOf } from '../device-facts.ts';
import { eventInstant, kindOfName, personOf, TITLES_KEPT, tagsOf, toEvent } from '../event-fields.ts';
import { PROPERTIES_KEPT } from '../event-properties.ts';
import { firstText, OrderBook, orderOf, takesBack, worthOf } from '../event-orders.ts';
import { detectRecords, JSON_MEMBERS, parseRecords, type RecordReader, type RecordTool } from '../event-records.ts';
import type { Format } from '../format.ts';
import { isObject, type JsonObject, objectAt, textAt } from '../json-read.ts';
import type { StepMaker } from '../steps.ts';
import { SEARCHES_KEPT } from '../site-search.ts';

const SCOPE = 'segment';
const TYPES = new Set(['track', 'page', 'screen', 'identify', 'alias', 'group']);
const TIMES = ['timestamp', 'originalTimestamp', 'sentAt', 'receivedAt'];
const PARTS = ['context', 'properties', 'traits', 'messageId', 'previousId', 'integrations'];

const tool: RecordTool = {
  looks: (record) =>
    TYPES.has(textAt(record, 'type')) &&
    ('anonymousId' in record || 'userId' in record) &&
    PARTS.some((key) => key in record) &&
    !('distinct_id' in record),
  members: JSON_MEMBERS,
};

/** Who a call is about. Traits stand in identify calls, and in the context of the others. */
function personIn(record: JsonObject) {
  const traits = textAt(record, 'type') === 'identify' ? objectAt(record, 'traits') : {};
  const told = objectAt(objectAt(record, 'context'), 'traits');
  return personOf(SCOPE, {
    customer: textAt(record, 'userId'),
    email: textAt(traits, 'email') || textAt(told, 'email'),
    phone: textAt(traits, 'phone') || textAt(told, 'phone'),
    cookie: textAt(record, 'anonymousId') || (textAt(record, 'type') === 'alias' ? textAt(record, 'previousId') : ''),
  });
}

interface Call {
  record: JsonObject;
  line: number;
  atMs: number;
  person: ReturnType<typeof personIn>;
}

function addConsent({ record, line, atMs, person }: Call, changes: ConsentChanges, steps: StepMaker) {
  const preferences = objectAt(objectAt(objectAt(record, 'context'), 'consent'), 'categoryPreferences');
  for (const [category, allowed] of Object.entries(preferences)) {
    const purposes = purposesOf(category);
    if (typeof allowed !== 'boolean') continue;
    const wording = `categoryPreferences.${category}`.slice(0, 120);
    const row = changes.note({ line, person, purposes, state: allowed ? 'granted' : 'denied', atMs, wording });
    if (row) steps.add(row);
  }
}

function addEvent({ record, line, atMs, person }: Call, orders: OrderBook, steps: StepMaker) {
  const type = textAt(record, 'type');
  const properties = objectAt(record, 'properties');
  const context = objectAt(record, 'context');
  const page = objectAt(context, 'page');
  const told = objectAt(context, 'campaign');
  const screen = objectAt(context, 'screen');
  const name = type === 'track' ? textAt(record, 'event') : textAt(record, 'name') || textAt(properties, 'name');
  if (type === 'track' && name === '') return steps.reject('missing-field', line, 'event');
  const kind = type === 'track' ? kindOfName(name) : 'view';
  const order = kind === 'purchase' || takesBack(name) ? orderOf(properties, { line, atMs, buyer: person }) : null;
  const row = toEvent({
    line,
    atMs,
    person,
    name: name || type,
    kind,
    address: firstText(type === 'page' ? properties : {}, 'url', 'path') || firstText(page, 'url', 'path'),
    referrer: textAt(type === 'page' ? properties : {}, 'referrer') || textAt(page, 'referrer'),
    agent: textAt(context, 'userAgent'),
    title: textAt(type === 'page' ? properties : {}, 'title') || textAt(page, 'title'),
    screen: screenOf(screen.width, screen.height),
    language: textAt(context, 'locale'),
    value: kind === 'purchase' ? (order?.total ?? 0) : kind === 'view' ? 0 : worthOf(properties),
    properties,
    campaign: tagsOf(textAt(told, 'source'), textAt(told, 'medium'), textAt(told, 'name')),
  });
  steps.add(row);
  if (!order) return;
  const change = kind === 'purchase' ? orders.completed(order) : orders.takenBack(name, order);
  if (change) steps.add(change);
}

function reader(): RecordReader {
  const changes = new ConsentChanges();
  const orders = new OrderBook();
  return (record, line, steps) => {
    const type = textAt(record, 'type');
    if (!TYPES.has(type)) return steps.reject('not-this-format', line, 'type');
    if (type === 'group') return steps.skip();
    const field = TIMES.find((key) => record[key] !== undefined && record[key] !== null) ?? 'timestamp';
    const atMs = eventInstant(record[field]);
    if (typeof atMs === 'string') return steps.reject(atMs, line, field);
    const call: Call = { record, line, atMs, person: personIn(record) };
    if (type !== 'identify' && type !== 'alias') addEvent(call, orders, steps);
    else if (call.person.length === 0) return steps.reject('missing-field', line, 'userId');
    else {
      const traits = objectAt(record, 'traits');
      const country = textAt(objectAt(traits, 'address'), 'country') || textAt(traits, 'country');
      steps.add({ type: 'person', line, person: call.person, atMs, country: country.slice(0, 60) });
    }
    if (isObject(record.context)) addConsent(call, changes, steps);
  };
}

/** Calls of Segment's and RudderStack's libraries, as their storage destinations write them. */
export const segmentEvents: Format = {
  id: 'segment-events',
  title: 'Segment or RudderStack events',
  group: 'analytics',
  about: 'Page views, shop events and consent from Segment or RudderStack, as files of JSON lines or as a JSON list.',
  yields: ['event', 'order', 'consent', 'person'],
  keeps: [
    { field: 'Page views and events', why: 'To see what visitors do and where they come from.' },
    TITLES_KEPT,
    PROPERTIES_KEPT,
    SEARCHES_KEPT,
    { field: 'Screen and language', why: 'To fit the site to its visitors.' },
    { field: 'Completed orders', why: 'With their items, to see what sells.' },
    { field: 'Consent', why: 'So that nobody is used for what they said no to.' },
    { field: 'User and device numbers, e-mail', why: 'As pseudonyms, to tell new from returning visitors.' },
  ],
  drops: [
    { field: 'IP addresses', why: 'Never kept.' },
    { field: 'Properties of page views, lists, traits', why: 'No chart needs them.' },
    { field: 'Queries of addresses', why: 'They may hold personal data. Campaign tags are kept.' },
  ],
  needsMapping: false,
  detect: (head) => detectRecords(head, tool, 'events of Segment or RudderStack'),
  parse: (source) => parseRecords(source, tool, reader()),
};
