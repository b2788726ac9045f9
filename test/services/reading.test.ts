import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { Job } from '../../shared/contract/app.ts';
import type { TableResult } from '../../shared/results.ts';
import { openReader } from '../../src-main/store/open.ts';
import { number } from '../../src-main/store/sql.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { ALL, finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 180_000 });

const TEXTS = [
  'The parcel came late and the courier lost my delivery',
  'Lovely espresso, the barista makes great coffee',
  'Is the parcel with the courier? My delivery is late',
  'Great coffee again, the barista and the espresso are lovely',
];
const lettersOf = (i: number) => [...String(i)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
/** Comments that differ by four words each, so that none repeats another, not even nearly. */
const csv = (from: number, to: number) => {
  const rows = Array.from({ length: to - from }, (_, k) => from + k).map(
    (i) =>
      `c-${i},2026-03-${String(1 + (i % 20)).padStart(2, '0')}T10:00:00Z,@fan_${i % 13},"${TEXTS[i % 4]} ${['one', 'two', 'three', 'four'].map((word) => word + lettersOf(i)).join(' ')}",1`,
  );
  return `Comment ID,Date,Author,Comment,Likes\n${rows.join('\n')}\n`;
};
const table = async (engine: Engine, id: string) =>
  (await engine.call('analyses.run', { id, params: {}, filter: ALL })).result as TableResult;
const readingJobs = async (engine: Engine) =>
  (await engine.call('jobs.list', {})).filter(({ kind }) => kind === 'reading');
/** The newest job that reads, once it has ended: nobody asked for it. */
async function readByItself(engine: Engine): Promise<Job> {
  for (;;) {
    const [job] = await readingJobs(engine);
    if (job && job.state !== 'waiting' && job.state !== 'running') return job;
    await sleep(20);
  }
}

test('reads what is new, finds topics, and keeps what the owner made of them through new data and undo', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'));
  const path = (name: string, text: string) => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  await importFiles(engine, [path('a.csv', csv(0, 80))]);
  expect(await readByItself(engine)).toMatchObject({ state: 'done', rows: 80 });
  expect(await engine.call('listening.status', {})).toEqual({ messages: 80, unread: 0, stopped: false });
  const liked = (await table(engine, 'liked-disliked')).rows.map(({ key }) => key);
  expect(liked).toContain('coffee');
  const asked = (await table(engine, 'needs')).rows.find(({ key }) => key === 'question');
  expect(asked?.cells[1]).toBe(20);

  const topics = await engine.call('listening.topics', {});
  const coffee = topics.find(({ label }) => /coffee|espresso|barista/.test(label));
  expect(coffee).toBeDefined();
  const edit = { topic: coffee?.id ?? 0, name: 'Our coffee', mergedInto: 0, hidden: false };
  await engine.call('listening.editTopic', edit);
  await expect(engine.call('listening.editTopic', { ...edit, mergedInto: edit.topic })).rejects.toMatchObject({
    code: 'invalid-input',
  });
  await importFiles(engine, [path('b.csv', csv(80, 100))]);
  await readByItself(engine);
  expect((await engine.call('listening.status', {})).unread).toBe(0);
  const rows = (await table(engine, 'topics-found')).rows;
  const ours = rows.find(({ key }) => key === 'Our coffee');
  expect(ours?.cells[1]).toBeGreaterThan(0);

  const runs = await engine.call('imports.list', {});
  for (const run of runs) await finished(engine, () => engine.call('imports.undo', { run: run.id }));
  await readByItself(engine);
  expect(await engine.call('listening.status', {})).toEqual({ messages: 0, unread: 0, stopped: false });
  expect((await table(engine, 'liked-disliked')).rows).toEqual([]);
  expect((await engine.call('listening.topics', {})).some(({ ownName }) => ownName === 'Our coffee')).toBe(true);
});

test('stopped, it waits to be asked, goes on where it was, and begins by itself at the next start', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const file = join(dir, 'a.csv');
  writeFileSync(file, csv(0, 2500));
  const engine = await openEngine(data);
  const off = engine.on('jobs.progress', ({ id, kind, state }) => {
    if (kind === 'reading' && state === 'running') void engine.call('jobs.cancel', { job: id });
  });
  await importFiles(engine, [file]);
  expect((await readByItself(engine)).state).toBe('cancelled');
  off();
  const { unread, stopped } = await engine.call('listening.status', {});
  expect(stopped).toBe(true);
  expect(unread).toBeGreaterThan(0);
  await engine.close();

  const again = await openEngine(data);
  expect(await readByItself(again)).toMatchObject({ state: 'done', rows: unread });
  expect(await again.call('listening.status', {})).toEqual({ messages: 2500, unread: 0, stopped: false });
  await again.close();
  const third = await openEngine(data);
  expect((await readingJobs(third)).length).toBe(2);
});

