import { join } from 'node:path';
import { readdirSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { Engine } from '../../src-main/workers/engine.ts';
import { closeStore, openReader } from '../../src-main/store/open.ts';
import { all } from '../../src-main/store/sql.ts';
import { filesWithTraces, PLANTED, tracesIn, writePlanted } from './planted.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 240_000 });
const PASSPHRASE = 'a quiet well-lit workroom';

async function filled(dir: string): Promise<{ engine: Engine; data: string; files: string[] }> {
  const data = join(dir, 'data');
  const engine = openCoreHere(data, { osKey: new Uint8Array(32).fill(7) });
  const files = writePlanted(join(dir, 'in'));
  await importFiles(engine, files);
  return { engine, data, files };
}

/** Everyone that any of the planted values leads to. */
async function foundBy(engine: Engine): Promise<number[]> {
  const people = new Set<number>();
  for (const value of Object.values(PLANTED))
    for (const { card } of (await engine.call('rights.find', { value })).people) people.add(card.person);
  return [...people];
}

/** What an owner may have written of somebody, and a title and a property of an event that name them. */
async function keepWordsOf(engine: Engine): Promise<void> {
  const { email, name } = PLANTED;
  const path = '/account/quenby-larkspurne';
  await engine.call('notes.save', { day: '2026-03-05', text: `${name} rang, ${email}` });
  await engine.call('listening.saveSearch', { name, kind: 'other', query: `"${name}"` });
  await engine.call('segments.save', { name: `like ${name}`, condition: { field: 'page', is: [path], in: 'person' } });
  await engine.call('groups.save', { name: `of ${name}`, pattern: `${path}*` });
  await engine.call('goals.save', { page: path, properties: [] });
  const view = { path: '/listening', query: { q: name }, preset: 'all', from: '2026-01-01', to: '2026-02-01' };
  await engine.call('views.save', { name, view: { ...view, compare: false, bots: false, segment: null } });
  const dir = freshDir();
  const page = { path: '/tea', title: `Thank you, ${name}` };
  const event = { type: 'page', userId: 'u-1', timestamp: '2026-03-02T10:00:00Z', properties: page };
  const track = { type: 'track', event: 'Form sent', userId: 'u-1', timestamp: '2026-03-02T10:01:00Z' };
  const file = join(dir, `${name}.jsonl`);
  const lines = [event, { ...track, properties: { subject: `For ${name}` } }].map((line) => JSON.stringify(line));
  writeFileSync(file, lines.join('\n'));
  await importFiles(engine, [file]);
  await finished(engine, () => engine.call('audits.start', { files: [file], retentionDays: null }));
}

async function eraseAll(engine: Engine, mode: 'erase' | 'anonymise') {
  const certificates = [];
  for (const person of await foundBy(engine))
    certificates.push(
      await engine.call('rights.erase', { person, mode, alsoKnownAs: [...Object.values(PLANTED), 'quenby_l'] }),
    );
  return certificates;
}

/** Keyed hashes of the people's identifiers, as they stand in the store. */
function hashesOf(data: string, people: readonly number[]): Uint8Array[] {
  const db = openReader(data);
  try {
    return all<{ hash: Uint8Array; person_id: number }>(db, 'SELECT hash, person_id FROM identifiers')
      .filter(({ person_id }) => people.includes(person_id))
      .map(({ hash }) => hash);
  } finally {
    closeStore(db);
  }
}

const ordersIn = async (engine: Engine) => (await engine.call('app.status', {})).counts;

test('after an erasure no file of the data folder holds a byte of the person, and importing again brings nothing back', async () => {
  const dir = freshDir();
  const { engine, data } = await filled(dir);
  // A copy from before an update would hold everything that is erased.
  writeFileSync(join(data, 'before-version-6.backup.db'), `old copy: ${PLANTED.email}`);
  expect(filesWithTraces(data).length, 'the search finds what is there').toBeGreaterThan(2);
  const people = await foundBy(engine);
  expect(people.length).toBeGreaterThanOrEqual(2);
  // What was found in the texts holds their words, too: topics, aspects, hashtags.
  await finished(engine, () => engine.call('listening.read', {}));
  await keepWordsOf(engine);
  const hashes = hashesOf(data, people);
  expect(hashes.length).toBeGreaterThan(4);
  expect(filesWithTraces(data, hashes).some((trace) => trace.includes('bytes'))).toBe(true);

  const certificates = await eraseAll(engine, 'erase');
  expect(certificates.every(({ logEmptied }) => logEmptied)).toBe(true);
  expect(certificates.reduce((sum, { removed }) => sum + removed.orders, 0)).toBe(2);
  expect(certificates.reduce((sum, { removed }) => sum + removed.events, 0)).toBe(1);
  expect(tracesIn(JSON.stringify(certificates))).toEqual([]);
  expect(filesWithTraces(data, hashes)).toEqual([]);
  expect(readdirSync(data)).not.toContain('before-version-6.backup.db');
  expect(await foundBy(engine)).toEqual([]);
  expect((await engine.call('rights.find', { value: PLANTED.email })).suppressed).toBe(true);
  expect((await engine.call('audit.verify', {})).ok).toBe(true);
  expect((await engine.call('store.check', {})).ok).toBe(true);

  const before = await ordersIn(engine);
  expect(before.orders).toBe(2);
  // Every file once more, one byte longer, so that none is passed over as known.
  const renewed = writePlanted(join(dir, 'again'));
  for (const file of renewed) writeFileSync(file, '\n', { flag: 'a' });
  await importFiles(
    engine,
    renewed.filter((file) => !file.endsWith('.log')),
  );
  expect(await foundBy(engine)).toEqual([]);
  expect((await ordersIn(engine)).orders).toBe(2);
  const runs = await engine.call('imports.list', {});
  const left = (file: string) => runs.find((run) => run.file === file)?.suppressed;
  expect(['orders_export.csv', 'reviews.csv', 'events.csv', 'customers.csv'].map(left)).toEqual([4, 1, 1, 2]);
  // What others wrote of them is taken out of texts on the way in, as far as it can be told by its form.
  await engine.close();
  const values = new Set(filesWithTraces(data).map((trace) => trace.split(': ')[1]));
  expect([...values].filter((trace) => trace?.includes('7700'))).toEqual([]);
});

test('what else is held stays, and figures follow at once', async () => {
  const { engine } = await filled(freshDir());
  const sales = async () => {
    const { result } = await engine.call('analyses.run', { id: 'sales-summary', filter: ALL });
    return result.kind === 'table' ? result.rows.map(({ cells }) => cells[1]) : [];
  };
  const before = await sales();
  const [erased] = (await engine.call('rights.find', { value: PLANTED.email })).people;
  const preview = await engine.call('rights.preview', { person: erased?.card.person ?? 0 });
  expect(preview).toMatchObject({ orders: 2, messages: 1, events: 1, backups: 0 });
  expect(preview.mentions).toBeGreaterThan(0);
  const done = await engine.call('rights.erase', { person: erased?.card.person ?? 0, mode: 'erase' });
  expect(done.removed).toEqual(preview);
  const after = await sales();
  expect([before[0], after[0]]).toEqual([4, 2]);
  const { people } = await engine.call('rights.find', { value: 'ben@example.com' });
  expect(people[0]?.card).toMatchObject({ orders: 1, messages: 1, events: 2 });
  // The number of somebody erased is never given to another.
  const held = (await engine.call('privacy.people', { offset: 0, limit: 100 })).people.map(({ person }) => person);
  expect(held).not.toContain(erased?.card.person);
});

test('anonymised: the figures stay, the person is nowhere, and importing again adds nothing', async () => {
  const dir = freshDir();
  const { engine, data } = await filled(dir);
  const views = async () => {
    const { result } = await engine.call('analyses.run', { id: 'top-pages', filter: { range: null, bots: true } });
    return result.kind === 'table' ? result.n : -1;
  };
  const before = await ordersIn(engine);
  const seen = await views();
  const people = await foundBy(engine);
  const hashes = hashesOf(data, people);
  await eraseAll(engine, 'anonymise');
  const after = await ordersIn(engine);
  expect([after.orders, after.messages, after.events]).toEqual([before.orders, before.messages, before.events]);
  expect(await views()).toBe(seen);
  expect(after.people).toBe(before.people - people.length);
  expect(filesWithTraces(data, hashes)).toEqual([]);
  const renewed = writePlanted(join(dir, 'again'));
  await importFiles(
    engine,
    renewed.filter((file) => !file.endsWith('.log')),
  );
  const again = await ordersIn(engine);
  expect([again.orders, again.events, again.people]).toEqual([after.orders, after.events, after.people]);
  expect(await foundBy(engine)).toEqual([]);
  expect((await engine.call('store.check', {})).ok).toBe(true);
});

test('somebody who comes back at their own wish is taken off the list', async () => {
  const { engine, files } = await filled(freshDir());
  const [found] = (await engine.call('rights.find', { value: PLANTED.email })).people;
  await engine.call('rights.erase', { person: found?.card.person ?? 0, mode: 'erase' });
  for (const value of [PLANTED.email, PLANTED.phone, PLANTED.name, '881'])
    await engine.call('rights.unsuppress', { value });
  expect((await engine.call('rights.find', { value: PLANTED.email })).suppressed).toBe(false);
  const orders = files[0] as string;
  writeFileSync(orders, '\n', { flag: 'a' });
  await importFiles(engine, [orders]);
  expect((await engine.call('rights.find', { value: PLANTED.email })).people[0]?.card.orders).toBe(2);
});

test('a locked vault or a running import stops an erasure before it begins; reader threads do not stand in its way', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = await openEngine(data);
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await importFiles(engine, writePlanted(join(dir, 'in')));
  const [found] = (await engine.call('rights.find', { value: PLANTED.email })).people;
  const person = found?.card.person ?? 0;
  await engine.call('vault.lock', {});
  expect((await engine.call('rights.preview', { person })).mentions).toBeNull();
  await expect(engine.call('rights.erase', { person, mode: 'erase' })).rejects.toMatchObject({ code: 'vault-locked' });
  await engine.call('vault.unlock', { passphrase: PASSPHRASE });
  const { job } = await engine.call('imports.sample', { rows: 1000, seed: 1 });
  await expect(engine.call('rights.erase', { person, mode: 'erase' })).rejects.toMatchObject({ code: 'busy' });
  await finished(engine, async () => {
    await engine.call('jobs.cancel', { job });
    return { job };
  });
  // A reader has loaded everything, and holds nothing open.
  await engine.call('analyses.run', { id: 'sales-summary', filter: ALL });
  expect((await engine.call('rights.erase', { person, mode: 'erase' })).logEmptied).toBe(true);
});
