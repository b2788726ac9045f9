import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { runAudit } from '../../src-main/services/audit-run.ts';
import { makeZip } from '../import/zip-maker.ts';
import { freshDir } from './rig.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'audit');
const NOW = Date.UTC(2026, 2, 10);
const auditOf = (...paths: string[]) => runAudit({ paths, zone: 'UTC', nowMs: NOW, retentionDays: null });

function fileIn(dir: string, name: string, content: string | Uint8Array): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

const book = (sheets: Record<string, unknown[][]>): Uint8Array => {
  const made = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) utils.book_append_sheet(made, utils.aoa_to_sheet(rows), name);
  return new Uint8Array(write(made, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
};

const zipOf = (files: Record<string, Uint8Array>) =>
  makeZip(Object.entries(files).map(([name, data]) => ({ name, data: Buffer.from(data) })));

const parquet = (): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'user_id', data: ['u1', 'u2'], type: 'STRING' },
        { name: 'email', data: ['anna.weber@mail.example', 'mia.brandt@mail.example'], type: 'STRING' },
        { name: 'time', data: [new Date(NOW), new Date(NOW)], type: 'TIMESTAMP' },
      ],
    }),
  );

describe('audit of databases and tables', () => {
  test('dumps of MySQL: fields are table.column, broken rows are counted', async () => {
    const report = await auditOf(join(FIXTURES, 'shop.mysql.sql'));
    expect(report.files).toEqual([{ name: 'shop.mysql.sql', kind: 'database', rows: 4, rejected: 1 }]);
    expect([report.from, report.to]).toEqual(['2026-03-01T08:00:00.000Z', '2026-03-03T10:00:00.000Z']);
    expect(Object.fromEntries(report.fields.map(({ field, filled, holds }) => [field, [filled, ...holds]]))).toEqual({
      'customers.id': [3],
      'customers.email': [2, 'EMAIL_ADDRESS'],
      'customers.full_name': [3, 'PERSON'],
      'customers.note': [3],
      'customers.created_at': [3],
      'payments.id': [1],
      'payments.iban': [1, 'IBAN_CODE'],
    });
  });
  test('dumps of PostgreSQL: COPY and INSERT', async () => {
    const report = await auditOf(join(FIXTURES, 'shop.postgres.sql'));
    expect(report.files).toEqual([{ name: 'shop.postgres.sql', kind: 'database', rows: 5, rejected: 1 }]);
    expect(Object.fromEntries(report.fields.map(({ field, filled, holds }) => [field, [filled, ...holds]]))).toEqual({
      'customers.id': [2],
      'customers.email': [1, 'EMAIL_ADDRESS'],
      'customers.Full Name': [2, 'PERSON'],
      'customers.created_at': [2],
      'visits.id': [3],
      'visits.page': [2],
      'visits.ip': [2, 'IP_ADDRESS'],
    });
  });
  test('workbooks: every sheet, its title, and a sheet without names of columns', async () => {
    const path = fileIn(
      freshDir(),
      'shop.xlsx',
      book({
        Customers: [
          ['Report for Anna Weber'],
          [],
          ['Customer ID', 'E-mail'],
          [7123456789012, 'mia.brandt@mail.example'],
        ],
        Loose: [
          ['otto.lang@mail.example', 3],
          ['ida.lang@mail.example', 4],
        ],
      }),
    );
    const report = await auditOf(path);
    expect(report.files).toEqual([{ name: 'shop.xlsx', kind: 'table', rows: 4, rejected: 0 }]);
    expect(Object.fromEntries(report.fields.map(({ field, holds }) => [field, holds]))).toEqual({
      'Customers.title': ['PERSON'],
      'Customers.Customer ID': ['USER_ID'],
      'Customers.E-mail': ['EMAIL_ADDRESS'],
      'Loose.column 1': ['EMAIL_ADDRESS'],
      'Loose.column 2': [],
    });
    expect(JSON.stringify(report)).not.toMatch(/otto|ida\.lang|mia\.brandt|Weber/);
  });
  test('Parquet, alone and packed in an archive beside others', async () => {
    const dir = freshDir();
    const alone = await auditOf(fileIn(dir, 'users.parquet', parquet()));
    expect(alone.files).toEqual([{ name: 'users.parquet', kind: 'table', rows: 2, rejected: 0 }]);
    expect(alone.from).toBe(new Date(NOW).toISOString());
    const zip = zipOf({
      'data/users.parquet': parquet(),
      'data/people.xlsx': book({
        One: [
          ['name', 'phone'],
          ['Anna Weber', '+49 30 1234567'],
        ],
      }),
      'data/dump.sql': Buffer.from("CREATE TABLE a (mail text);\nINSERT INTO a VALUES ('a.b@mail.example');\n"),
    });
    const packed = await auditOf(fileIn(dir, 'all.zip', zip));
    expect(packed.files.map(({ name, kind, rows }) => [name, kind, rows])).toEqual([
      ['dump.sql', 'database', 1],
      ['people.xlsx', 'table', 1],
      ['users.parquet', 'table', 2],
    ]);
    expect(
      packed.findings
        .filter(({ area }) => area === 'personal-data')
        .map(({ field }) => field)
        .sort(),
    ).toEqual(expect.arrayContaining(['a.mail', 'email', 'name', 'phone']));
  });
  test('one JSON object: its lists are rows, what stands beside them is one', async () => {
    const json = JSON.stringify(
      { owner: 'anna.weber@mail.example', data: { events: [{ id: 1, ip: '203.0.113.7' }, { id: 2 }] } },
      null,
      2,
    );
    const report = await auditOf(fileIn(freshDir(), 'export.json', json));
    expect(report.files).toEqual([{ name: 'export.json', kind: 'events', rows: 3, rejected: 0 }]);
    expect(report.fields.map(({ field, filled }) => [field, filled])).toEqual([
      ['owner', 1],
      ['data.events.id', 2],
      ['data.events.ip', 1],
    ]);
  });
});

