import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Job } from '../../shared/contract/app.ts';
import { AppError } from '../../shared/errors.ts';
import { wordsOf } from '../../src-main/hosts/cli/words.ts';
import { appendAudit } from '../../src-main/services/audit-log.ts';
import type { CommandContext } from '../../src-main/services/context.ts';
import { importFile } from '../../src-main/services/import-run.ts';
import { createJobRunner } from '../../src-main/services/jobs.ts';
import { EarlyReading } from '../../src-main/services/early-reading.ts';
import { createGate } from '../../src-main/services/gate.ts';
import { createKeyRing } from '../../src-main/services/key-ring.ts';
import { backupSteps } from '../../src-main/core-backup.ts';
import { convertSteps } from '../../src-main/core-convert.ts';
import { topicsHere } from '../../src-main/services/fit-topics.ts';
import { readingHere } from '../../src-main/core-reading.ts';
import { parseSteps } from '../../src-main/services/parse.ts';
import { createTableShelf } from '../../src-main/services/table-shelf.ts';
import { closeStore, openWriter, type WriteDb } from '../../src-main/store/open.ts';
import { number } from '../../src-main/store/sql.ts';
import { bumpRevision } from '../../src-main/store/tables/counters.ts';
import { getSettings } from '../../src-main/store/tables/settings.ts';
import { contentsOf, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

const LOG_LINE = (i: number): string =>
  `203.0.113.${i % 250} - - [02/Mar/2026:10:${String(i % 60).padStart(2, '0')}:${String(i % 59).padStart(2, '0')} +0000] "GET /page-${i} HTTP/1.1" 200 512 "-" "Mozilla/5.0 (X11; Linux x86_64) Agent/${i % 9000}"`;

function writeLog(dir: string, name: string, lines: number): string {
  const path = join(dir, name);
  writeFileSync(path, `${Array.from({ length: lines }, (_, i) => LOG_LINE(i)).join('\n')}\n`);
  return path;
}

function writeTweets(dir: string, name: string, rows: number): string {
  const path = join(dir, name);
  const tweets = Array.from({ length: rows }, (_, i) => ({
    id_str: String(1_700_000_000_000_000_000n + BigInt(i)),
    created_at: `2026-03-${String(1 + (i % 28)).padStart(2, '0')}T10:00:00Z`,
    full_text: `Fresh bread number ${i} ${'and more of it '.repeat(20)}`,
  }));
  writeFileSync(path, `window.YTD.tweets.part0 = ${JSON.stringify(tweets)}`);
  return path;
}

/** The writer's own parts over a real store, in this thread, so that the store's room can be taken away. */
function writerOver(db: WriteDb, dataDir: string, told: Job[]): CommandContext {
  const now = () => Date.now();
  const shared = { get: async () => null, put: () => {} };
  const options: CommandContext['options'] = {
    role: 'writer',
    dataDir,
    rootDir: dataDir,
    workspace: 'main',
    osKey: null,
    storeKey: null,
    reopen: () => {},
    inboxDir: null,
    allowPaths: true,
    now,
    random: (size) => randomBytes(size),
    emit: () => {},
    parser: { prepare: () => {}, parse: parseSteps, drop: () => {} },
    spawnTopics: topicsHere,
    collect: () => {},
    spawnReading: readingHere,
    spawnConverter: convertSteps,
    spawnBackup: (request) => backupSteps(request, (size) => new Uint8Array(randomBytes(size))),
    shared,
  };
  const tables = createTableShelf(db, options);
  return {
    db,
    options,
    tables,
    early: new EarlyReading({ db, tables, options }),
    keys: createKeyRing({ db, dataDir, osKey: null, secrets: null, random: options.random }),
    jobs: createJobRunner({ db, now, emit: (job) => told.push(job) }),
    gate: createGate(),
    settings: () => getSettings(db),
    checkWanted: () => {},
    touch: () => bumpRevision(db),
    audit: (action, facts = {}) => appendAudit(db, now(), action, facts),
  };
}

test('the disk fills up while files are imported: nothing of them stays, and all before is as it was', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const first = await openEngine(data);
  await importFiles(first, [writeLog(dir, 'small.log', 300)]);
  const before = await contentsOf(first);
  await first.close();
  const files = { 'access-log': writeLog(dir, 'large.log', 40_000), 'x-archive': writeTweets(dir, 'tweets.js', 6000) };

  const db = openWriter(data);
  const told: Job[] = [];
  const context = writerOver(db, data, told);
  const limit = (number(db, 'PRAGMA page_count') ?? 0) + 60;
  db.pragma(`max_page_count = ${limit}`);
  for (const [format, path] of Object.entries(files)) {
    const source = { path, name: path, sizeBytes: 1, format, mapping: null, choices: null, basis: null, sample: false };
    context.jobs.start('import', format, async (job) => {
      await importFile(context, job, source);
    });
  }
  // The queue goes on: a last job waits for those before it and runs.
  context.jobs.start('import', 'nothing', async () => {});
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ label: 'nothing', state: 'done' }), 60_000);
  for (const format of Object.keys(files))
    expect(told.filter(({ label }) => label === format).at(-1)).toMatchObject({ state: 'failed', error: 'disk-full' });
  expect(number(db, 'PRAGMA page_count')).toBeLessThanOrEqual(limit);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  closeStore(db);

  const engine = await openEngine(data);
  expect(await contentsOf(engine)).toEqual(before);
  const states = (await engine.call('imports.list', {})).map(({ state }) => state);
  expect(states.sort()).toEqual(['failed', 'failed', 'ready']);
  expect(await engine.call('store.check', {})).toEqual({ ok: true, problems: 0 });
  expect((await engine.call('audit.verify', {})).ok).toBe(true);
  // With room again, the same files go in.
  await importFiles(engine, Object.values(files));
  const after = await contentsOf(engine);
  expect(after.events).toBeGreaterThan(before.events + 30_000);
  expect(after.messages).toBe(before.messages + 6000);
});

test('what it means is said in words', () => {
  expect(wordsOf(new AppError('disk-full'))).toMatch(/disk is full/);
});
