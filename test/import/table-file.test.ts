import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../shared/contract/imports.ts';
import type { ConsentRow, MessageRow, OrderRow, Row } from '../../shared/model.ts';
import type { Source } from '../../src-main/import/format.ts';
import { tableFile } from '../../src-main/import/formats/table-file.ts';
import { inspectTable } from '../../src-main/import/table-inspect.ts';
import { orderStatus } from '../../src-main/import/table-orders.ts';
import { collect, type Parsed } from './collect.ts';
import { memorySource } from './memory-source.ts';

const file = (content: string) => memorySource({ name: 'file.csv', bytes: Buffer.from(content), members: [] }, 1000);
const parse = (content: string, mapping: Mapping | null = null): Promise<Parsed> =>
  collect(tableFile, file(content).source, { mapping, zone: 'UTC' });
const ofType = <T extends Row['type']>({ rows }: Parsed, type: T) =>
  rows.filter((row): row is Extract<Row, { type: T }> => 'type' in row && row.type === type);
const ordersOf = async (content: string, mapping: Mapping | null = null): Promise<OrderRow[]> =>
  ofType(await parse(content, mapping), 'order');
const mapped = async (content: string, change: Partial<Mapping>): Promise<Mapping> => ({
  ...(await inspectTable(file(content).head)).guess,
  ...change,
});

