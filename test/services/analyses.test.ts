import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { AnalysisReply } from '../../shared/contract/analyses.ts';
import type { TableResult } from '../../shared/results.ts';
import { DAY_MS } from '../../shared/time.ts';
import { makeSample } from '../../src-main/sample/index.ts';
import { ALL, finished, freshDir, importFiles, openEngine, neededParams } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

const END = Date.UTC(2026, 10, 1);
const FROM = Date.UTC(2026, 6, 1);
const HEADER = 'Order ID,Date,Customer,Product,Quantity,Total,Currency\n';

/** Ten orders, one a day from 1 July at noon: k0 … k4 in turn, 10 € each. */
const july = Array.from(
  { length: 10 },
  (_, i) => `${i},2026-07-${String(1 + i).padStart(2, '0')}T12:00:00Z,k${i % 5},Mug,1,10.00,EUR`,
);
const ordersCsv = (rows: readonly string[]) => `${HEADER}${rows.join('\n')}\n`;

const tableOf = (reply: AnalysisReply): TableResult => {
  if (reply.result.kind !== 'table') throw new Error(`${reply.info.id} is no table`);
  return reply.result;
};
const figure = (result: unknown, key: string) => (result as TableResult).rows.find((row) => row.key === key)?.cells[1];

function write(dir: string, name: string, text: string | Uint8Array): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}

async function julyStore() {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [write(dir, 'orders.csv', ordersCsv(july))]);
  return { dir, engine };
}

test('what there is not is not found, what does not fit is named', async () => {
  const engine = await openEngine(join(freshDir(), 'data'));
  const run = (id: string, params: Record<string, unknown> = {}) =>
    engine.call('analyses.run', { id, params, filter: ALL });
  await expect(run('astrology')).rejects.toMatchObject({ code: 'not-found', facts: {} });
  await expect(run('__proto__')).rejects.toMatchObject({ code: 'not-found' });
  await expect(run('top-pages', { limit: 0 })).rejects.toMatchObject({
    code: 'invalid-input',
    facts: { field: 'limit' },
  });
  await expect(run('top-pages', { limit: 'many' })).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(run('sales-summary', { colour: 'red' })).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(run('funnel')).rejects.toMatchObject({ code: 'invalid-input', facts: { field: 'steps' } });
  await expect(
    engine.call('analyses.run', { id: 'top-pages', filter: { range: { fromMs: 5, toMs: 5 }, bots: false } }),
  ).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(engine.call('analyses.rows', { id: 'sales-summary', filter: ALL, key: 'orders' })).rejects.toMatchObject(
    { code: 'not-found' },
  );
  await expect(engine.call('messages.explain', { message: 1 })).rejects.toMatchObject({ code: 'not-found' });
});

test('a message is explained by the parts of its text, in other languages than English too', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'));
  const path = join(dir, 'comments.csv');
  const rows = [
    'c-1,2026-03-01T10:00:00Z,@ann,"I am furious, this is terrible and I hate it",3',
    'c-2,2026-03-02T10:00:00Z,@ben,"Das ist wunderbar, ich liebe es und bin sehr zufrieden",3',
  ];
  writeFileSync(path, `Comment ID,Date,Author,Comment,Likes\n${rows.join('\n')}\n`);
  await importFiles(engine, [path]);
  const [angry, german] = await Promise.all([1, 2].map((message) => engine.call('messages.explain', { message })));
  expect(angry?.score).toBeLessThan(-0.05);
  expect(angry?.words.map(({ word }) => word)).toEqual(expect.arrayContaining(['terrible', 'hate']));
  expect(angry?.tone).toMatchObject({ emotion: 'anger' });
  expect(german).toMatchObject({ language: 'de', tone: null });
  expect(german?.score).toBeGreaterThan(0.05);
  // By its number, too, nothing of somebody who is frozen is used.
  for (const person of [1, 2]) await engine.call('privacy.setRestricted', { person, restricted: true });
  for (const message of [1, 2])
    await expect(engine.call('messages.explain', { message })).rejects.toMatchObject({ code: 'purpose-not-allowed' });
});

test('an empty store answers every question, with nothing', async () => {
  const engine = await openEngine(join(freshDir(), 'data'));
  const given = neededParams(['/', '/cart']);
  for (const { id } of await engine.call('analyses.list', {})) {
    const reply = await engine.call('analyses.run', { id, params: given[id] ?? {}, filter: ALL, compare: true });
    expect(reply.range, id).toBeNull();
    expect(reply.previous, id).toBeNull();
    expect(reply.result.n, id).toBe(0);
  }
});

