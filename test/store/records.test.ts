import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CampaignRow, MessageRow, OrderRow } from '../../shared/model.ts';
import { loadOrders } from '../../src-main/store/columns/orders.ts';
import { ORDER_STATES } from '../../src-main/store/orders/block.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { OrderWriter } from '../../src-main/store/orders/writer.ts';
import { all, number, run } from '../../src-main/store/sql.ts';
import { saveCampaign } from '../../src-main/store/tables/campaigns.ts';
import { saveMessage, saveMessages } from '../../src-main/store/tables/messages.ts';
import { findMessages } from '../../src-main/store/tables/message-search.ts';
import { countRecords, removeRecords, type Saved } from '../../src-main/store/tables/records.ts';
import { aRun, orderBlock, saveOrder } from './stored.ts';

const aPost = (key: string, likes: number, text = 'Lovely mug'): MessageRow => ({
  type: 'message',
  line: 1,
  key,
  network: 'x',
  kind: 'post',
  atMs: 1_700_000_000_000,
  author: [],
  own: false,
  text,
  language: 'en',
  rating: null,
  likes,
  shares: 0,
  replies: 0,
  views: 0,
  replyToKey: null,
  url: null,
  item: 'Mug',
});
const anOrder = (key: string, status: OrderRow['status'], item = 'Mug'): OrderRow => ({
  type: 'order',
  line: 1,
  key,
  atMs: 1_700_000_000_000,
  buyer: [],
  currency: 'EUR',
  total: key.charCodeAt(0),
  status,
  channel: 'web',
  lines: [{ item, sku: '', quantity: 2, unitPrice: 6.25 }],
});
const aCampaign = (key: string, clicks: number): CampaignRow => ({
  type: 'campaign',
  line: 1,
  key,
  network: 'x',
  name: 'Spring',
  fromMs: 0,
  toMs: 1,
  currency: 'EUR',
  spend: 1,
  impressions: 0,
  clicks,
  conversions: 0,
});

const save = (db: WriteDb, run: number, row: MessageRow | OrderRow | CampaignRow): Saved => {
  if (row.type === 'message')
    return saveMessage(db, run, { row, author: 0, sentiment: null, sentimentVersion: 0, language: row.language });
  return row.type === 'order' ? saveOrder(db, run, row, 0, 'shop') : saveCampaign(db, run, row);
};

