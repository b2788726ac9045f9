import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Input } from '../../shared/contract.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, freshDir, importFiles } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

const at = (day: number, minute: number) => new Date(Date.UTC(2026, 0, 1 + day, 9, minute)).toISOString();

/** `people` visitors a day apart, each on the start page; those with a number below `readers` also on /clinic. */
function visits(dir: string, name: string, first: number, people: number, readers: number): string {
  const file = join(dir, name);
  const rows = Array.from({ length: people }, (_, i) => {
    const who = first + i;
    const line = (page: string, minute: number) =>
      `v-${who},v${who}@example.com,${at(who % 28, minute)},${page},https://search.example/`;
    return [line('/', 0), ...(i < readers ? [line('/clinic', 5)] : [])];
  });
  writeFileSync(file, `visitor id,email,timestamp,page,referrer\n${rows.flat().join('\n')}\n`);
  return file;
}

async function store(people: number, readers: number) {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'));
  await importFiles(engine, [visits(dir, 'visits.csv', 0, people, readers)]);
  return { dir, engine };
}

type Call = Input<'reports.make'>;
const segment = (condition: Call['filter']['segment']) => ({ ...ALL, segment: condition }) as Call['filter'];
const onClinic = { field: 'page' as const, is: ['/clinic'], in: 'person' as const };

const make = (engine: Engine, filter: Call['filter'] = ALL, analyses = ['explore']) =>
  engine.call('reports.make', { report: 'csv', analyses, filter, recipient: 'adviser' });

describe('difference attack on the explorer: everybody, less everybody but those on one page', () => {
  test('is refused where the difference is one person, or fewer than the smallest group', async () => {
    for (const readers of [1, 9]) {
      const { engine } = await store(40, readers);
      await make(engine);
      await expect(make(engine, segment({ not: onClinic }))).rejects.toMatchObject({
        code: 'export-too-close',
        facts: { smallest: 10 },
      });
      // The other way about it is the same.
      const { engine: other } = await store(40, readers);
      await make(other, segment({ not: onClinic }));
      await expect(make(other)).rejects.toMatchObject({ code: 'export-too-close' });
    }
  });

  test('is none where enough people are between the two', async () => {
    const { engine } = await store(40, 12);
    await make(engine);
    const { tooClose, bytes } = await make(engine, segment({ not: onClinic }));
    expect(tooClose).toEqual([]);
    expect(bytes.length).toBeGreaterThan(500);
  });

  test('is refused by dates, too, and through another analysis of the same rows', async () => {
    const { engine } = await store(28, 0);
    const days = (count: number) => ({
      ...ALL,
      range: { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 0, 1 + count) },
    });
    await make(engine, days(27));
    await expect(make(engine, days(22))).rejects.toMatchObject({ code: 'export-too-close' });
    await expect(make(engine, days(28), ['top-pages'])).rejects.toMatchObject({ code: 'export-too-close' });
    expect((await make(engine, days(12))).tooClose).toEqual([]);
  });
});

