import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { Mapping } from '../../shared/contract/imports.ts';
import type { Job } from '../../shared/contract/app.ts';
import { SENTIMENT_VERSION, UNSCORED } from '../../src-main/analysis/base/sentiment.ts';
import { unpackMessages } from '../../src-main/services/message-batch.ts';
import { parseSteps } from '../../src-main/services/parse.ts';
import { createJobRunner } from '../../src-main/services/jobs.ts';
import { startRescore } from '../../src-main/services/rescore.ts';
import { closeStore, openMemory, openReader, openWriter } from '../../src-main/store/open.ts';
import { all, number, run } from '../../src-main/store/sql.ts';
import { getCounter, setCounter } from '../../src-main/store/tables/counters.ts';
import { saveMessage } from '../../src-main/store/tables/messages.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { aRun } from '../store/stored.ts';
import { settled } from './corrections-rig.ts';
import { ALL, freshDir, importFiles, openEngine } from './rig.ts';

const WORDS = [
  'I love it, wonderful',
  'Terrible, it broke',
  'It came on Tuesday',
  'Great tea and a happy day',
  'Awful and late',
];
const LABEL = 'Scores texts anew';

vi.setConfig({ testTimeout: 120_000 });

function writeComments(dir: string, rows: number): string {
  const path = join(dir, 'comments.csv');
  const lines = Array.from(
    { length: rows },
    (_, i) =>
      `c-${i},2026-03-${String(1 + (i % 28)).padStart(2, '0')}T10:00:00Z,@fan_${i % 40},"${WORDS[i % WORDS.length]}",3`,
  );
  writeFileSync(path, `Comment ID,Date,Author,Comment,Likes\n${lines.join('\n')}\n`);
  return path;
}

const scoresIn = (data: string) => {
  const db = openReader(data);
  try {
    return all<{ id: number; sentiment: number | null; version: number }>(
      db,
      'SELECT id, sentiment, sentiment_version AS version FROM messages ORDER BY id',
    );
  } finally {
    closeStore(db);
  }
};

/** Makes the store look as an older program left it: other scores, an older version, no note. */
function age(data: string, which = 'sentiment_version > 0'): void {
  const db = openWriter(data);
  run(db, `UPDATE messages SET sentiment = 0.123, sentiment_version = 1 WHERE ${which}`);
  run(db, "DELETE FROM counters WHERE name = 'sentiment-version'");
  closeStore(db);
}

async function rescored(engine: Engine): Promise<Job> {
  for (;;) {
    const job = (await engine.call('jobs.list', {})).find((entry) => entry.label === LABEL);
    if (job && job.state !== 'running' && job.state !== 'waiting') return job;
    await sleep(20);
  }
}

test('texts that an older version scored are scored anew at the next start, once', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const first = await openEngine(data);
  await importFiles(first, [writeComments(dir, 1200)]);
  // Which messages are repeats is known once they are read.
  const summary = async (engine: Engine) => {
    await settled(engine);
    return (await engine.call('analyses.run', { id: 'sentiment-over-time', filter: ALL })).result;
  };
  const before = await summary(first);
  expect((await first.call('jobs.list', {})).some((job) => job.label === LABEL)).toBe(false);
  await first.close();
  const expected = scoresIn(data);
  expect(new Set(expected.map(({ version }) => version))).toEqual(new Set([SENTIMENT_VERSION]));
  expect(new Set(expected.map(({ sentiment }) => sentiment)).size).toBeGreaterThan(2);
  age(data);

  const second = await openEngine(data);
  expect(await rescored(second)).toMatchObject({
    kind: 'compact',
    state: 'done',
    rows: 1200,
    fraction: 1,
    error: null,
  });
  expect(await summary(second)).toEqual(before);
  await second.close();
  expect(scoresIn(data)).toEqual(expected);

  const third = await openEngine(data);
  expect((await third.call('jobs.list', {})).filter((job) => job.label === LABEL).length).toBe(1);
});

