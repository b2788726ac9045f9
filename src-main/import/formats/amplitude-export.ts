import { eventInstant, kindOfName, personOf, TITLES_KEPT, tagsOf, toEvent } from '../event-fields.ts';
import { PROPERTIES_KEPT } from '../event-properties.ts';
import { firstText, OrderBook, orderOf, worthOf } from '../event-orders.ts';
import { detectRecords, JSON_MEMBERS, parseRecords, type RecordReader, type RecordTool } from '../event-records.ts';
import type { Format } from '../format.ts';
import { objectAt, textAt } from '../json-read.ts';
import { SEARCHES_KEPT } from '../site-search.ts';

const SCOPE = 'amplitude';
/** What Amplitude records about itself. */
const INTERNAL = /^(\$(identify|groupidentify)|session_(start|end)|\[Amplitude\] (Start|End) Session)$/;

const tool: RecordTool = {
  looks: (record) =>
    'event_type' in record &&
    'event_time' in record &&
    ['amplitude_id', 'client_event_time', '$insert_id', 'server_upload_time'].some((key) => key in record),
  members: JSON_MEMBERS,
};

function reader(): RecordReader {
  const orders = new OrderBook();
  return (record, line, steps) => {
    const name = textAt(record, 'event_type');
    if (name === '') return steps.reject('missing-field', line, 'event_type');
    if (INTERNAL.test(name)) return steps.skip();
    const atMs = eventInstant(record.event_time);
    if (typeof atMs === 'string') return steps.reject(atMs, line, 'event_time');
    const properties = objectAt(record, 'event_properties');
    const person = personOf(SCOPE, {
      customer: textAt(record, 'user_id'),
      email: firstText(objectAt(record, 'user_properties'), 'email', 'Email'),
      cookie: textAt(record, 'device_id') || textAt(record, 'amplitude_id'),
    });
    const kind = kindOfName(name);
    const order = orderOf(properties, { line, atMs, buyer: person });
    const tag = (part: string) => firstText(properties, `utm_${part}`, `[Amplitude] UTM ${part}`);
    steps.add(
      toEvent({
        line,
        atMs,
        person,
        name: kind === 'view' ? firstText(properties, '[Amplitude] Screen Name', 'screen_name') || name : name,
        kind,
        address: firstText(
          properties,
          '[Amplitude] Page Location',
          '[Amplitude] Page URL',
          '[Amplitude] Page Path',
          'page_url',
          'url',
          'path',
        ),
        host: textAt(properties, '[Amplitude] Page Domain'),
        referrer: firstText(properties, 'referrer', '[Amplitude] Page Referrer', 'referring_domain'),
        agent: textAt(record, 'user_agent'),
        title: textAt(properties, '[Amplitude] Page Title'),
        language: textAt(record, 'language'),
        properties,
        value: kind === 'purchase' ? (order.total ?? 0) : kind === 'view' ? 0 : worthOf(properties),
        campaign: tagsOf(tag('source'), tag('medium'), tag('campaign')),
      }),
    );
    const change = kind === 'purchase' ? orders.completed(order) : orders.takenBack(name, order);
    if (change) steps.add(change);
  };
}

/** Events of Amplitude, as its export gives them. */
export const amplitudeExport: Format = {
  id: 'amplitude-export',
  title: 'Amplitude export',
  group: 'analytics',
  about: 'Page views and events from an export of Amplitude: the zip as it comes, or one of its files.',
  yields: ['event', 'order'],
  keeps: [
    { field: 'Page views and events', why: 'To see what visitors do and where they come from.' },
    TITLES_KEPT,
    PROPERTIES_KEPT,
    SEARCHES_KEPT,
    { field: 'Language of the browser or app', why: 'To know in which language to speak.' },
    { field: 'Purchases', why: 'With their items, to see what sells.' },
    { field: 'Device and account numbers, e-mail', why: 'As pseudonyms, to tell new from returning visitors.' },
  ],
  drops: [
    { field: 'IP addresses and places', why: 'Not kept.' },
    { field: 'Properties of page views, lists, what the tool notes about itself', why: 'No chart needs them.' },
  ],
  needsMapping: false,
  detect: (head) => detectRecords(head, tool, 'events of Amplitude'),
  parse: (source) => parseRecords(source, tool, reader()),
};
