import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../shared/contract/imports.ts';
import type { OrderRow, Row } from '../../shared/model.ts';
import { instantOfLocal, zoneOffsetMs } from '../../shared/time.ts';
import type { Format } from '../../src-main/import/format.ts';
import { jsonTable } from '../../src-main/import/formats/json-table.ts';
import { parquetTable } from '../../src-main/import/formats/parquet-table.ts';
import { sheetFile } from '../../src-main/import/formats/sheet-file.ts';
import { tableFile } from '../../src-main/import/formats/table-file.ts';
import { collect } from './collect.ts';
import { memorySource } from './memory-source.ts';

const HEADER = ['Order ID', 'Order date', 'Email', 'Product', 'Quantity', 'Total'];

const read = async (bytes: Uint8Array, format: Format, zone = 'UTC', mapping: Mapping | null = null) => {
  const { source } = memorySource({ name: 'file.csv', bytes, members: [] }, 501);
  return collect(format, source, { mapping, zone });
};
const ordersOf = (rows: readonly unknown[]): OrderRow[] =>
  (rows as Row[]).filter((row): row is OrderRow => row.type === 'order');
const readText = async (text: string, zone = 'UTC', mapping: Mapping | null = null) =>
  ordersOf((await read(Buffer.from(text), tableFile, zone, mapping)).rows);

const given = (change: Partial<Mapping>): Mapping => ({
  type: 'order',
  encoding: 'utf-8',
  delimiter: ',',
  headerRows: 1,
  fields: ['key', 'at', 'email', 'item', 'quantity', 'total'],
  dateFormat: 'iso',
  zone: 'UTC',
  decimal: '.',
  currency: '',
  scope: '',
  ...change,
});

const order = fc.record({
  at: fc.integer({ min: 946_684_800, max: 1_900_000_000 }).map((second) => second * 1000),
  cents: fc.integer({ min: 1, max: 99_999_999 }),
  item: fc.constantFrom('Mug', 'Tea, "fine"', 'Größe L', '=1+1', 'a\nb'),
  quantity: fc.integer({ min: 1, max: 40 }),
});
const orders = fc.array(order, { minLength: 1, maxLength: 25 });
const summary = (found: readonly OrderRow[]) =>
  found.map(({ key, atMs, total, lines }) => [key, atMs, total, lines[0]?.item, lines[0]?.quantity]);