/** The orders that count, by total, which stands for their number in these tests. */
function ordersOf(db: WriteDb) {
  const { length, total, status, lineStart, lineItem, lineQuantity, linePrice } = loadOrders(db);
  const names = new Map(
    all<{ id: number; name: string }>(db, 'SELECT id, name FROM items').map(({ id, name }) => [id, name]),
  );
  const orders = Array.from({ length }, (_, i) => {
    const line = lineStart[i] as number;
    expect(lineStart[i + 1]).toBe(line + 1);
    return {
      key: String.fromCharCode(total[i] as number),
      status: ORDER_STATES[status[i] as number],
      name: names.get(lineItem[line] as number),
      quantity: lineQuantity[line],
      unit_price: linePrice[line],
    };
  });
  return orders.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** What counts, told without ids: what a person would see. */
const shown = (db: WriteDb) => ({
  messages: all(db, 'SELECT key, likes, text FROM messages WHERE current = 1 ORDER BY key'),
  orders: ordersOf(db),
  campaigns: all(db, 'SELECT key, clicks FROM campaigns WHERE current = 1 ORDER BY key'),
  items: all(db, 'SELECT name FROM items ORDER BY name'),
});

test('the same rows in another file add nothing', () => {
  const db = openMemory();
  const rows = [aPost('1', 3), anOrder('A', 'paid'), aCampaign('c', 5)];
  const first = aRun(db);
  expect(rows.map((row) => save(db, first, row))).toEqual(['kept', 'kept', 'kept']);
  const before = shown(db);
  const second = aRun(db);
  expect(rows.map((row) => save(db, second, row))).toEqual(['duplicate', 'duplicate', 'duplicate']);
  expect(shown(db)).toEqual(before);
  expect(countRecords(db, 'messages')).toBe(1);
});

test('changed counts make a new version; the larger counts are the newer, whatever the order', () => {
  const db = openMemory();
  expect(save(db, aRun(db), aPost('1', 3))).toBe('kept');
  expect(save(db, aRun(db), aPost('1', 8))).toBe('updated');
  // An older export imported late.
  save(db, aRun(db), aPost('1', 1));
  expect(shown(db).messages).toEqual([{ key: '1', likes: 8, text: 'Lovely mug' }]);
});

/** Posts as files hold them: mostly of one network, mostly in order, with what is rare in some of them. */
const aFileOfPosts = fc
  .record({
    network: fc.constantFrom('x', 'reddit', null),
    inOrder: fc.boolean(),
    posts: fc.array(
      fc.record({
        key: fc.oneof(fc.nat(90).map(String), fc.constantFrom('\ud83d\ude00', '\uffef', 'ä', 'Z')),
        likes: fc.nat(3),
        rare: fc.nat(30),
        either: fc.constantFrom('x', 'reddit'),
      }),
      { maxLength: 90 },
    ),
  })
  .map(({ network, inOrder, posts }) => {
    const listed = inOrder ? posts.toSorted((a, b) => Number(a.key) - Number(b.key)) : posts;
    return listed.map(
      ({ key, likes, rare, either }, i): MessageRow => ({
        ...aPost(key, likes, `post ${key} liked ${likes}`),
        network: network ?? either,
        line: i + 1,
        item: `item ${key.length % 3}`,
        own: rare === 1,
        kind: rare === 2 ? 'comment' : 'post',
        rating: rare === 3 ? 4 : null,
        views: rare === 4 ? 7 : 0,
        replyToKey: rare === 5 ? 'before' : null,
        atMs: rare === 6 ? null : 1_700_000_000_000.4 + i,
        ...(rare === 7 ? { reach: 12 } : {}),
      }),
    );
  });

test('messages saved in one go are as if saved one by one, and are found by their words', () => {
  fc.assert(
    fc.property(fc.array(aFileOfPosts, { minLength: 1, maxLength: 3 }), (files) => {
      const [single, together] = [openMemory(), openMemory()];
      for (const file of files) {
        const messages = file.map((row) => ({
          row,
          author: row.likes,
          sentiment: 0.5,
          sentimentVersion: 1,
          language: 'en',
        }));
        const [one, other] = [aRun(single), aRun(together)];
        expect(saveMessages(together, other, messages)).toEqual(
          messages.map((message) => saveMessage(single, one, message)),
        );
      }
      const held = (db: WriteDb) =>
        all(
          db,
          `SELECT m.*, i.name FROM messages m JOIN items i ON i.id = m.item_id ORDER BY m.network, m.key, m.run_id`,
        ).map((row) => ({ ...(row as object), id: 0, item_id: 0 }));
      expect(held(together)).toEqual(held(single));
      const repeats = (db: WriteDb) =>
        all(
          db,
          'SELECT r.run_id, r.line, m.network, m.key FROM repeats r JOIN messages m ON m.id = r.record_id ORDER BY 1, 2, 3, 4',
        );
      expect(repeats(together)).toEqual(repeats(single));
      for (const db of [single, together]) {
        run(db, "INSERT INTO message_text (message_text, rank) VALUES ('integrity-check', 1)");
        expect(findMessages(db, '"liked"', [], 1000)).toHaveLength(countRecords(db, 'messages'));
      }
    }),
    { numRuns: 40 },
  );
});

test('an order has no counts: what was brought last is what counts', () => {
  const db = openMemory();
  save(db, aRun(db), anOrder('A', 'open'));
  save(db, aRun(db), anOrder('A', 'paid'));
  expect(shown(db).orders).toMatchObject([{ key: 'A', status: 'paid' }]);
});

test('importing an older file once more does not turn anything back', () => {
  const db = openMemory();
  save(db, aRun(db), anOrder('A', 'open'));
  save(db, aRun(db), anOrder('A', 'paid'));
  expect(save(db, aRun(db), anOrder('A', 'open'))).toBe('duplicate');
  expect(shown(db).orders).toMatchObject([{ status: 'paid' }]);
});

test('undo brings the version before back', () => {
  const db = openMemory();
  save(db, aRun(db), anOrder('A', 'open', 'Mug'));
  const second = aRun(db);
  save(db, second, anOrder('A', 'paid', 'Teapot'));
  removeRecords(db, second);
  expect(shown(db).orders).toEqual([{ key: 'A', status: 'open', name: 'Mug', quantity: 2, unit_price: 6.25 }]);
  expect(shown(db).items).toEqual([{ name: 'Mug' }]);
});

test('undoing the first of two equal imports leaves the rows with the second, at its own line', () => {
  const db = openMemory();
  const [first, second] = [aRun(db), aRun(db)];
  save(db, first, { ...aPost('1', 3), line: 4 });
  save(db, second, { ...aPost('1', 3), line: 9 });
  removeRecords(db, first);
  expect(all(db, 'SELECT run_id, line, current FROM messages')).toEqual([{ run_id: second, line: 9, current: 1 }]);
  removeRecords(db, second);
  expect(number(db, 'SELECT count(*) FROM messages')).toBe(0);
  expect(number(db, 'SELECT count(*) FROM repeats')).toBe(0);
});

test('the same key twice in one file is one record, the newer one', () => {
  const db = openMemory();
  const run = aRun(db);
  expect([save(db, run, aPost('1', 3)), save(db, run, aPost('1', 5)), save(db, run, aPost('1', 4))]).toEqual([
    'kept',
    'duplicate',
    'duplicate',
  ]);
  expect(shown(db).messages).toMatchObject([{ likes: 5 }]);
});

/** Saves a file: its orders in stretches of three, as an import does in larger ones. */
function saveFile(db: WriteDb, run: number, rows: readonly (MessageRow | OrderRow | CampaignRow)[]): void {
  const writer = new OrderWriter(db, run);
  const orders = rows.filter((row) => row.type === 'order');
  for (let at = 0; at < orders.length; at += 3) {
    const part = orders.slice(at, at + 3);
    writer.append(orderBlock(db, part, 0, 'shop'), part.length);
  }
  for (const row of rows) if (row.type !== 'order') save(db, run, row);
}

const rowArbitrary = fc.oneof(
  fc
    .tuple(fc.constantFrom('1', '2'), fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'b'))
    .map(([key, likes, text]) => aPost(key, likes, text)),
  fc
    .tuple(
      fc.constantFrom('A', 'B'),
      fc.constantFrom('open', 'paid', 'refunded'),
      fc.constantFrom('Mug', 'Teapot'),
      fc.constantFrom({}, { part: 'head' as const }, { part: 'items' as const }),
    )
    .map(([key, status, item, part]) => ({ ...anOrder(key, status, item), ...part })),
  fc.tuple(fc.constantFrom('c', 'd'), fc.integer({ min: 0, max: 3 })).map(([key, clicks]) => aCampaign(key, clicks)),
);
const fileArbitrary = fc.array(rowArbitrary, { maxLength: 6 });