test('two files asked for at the same moment know of each other', async () => {
  const { engine } = await store(40, 1);
  const answers = await Promise.allSettled([make(engine), make(engine, segment({ not: onClinic }))]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

describe('kinds of message as the filter', () => {
  /** Reviews by 37 people in English, 14 in German and 3 in French, mixed. */
  async function reviews() {
    const dir = freshDir();
    const engine = openCoreHere(join(dir, 'data'));
    const language = (i: number) => (i % 18 === 0 ? 'fr' : i % 4 === 1 ? 'de' : 'en');
    const rows = Array.from({ length: 54 }, (_, i) => {
      const day = String(1 + (i % 27)).padStart(2, '0');
      return `r${i},2026-01-${day}T10:00:00Z,${1 + (i % 5)},A text number ${i},a${i},a${i}@example.com,${language(i)}`;
    });
    const file = join(dir, 'reviews.csv');
    writeFileSync(file, `Review ID,Date,Rating,Review,Author,Author email,Language\n${rows.join('\n')}\n`);
    await importFiles(engine, [file]);
    const counts = new Map<string, number>();
    for (let i = 0; i < 54; i++) counts.set(language(i), (counts.get(language(i)) ?? 0) + 1);
    return { engine, counts };
  }
  const of = (...languages: string[]) =>
    ({ ...ALL, messages: { networks: [], languages, runs: [] } }) as unknown as Call['filter'];
  const told = (engine: Engine, filter: Call['filter']) => make(engine, filter, ['message-volume']);

  test('two languages, and one of them, are not handed out where few wrote in the other', async () => {
    const { engine, counts } = await reviews();
    expect([...counts]).toEqual([
      ['fr', 3],
      ['de', 14],
      ['en', 37],
    ]);
    await told(engine, of('en', 'fr'));
    await expect(told(engine, of('en'))).rejects.toMatchObject({ code: 'export-too-close' });
    // Enough wrote in German.
    expect((await told(engine, of('en', 'fr', 'de'))).tooClose).toEqual([]);
    await expect(told(engine, of('en', 'de'))).rejects.toMatchObject({ code: 'export-too-close' });
  });

  test('everybody, and all but a few, are told apart by rows and not by how many they are', async () => {
    const { engine } = await reviews();
    await told(engine, of('en', 'de'));
    await expect(told(engine, ALL as Call['filter'])).rejects.toMatchObject({ code: 'export-too-close' });
    expect((await told(engine, of('de'))).tooClose).toEqual([]);
  });
});

describe('time as the filter', () => {
  test('a few new people, or a person gone, are not told by the next file; many are', async () => {
    const { dir, engine } = await store(42, 0);
    await make(engine);
    // 42 and 44 are rounded to 40 and 45.
    await importFiles(engine, [visits(dir, 'two-more.csv', 100, 2, 0)]);
    await expect(make(engine)).rejects.toMatchObject({ code: 'export-too-close' });
    await importFiles(engine, [visits(dir, 'many-more.csv', 200, 20, 0)]);
    expect((await make(engine)).tooClose).toEqual([]);
    // 64 less two: 65 and 60.
    for (const person of [1, 2]) await engine.call('privacy.setRestricted', { person, restricted: true });
    await expect(make(engine)).rejects.toMatchObject({ code: 'export-too-close' });
  });

  test('the same figures may be handed out again', async () => {
    const { dir, engine } = await store(40, 0);
    const first = await make(engine);
    const again = await make(engine);
    expect(Buffer.from(again.bytes).toString().split('\r\n').slice(3)).toEqual(
      Buffer.from(first.bytes).toString().split('\r\n').slice(3),
    );
    // 41 is rounded to 40 as well: nothing to subtract.
    await importFiles(engine, [visits(dir, 'one-more.csv', 100, 1, 0)]);
    const { tooClose } = await make(engine, ALL, ['explore', 'visitors-over-time']);
    expect(tooClose.map(({ analysis }) => analysis)).toEqual(['visitors-over-time']);
  });

  test('of several analyses only those stay out that would tell', async () => {
    const { dir, engine } = await store(40, 0);
    const orders = join(dir, 'orders.csv');
    const rows = Array.from({ length: 40 }, (_, i) => `${i},${at(10 + (i % 10), 0)},k${i},Mug,1,10.00,EUR`);
    writeFileSync(orders, `Order ID,Date,Customer,Product,Quantity,Total,Currency\n${rows.join('\n')}\n`);
    await importFiles(engine, [orders]);
    await make(engine);
    const { tooClose } = await make(
      engine,
      { ...ALL, range: { fromMs: Date.UTC(2026, 0, 4), toMs: Date.UTC(2027, 0, 1) } },
      ['explore', 'sales-summary'],
    );
    expect(tooClose.map(({ analysis }) => analysis)).toEqual(['explore']);
  });
});

test('the list of exports tells what went when to whom, and what it keeps names nobody', async () => {
  const { engine } = await store(40, 12);
  const filter = segment({ field: 'page', is: ['/clinic', '/u/ben@example.com'], in: 'person' });
  await engine.call('reports.make', {
    report: 'html',
    analyses: ['top-pages', 'explore'],
    filter,
    recipient: 'ad-platform',
  });
  const { total, entries } = await engine.call('exports.list', { offset: 0, limit: 10 });
  expect(total).toBe(1);
  expect(entries[0]).toMatchObject({
    kind: 'html',
    recipient: 'ad-platform',
    range: null,
    segment: true,
    analyses: ['explore', 'top-pages'],
    milliEpsilon: 0,
  });
  const log = await engine.call('audit.list', { offset: 0, limit: 10 });
  expect(log.entries.find(({ action }) => action === 'report.made')?.facts).toMatchObject({
    export: 1,
    recipient: 'ad-platform',
  });
});

describe('three files', () => {
  test('what is left of everybody after two parts of them is told to be too few', async () => {
    // Two people on each of the first twelve days, one on each of the others.
    const { engine } = await store(40, 0);
    const days = (from: number, to: number): Call['filter'] => ({
      ...ALL,
      range: { fromMs: Date.UTC(2026, 0, 1 + from), toMs: Date.UTC(2026, 0, 1 + to) },
    });
    await make(engine, days(0, 14));
    await make(engine, days(14, 25));
    // Each pair is far enough apart; what is left after both are three people.
    await expect(make(engine)).rejects.toMatchObject({ code: 'export-too-close' });
    // Both parts together leave nobody between them.
    const { tooClose } = await make(engine, days(0, 25));
    expect(tooClose).toEqual([]);
  });
});
