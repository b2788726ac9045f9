import { screenOf } from '../device-facts.ts';
import { eventInstant, kindOfName, personOf, TITLES_KEPT, tagsOf, toEvent } from '../event-fields.ts';
import { PROPERTIES_KEPT } from '../event-properties.ts';
import { firstText, OrderBook, orderOf, worthOf } from '../event-orders.ts';
import { detectRecords, JSON_MEMBERS, parseRecords, type RecordReader, type RecordTool } from '../event-records.ts';
import type { Format } from '../format.ts';
import { type JsonObject, objectAt, textAt } from '../json-read.ts';
import { SEARCHES_KEPT } from '../site-search.ts';

const SCOPE = 'mixpanel';
/** What Mixpanel records about itself. */
const INTERNAL =
  /^\$(identify|create_alias|merge|mp_session_(start|end)|mp_session_record|experiment_started|mp_.*_scroll)$/;
const DEVICE = '$device:';

const tool: RecordTool = {
  looks: (record) => {
    const properties = objectAt(record, 'properties');
    return (
      typeof record.event === 'string' &&
      'time' in properties &&
      !('distinct_id' in record || 'type' in record || 'event_type' in record) &&
      ['distinct_id', '$insert_id', '$device_id', 'mp_processing_time_ms', 'mp_lib'].some((key) => key in properties)
    );
  },
  members: JSON_MEMBERS,
};

/** Mixpanel marks the numbers of devices; any other `distinct_id` is an account, unless it is that of the device itself. */
function personIn(properties: JsonObject) {
  const distinct = textAt(properties, 'distinct_id');
  const device = textAt(properties, '$device_id') || (distinct.startsWith(DEVICE) ? distinct.slice(DEVICE.length) : '');
  const bare = distinct.startsWith(DEVICE) ? distinct.slice(DEVICE.length) : distinct;
  const user = textAt(properties, '$user_id') || (device !== '' && bare !== device ? bare : '');
  const email = firstText(properties, '$email', 'email');
  return personOf(SCOPE, { customer: user, email, cookie: device || (user === bare ? '' : bare) });
}

function reader(): RecordReader {
  const orders = new OrderBook();
  return (record, line, steps) => {
    const name = textAt(record, 'event');
    if (name === '') return steps.reject('missing-field', line, 'event');
    if (INTERNAL.test(name)) return steps.skip();
    const properties = objectAt(record, 'properties');
    const atMs = eventInstant(properties.time);
    if (typeof atMs === 'string') return steps.reject(atMs, line, 'time');
    const person = personIn(properties);
    const kind = kindOfName(name);
    const order = orderOf(properties, { line, atMs, buyer: person });
    const referrer = firstText(properties, '$referrer', 'referrer');
    steps.add(
      toEvent({
        line,
        atMs,
        person,
        name,
        kind,
        address: firstText(properties, '$current_url', 'current_url', 'current_page_url', 'current_url_path'),
        host: textAt(properties, 'current_domain'),
        referrer: referrer.startsWith('$') ? '' : referrer,
        agent: firstText(properties, '$user_agent', 'user_agent'),
        title: textAt(properties, 'current_page_title'),
        screen: screenOf(properties.$screen_width, properties.$screen_height),
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
  };
}

/** Events of Mixpanel, as its raw export gives them. */
export const mixpanelExport: Format = {
  id: 'mixpanel-export',
  title: 'Mixpanel export',
  group: 'analytics',
  about:
    'Page views and events from the raw export of Mixpanel, as JSON lines. Times are read as UTC; projects from before 2023 may hold those of their own time zone.',
  yields: ['event', 'order'],
  keeps: [
    { field: 'Page views and events', why: 'To see what visitors do and where they come from.' },
    TITLES_KEPT,
    PROPERTIES_KEPT,
    SEARCHES_KEPT,
    { field: 'Size of the screen', why: 'To fit the site to its visitors.' },
    { field: 'Purchases', why: 'With their items, to see what sells.' },
    { field: 'Device and account numbers, e-mail', why: 'As pseudonyms, to tell new from returning visitors.' },
  ],
  drops: [
    { field: 'Places', why: 'Not kept.' },
    { field: 'Properties of page views, lists, what the tool notes about itself', why: 'No chart needs them.' },
  ],
  needsMapping: false,
  detect: (head) => detectRecords(head, tool, 'events of Mixpanel'),
  parse: (source) => parseRecords(source, tool, reader()),
};
