import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { SAFE_BASIS } from '../../shared/model.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, finished, freshDir, importFiles } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });
const NOW = Date.UTC(2026, 3, 15);

const HEAD =
  'Name,Email,Financial Status,Paid at,Accepts Marketing,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Phone';
const order = (no: number, who: string, day: string, total: number, item = 'Mug') =>
  `#${no},${who}@example.com,paid,${day} 10:00:00 +0000,yes,EUR,${total}.00,0.00,${total}.00,${day} 10:00:00 +0000,1,${item},${total}.00,M1,,`;
/** Six people bought in March 2025, two of them again in 2026; one more order is from January 2025. */
const ORDERS = [
  order(1, 'wilhelmina', '2025-01-10', 7, 'Rare teapot'),
  ...['ada', 'bert', 'cleo', 'dora', 'emil', 'fritz'].map((who, i) => order(2 + i, who, '2025-03-05', 10 * (i + 1))),
  order(8, 'ada', '2026-04-01', 100),
  order(9, 'bert', '2025-04-01', 100),
];
const REVIEWS = `Review ID,Date,Rating,Review,Author,Author email
r1,2025-02-04T10:00:00Z,5,Splendid quincewort tea,gita_v,gita@example.com
r2,2026-02-04T11:00:00Z,1,Cold tea,ada_k,ada@example.com
`;
const EVENTS = `visitor id,email,timestamp,page,referrer
c-1,hanno@example.com,2025-03-02T10:00:00Z,/quincewort-offer,
c-2,ada@example.com,2026-03-02T10:01:00Z,/cart,
`;

async function filled(more: { now?: () => number } = {}) {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = openCoreHere(data, { osKey: new Uint8Array(32).fill(7), now: () => NOW, ...more });
  await engine.call('settings.save', { smallGroup: 5 });
  const write = (name: string, content: string) => {
    mkdirSync(join(dir, 'in'), { recursive: true });
    writeFileSync(join(dir, 'in', name), content);
    return join(dir, 'in', name);
  };
  const files = [
    write('orders_export.csv', `${[HEAD, ...ORDERS].join('\n')}\n`),
    write('reviews.csv', REVIEWS),
    write('events.csv', EVENTS),
  ];
  await importFiles(engine, files);
  return { engine, data, files, write };
}

const countsOf = async (engine: Engine) => {
  const { counts } = await engine.call('app.status', {});
  return [counts.orders, counts.messages, counts.events, counts.people];
};
const traces = (data: string, words: readonly string[]) =>
  readdirSync(data).flatMap((name) => {
    const bytes = readFileSync(join(data, name));
    return words.filter((word) => bytes.includes(word)).map((word) => `${name}: ${word}`);
  });
const everything = { months: 12 };

test('the dry run tells what goes and removes nothing; then it goes: rows, people, words, and every figure follows', async () => {
  const { engine, data } = await filled();
  writeFileSync(join(data, 'before-version-6.backup.db'), 'Rare teapot, quincewort');
  expect(await countsOf(engine)).toEqual([9, 2, 2, 9]);
  expect(await engine.call('retention.preview', {})).toMatchObject({ rows: 0, people: 0, backups: 0 });
  await engine.call('retention.set', everything);
  const preview = await engine.call('retention.preview', {});
  expect(await countsOf(engine)).toEqual([9, 2, 2, 9]);
  expect(preview.lines.map(({ file, record, rows, people }) => [file, record, rows, people]).sort()).toEqual([
    ['events.csv', 'events', 1, 1],
    ['orders_export.csv', 'orders', 7, 7],
    ['reviews.csv', 'messages', 1, 1],
  ]);
  // Ada and Bert bought again; the other four of March, and three more, are gone.
  expect(preview).toMatchObject({ rows: 9, people: 7, heldBack: 0, counts: 1, uncounted: 3, backups: 1 });
  expect(traces(data, ['Rare teapot', 'quincewort']).length).toBeGreaterThan(0);

  expect(await engine.call('retention.apply', {})).toEqual(preview);
  expect(await countsOf(engine)).toEqual([2, 1, 1, 2]);
  expect(traces(data, ['Rare teapot', 'quincewort'])).toEqual([]);
  const { result } = await engine.call('analyses.run', { id: 'sales-summary', filter: ALL });
  expect(result.kind === 'table' ? result.rows[0]?.cells[1] : null).toBe(2);
  const { retained } = await engine.call('retention.rules', {});
  expect(retained).toEqual([
    { month: '2025-03', format: retained[0]?.format, record: 'orders', currency: 'EUR', rows: 6, total: 210 },
  ]);
  expect((await engine.call('rights.find', { value: 'cleo@example.com' })).people).toEqual([]);
  expect((await engine.call('rights.find', { value: 'bert@example.com' })).people).toHaveLength(1);
  expect((await engine.call('retention.preview', {})).rows).toBe(0);
  const { entries } = await engine.call('audit.list', { offset: 0, limit: 20 });
  expect(entries.find(({ action }) => action === 'retention.applied')?.facts).toEqual({
    automatic: false,
    rows: 9,
    people: 7,
    heldBack: 0,
    counts: 1,
  });
  expect((await engine.call('audit.verify', {})).ok).toBe(true);
  expect((await engine.call('store.check', {})).ok).toBe(true);
});