test('what was never scored stays so; what is new is left alone', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = await openEngine(data);
  await importFiles(engine, [writeComments(dir, 100)]);
  await engine.close();
  age(data, 'id <= 10');
  const db = openWriter(data);
  run(db, 'UPDATE messages SET sentiment = NULL, sentiment_version = 0 WHERE id BETWEEN 11 AND 20');
  run(db, 'UPDATE messages SET sentiment = 0.777 WHERE id > 20');
  closeStore(db);
  const again = await openEngine(data);
  expect(await rescored(again)).toMatchObject({ state: 'done', rows: 10 });
  await again.close();
  const scores = scoresIn(data);
  expect(
    scores.slice(0, 10).every(({ sentiment, version }) => sentiment !== 0.123 && version === SENTIMENT_VERSION),
  ).toBe(true);
  expect(scores.slice(10, 20).every(({ sentiment, version }) => sentiment === null && version === 0)).toBe(true);
  expect(scores.slice(20).every(({ sentiment }) => sentiment === 0.777)).toBe(true);
});

test('stopped half way it keeps what is done, and goes on at the next start', async () => {
  const db = openMemory();
  const runId = aRun(db);
  for (let i = 0; i < 1700; i++)
    saveMessage(db, runId, {
      row: {
        type: 'message',
        line: i,
        key: `c-${i}`,
        network: 'x',
        kind: 'comment',
        atMs: i,
        author: [],
        own: false,
        text: WORDS[i % WORDS.length] as string,
        language: 'en',
        rating: null,
        likes: 0,
        shares: 0,
        replies: 0,
        views: 0,
        replyToKey: null,
        url: null,
        item: '',
      },
      author: 0,
      sentiment: 0.123,
      sentimentVersion: 1,
      language: 'en',
    });
  const told: Job[] = [];
  let touched = 0;
  let clock = 0;
  const start = async (cutOff: boolean) => {
    const jobs = createJobRunner({
      db,
      // Each look at the clock is a second later, so that every step is told.
      now: () => (clock += 1000),
      emit(job) {
        told.push(job);
        if (cutOff && job.rows > 0 && job.state === 'running') jobs.cancel(job.id);
      },
    });
    startRescore({ db, jobs, touch: () => ++touched });
    while (['running', 'waiting'].includes(told.at(-1)?.state ?? '')) await sleep(1);
    return told.at(-1);
  };
  const stale = () => number(db, 'SELECT count(*) FROM messages WHERE sentiment_version < ?', SENTIMENT_VERSION);

  expect(await start(true)).toMatchObject({ state: 'cancelled', error: null });
  expect([stale(), touched]).toEqual([1200, 1]);

  expect(await start(false)).toMatchObject({ state: 'done', rows: 1200 });
  expect([stale(), touched]).toEqual([0, 2]);
  expect(number(db, 'SELECT count(*) FROM messages WHERE sentiment = 0.123')).toBe(0);
  const before = told.length;
  await start(false);
  expect(told.length).toBe(before);
  closeStore(db);
});

test('what an import left unscored is scored in the background, also after a crash', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = await openEngine(data);
  await importFiles(engine, [writeComments(dir, 700)]);
  await engine.close();
  const expected = scoresIn(data);
  const db = openWriter(data);
  run(db, `UPDATE messages SET sentiment = NULL, sentiment_version = ${UNSCORED} WHERE id > 50`);
  setCounter(db, 'unscored', 1);
  closeStore(db);
  const again = await openEngine(data);
  await vi.waitFor(() => expect(scoresIn(data)).toEqual(expected), { timeout: 60_000, interval: 50 });
  await again.close();
  const reader = openReader(data);
  expect(getCounter(reader, 'unscored')).toBe(0);
  closeStore(reader);
});

test('the parser scores as many messages as it is asked to, and marks the others', async () => {
  const path = writeComments(freshDir(), 30);
  const mapping: Mapping = {
    type: 'message',
    encoding: 'utf-8',
    delimiter: ',',
    headerRows: 1,
    fields: ['key', 'at', 'author', 'text', 'likes'],
    dateFormat: 'iso',
    zone: 'UTC',
    decimal: '.',
    currency: '',
    scope: '',
  };
  const scores: { score: number | null; version: number }[] = [];
  const request = {
    path,
    format: 'table-file',
    mapping,
    choices: null,
    zone: 'UTC',
    pepper: new Uint8Array(32),
    ownAddresses: [],
    orderScope: '',
    scoredAtMost: 12,
    readable: false,
    makesObjects: true,
  };
  for await (const { messages } of parseSteps(request)) if (messages) scores.push(...unpackMessages(messages).scores);
  expect(scores.map(({ version }) => version)).toEqual(
    Array.from({ length: 30 }, (_, i) => (i < 12 ? SENTIMENT_VERSION : UNSCORED)),
  );
  expect(scores.slice(12).every(({ score }) => score === null)).toBe(true);
});
