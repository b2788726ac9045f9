import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import yazl from 'yazl';
import type { Inspection, Mapping } from '../../shared/contract/imports.ts';
import { finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

async function bench() {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'));
  const write = (name: string, content: string | Uint8Array) => {
    const path = join(dir, name);
    writeFileSync(path, content);
    return path;
  };
  const look = async (file: string, mapping?: Mapping): Promise<Inspection> => {
    const [seen] = await engine.call('imports.inspect', { files: [file], ...(mapping ? { mapping } : {}) });
    if (!seen) throw new Error('nothing was answered');
    return seen;
  };
  return { engine, write, look };
}

const LOG = Array.from(
  { length: 300 },
  (_, i) =>
    `10.0.0.${1 + (i % 50)} - - [02/Mar/2026:10:${String(i % 60).padStart(2, '0')}:00 +0000] "GET /tea?mail=ada@example.com HTTP/1.1" 200 512 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"\n`,
).join('');
/** Columns nobody would guess: what they are must be said once. */
const LEDGER = `Belegref,Wann,Wer,Was,Euro
B-1,03/04/2026,ada@example.com,Tasse,12.50
B-2,05/04/2026,ben@example.com,Tee,8.00
`;
const LEDGER_MAPPING: Mapping = {
  type: 'order',
  encoding: 'utf-8',
  delimiter: ',',
  headerRows: 1,
  fields: ['key', 'at', 'email', 'item', 'total'],
  dateFormat: 'dd/MM/yyyy',
  zone: 'UTC',
  decimal: '.',
  currency: 'EUR',
  scope: 'shop',
};

test('a file nobody knows, an empty one and a missing one say so, and the others are still looked at', async () => {
  const { engine, write } = await bench();
  const files = [
    write(
      'notes.bin',
      new Uint8Array(4096).map((_, i) => (i * 37) % 256),
    ),
    write('empty.csv', ''),
    join(write('x', ''), '..', 'not-there.csv'),
    write('scan.pdf', '%PDF-1.7\n'),
    write('access.log', LOG),
  ];
  const seen = await engine.call('imports.inspect', { files });
  expect(seen.map(({ problem }) => problem)).toEqual([
    'format-unknown',
    'format-empty',
    'file-missing',
    'format-unknown',
    null,
  ]);
  expect(seen.map(({ candidates }) => candidates.length)).toEqual([0, 0, 0, 0, 1]);
  expect(seen[3]?.about).toBe('This is a PDF document. It holds no rows that can be read.');
  expect(seen[4]).toMatchObject({ format: 'access-log', alreadyImported: false, rowEstimate: 300 });
  for (const file of files.slice(0, 4)) {
    const job = await finished(engine, () => engine.call('imports.start', { sources: [{ file }] }));
    expect(job.state).toBe('failed');
  }
  expect((await engine.call('app.status', {})).counts).toMatchObject({ imports: 0, events: 0, people: 0 });
});

test('a compressed log is read; a cut or damaged one takes nothing in', async () => {
  const { engine, write, look } = await bench();
  const whole = gzipSync(LOG);
  expect(await look(write('access.log.gz', whole))).toMatchObject({ format: 'access-log', problem: null });
  const damaged = Uint8Array.from(whole);
  damaged.fill(0xff, 20, 60);
  const seen = await look(write('damaged.log.gz', damaged));
  expect([seen.format, seen.problem]).not.toEqual(['access-log', null]);
  for (const file of [write('damaged2.log.gz', damaged), write('cut.log.gz', whole.subarray(0, whole.length - 200))]) {
    const job = await finished(engine, () => engine.call('imports.start', { sources: [{ file }] }));
    expect(job.state).toBe('failed');
    expect(job.error).not.toBe('internal');
  }
  expect((await engine.call('app.status', {})).counts).toMatchObject({ imports: 0, events: 0, people: 0 });
});

test('where two formats fit equally the user decides', async () => {
  const { engine, write, look } = await bench();
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from(LOG), 'access.log');
  zip.addBuffer(
    Buffer.from('Order ID,Email,Date,Product,Total\n1,ada@example.com,2026-03-01,Mug,10.00\n'),
    'orders.csv',
  );
  zip.end();
  const file = write('both.zip', await buffer(zip.outputStream));
  const seen = await look(file);
  expect([seen.format, seen.problem]).toEqual([null, null]);
  expect(seen.candidates.map(({ format }) => format).sort()).toEqual(['access-log', 'table-file']);
  const alone = await finished(engine, () => engine.call('imports.start', { sources: [{ file }] }));
  expect(alone).toMatchObject({ state: 'failed', error: 'format-unknown' });
  const said = await finished(engine, () =>
    engine.call('imports.start', { sources: [{ file, format: 'access-log' }] }),
  );
  expect(said.state).toBe('done');
  expect((await engine.call('app.status', {})).counts).toMatchObject({ events: 300, orders: 0 });
});