describe('periods', () => {
  test('without a range: from the first to the last row', async () => {
    const { engine } = await julyStore();
    const reply = await engine.call('analyses.run', { id: 'sales-summary', filter: ALL });
    expect(reply.range).toEqual({ fromMs: FROM + DAY_MS / 2, toMs: FROM + 9.5 * DAY_MS + 1 });
    expect([figure(reply.result, 'orders'), figure(reply.result, 'revenue')]).toEqual([10, 100]);
  });

  test('a range takes its first instant and leaves its last', async () => {
    const { engine } = await julyStore();
    const orders = async (fromMs: number, toMs: number) =>
      figure(
        (await engine.call('analyses.run', { id: 'sales-summary', filter: { range: { fromMs, toMs }, bots: false } }))
          .result,
        'orders',
      );
    const noon = (day: number) => FROM + (day + 0.5) * DAY_MS;
    expect(await orders(noon(2), noon(5))).toBe(3);
    expect(await orders(noon(2), noon(5) + 1)).toBe(4);
    expect(await orders(noon(2) + 1, noon(5))).toBe(2);
    expect(await orders(FROM - 30 * DAY_MS, FROM)).toBe(0);
  });

  test('compare answers the same length of time just before', async () => {
    const { engine } = await julyStore();
    const range = { fromMs: FROM + 6 * DAY_MS, toMs: FROM + 10 * DAY_MS };
    const reply = await engine.call('analyses.run', {
      id: 'sales-summary',
      filter: { range, bots: false },
      compare: true,
    });
    expect(reply.previousRange).toEqual({ fromMs: FROM + 2 * DAY_MS, toMs: FROM + 6 * DAY_MS });
    expect([figure(reply.result, 'orders'), figure(reply.previous, 'orders')]).toEqual([4, 4]);
    const alone = await engine.call('analyses.run', {
      id: 'sales-summary',
      filter: { range: reply.previousRange, bots: false },
    });
    expect(reply.previous).toEqual(alone.result);
    const later = await engine.call('analyses.run', { id: 'sales-summary', filter: { range, bots: false } });
    expect([later.previous, later.previousRange], 'nothing is compared unasked').toEqual([null, null]);
    expect(later.rangeBefore, 'but with what it could be is said').toEqual(reply.previousRange);
    const first = await engine.call('analyses.run', {
      id: 'sales-summary',
      filter: { range: { fromMs: FROM - DAY_MS, toMs: FROM + DAY_MS }, bots: false },
      compare: true,
    });
    expect(first.previous, 'there is nothing before the first row').toBeNull();
    expect(first.previousRange).toBeNull();
    // Ten days asked for of which data cover four: four days are compared with four.
    const partly = await engine.call('analyses.run', {
      id: 'sales-summary',
      filter: { range: { fromMs: FROM + 6 * DAY_MS, toMs: FROM + 12 * DAY_MS }, bots: false },
      compare: true,
    });
    expect(partly.previousRange).toEqual({ fromMs: FROM, toMs: FROM + 4 * DAY_MS });
    expect([figure(partly.result, 'orders'), figure(partly.previous, 'orders')]).toEqual([4, 4]);
  });
});

