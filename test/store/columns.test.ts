import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CampaignRow,
  FIGURE_DIMENSIONS,
  FIGURE_METRICS,
  type FigureRow,
  MESSAGE_KINDS,
  type MessageRow,
  NETWORKS,
  type OrderRow,
} from '../../shared/model.ts';
import { loadCampaigns } from '../../src-main/store/columns/campaigns.ts';
import { loadFigures } from '../../src-main/store/columns/figures.ts';
import { loadMessages } from '../../src-main/store/columns/messages.ts';
import { loadOrders } from '../../src-main/store/columns/orders.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { all } from '../../src-main/store/sql.ts';
import { saveCampaign } from '../../src-main/store/tables/campaigns.ts';
import { saveFigure } from '../../src-main/store/tables/figures.ts';
import { saveMessage } from '../../src-main/store/tables/messages.ts';
import { aRun, saveOrder } from './stored.ts';

const DAY = 86_400_000;
const messageRow = (key: string, more: Partial<MessageRow> = {}): MessageRow => ({
  type: 'message',
  line: 1,
  key,
  network: 'reddit',
  kind: 'comment',
  atMs: DAY,
  author: [],
  own: false,
  text: 'Good mug',
  language: 'en',
  rating: null,
  likes: 0,
  shares: 0,
  replies: 0,
  views: 0,
  replyToKey: null,
  url: null,
  item: '',
  ...more,
});

test('messages come in time order, undated ones last, with every value', () => {
  const db = openMemory();
  const run = aRun(db);
  const save = (row: MessageRow, author: number, sentiment: number | null) =>
    saveMessage(db, run, { row, author, sentiment, sentimentVersion: 1, language: row.language });
  save(messageRow('undated', { atMs: null, language: '' }), 0, null);
  save(
    messageRow('late', { atMs: 2 * DAY, rating: 4, likes: 1, shares: 2, replies: 3, views: 4, item: 'Mug' }),
    7,
    0.5,
  );
  save(messageRow('early', { network: 'shop', kind: 'review', own: true, language: 'de' }), 8, -0.25);
  const columns = loadMessages(db).columns;
  expect(columns.length).toBe(3);
  const text = new Map(
    all<{ id: number; key: string }>(db, 'SELECT id, key FROM messages').map((row) => [row.id, row.key]),
  );
  expect(Array.from(columns.id, (id) => text.get(id))).toEqual(['early', 'late', 'undated']);
  expect([...columns.at]).toEqual([DAY, 2 * DAY, Number.NaN]);
  expect([...columns.author]).toEqual([8, 7, 0]);
  expect(Array.from(columns.network, (code) => NETWORKS[code])).toEqual(['shop', 'reddit', 'reddit']);
  expect(Array.from(columns.kind, (code) => MESSAGE_KINDS[code])).toEqual(['review', 'comment', 'comment']);
  expect([...columns.own]).toEqual([1, 0, 0]);
  expect(Array.from(columns.language, (code) => columns.languages[code])).toEqual(['de', 'en', '']);
  expect([...columns.rating]).toEqual([Number.NaN, 4, Number.NaN]);
  expect([columns.likes, columns.shares, columns.replies, columns.views].map((column) => column[1])).toEqual([
    1, 2, 3, 4,
  ]);
  expect([...columns.sentiment]).toEqual([-0.25, 0.5, Number.NaN]);
  expect([...columns.item]).toEqual([0, 1, 0]);
  expect(columns.items).toBe(1);
  expect([...columns.run]).toEqual([run, run, run]);
});

test('only the version that counts is loaded', () => {
  const db = openMemory();
  for (const likes of [5, 9, 2])
    saveMessage(db, aRun(db), {
      row: messageRow('same', { likes }),
      author: 0,
      sentiment: null,
      sentimentVersion: 0,
      language: 'en',
    });
  expect([...loadMessages(db).columns.likes]).toEqual([9]);
});