test('the same content is known again, whatever the file is called', async () => {
  const { engine, write, look } = await bench();
  const file = write('access.log', LOG);
  expect((await look(file)).alreadyImported).toBe(false);
  await importFiles(engine, [file]);
  expect((await look(file)).alreadyImported).toBe(true);
  expect((await look(write('renamed.log', LOG))).alreadyImported).toBe(true);
  expect((await look(write('grown.log', `${LOG}${LOG.split('\n')[0]}\n`))).alreadyImported).toBe(false);
  const [run] = await engine.call('imports.list', {});
  await finished(engine, () => engine.call('imports.undo', { run: run?.id ?? 0 }));
  expect((await look(file)).alreadyImported, 'what was undone may come back').toBe(false);
});

test('looking stores nothing', async () => {
  const { engine, write, look } = await bench();
  const before = await engine.call('app.status', {});
  await look(write('access.log', LOG));
  await look(write('ledger.csv', LEDGER), LEDGER_MAPPING);
  expect(await engine.call('app.status', {})).toEqual(before);
  expect((await look(write('ledger.csv', LEDGER))).mapping?.remembered).toBe(false);
});

test('a mapping is remembered by its columns and offered for the next file', async () => {
  const { engine, write, look } = await bench();
  const file = write('ledger.csv', LEDGER);
  expect((await look(file, LEDGER_MAPPING)).preview.rows.length).toBe(2);
  const job = await finished(engine, () =>
    engine.call('imports.start', { sources: [{ file, mapping: LEDGER_MAPPING }] }),
  );
  expect(job).toMatchObject({ state: 'done', error: null });
  expect((await engine.call('app.status', {})).counts).toMatchObject({ orders: 2, people: 2 });

  const next = write('ledger-may.csv', LEDGER.replaceAll('B-', 'C-').replaceAll('/04/', '/05/'));
  const seen = await look(next);
  expect(seen.mapping).toMatchObject({ remembered: true, guess: LEDGER_MAPPING, ambiguousDate: false });
  await importFiles(engine, [next]);
  expect((await engine.call('app.status', {})).counts).toMatchObject({ orders: 4, people: 2 });
  const other = await look(write('other.csv', LEDGER.replace('Belegref', 'Number')));
  expect(other.mapping?.remembered).toBe(false);
});

test('a preview shows what is there with people masked', async () => {
  const { write, look } = await bench();
  const orders = await look(
    write(
      'orders.csv',
      'Order ID,Email,Billing Name,Phone,Date,Product,Total\n1,ada.lovelace@example.com,Ada Lovelace,+44 7700 900123,2026-03-01,Mug,10.00\n',
    ),
  );
  const shown = JSON.stringify([orders.preview, orders.mapping]);
  for (const secret of ['lovelace', 'Lovelace', '900123', '900 123']) expect(shown).not.toContain(secret);
  expect(shown).toContain('Mug');
  const log = await look(write('access.log', LOG));
  expect(JSON.stringify(log.preview)).not.toMatch(/ada|10\.0\.0\./);
  expect(log.preview.rows.length).toBeGreaterThan(5);
  const reviews = await look(
    write(
      'reviews.csv',
      'Review ID,Date,Rating,Review,Author\n1,2026-03-01,5,"Lovely, write to me at ada.lovelace@example.com",Ada Lovelace\n',
    ),
  );
  expect(JSON.stringify([reviews.preview, reviews.mapping])).not.toMatch(/lovelace/i);
});

test('uploads are only read from the inbox, paths only where they are allowed', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'), { allowPaths: false, inboxDir: join(dir, 'inbox') });
  const file = join(dir, 'access.log');
  writeFileSync(file, LOG);
  const seen = await engine.call('imports.inspect', {
    files: [file, 'upload:../../data', 'upload:abcdefgh12345678', 'relative.log'],
  });
  expect(seen.map(({ problem }) => problem)).toEqual([
    'file-not-allowed',
    'file-not-allowed',
    'file-missing',
    'file-not-allowed',
  ]);
  const job = await finished(engine, () => engine.call('imports.start', { sources: [{ file }] }));
  expect(job).toMatchObject({ state: 'failed', error: 'file-not-allowed' });
});

test('says about how many rows there are, also where they are short or packed', async () => {
  const { engine, write, look } = await bench();
  const day = (i: number) => `2026-03-${String((i % 28) + 1).padStart(2, '0')}`;
  const table = (rows: number) =>
    `customer,date,amount\n${Array.from({ length: rows }, (_, i) => `${i % 999},${day(i)},${i % 90}.50`).join('\n')}\n`;
  const long = await look(write('orders.csv', table(120_000)));
  expect((long.rowEstimate ?? 0) / 120_000).toBeGreaterThan(0.8);
  expect((long.rowEstimate ?? 0) / 120_000).toBeLessThan(1.25);
  expect((long.rowEstimate ?? 1) % 1000).toBe(0);
  expect(long.dateRange).toBeNull();
  // Its first piece is all of it.
  expect((await look(write('orders.csv.gz', gzipSync(table(30_000))))).rowEstimate).toBe(30_000);
  expect((await look(write('many.csv.gz', gzipSync(table(90_000))))).rowEstimate).toBeNull();
  await engine.close();
});