test('what another import brought too stays until that one’s time is up, and undo goes on being exact', async () => {
  const { engine, write } = await filled();
  await importFiles(engine, [write('again.csv', `${[HEAD, ...ORDERS.slice(0, 2)].join('\n')}\n`)]);
  const runs = await engine.call('imports.list', {});
  const runOf = (file: string) => runs.find((run) => run.file === file)?.id ?? 0;
  const [first, again] = [runOf('orders_export.csv'), runOf('again.csv')];
  await engine.call('retention.set', { run: first, months: 12 });
  const outcome = await engine.call('retention.apply', {});
  expect(outcome.rows).toBe(5);
  expect((await countsOf(engine))[0]).toBe(4);
  await finished(engine, () => engine.call('imports.undo', { run: again }));
  await engine.call('retention.apply', {});
  expect((await countsOf(engine))[0]).toBe(2);
  await finished(engine, () => engine.call('imports.undo', { run: first }));
  expect((await countsOf(engine))[0]).toBe(0);
  expect((await engine.call('store.check', {})).ok).toBe(true);
});

test('a purpose in use without a limit keeps; frozen people and those with an open request are held back', async () => {
  const { engine } = await filled();
  await engine.call('retention.set', { purpose: 'service', months: 12 });
  expect((await engine.call('retention.preview', {})).rows).toBe(0);
  await engine.call('retention.set', everything);
  const personOf = async (value: string) => (await engine.call('rights.find', { value })).people[0]?.card.person ?? 0;
  await engine.call('privacy.setRestricted', { person: await personOf('cleo@example.com'), restricted: true });
  await engine.call('rights.receive', {
    kind: 'access',
    law: 'gdpr',
    receivedMs: NOW,
    person: await personOf('hanno@example.com'),
  });
  expect(await engine.call('retention.apply', {})).toMatchObject({ rows: 7, people: 5, heldBack: 2 });
  expect(await countsOf(engine)).toEqual([3, 1, 2, 4]);
  expect(await personOf('cleo@example.com')).toBeGreaterThan(0);
});

test('the rules are carried out at the next start, and after an import that brings old rows back', async () => {
  let now = Date.UTC(2025, 3, 15);
  const { engine, data, files } = await filled({ now: () => now });
  await engine.call('retention.set', everything);
  expect((await engine.call('retention.preview', {})).rows).toBe(0);
  await engine.close();
  now = NOW;
  const later = openCoreHere(data, { osKey: new Uint8Array(32).fill(7), now: () => now });
  // Jobs come one after the other: once this one has ended, so has the one of the start.
  await importFiles(later, [files[1] as string]);
  expect(await countsOf(later)).toEqual([2, 1, 1, 2]);
  writeFileSync(files[0] as string, '\n', { flag: 'a' });
  await importFiles(later, [files[0] as string]);
  expect(await countsOf(later)).toEqual([2, 1, 1, 2]);
  // Kept longer from now on, the same file brings them again.
  await later.call('retention.set', { months: null });
  await importFiles(later, [files[0] as string]);
  expect((await countsOf(later))[0]).toBe(9);
});

test('a rule is refused for what is not there; it removes nothing while an import runs', async () => {
  const { engine } = await filled();
  await expect(engine.call('retention.set', { run: 99, months: 3 })).rejects.toMatchObject({ code: 'not-found' });
  await expect(engine.call('retention.set', { format: 'none', months: 3 })).rejects.toMatchObject({
    code: 'format-unknown',
  });
  await expect(engine.call('retention.set', { months: 0 })).rejects.toMatchObject({ code: 'invalid-input' });
  const { job } = await engine.call('imports.sample', { rows: 1000, seed: 1 });
  await expect(engine.call('retention.apply', {})).rejects.toMatchObject({ code: 'busy' });
  await finished(engine, async () => {
    await engine.call('jobs.cancel', { job });
    return { job };
  });
  await engine.call('retention.set', { run: 1, months: 3 });
  const { sources } = await engine.call('retention.rules', {});
  expect(sources.map(({ months }) => months)).toEqual([3, null, null]);
});