test('undoing imports in any order equals never having imported them', () => {
  fc.assert(
    fc.property(
      fc.array(fileArbitrary, { minLength: 1, maxLength: 5 }),
      fc.infiniteStream(fc.nat()),
      fc.nat(31),
      (files, order, keep) => {
        const [db, fresh] = [openMemory(), openMemory()];
        const runs = files.map((rows) => {
          const run = aRun(db);
          saveFile(db, run, rows);
          return run;
        });
        const isKept = (i: number) => (keep & (1 << i)) !== 0;
        const undone = runs.filter((_, i) => !isKept(i));
        const chance = new Map(undone.map((run) => [run, order.next().value ?? 0]));
        undone.sort((a, b) => (chance.get(a) ?? 0) - (chance.get(b) ?? 0));
        for (const run of undone) removeRecords(db, run);
        files.forEach((rows, i) => {
          if (!isKept(i)) return;
          const run = aRun(fresh);
          saveFile(fresh, run, rows);
        });
        const { items, ...records } = shown(db);
        const { items: freshItems, ...freshRecords } = shown(fresh);
        expect(records).toEqual(freshRecords);
        // The names of versions replaced within one file stay until the next undo: nothing more than was ever brought.
        expect(freshItems).toEqual(expect.arrayContaining(items));
        // One version counts per key, and nothing is noted for a run that is gone.
        expect(number(db, 'SELECT count(*) FROM messages WHERE current = 1')).toBe(
          number(db, 'SELECT count(DISTINCT key) FROM messages'),
        );
        const gone = new Set(undone);
        const holders = all<{ run_id: number }>(db, 'SELECT run_id FROM repeats UNION SELECT run_id FROM messages');
        expect(holders.filter(({ run_id }) => gone.has(run_id))).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
}, 180_000);
