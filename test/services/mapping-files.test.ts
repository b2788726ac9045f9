import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { expect, test, vi } from 'vitest';
import type { Inspection } from '../../shared/contract/imports.ts';
import { finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

const LEDGER =
  'Belegref;Wann;Wer;Was;Euro\nB-1;03.04.2026;ada@example.com;Tasse;12,50\nB-2;05.04.2026;ben@example.com;Tee;8,00\n';

async function bench() {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'));
  const put = (name: string, content: string | Uint8Array) => {
    const path = join(dir, name);
    writeFileSync(path, content);
    return path;
  };
  const look = async (file: string, more: object = {}): Promise<Inspection> => {
    const [seen] = await engine.call('imports.inspect', { files: [file], ...more });
    if (!seen) throw new Error('nothing was answered');
    return seen;
  };
  return { engine, put, look };
}

const book = (sheets: Record<string, unknown[][]>) => {
  const workbook = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) utils.book_append_sheet(workbook, utils.aoa_to_sheet(rows), name);
  return new Uint8Array(write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
};

test('a mapping goes out as a file without data, and fits another file with these columns', async () => {
  const { engine, put, look } = await bench();
  const file = put('ledger.csv', LEDGER);
  const { mapping } = await look(file);
  if (!mapping) throw new Error('no mapping');
  const chosen = {
    ...mapping.guess,
    type: 'order' as const,
    fields: ['key', 'at', 'email', 'item', 'total'],
    currency: 'EUR',
  };
  const { fileName, content } = await engine.call('imports.mappingExport', { file, mapping: chosen });
  expect(fileName).toBe('ledger.inglenook-mapping.json');
  expect(content).toMatchObject({ columns: ['Belegref', 'Wann', 'Wer', 'Was', 'Euro'], mapping: chosen });
  expect(JSON.stringify(content)).not.toMatch(/ada|Tasse|B-1|12,50/);

  // Other order, one column more, another delimiter.
  const next = put('next.csv', 'Euro,Wer,Neu,Was,Belegref,Wann\n"9,90",cem@example.com,x,Dose,C-1,06.05.2026\n');
  const text = JSON.stringify(content);
  const fitted = await engine.call('imports.mappingFit', { file: next, content: text });
  expect(fitted).toMatchObject({
    delimiter: ',',
    dateFormat: 'dd.MM.yyyy',
    decimal: ',',
    fields: ['total', 'email', 'ignore', 'item', 'key', 'at'],
  });
  const job = await finished(engine, () =>
    engine.call('imports.start', { sources: [{ file: next, mapping: fitted }] }),
  );
  expect(job).toMatchObject({ state: 'done', error: null });
  expect((await engine.call('app.status', {})).counts).toMatchObject({ orders: 1, people: 1 });

  const workbook = put(
    'ledger.xlsx',
    book({
      Sheet1: [
        ['Belegref', 'Wann', 'Wer', 'Was', 'Euro'],
        ['D-1', '07.05.2026', 'dee@example.com', 'Sieb', 4.5],
      ],
    }),
  );
  expect(await engine.call('imports.mappingFit', { file: workbook, content: text })).toMatchObject({
    container: 'xlsx',
    sheet: 'Sheet1',
  });
});

test('a mapping file for other columns, or no mapping file at all, is refused', async () => {
  const { engine, put } = await bench();
  const file = put('ledger.csv', LEDGER);
  const { content } = await engine.call('imports.mappingExport', { file });
  const other = put('other.csv', 'Order ID,Order date,Total\n1,2026-01-02,3.00\n2,2026-01-03,4.00\n');
  await expect(
    engine.call('imports.mappingFit', { file: other, content: JSON.stringify(content) }),
  ).rejects.toMatchObject({
    code: 'mapping-misfit',
  });
  await expect(engine.call('imports.mappingFit', { file, content: '{"a":1}' })).rejects.toMatchObject({
    code: 'invalid-input',
  });
  const log = put('scan.pdf', '%PDF-1.7\n');
  await expect(engine.call('imports.mappingExport', { file: log })).rejects.toMatchObject({ code: 'format-unknown' });
});

test('a workbook is looked into sheet by sheet, imported, and its mapping remembered', async () => {
  const { engine, put, look } = await bench();
  const orders = [
    ['Order ID', 'Order date', 'Email', 'Total'],
    [1, '2026-01-02', 'ada.lovelace@example.com', 3.5],
    [2, '2026-01-03', 'ben@example.com', 4],
  ];
  const people = [
    ['Customer ID', 'Email', 'Newsletter'],
    ['K1', 'ada.lovelace@example.com', 'yes'],
    ['K2', 'cem@example.com', 'no'],
  ];
  const file = put('shop.xlsx', book({ Cover: [['Our shop']], Orders: orders, People: people }));
  const seen = await look(file);
  expect(seen).toMatchObject({ format: 'sheet-file', problem: null, group: 'any' });
  expect(seen.mapping).toMatchObject({
    sheets: ['Cover', 'Orders', 'People'],
    guess: { type: 'order', sheet: 'Orders', container: 'xlsx' },
  });
  expect(JSON.stringify([seen.preview, seen.mapping])).not.toContain('lovelace');
  if (!seen.mapping) throw new Error('no mapping');
  const list = await look(file, { mapping: { ...seen.mapping.guess, sheet: 'People', fields: [] } });
  expect(list.mapping?.guess).toMatchObject({
    type: 'person',
    sheet: 'People',
    fields: ['customer', 'email', 'consent'],
  });
  await importFiles(engine, [file]);
  if (!list.mapping) throw new Error('no mapping');
  const mapping = list.mapping.guess;
  await finished(engine, () => engine.call('imports.start', { sources: [{ file, mapping }] }));
  expect((await engine.call('app.status', {})).counts).toMatchObject({ orders: 2, people: 3 });
  const next = await look(put('people.xlsx', book({ Anything: people })));
  expect(next.mapping).toMatchObject({ remembered: true, guess: { type: 'person', sheet: 'Anything' } });
});

test('an order is the same order as text, workbook and JSON', async () => {
  const { engine, put } = await bench();
  const rows = [
    ['Order ID', 'Order date', 'Email', 'Total'],
    ['A1', '2026-01-02', 'ada@example.com', 3.5],
    ['A2', '2026-01-03', 'ben@example.com', 4.25],
  ];
  await importFiles(engine, [put('orders.csv', rows.map((row) => row.join(',')).join('\n'))]);
  await importFiles(engine, [put('orders.xlsx', book({ Sheet1: rows }))]);
  const [head = [], ...body] = rows;
  const records = body.map((row) => Object.fromEntries(row.map((cell, i) => [String(head[i]), cell])));
  await importFiles(engine, [put('orders.json', JSON.stringify(records))]);
  expect((await engine.call('app.status', {})).counts).toMatchObject({ orders: 2, people: 2, imports: 3 });
});

test('another format than the one detected is looked at with its own open points', async () => {
  const { put, look } = await bench();
  const file = put('orders.json', '[{"order_id":"1","date":"2026-01-02","total":3}]');
  expect(await look(file)).toMatchObject({ format: 'json-table', asksYear: false, optional: [] });
  expect(await look(put('x.txt', 'nothing that is known'), { format: 'access-log' })).toMatchObject({
    format: 'access-log',
    group: 'web-log',
  });
});