describe('orders', () => {
  it('joins lines of one order, together or nearly so', async () => {
    const orders = await ordersOf(
      'Order ID,Date,Email,Product,Quantity,Unit price\nA,2024-01-05,a@example.org,Mug,2,3.00\nB,2024-01-06,b@example.org,Tin,1,5.00\nA,2024-01-05,a@example.org,Tin,1,5.00\n',
    );
    expect(orders.map(({ key, total, lines, line }) => [key, total, lines.length, line])).toEqual([
      ['A', 11, 2, 2],
      ['B', 5, 1, 3],
    ]);
  });

  it('takes a total that is repeated on every line once, and totals of lines together', async () => {
    const head = 'Order ID,Date,Product,Quantity,Unit price,';
    const repeated = await ordersOf(`${head}Total\nA,2024-01-05,Mug,1,3.00,8.00\nA,2024-01-05,Tin,1,5.00,8.00\n`);
    expect(repeated.map(({ total }) => total)).toEqual([8]);
    const even = await ordersOf(`${head}Total\nA,2024-01-05,Mug,1,4.00,4.00\nA,2024-01-05,Tin,1,4.00,4.00\n`);
    expect(even.map(({ total }) => total)).toEqual([8]);
    const lines = await ordersOf('Order ID,Date,Product,Line total\nA,2024-01-05,Mug,4.00\nA,2024-01-05,Tin,4.00\n');
    expect(lines.map(({ total }) => total)).toEqual([8]);
  });

  it('keeps every purchase of a file without order numbers, under keys that hold when the file grows', async () => {
    const head = 'Customer ID,Date,Total\n';
    const old = 'K1,2024-01-05,3.00\nK1,2024-01-05,3.00\nK2,2024-01-05,3.00\n';
    const first = await ordersOf(head + old);
    expect(new Set(first.map(({ key }) => key)).size).toBe(3);
    const second = await ordersOf(`${head}K9,2023-12-31,9.00\n${old}K2,2024-02-01,4.00\n`);
    const keys = second.map(({ key }) => key);
    for (const { key } of first) expect(keys).toContain(key);
    expect(new Set(keys).size).toBe(5);
  });

  it('puts nobody into a made-up key', async () => {
    const content = 'Email,Date,Total\nana@example.org,2024-01-05,3.00\n';
    const [order] = await ordersOf(content);
    expect(order?.key).toMatch(/^auto-[0-9a-f]{20}-1$/);
    // Of many people with the same purchase, some share a key: no key can confirm a name.
    const many = Array.from({ length: 20_000 }, (_, i) => `p${i}@example.org,2024-01-05,3.00`);
    const stems = new Set(
      (await ordersOf(`Email,Date,Total\n${many.join('\n')}\n`)).map(({ key }) => key.slice(0, 25)),
    );
    expect(stems.size).toBeLessThanOrEqual(4096);
    expect(stems.size).toBeGreaterThan(3500);
  });

  it('gives back every order that was written, whatever the delimiter and decimal mark', async () => {
    const order = fc.record({
      at: fc.integer({ min: 946_684_800, max: 1_900_000_000 }).map((second) => second * 1000),
      cents: fc.integer({ min: 1, max: 99_999_999 }),
      item: fc
        .array(fc.constantFrom('Mug', ' ', ';', ',', '"', '\n', 'é', 'x'), { minLength: 1 })
        .map((p) => `I${p.join('')}I`),
      quantity: fc.integer({ min: 1, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(order, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(',' as const, ';' as const, '\t' as const, '|' as const),
        fc.constantFrom('.' as const, ',' as const),
        async (orders, delimiter, decimal) => {
          const rows = orders.map(({ at, cents, item, quantity }, i) => [
            `N${i}`,
            new Date(at).toISOString(),
            (cents / 100).toFixed(2).replace('.', decimal),
            item,
            String(quantity),
          ]);
          const text = Papa.unparse([['Order', 'Date', 'Total', 'Product', 'Quantity'], ...rows], { delimiter });
          const mapping = await mapped('Order,Date,Total,Product,Quantity\n', { delimiter, decimal });
          const found = await ordersOf(text, mapping);
          expect(
            found.map(({ key, atMs, total, lines }) => [key, atMs, total, lines[0]?.item, lines[0]?.quantity]),
          ).toEqual(orders.map(({ at, cents, item, quantity }, i) => [`N${i}`, at, cents / 100, item, quantity]));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('understands what shops call a status', () => {
    const words: [string, OrderRow['status']][] = [
      ['paid', 'paid'],
      ['', 'paid'],
      ['wc-completed', 'paid'],
      ['refunded', 'refunded'],
      ['partially_refunded', 'paid'],
      ['voided', 'cancelled'],
      ['Storniert', 'cancelled'],
      ['annulée', 'cancelled'],
      ['pending', 'open'],
      ['En attente', 'open'],
    ];
    for (const [word, status] of words) expect(orderStatus(word), word).toBe(status);
  });

  it('reads what people agreed to', async () => {
    const parsed = await parse(
      'Order ID,Date,Email,Total,Accepts Marketing\nA,2024-01-05,a@example.org,3,yes\nB,2024-01-05,b@example.org,3,no\nC,2024-01-05,c@example.org,3,\n',
    );
    const consents: ConsentRow[] = ofType(parsed, 'consent');
    expect(consents.map(({ person, state }) => [person[0]?.value, state])).toEqual([
      ['a@example.org', 'granted'],
      ['b@example.org', 'denied'],
    ]);
  });
});

describe('the file as a whole', () => {
  it('is refused when it is no table, or the mapping lacks what is needed', async () => {
    expect((await parse('')).error).toBe('format-empty');
    expect((await parse('just a line of words\nand another one\n')).error).toBe('format-unknown');
    const content = 'Order,Date,Total\n1,2024-01-05,3\n';
    expect((await parse(content, await mapped(content, { fields: ['key', 'ignore', 'total'] }))).error).toBe(
      'mapping-incomplete',
    );
    expect((await parse(content, await mapped(content, { dateFormat: 'nonsense' }))).error).toBe('mapping-incomplete');
    expect((await parse(content, await mapped(content, { encoding: 'klingon' }))).error).toBe('invalid-input');
  });

  it('reads undated messages, and takes no text twice', async () => {
    const parsed = await parse('comment,likes\nWhat a lovely mug this is,1\nWhat a lovely mug this is,2\n');
    const messages: MessageRow[] = ofType(parsed, 'message');
    expect(messages.map(({ atMs, likes }) => [atMs, likes])).toEqual([
      [null, 1],
      [null, 2],
    ]);
    expect(new Set(messages.map(({ key }) => key)).size).toBe(2);
  });
});

const DATA = process.env.INGLENOOK_DATA ?? join(import.meta.dirname, '../../../shared/data');
const CDNOW = join(DATA, 'customers/cdnow-orders/CDNOW_master.txt');
const SENTIMENT = join(DATA, 'sentiment/sentiment140-manual/testdata.manual.2009.06.14.polarity_text.csv');
if (!existsSync(DATA)) console.info('Real inputs are not here: tests that read them are skipped.');

const real = (path: string): Source => ({
  name: 'real',
  sizeBytes: 0,
  members: [],
  bytes: () => createReadStream(path) as AsyncIterable<Uint8Array>,
  member: () => createReadStream(path) as AsyncIterable<Uint8Array>,
  consumedBytes: () => 0,
});

describe('real files', () => {
  it.skipIf(!existsSync(CDNOW))('CDNOW: every purchase, customer and dollar', async () => {
    const parsed = await collect(tableFile, real(CDNOW), { mapping: null, zone: 'UTC' });
    const orders = ofType(parsed, 'order');
    expect(parsed.rejections).toEqual([]);
    expect(orders.length).toBe(69_659);
    expect(new Set(orders.map(({ buyer }) => buyer[0]?.value)).size).toBe(23_570);
    expect(new Set(orders.map(({ key }) => key)).size).toBe(69_659);
    const times = orders.map(({ atMs }) => atMs).sort((a, b) => a - b);
    expect(new Date(times[0] as number).toISOString()).toBe('1997-01-01T00:00:00.000Z');
    expect(new Date(times.at(-1) as number).toISOString()).toBe('1998-06-30T00:00:00.000Z');
    // Summed from the last field of each line by a separate reading of the file.
    const dollars = readFileSync(CDNOW, 'utf8')
      .split(/\r?\n/)
      .slice(1)
      .reduce((sum, line) => sum + Number(line.trim().split(/\s+/)[3] ?? 0), 0);
    expect(orders.reduce((sum, { total }) => sum + total, 0)).toBeCloseTo(dollars, 2);
    expect(dollars).toBeCloseTo(2_500_315.63, 2);
    const days = new Set(orders.map(({ buyer, atMs }) => `${buyer[0]?.value} ${atMs}`));
    expect(days.size).toBe(67_591);
  });

  it.skipIf(!existsSync(SENTIMENT))('product tweets without column names', async () => {
    const parsed = await collect(tableFile, real(SENTIMENT), { mapping: null, zone: 'UTC' });
    const messages = ofType(parsed, 'message');
    expect(parsed.rejections).toEqual([]);
    expect(messages.length).toBe(498);
    const whole = Papa.parse<string[]>(readFileSync(SENTIMENT, 'utf8'), { skipEmptyLines: true }).data;
    expect(messages.map(({ text }) => text)).toEqual(whole.map((cells) => cells[1]?.trim()));
    expect(messages.map(({ line }) => line)).toEqual(messages.map((_, i) => i + 1));
  });
});