test('lets what is asked for meanwhile run first, and then reads that, too', async () => {
  const dir = freshDir();
  const files = [csv(0, 2500), csv(2500, 2600)].map((text, i) => {
    writeFileSync(join(dir, `${i}.csv`), text);
    return join(dir, `${i}.csv`);
  });
  const engine = await openEngine(join(dir, 'data'));
  const ends: string[] = [];
  let second: Promise<Job> | null = null;
  engine.on('jobs.progress', ({ kind, state }) => {
    if (kind === 'reading' && state === 'running') second ??= importFiles(engine, [files[1] as string]);
    if (state === 'done') ends.push(kind);
  });
  await importFiles(engine, [files[0] as string]);
  while (ends.filter((kind) => kind === 'reading').length === 0) await sleep(20);
  await second;
  await readByItself(engine);
  expect(ends.slice(0, 3)).toEqual(['import', 'import', 'reading']);
  expect(await engine.call('listening.status', {})).toEqual({ messages: 2600, unread: 0, stopped: false });
});

test('a few new messages among many leave the topics there are; many new ones make them be found anew', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = await openEngine(data);
  const add = async (name: string, from: number, to: number) => {
    writeFileSync(join(dir, name), csv(from, to));
    await importFiles(engine, [join(dir, name)]);
    await readByItself(engine);
    const db = openReader(data);
    const made = number(db, 'SELECT readings FROM topic_models');
    db.close();
    return made;
  };
  expect(await add('a.csv', 0, 2400)).toBe(2400);
  expect(await add('b.csv', 2400, 2600)).toBe(2400);
  expect(await add('c.csv', 2600, 3000)).toBe(3000);
});

test('the sample shop shows what people like, want and talk about as soon as it is there', async () => {
  const engine = await openEngine(join(freshDir(), 'data'));
  await finished(engine, () => engine.call('imports.sample', { rows: 2000, seed: 3 }));
  expect((await engine.call('listening.status', {})).unread).toBe(0);
  for (const id of ['liked-disliked', 'needs', 'topics-found']) expect((await table(engine, id)).rows).not.toEqual([]);
});

test('near repeats are kept apart, shown, and count again once the message they repeat is undone', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'));
  const comments = (name: string, rows: readonly string[]) => {
    writeFileSync(join(dir, name), `Comment ID,Date,Author,Comment,Likes\n${rows.join('\n')}\n`);
    return join(dir, name);
  };
  const text = 'This shop sells the very best rye bread in the whole town and I buy it every week';
  await importFiles(engine, [comments('a.csv', [`a-1,2026-03-01T10:00:00Z,@ann,"${text}",1`])]);
  await readByItself(engine);
  const later = [
    `b-1,2026-03-02T10:00:00Z,@ben,"${text.replace('week', 'day')} https://x.example/1",1`,
    `b-2,2026-03-02T11:00:00Z,@cat,"${text.toUpperCase()}!!!",1`,
    'b-3,2026-03-02T12:00:00Z,@dan,"Their rye bread is dry and nobody in this town should ever pay so much for it",1',
  ];
  await importFiles(engine, [comments('b.csv', later)]);
  await readByItself(engine);
  const apart = async () => (await table(engine, 'kept-apart')).rows.map(({ cells }) => cells.slice(0, 3));
  expect(await apart()).toEqual([
    ['word-for-word', 1, 1],
    ['nearly-the-same', 1, 1],
  ]);
  const [, first] = (await engine.call('imports.list', {})).map(({ id }) => id).sort((a, b) => b - a);
  await finished(engine, () => engine.call('imports.undo', { run: first ?? 0 }));
  await readByItself(engine);
  // What nearly repeated the first message counts now; what repeated it word for word nearly repeats the one that counts.
  expect(await apart()).toEqual([['nearly-the-same', 1, 1]]);
  expect((await table(engine, 'kept-apart')).n).toBe(3);
});