test('more languages than there are codes become unknown, not another language', () => {
  const db = openMemory();
  const run = aRun(db);
  for (let i = 0; i < 300; i++)
    saveMessage(db, run, {
      row: messageRow(String(i), { atMs: i }),
      author: 0,
      sentiment: null,
      sentimentVersion: 0,
      language: `l${i}`,
    });
  const columns = loadMessages(db).columns;
  columns.language.forEach((code, i) => {
    expect(['', `l${i}`]).toContain(columns.languages[code]);
  });
  expect(columns.language[0]).toBe(1);
  expect(columns.language[299]).toBe(0);
});

const orderRow = (key: string, more: Partial<OrderRow> = {}): OrderRow => ({
  type: 'order',
  line: 1,
  key,
  atMs: DAY,
  buyer: [],
  currency: 'EUR',
  total: 10,
  status: 'paid',
  channel: '',
  lines: [],
  ...more,
});
const line = (item: string, quantity: number) => ({ item, sku: '', quantity, unitPrice: 1.5 });

test('orders come in time order with their own lines', () => {
  const db = openMemory();
  const run = aRun(db);
  saveOrder(
    db,
    run,
    orderRow('b', { atMs: 2 * DAY, lines: [line('Mug', 1), line('Pot', 2)], currency: 'USD' }),
    4,
    's',
  );
  saveOrder(db, run, orderRow('a', { lines: [line('Pot', 3)], status: 'refunded', total: 99.95 }), 5, 's');
  saveOrder(db, run, orderRow('c', { atMs: 3 * DAY, status: 'open', currency: '' }), 0, 's');
  const columns = loadOrders(db);
  expect([...columns.at]).toEqual([DAY, 2 * DAY, 3 * DAY]);
  expect([...columns.buyer]).toEqual([5, 4, 0]);
  expect([...columns.total]).toEqual([99.95, 10, 10]);
  expect(Array.from(columns.currency, (code) => columns.currencies[code])).toEqual(['EUR', 'USD', '']);
  expect([...columns.status]).toEqual([2, 1, 4]);
  expect([...columns.lineStart]).toEqual([0, 1, 3, 3]);
  const names = new Map(
    all<{ id: number; name: string }>(db, 'SELECT id, name FROM items').map((row) => [row.id, row.name]),
  );
  expect(Array.from(columns.lineItem, (item) => names.get(item))).toEqual(['Pot', 'Mug', 'Pot']);
  expect([...columns.lineQuantity]).toEqual([3, 1, 2]);
  expect([...columns.linePrice]).toEqual([1.5, 1.5, 1.5]);
});

test('more currencies than there are codes become unknown, not another currency', () => {
  const db = openMemory();
  const run = aRun(db);
  for (let i = 0; i < 300; i++) saveOrder(db, run, orderRow(String(i), { atMs: i, currency: `C${i}` }), 0, 's');
  const columns = loadOrders(db);
  columns.currency.forEach((code, i) => {
    expect(['', `C${i}`]).toContain(columns.currencies[code]);
  });
});

test('lines belong to their order, whatever orders, versions and empty ones there are', () => {
  const someOrder = fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    atMs: fc.integer({ min: 0, max: 3 }),
    quantities: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  });
  // The buyer stands for the key, which is not kept.
  const buyerOf = (key: string) => key.charCodeAt(0);
  fc.assert(
    fc.property(fc.array(someOrder, { maxLength: 8 }), (list) => {
      const db = openMemory();
      const newest = new Map<string, (typeof list)[number]>();
      for (const given of list) {
        const lines = given.quantities.map((quantity, i) => line(`item ${i}`, quantity));
        saveOrder(
          db,
          aRun(db),
          orderRow(given.key, { atMs: given.atMs, lines, total: newest.size }),
          buyerOf(given.key),
          's',
        );
        newest.set(given.key, given);
      }
      const columns = loadOrders(db);
      expect(columns.length).toBe(newest.size);
      for (let i = 0; i < columns.length; i++) {
        const quantities = columns.lineQuantity.subarray(columns.lineStart[i], columns.lineStart[i + 1]);
        const given = newest.get(String.fromCharCode(columns.buyer[i] as number));
        // A repeat of an older version leaves the newer one: only what was brought first is told apart here.
        if (list.filter((row) => row.key === given?.key).length === 1)
          expect([...quantities]).toEqual(given?.quantities);
        expect(columns.lineStart[i + 1]).toBeGreaterThanOrEqual(columns.lineStart[i] as number);
      }
      expect(columns.lineStart[columns.length]).toBe(columns.lineItem.length);
    }),
    { numRuns: 60 },
  );
});