describe('imports whose basis has ended', () => {
  const END = Date.UTC(2026, 3, 1);
  async function ended() {
    const made = await filled();
    const { engine, write } = made;
    await importFiles(engine, [write('again.csv', `${[HEAD, ...ORDERS.slice(0, 2)].join('\n')}\n`)]);
    const runs = await engine.call('imports.list', {});
    const run = runs.find(({ file }) => file === 'orders_export.csv')?.id ?? 0;
    await engine.call('privacy.setBasis', { run, basis: SAFE_BASIS, dates: { fromMs: null, untilMs: END } });
    return { ...made, run };
  }

  test('are told with what is held of them, stay without a rule, and go whole by one, the newest rows too', async () => {
    const { engine, run } = await ended();
    const before = await countsOf(engine);
    const held = await engine.call('retention.ended', {});
    // Two of the nine orders, Ada’s first and Wilhelmina’s, came in again by an import whose basis holds.
    expect(held).toEqual({
      imports: [{ run, file: 'orders_export.csv', untilMs: END, rows: 7, lines: expect.any(Array) }],
      rows: 7,
      people: 5,
      heldBack: 0,
    });
    // Lines of the file, each of an order that is not in the other import.
    expect(held.imports[0]?.lines).toHaveLength(7);
    expect(held.imports[0]?.lines).toEqual([...(held.imports[0]?.lines ?? [])].sort((a, b) => a - b));
    expect(Math.min(...(held.imports[0]?.lines ?? []))).toBeGreaterThan(1);
    expect(await countsOf(engine)).toEqual(before);
    await engine.call('retention.set', { months: 1200 });
    expect((await engine.call('retention.preview', {})).rows).toBe(0);
    await engine.call('retention.set', { months: null });

    await engine.call('retention.set', { purpose: 'ended', months: 0 });
    const { sources } = await engine.call('retention.rules', {});
    expect(sources.map(({ endedMs, endedMonths }) => [endedMs, endedMonths])).toEqual([
      [END, 0],
      [null, 0],
      [null, 0],
      [null, 0],
    ]);
    const outcome = await engine.call('retention.apply', {});
    expect(outcome).toMatchObject({ rows: held.rows, people: held.people, heldBack: 0 });
    expect((await countsOf(engine))[0]).toBe(2);
    expect(await engine.call('retention.ended', {})).toMatchObject({ rows: 0, people: 0 });
    expect((await engine.call('store.check', {})).ok).toBe(true);
    expect((await engine.call('audit.verify', {})).ok).toBe(true);
  });

  test('wait out the months after the end; people who are frozen are held back', async () => {
    const { engine } = await ended();
    await engine.call('retention.set', { purpose: 'ended', months: 1 });
    expect((await engine.call('retention.preview', {})).rows).toBe(0);
    await engine.call('retention.set', { purpose: 'ended', months: 0 });
    const person = (await engine.call('rights.find', { value: 'cleo@example.com' })).people[0]?.card.person ?? 0;
    await engine.call('privacy.setRestricted', { person, restricted: true });
    expect(await engine.call('retention.preview', {})).toMatchObject({ rows: 6, heldBack: 1 });
    expect(await engine.call('retention.ended', {})).toMatchObject({ rows: 6, heldBack: 1 });
  });

  test('0 months are for these only', async () => {
    const { engine } = await filled();
    await expect(engine.call('retention.set', { purpose: 'service', months: 0 })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  test('are a finding of an audit until their rows are gone', async () => {
    const { engine, write } = await ended();
    const log = write('access.log', '203.0.113.9 - - [02/Apr/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 9 "-" "x"\n');
    const found = async () => {
      await finished(engine, () => engine.call('audits.start', { files: [log], retentionDays: null }));
      const { report } = await engine.call('audits.last', {});
      return report?.findings.find(({ id }) => id === 'retention:basis-ended');
    };
    expect(await found()).toMatchObject({ area: 'retention', severity: 'high', count: 7 });
    await engine.call('retention.set', { purpose: 'ended', months: 0 });
    await engine.call('retention.apply', {});
    expect(await found()).toBeUndefined();
  });
});