describe('one table, whatever it comes in', () => {
  it('gives the same orders as text, workbook, JSON, JSON lines and Parquet', async () => {
    const { utils, write } = await import('@e965/xlsx');
    await fc.assert(
      fc.asyncProperty(
        orders,
        fc.constantFrom('xlsx' as const, 'biff8' as const, 'ods' as const),
        async (made, book) => {
          const rows = made.map(({ at, cents, item, quantity }, i) => [
            `N${i}`,
            new Date(at),
            `p${i}@example.org`,
            item,
            quantity,
            cents / 100,
          ]);
          const objects = rows.map((row) => Object.fromEntries(row.map((cell, i) => [HEADER[i], cell])));
          const text = Papa.unparse([
            HEADER,
            ...rows.map((row) => row.map((cell) => (cell instanceof Date ? cell.toISOString() : cell))),
          ]);
          const wanted = summary(await readText(text, 'UTC', given({})));
          expect(wanted).toEqual(
            made.map(({ at, cents, item, quantity }, i) => [`N${i}`, at, cents / 100, item, quantity]),
          );

          const sheet = utils.aoa_to_sheet([HEADER, ...rows], { UTC: true });
          const workbook = { SheetNames: ['Orders'], Sheets: { Orders: sheet } };
          const bytes = new Uint8Array(write(workbook, { type: 'buffer', bookType: book }) as Buffer);
          const columns = HEADER.map((name, i) => ({
            name,
            data: rows.map((row) => row[i]),
            type: (['STRING', 'TIMESTAMP', 'STRING', 'STRING', 'INT32', 'DOUBLE'] as const)[i] ?? ('STRING' as const),
          }));
          const others: [Format, Uint8Array][] = [
            [sheetFile, bytes],
            [jsonTable, Buffer.from(JSON.stringify({ orders: objects }))],
            [jsonTable, Buffer.from(`${objects.map((one) => JSON.stringify(one)).join('\n')}\n{}\n`)],
            [parquetTable, new Uint8Array(parquetWriteBuffer({ columnData: columns }))],
          ];
          for (const [format, content] of others)
            expect(summary(ordersOf((await read(content, format)).rows)), format.id).toEqual(wanted);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('reads a number cell the same under either decimal mark', async () => {
    const content = Buffer.from(
      JSON.stringify([{ order_id: 'A', date: '2024-01-05', total: 1234.5, price: '1.234,50' }]),
    );
    const mapping = given({ container: 'json', decimal: ',', fields: ['key', 'at', 'total', 'ignore'] });
    expect(ordersOf((await read(content, jsonTable, 'UTC', mapping)).rows)[0]?.total).toBe(1234.5);
  });

  it('keeps ids of any length as they are', async () => {
    const id = fc.bigInt({ min: 1n, max: 10n ** 25n });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(id, { minLength: 1, maxLength: 10 }), async (ids) => {
        const text = `[${ids.map((one) => `{"order_id":${one},"date":"2024-01-05","total":1}`).join(',')}]`;
        const found = ordersOf((await read(Buffer.from(text), jsonTable)).rows);
        expect(found.map(({ key }) => key)).toEqual(ids.map(String));
      }),
      { numRuns: 40 },
    );
  });
});

describe('money', () => {
  const LOCALES = ['en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'nl-NL', 'pt-BR', 'it-IT', 'es-ES', 'pl-PL'] as const;
  const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'INR', 'BRL', 'PLN'] as const;

  it('is found out from the file alone, as each country writes it', async () => {
    // Amounts with a fraction that is no whole thousandth: they tell the decimal mark.
    const amounts = fc.array(
      fc.integer({ min: 101, max: 999_999_999 }).filter((cents) => cents % 100 !== 0),
      {
        minLength: 3,
        maxLength: 20,
      },
    );
    await fc.assert(
      fc.asyncProperty(
        amounts,
        fc.constantFrom(...LOCALES),
        fc.constantFrom(...CURRENCIES),
        fc.constantFrom('code' as const, 'symbol' as const),
        async (cents, locale, currency, currencyDisplay) => {
          const write = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay });
          const rows = cents.map((amount, i) => [`N${i}`, '2024-02-29', write.format(amount / 100)]);
          const found = await readText(Papa.unparse([['Order ID', 'Order date', 'Total'], ...rows]));
          expect(found.map(({ total }) => total)).toEqual(cents.map((amount) => amount / 100));
          if (currencyDisplay === 'code')
            expect(new Set(found.map((one) => one.currency))).toEqual(new Set([currency]));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('goes down by what was given back, and is refunded when all of it was', async () => {
    const head = 'Order ID,Order date,Total,Refunded Amount,Status\n';
    const found = await readText(
      `${head}A,2024-01-05,10.00,0.00,paid\nB,2024-01-05,10.00,2.50,paid\nC,2024-01-05,10.00,-2.50,partially_refunded\nD,2024-01-05,10.00,10.00,paid\nE,2024-01-05,10.00,3.00,cancelled\n`,
    );
    expect(found.map(({ key, total, status }) => [key, total, status])).toEqual([
      ['A', 10, 'paid'],
      ['B', 7.5, 'paid'],
      ['C', 7.5, 'paid'],
      ['D', 10, 'refunded'],
      ['E', 10, 'cancelled'],
    ]);
  });

  it('never depends on how often an amount of the whole order is repeated on its lines', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1000, max: 9000 }),
        fc.integer({ min: 0, max: 900 }),
        async (lines, total, refund) => {
          const row = (filled: boolean, i: number) =>
            `A,2024-01-05,Item ${i},1,0.01,${filled ? `${total / 100},${refund / 100}` : ','}`;
          const head = 'Order ID,Order date,Product,Quantity,Unit price,Order total,Refunded Amount';
          const all = Array.from({ length: lines }, (_, i) => i);
          const repeated = await readText([head, ...all.map((i) => row(true, i))].join('\n'));
          const once = await readText([head, ...all.map((i) => row(i === 0, i))].join('\n'));
          expect(repeated).toEqual(once);
          expect(once.map((one) => one.total)).toEqual([Math.round(total - refund) / 100]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('days and times', () => {
  const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Sao_Paulo'];
  const two = (value: number) => String(value).padStart(2, '0');
  const wall = (at: number, zone: string) => new Date(at + zoneOffsetMs(zone, at));

  it('come out of wall-clock time exactly, on days when clocks change as on others', async () => {
    // Around both changes of 2024 in Berlin and New York, and anywhere in the year.
    const near = [Date.UTC(2024, 2, 31), Date.UTC(2024, 9, 27), Date.UTC(2024, 2, 10), Date.UTC(2024, 10, 3)];
    const instant = fc.oneof(
      fc
        .tuple(fc.constantFrom(...near), fc.integer({ min: 0, max: 48 * 60 }))
        .map(([day, minute]) => day + minute * 60_000),
      fc.integer({ min: 0, max: 366 * 24 * 60 }).map((minute) => Date.UTC(2024, 0, 1) + minute * 60_000),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(instant, { minLength: 1, maxLength: 40 }),
        fc.constantFrom(...ZONES),
        fc.constantFrom('one' as const, 'two' as const, 'named' as const),
        async (times, zone, columns) => {
          const rows = times.map((at, i) => {
            const local = wall(at, zone);
            const day = `${local.getUTCFullYear()}-${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`;
            const clock = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
            if (columns === 'one') return [`N${i}`, `${day} ${clock}`, '1.00'];
            return columns === 'two' ? [`N${i}`, day, clock, '1.00'] : [`N${i}`, day, clock, zone, '1.00'];
          });
          const fields = { one: [], two: ['time'], named: ['time', 'zone'] }[columns];
          const mapping = given({
            fields: ['key', 'at', ...fields, 'total'],
            zone: columns === 'named' ? 'Pacific/Auckland' : zone,
          });
          const found = await readText(Papa.unparse([['Order ID', ...fields], ...rows]), 'UTC', mapping);
          const expected = times.map((at) => {
            // An hour that comes twice is taken as the first of the two.
            const local = wall(at, zone).getTime();
            return instantOfLocal(zone, local);
          });
          expect(found.map(({ atMs }) => atMs)).toEqual(expected);
          for (const [i, { atMs }] of found.entries()) expect(wall(atMs, zone)).toEqual(wall(times[i] as number, zone));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are not moved by any zone when they carry their own', async () => {
    const at = Date.UTC(2024, 1, 29, 22, 30);
    const text =
      'Order ID,Order date,Total\nA,2024-02-29 23:30:00 +0100,1\nB,2024-02-29T17:30:00-05:00,1\nC,2024-02-29T22:30:00Z,1\n';
    for (const zone of ZONES) expect((await readText(text, zone)).map(({ atMs }) => atMs)).toEqual([at, at, at]);
  });

  it('know leap days, and refuse those that were none', async () => {
    const head = 'Order ID,Order date,Total\n';
    const years = [1996, 2000, 2023, 2024, 2025, 2028];
    const parsed = await read(
      Buffer.from(head + years.map((year) => `N${year},${year}-02-29,1.00`).join('\n')),
      tableFile,
      'UTC',
      given({ fields: ['key', 'at', 'total'] }),
    );
    expect(ordersOf(parsed.rows).map(({ key }) => key)).toEqual(['N1996', 'N2000', 'N2024', 'N2028']);
    expect(parsed.rejections).toEqual([
      { code: 'bad-date', line: 4, field: 'at' },
      { code: 'bad-date', line: 6, field: 'at' },
    ]);
  });

  it('with two digits of the year are of 1970 to 2069', async () => {
    const head = 'Order ID,Sale date,Total\n';
    const found = await readText(
      `${head}A,12/31/69,1.00\nB,01/01/70,1.00\nC,02/29/24,1.00\n`,
      'UTC',
      given({ fields: ['key', 'at', 'total'], dateFormat: 'MM/dd/yy' }),
    );
    expect(found.map(({ atMs }) => new Date(atMs).toISOString().slice(0, 10))).toEqual([
      '2069-12-31',
      '1970-01-01',
      '2024-02-29',
    ]);
  });
});

describe('RFC 4180 and what Excel makes of it', () => {
  const cell = fc
    .array(fc.constantFrom('a', ',', ';', '"', '\n', '\r\n', ' ', 'é', '\t', '|', "'"), { minLength: 0, maxLength: 8 })
    .map((parts) => `x${parts.join('')}x`);

  it('gives back every cell, with either line end, with and without a last one, a mark and a sep= line', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(',' as const, ';' as const, '\t' as const, '|' as const),
        fc.constantFrom('\n', '\r\n'),
        fc.record({ mark: fc.boolean(), sep: fc.boolean(), last: fc.boolean(), quoted: fc.boolean() }),
        async (cells, delimiter, newline, { mark, sep, last, quoted }) => {
          const rows = cells.map((item, i) => [`N${i}`, '2024-02-29', '', item, '1', '2.00']);
          const table = Papa.unparse([HEADER, ...rows], { delimiter, newline, quotes: quoted });
          const text = `${mark ? '\ufeff' : ''}${sep ? `sep=${delimiter}${newline}` : ''}${table}${last ? newline : ''}`;
          const found = await readText(text, 'UTC', given({ delimiter }));
          expect(found.map(({ lines }) => lines[0]?.item)).toEqual(cells);
          // Lines count from the top of the file, the sep= line among them.
          expect(found[0]?.line).toBe(sep ? 3 : 2);
        },
      ),
      { numRuns: 120 },
    );
  });

  it('finds the delimiter that a sep= line names, whatever else the text suggests', async () => {
    const found = await readText(
      'sep=;\nOrder ID;Order date;Product;Total\nA;2024-01-05;Mug, blue, large;12,50\nB;2024-01-06;Tin, red, small;8,00\n',
    );
    expect(found.map(({ key, total, lines }) => [key, total, lines[0]?.item])).toEqual([
      ['A', 12.5, 'Mug, blue, large'],
      ['B', 8, 'Tin, red, small'],
    ]);
  });
});
