// Writes the Parquet inputs of the import tests from the records of their JSON sources, once: the files are committed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';

const FIXTURES = fileURLToPath(new URL('../fixtures/import/', import.meta.url));

function put(path: string, buffer: ArrayBuffer): void {
  const full = join(FIXTURES, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, new Uint8Array(buffer));
}

const text = (name: string): SchemaElement => ({
  name,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  repetition_type: 'OPTIONAL',
});
const whole = (name: string): SchemaElement => ({ name, type: 'INT64', repetition_type: 'OPTIONAL' });
const double = (name: string): SchemaElement => ({ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' });
const group = (name: string, children: number): SchemaElement => ({
  name,
  num_children: children,
  repetition_type: 'OPTIONAL',
});
const list = (name: string, children: number): SchemaElement[] => [
  { name, num_children: 1, converted_type: 'LIST', repetition_type: 'OPTIONAL' },
  { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
  { name: 'element', num_children: children, repetition_type: 'OPTIONAL' },
];

const words = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, value]) => ({
    key,
    value: { string_value: value, int_value: null, double_value: null },
  }));

/** A day of Google Analytics 4 as BigQuery exports it. */
function ga4(): ArrayBuffer {
  const at = (minute: number) => 1_772_442_000_000_000n + BigInt(minute) * 60_000_000n;
  const shop = 'https://www.tea.example.com';
  return parquetWriteBuffer({
    codec: 'SNAPPY',
    rowGroupSize: 2,
    schema: [
      { name: 'schema', num_children: 8 },
      text('event_date'),
      whole('event_timestamp'),
      text('event_name'),
      ...list('event_params', 2),
      text('key'),
      group('value', 3),
      text('string_value'),
      whole('int_value'),
      double('double_value'),
      text('user_pseudo_id'),
      group('privacy_info', 2),
      text('analytics_storage'),
      text('ads_storage'),
      group('ecommerce', 2),
      text('transaction_id'),
      double('purchase_revenue'),
      ...list('items', 4),
      text('item_id'),
      text('item_name'),
      double('price'),
      whole('quantity'),
    ],
    columnData: [
      { name: 'event_date', data: ['20260302', '20260302', '20260302'] },
      { name: 'event_timestamp', data: [at(0), at(1), at(2)] },
      { name: 'event_name', data: ['page_view', 'view_item', 'purchase'] },
      {
        name: 'event_params',
        data: [
          words({ page_location: `${shop}/tea?utm_source=news&utm_medium=email`, page_referrer: '' }),
          [
            ...words({ page_location: `${shop}/tea/green`, page_referrer: `${shop}/tea` }),
            { key: 'value', value: { string_value: null, int_value: null, double_value: 8.5 } },
          ],
          words({ page_location: `${shop}/thanks`, currency: 'EUR' }),
        ],
      },
      { name: 'user_pseudo_id', data: ['1001.2002', '1001.2002', '1001.2002'] },
      {
        name: 'privacy_info',
        data: [
          { analytics_storage: 'Yes', ads_storage: 'No' },
          { analytics_storage: 'Yes', ads_storage: 'No' },
          { analytics_storage: 'Yes', ads_storage: 'Yes' },
        ],
      },
      { name: 'ecommerce', data: [null, null, { transaction_id: 'T-77', purchase_revenue: 25 }] },
      {
        name: 'items',
        data: [
          [],
          [{ item_id: 'G-32', item_name: 'Green tea', price: 8.5, quantity: 1n }],
          [
            { item_id: 'G-32', item_name: 'Green tea', price: 8.5, quantity: 2n },
            { item_id: 'C-1', item_name: 'Cup', price: 8, quantity: 1n },
          ],
        ],
      },
    ],
  });
}

/** Events of PostHog; its JSON columns are texts in Parquet. */
function posthog(): ArrayBuffer {
  const properties = [
    { $current_url: 'https://tea.example.com/', $host: 'tea.example.com', $referrer: '$direct', $device_id: 'd-1' },
    { $current_url: 'https://tea.example.com/cup', $host: 'tea.example.com', $device_id: 'd-1', utm_source: 'x' },
  ].map((one) => JSON.stringify(one));
  return parquetWriteBuffer({
    codec: 'SNAPPY',
    columnData: [
      { name: 'uuid', data: ['018f-1', '018f-2'], type: 'STRING' },
      { name: 'event', data: ['$pageview', 'Cup turned'], type: 'STRING' },
      { name: 'properties', data: properties, type: 'STRING' },
      { name: 'distinct_id', data: ['d-1', 'user-9'], type: 'STRING' },
      { name: 'person_id', data: ['p-1', 'p-1'], type: 'STRING' },
      { name: 'timestamp', data: [new Date(1_772_442_000_000), new Date(1_772_442_060_000)], type: 'TIMESTAMP' },
      { name: '_inserted_at', data: [new Date(1_772_442_100_000), new Date(1_772_442_100_000)], type: 'TIMESTAMP' },
    ],
  });
}

const AGENT = 'Mozilla/5.0%20(Windows%20NT%2010.0;%20Win64;%20x64;%20rv:128.0)%20Gecko/20100101%20Firefox/128.0';

/** Requests as CloudFront delivers them in Parquet: texts only, and the names with `_`. */
function cloudFront(requests: readonly Readonly<Record<string, string | null>>[]): ArrayBuffer {
  const usual: Readonly<Record<string, string>> = {
    date: '2026-03-02',
    time: '10:00:01',
    x_edge_location: 'FRA56-P1',
    sc_bytes: '1068',
    c_ip: '192.0.2.24',
    cs_method: 'GET',
    cs_host: 'd111111abcdef8.cloudfront.net',
    cs_uri_stem: '/tea',
    sc_status: '200',
    cs_referer: '-',
    cs_user_agent: AGENT,
    cs_uri_query: '-',
    cs_cookie: 'session=secret',
    x_edge_request_id: 'AAAexample==',
    x_host_header: 'www.shop.example',
    time_taken: '0.002',
  };
  const rows = requests.map((request) => ({ ...usual, ...request }));
  const columnData = Object.keys(usual).map((name) => ({ name, data: rows.map((row) => row[name] ?? null) }));
  return parquetWriteBuffer({
    codec: 'SNAPPY',
    rowGroupSize: 3,
    schema: [{ name: 'schema', num_children: columnData.length }, ...columnData.map(({ name }) => text(name))],
    columnData,
  });
}

put(
  'cloudfront-parquet/hour/E2EXAMPLE.2026-03-02-10.parquet',
  cloudFront([
    {},
    {
      time: '10:00:02',
      c_ip: '2001:db8::24',
      cs_uri_stem: '/caf%C3%A9',
      sc_status: '404',
      cs_referer: 'https://www.google.com/',
      cs_uri_query: 'utm_source=news&utm_medium=email&utm_campaign=spring',
    },
    { time: '10:00:03', cs_uri_stem: '/style.css', cs_referer: 'https://www.shop.example/tea' },
    { time: '10:00:04', x_host_header: 'blog.shop.example' },
  ]),
);
put(
  'cloudfront-parquet/broken/E2EXAMPLE.2026-03-02-11.parquet',
  cloudFront([
    { time: '11:00:01' },
    { date: '2026-02-30' },
    { sc_status: 'many' },
    { cs_uri_stem: null },
    { time: null },
    { sc_bytes: '-1' },
  ]),
);
put('ga4-export/parquet/events_20260302.parquet', ga4());
// The same file again as a shard in an archive.
put('ga4-export/shards/export.zip/events_20260302-000.parquet', ga4());
put('posthog-export/parquet/events.parquet', posthog());
