import { join } from 'node:path';
import { findTopics } from '../../src-main/analysis/topics/find-topics.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { type Bench, bestOf, type Figure, peakMegabytes } from './entry.ts';
import { messageTexts } from './listening-texts.ts';
import { openBuiltEngine, runScript } from './programs.ts';

const NEW = 10_000;
const LARGE = 100_000;
const FOR_TOPICS = 200_000;
const ALL = { range: null, bots: false };
const QUERIES = ['coffee', '"slow, but my"', 'parcel NEAR/5 late', 'deliver* OR courier', 'refund -card'];
const CHARTS = ['sentiment-over-time', 'message-volume', 'message-spikes', 'topics-found', 'liked-disliked', 'needs'];

/** Imports a file and waits until all of it is scored, read for wants, aspects, repeats and topics. */
async function takeIn(engine: Engine, file: string): Promise<{ importMs: number; allMs: number }> {
  const start = performance.now();
  const active = new Set<number>();
  let wake: () => void = () => {};
  let failed = '';
  let events = 0;
  const off = engine.on('jobs.progress', (job) => {
    if (job.state === 'failed') failed = `${job.kind}: ${job.error}`;
    if (['done', 'failed', 'cancelled'].includes(job.state)) active.delete(job.id);
    else active.add(job.id);
    events++;
    wake();
  });
  const next = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const { job } = await engine.call('imports.start', { sources: [{ file }] });
  active.add(job);
  while (active.has(job)) await next();
  const importMs = performance.now() - start;
  for (;;) {
    if (failed) throw new Error(failed);
    const before = events;
    const { messages, unread } = await engine.call('listening.status', {});
    if (messages > 0 && unread === 0 && active.size === 0) break;
    // What ended while that was asked has woken nobody.
    if (events === before) await next();
  }
  off();
  return { importMs, allMs: performance.now() - start };
}

async function askCharts(engine: Engine): Promise<number> {
  const start = performance.now();
  for (const id of CHARTS) await engine.call('analyses.run', { id, params: {}, filter: ALL, compare: false });
  return performance.now() - start;
}

async function searches(engine: Engine): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const query of QUERIES) {
    const { ms, value } = await bestOf(5, () => engine.call('listening.search', { query, filter: ALL, limit: 100 }));
    figures.push({
      name: `search ${query}`,
      value: ms,
      unit: 'ms',
      most: 50,
      note: `${value.capped ? 'more than ' : ''}${value.table.total} hits`,
    });
  }
  return figures;
}

/**
 * Everything that happens to messages, in the program's own threads. Goals: a million imported, scored, read and in topics in four
 * minutes with 600 MB, ten thousand new ones to updated charts in five seconds, a search in 50 ms, 200,000 in topics in a minute.
 */
export const listening: Bench = {
  name: 'listening',
  title: 'Messages: import, mood, wants, aspects, repeats, topics, charts, search',
  async run({ dir, rows = 1_000_000 }) {
    const first = join(dir, 'comments.csv');
    const second = join(dir, 'new.csv');
    for (const [file, count, from, seed] of [
      [first, rows, 0, 99],
      [second, NEW, rows, 7],
    ] as const)
      runScript('comment-rows.ts', file, String(count), String(from), String(seed));
    const engine = await openBuiltEngine(join(dir, 'data'));
    const figures: Figure[] = [];
    try {
      const whole = await takeIn(engine, first);
      // Of a few messages the start of the threads is most of the time, and ten thousand new ones make topics be found anew.
      const isLarge = rows >= LARGE;
      figures.push({
        name: `${rows} messages, the whole way`,
        value: whole.allMs / 1000,
        unit: 's',
        ...(isLarge ? { most: (240 * rows) / 1e6 } : {}),
        key: 'wholeSeconds',
      });
      figures.push({ name: 'of it: import and mood', value: whole.importMs / 1000, unit: 's' });
      figures.push({ name: 'most memory so far', value: peakMegabytes(), unit: 'MB', most: 600, key: 'peakMb' });
      figures.push({
        name: `${CHARTS.length} charts, the first time`,
        value: (await askCharts(engine)) / 1000,
        unit: 's',
      });
      const more = await takeIn(engine, second);
      figures.push({
        name: `${NEW} new messages to updated charts`,
        value: (more.allMs + (await askCharts(engine))) / 1000,
        unit: 's',
        ...(isLarge ? { most: 5 } : {}),
        key: 'newSeconds',
      });
      figures.push(...(await searches(engine)));
      figures.push({ name: 'most memory', value: peakMegabytes(), unit: 'MB', most: 600 });
    } finally {
      await engine.close();
    }
    const many = Math.min(rows, FOR_TOPICS);
    const texts = Array.from(messageTexts(many), (text) => ({ text, language: 'en' }));
    const start = performance.now();
    const model = findTopics(texts, { k: 20, seed: 1 });
    figures.push({
      name: `topics of ${many} messages`,
      value: (performance.now() - start) / 1000,
      unit: 's',
      most: 60,
      key: 'topicsSeconds',
      note: `${model.topics.length} topics`,
    });
    return figures;
  },
};