describe('what a report must not tell', () => {
  test('a table without names of columns, and names that are values themselves', async () => {
    const dir = freshDir();
    const report = await auditOf(
      fileIn(dir, 'loose.csv', 'otto.lang@mail.example,Otto\nida.lang@mail.example,Ida\n'),
      fileIn(dir, 'keys.jsonl', '{"ida.lang@mail.example":{"score":1}}\n{"otto.lang@mail.example":{"score":2}}\n'),
    );
    expect(JSON.stringify(report)).not.toMatch(/otto|ida/i);
    expect(report.files[0]).toMatchObject({ rows: 2 });
    expect(report.fields.map(({ field, holds }) => [field, holds])).toEqual(
      expect.arrayContaining([
        ['column 1', ['EMAIL_ADDRESS']],
        ['names of fields', ['EMAIL_ADDRESS']],
      ]),
    );
  });
});

describe('hostile and damaged files', () => {
  test('one that cannot be read is told beside the others; alone it is an error', async () => {
    const dir = freshDir();
    const damaged = fileIn(dir, 'users.parquet', parquet().subarray(0, 200));
    const csv = fileIn(dir, 'people.csv', 'id,email\n1,anna.weber@mail.example\n');
    const report = await auditOf(damaged, csv, join(dir, 'none.log'));
    expect(report.files).toEqual([
      { name: 'users.parquet', kind: 'unreadable', rows: 0, rejected: 1 },
      { name: 'people.csv', kind: 'table', rows: 1, rejected: 0 },
      { name: 'none.log', kind: 'unreadable', rows: 0, rejected: 1 },
    ]);
    await expect(auditOf(damaged)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
  test('a dump whose text never ends is one broken row', async () => {
    const dump = `-- MySQL dump\nINSERT INTO t VALUES (1,'${'x'.repeat(3_000_000)}`;
    const dir = freshDir();
    const open = fileIn(dir, 'open.sql', dump);
    const report = await auditOf(open, fileIn(dir, 'people.csv', 'id,tea\n1,oolong\n'));
    expect(report.files).toEqual([
      { name: 'open.sql', kind: 'database', rows: 0, rejected: 1 },
      { name: 'people.csv', kind: 'table', rows: 1, rejected: 0 },
    ]);
    await expect(auditOf(open)).rejects.toMatchObject({ code: 'no-rows' });
  });
  test.each([
    ['empty.csv', ''],
    ['heading.csv', 'id,email\n'],
    ['blank.log', '\n\n'],
    ['none.har', '{"log":{"version":"1.2","entries":[]}}'],
  ])('%s: what holds no row gets no score', async (name, content) => {
    await expect(auditOf(fileIn(freshDir(), name, content))).rejects.toMatchObject({ code: 'no-rows' });
  });
});