test('counts of insights come with the message they are of', () => {
  const db = openMemory();
  const run = aRun(db);
  const row = messageRow('post', { reach: 5, saves: 6, clicks: 7 });
  saveMessage(db, run, { row, author: 0, sentiment: null, sentimentVersion: 1, language: '' });
  const { reach, saves, clicks } = loadMessages(db).columns;
  expect([reach[0], saves[0], clicks[0]]).toEqual([5, 6, 7]);
});

test('campaigns come by the start of their period, with names and currencies; those without a period stay out', () => {
  const db = openMemory();
  const [older, newer] = [aRun(db), aRun(db)];
  const row = (key: string, more: Partial<CampaignRow> = {}): CampaignRow => ({
    type: 'campaign',
    line: 1,
    key,
    network: 'meta',
    name: 'Spring',
    fromMs: DAY,
    toMs: 2 * DAY,
    currency: 'EUR',
    spend: 1.5,
    impressions: 10,
    clicks: 2,
    conversions: 0.5,
    ...more,
  });
  saveCampaign(db, older, row('b', { fromMs: 2 * DAY, toMs: 3 * DAY, group: 'Set', ad: 'Ad', reach: 8, revenue: 9.5 }));
  saveCampaign(db, older, row('a', { network: 'google-ads', name: 'Brand', currency: 'USD' }));
  saveCampaign(db, older, row('never', { fromMs: DAY, toMs: DAY }));
  // A newer export of the same days replaces, it never doubles.
  saveCampaign(db, newer, row('a', { network: 'google-ads', name: 'Brand', currency: 'USD', impressions: 11 }));
  const columns = loadCampaigns(db);
  const name = (ids: Uint32Array) => Array.from(ids, (id) => columns.names[id]);
  expect(columns.length).toBe(2);
  expect([...columns.from]).toEqual([DAY, 2 * DAY]);
  expect(Array.from(columns.network, (code) => NETWORKS[code])).toEqual(['google-ads', 'meta']);
  expect([name(columns.campaign), name(columns.group), name(columns.ad)]).toEqual([
    ['Brand', 'Spring'],
    ['', 'Set'],
    ['', 'Ad'],
  ]);
  expect(Array.from(columns.currency, (code) => columns.currencies[code])).toEqual(['USD', 'EUR']);
  expect([...columns.impressions]).toEqual([11, 10]);
  expect([columns.spend[1], columns.conversions[1], columns.reach[1], columns.revenue[1]]).toEqual([1.5, 0.5, 8, 9.5]);
  expect([...columns.run]).toEqual([newer, older]);
});

test('figures come by the start of their period, with what they are of', () => {
  const db = openMemory();
  const run = aRun(db);
  const row = (more: Partial<FigureRow>): FigureRow => ({
    type: 'figure',
    line: 1,
    network: 'web',
    scope: 'shop.example',
    metric: 'views',
    dimension: 'all',
    item: '',
    fromMs: DAY,
    toMs: 2 * DAY,
    value: 3,
    currency: '',
    ...more,
  });
  saveFigure(db, run, row({ fromMs: 2 * DAY, toMs: 3 * DAY, metric: 'revenue', value: 9.5, currency: 'EUR' }));
  saveFigure(db, run, row({ dimension: 'page', item: '/about' }));
  saveFigure(db, run, row({ toMs: DAY }));
  const columns = loadFigures(db);
  expect(columns.length).toBe(2);
  expect(Array.from(columns.metric, (code) => FIGURE_METRICS[code])).toEqual(['views', 'revenue']);
  expect(Array.from(columns.dimension, (code) => FIGURE_DIMENSIONS[code])).toEqual(['page', 'all']);
  expect(Array.from(columns.item, (id) => columns.texts[id])).toEqual(['/about', '']);
  expect(Array.from(columns.account, (id) => columns.texts[id])).toEqual(['shop.example', 'shop.example']);
  expect([...columns.value]).toEqual([3, 9.5]);
  expect(Array.from(columns.currency, (code) => columns.currencies[code])).toEqual(['', 'EUR']);
});