describe('rows behind', () => {
  let files: { name: string; bytes: Buffer }[];
  beforeAll(async () => {
    const sample = await makeSample({ rows: 4000, seed: 21, endMs: END });
    files = sample.files.map((file) => ({
      name: file.name,
      bytes: Buffer.concat([...file.chunks()].map((chunk) => Buffer.from(chunk as string))),
    }));
  });

  test('every mark of every table is as many people as its rows', async () => {
    const dir = freshDir();
    const engine = await openEngine(join(dir, 'data'));
    await importFiles(
      engine,
      files.map(({ name, bytes }) => write(dir, name, bytes)),
    );
    const given = neededParams(['/', '/cart', '/checkout']);
    let checked = 0;
    for (const { id, hasRows, purpose } of await engine.call('analyses.list', {})) {
      const params = given[id] ?? {};
      const { result } = await engine.call('analyses.run', { id, params, filter: ALL });
      if (!hasRows || result.kind !== 'table' || purpose === 'personalisation') continue;
      for (const row of result.rows.slice(0, 3)) {
        const behind = await engine.call('analyses.rows', { id, params, filter: ALL, key: row.key, limit: 1000 });
        // Robots are nobody: their marks count rows.
        if (id === 'bots') expect([row.people, behind.table.total]).toEqual([0, row.cells[1]]);
        else if (id === 'bot-classes') expect([row.people, behind.table.total]).toEqual([0, row.cells[2]]);
        else expect(behind.table.people, `${id} ${row.key}`).toBe(row.people);
        expect(behind.table.rows.length, `${id} ${row.key}`).toBe(Math.min(1000, behind.table.total));
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(20);

    const pages = tableOf(await engine.call('analyses.run', { id: 'top-pages', filter: ALL }));
    const [top] = pages.rows;
    const behind = await engine.call('analyses.rows', { id: 'top-pages', filter: ALL, key: top?.key ?? '', limit: 1 });
    expect(behind.table.total).toBe(top?.cells[1]);
    expect(behind.table.rows.length).toBe(1);
    const page = behind.table.columns.findIndex((column) => column.id === 'page');
    expect(behind.table.rows[0]?.cells[page]).toBe(top?.cells[0]);
    const nobody = await engine.call('analyses.rows', { id: 'top-pages', filter: ALL, key: '999999', limit: 10 });
    expect([nobody.table.total, nobody.table.rows]).toEqual([0, []]);
    await expect(
      engine.call('analyses.rows', {
        id: 'also-bought',
        filter: ALL,
        key: tableOf(await engine.call('analyses.run', { id: 'also-bought', filter: ALL })).rows[0]?.key ?? '1-2',
      }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(too-few-people|not-found)$/) });
  });
});

test('a zone or language nobody knows is refused, and the store goes on', async () => {
  const { engine } = await julyStore();
  for (const patch of [{ zone: 'Atlantis/Capital' }, { zone: '' }, { locale: 'no such language' }])
    await expect(engine.call('settings.save', patch)).rejects.toMatchObject({ code: 'invalid-input' });
  expect((await engine.call('settings.save', { zone: 'Asia/Tokyo', locale: 'de-AT' })).zone).toBe('Asia/Tokyo');
  const reply = await engine.call('analyses.run', { id: 'orders-over-time', filter: ALL });
  expect(reply.result.n).toBe(10);
});

test('what an import or an undo changes is seen at once, by every reader', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'), { readers: 2 });
  const count = async () =>
    Promise.all(
      [1, 2, 3, 4].map(async () =>
        figure((await engine.call('analyses.run', { id: 'sales-summary', filter: ALL })).result, 'orders'),
      ),
    );
  const path = write(dir, 'orders.csv', ordersCsv(july.slice(0, 4)));
  await importFiles(engine, [path]);
  expect(await count()).toEqual([4, 4, 4, 4]);
  const before = await engine.call('analyses.run', { id: 'sales-summary', filter: ALL });
  await importFiles(engine, [write(dir, 'more.csv', ordersCsv(july))]);
  expect(await count()).toEqual([10, 10, 10, 10]);
  const after = await engine.call('analyses.run', { id: 'sales-summary', filter: ALL });
  expect(after.revision).toBeGreaterThan(before.revision);
  const [newest] = await engine.call('imports.list', {});
  await finished(engine, () => engine.call('imports.undo', { run: newest?.id ?? 0 }));
  expect(await count()).toEqual([4, 4, 4, 4]);
  expect((await engine.call('analyses.run', { id: 'sales-summary', filter: ALL })).result).toEqual(before.result);
});

test('questions asked together get the answers they get alone', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'), { readers: 2 });
  await finished(engine, () => engine.call('imports.sample', { rows: 5000, seed: 4 }));
  const ids = (await engine.call('analyses.list', {}))
    .map(({ id }) => id)
    .filter((id) => !id.startsWith('funnel') && id !== 'suggestions');
  const ask = async (id: string) => (await engine.call('analyses.run', { id, filter: ALL })).result;
  const together = await Promise.all([...ids, ...ids].map(ask));
  for (const [i, id] of ids.entries()) {
    const alone = await ask(id);
    expect(together[i], id).toEqual(alone);
    expect(together[i + ids.length], id).toEqual(alone);
  }
});

test('questions asked during an import are answered, and afterwards with all of it', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'), { readers: 2 });
  await importFiles(engine, [write(dir, 'orders.csv', ordersCsv(july.slice(0, 4)))]);
  const many = Array.from({ length: 4000 }, (_, i) => `b${i},2026-08-01T12:00:00Z,k${i % 300},Mug,1,1.00,EUR`);
  let done = false;
  const importing = importFiles(engine, [write(dir, 'many.csv', ordersCsv(many))]).finally(() => {
    done = true;
  });
  const ask = async () =>
    Number(figure((await engine.call('analyses.run', { id: 'sales-summary', filter: ALL })).result, 'orders'));
  const seen: number[] = [];
  while (!done) seen.push(await ask());
  await importing;
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter((n) => n < 4 || n > 4004)).toEqual([]);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([4004, 4004, 4004]);
});
