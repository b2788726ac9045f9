import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TableResult } from '../../shared/results.ts';
import { makeSample, type Sample, STORY } from '../../src-main/sample/index.ts';
import { ALL, contentsOf, finished, freshDir, importFiles, openEngine } from './rig.ts';

const END = Date.UTC(2026, 10, 1);
let sample: Sample;
const texts = new Map<string, string | Uint8Array>();

beforeAll(async () => {
  sample = await makeSample({ rows: 6000, seed: 11, endMs: END });
  for (const file of sample.files) {
    const chunks = [...file.chunks()];
    texts.set(file.name, typeof chunks[0] === 'string' ? chunks.join('') : (chunks[0] as Uint8Array));
  }
});

function writeFiles(dir: string): Record<string, string> {
  return Object.fromEntries(
    [...texts].map(([name, content]) => {
      const path = join(dir, name);
      writeFileSync(path, content);
      return [name, path];
    }),
  );
}

const figureOf = (result: unknown, key: string) =>
  (result as TableResult).rows.find((row) => row.key === key)?.cells[1];

describe('the whole journey on the sample shop', () => {
  test('import, figures that agree with the truth, segment, recommendation, report', async () => {
    const dir = freshDir();
    const engine = await openEngine(join(dir, 'data'));
    const files = writeFiles(dir);
    await importFiles(engine, Object.values(files));
    const { truth } = sample;
    const { counts } = await engine.call('app.status', {});
    expect(counts.orders).toBe(truth.orders.length);
    expect(counts.events).toBe(truth.visits.hits + truth.appEvents.events);
    expect(counts.messages).toBe(truth.reviews.length + truth.comments + truth.posts);

    const activity = await engine.call('analyses.run', { id: 'activity-summary', filter: ALL });
    expect(figureOf(activity.result, 'views')).toBe(truth.visits.views);
    const missing = await engine.call('analyses.run', { id: 'missing-pages', filter: ALL });
    expect((missing.result as TableResult).rows.reduce((sum, row) => sum + (row.cells[1] as number), 0)).toBe(
      truth.visits.missing,
    );
    const quizzes = await engine.call('analyses.run', {
      id: 'property-breakdown',
      params: { event: 'Tea quiz finished', property: 'result' },
      filter: ALL,
    });
    const byResult = (quizzes.result as TableResult).rows.map(({ cells }) => [cells[0], cells[1]]);
    expect(Object.fromEntries(byResult)).toEqual(truth.appEvents.quizzes);
    const bots = await engine.call('analyses.run', { id: 'bots', filter: ALL });
    expect((bots.result as TableResult).n).toBe(truth.visits.botHits);

    const sales = await engine.call('analyses.run', { id: 'sales-summary', filter: ALL });
    const paid = truth.orders.filter((order) => !order.refunded);
    expect(figureOf(sales.result, 'orders')).toBe(paid.length);
    expect(figureOf(sales.result, 'revenue')).toBeCloseTo(
      paid.reduce((sum, order) => sum + order.total, 0),
      2,
    );
    expect(figureOf(sales.result, 'buyers')).toBe(new Set(paid.map((order) => order.customer.email)).size);

    expect(counts.campaigns).toBe(truth.campaigns.length);
    const ads = (await engine.call('analyses.run', { id: 'campaign-results', filter: ALL })).result as TableResult;
    const story = truth.campaigns.filter(({ name }) => name === STORY.campaignName);
    const [, , spend, , , clicks] = ads.rows.find((row) => row.cells[0] === STORY.campaignName)?.cells ?? [];
    expect(spend).toBeCloseTo(
      story.reduce((sum, day) => sum + day.spend, 0),
      2,
    );
    expect(clicks).toBe(story.reduce((sum, day) => sum + day.clicks, 0));
    const held = (await engine.call('privacy.holdings', {})).find(({ table }) => table === 'campaigns');
    expect(held).toMatchObject({ rows: truth.campaigns.length, people: 0 });

    const rfm = await engine.call('analyses.run', { id: 'rfm-segments', filter: ALL });
    const segments = (rfm.result as TableResult).rows;
    expect(segments.reduce((sum, row) => sum + (row.cells[1] as number), 0)).toBe(figureOf(sales.result, 'buyers'));
    const champions = await engine.call('analyses.rows', {
      id: 'rfm-segments',
      filter: ALL,
      key: segments[0]?.key ?? '',
    });
    expect(champions.table.people).toBe(segments[0]?.people);

    const listening = await engine.call('analyses.run', { id: 'ratings-over-time', filter: ALL });
    expect(listening.result.kind === 'series' && listening.result.n).toBe(truth.reviews.length);

    const html = await engine.call('reports.make', { report: 'html', filter: ALL });
    const text = Buffer.from(html.bytes).toString('utf8');
    expect(text).toContain('Buyers by habit');
    for (const customer of truth.customers.slice(0, 50)) expect(text).not.toContain(customer.email);
  }, 120_000);

  test('what the owner allows is what recommendations use', async () => {
    const dir = freshDir();
    const engine = await openEngine(join(dir, 'data'));
    const files = writeFiles(dir);
    await importFiles(engine, [files['orders_export.csv'] as string]);
    const before = await engine.call('analyses.run', { id: 'also-bought', filter: ALL });
    // Unknown means no for personalisation, so under the safe defaults people are left out, and the view says so.
    expect(before.leftOut.some((entry) => entry.reason === 'no-consent' && entry.people > 0)).toBe(true);
    const [run] = await engine.call('imports.list', {});
    await engine.call('privacy.setBasis', {
      run: run?.id ?? 0,
      basis: {
        service: 'legitimate-interest',
        marketing: 'consent',
        personalisation: 'legitimate-interest',
        advertising: 'none',
        research: 'none',
      },
    });
    const after = await engine.call('analyses.run', { id: 'also-bought', filter: ALL });
    const [a, b] = STORY.pair;
    const pair = (after.result as TableResult).rows.find((row) => row.cells[0] === a && row.cells[1] === b);
    expect(pair?.cells[4], 'the pair of the story stands out').toBeGreaterThan(1.3);
    expect(
      after.result.kind === 'table' && after.result.rows.every((row) => row.people >= 10),
      'small groups are never told in personalised uses',
    ).toBe(true);
  }, 60_000);

  test('the same files again add nothing; undo leaves nothing behind', async () => {
    const dir = freshDir();
    const engine = await openEngine(join(dir, 'data'));
    const empty = await contentsOf(engine);
    const files = Object.values(writeFiles(dir));
    await importFiles(engine, files);
    const once = await contentsOf(engine);
    await importFiles(engine, files);
    expect(await contentsOf(engine)).toEqual(once);
    const runs = await engine.call('imports.list', {});
    for (const run of runs.slice(0, files.length)) expect(run.kept + run.updated, run.file).toBe(0);
    for (const run of runs.slice(0, files.length))
      await finished(engine, () => engine.call('imports.undo', { run: run.id }));
    expect(await contentsOf(engine)).toEqual(once);
    for (const run of runs.slice(files.length))
      await finished(engine, () => engine.call('imports.undo', { run: run.id }));
    expect(await contentsOf(engine)).toEqual(empty);
    expect(await engine.call('store.check', {})).toEqual({ ok: true, problems: 0 });
    expect((await engine.call('audit.verify', {})).ok).toBe(true);
  }, 120_000);

  test('undoing the first of two equal imports leaves what the second brought', async () => {
    const dir = freshDir();
    const engine = await openEngine(join(dir, 'data'));
    const files = Object.values(writeFiles(dir));
    await importFiles(engine, files);
    const once = await contentsOf(engine);
    await importFiles(engine, files);
    const runs = await engine.call('imports.list', {});
    for (const run of runs.slice(files.length))
      await finished(engine, () => engine.call('imports.undo', { run: run.id }));
    expect(await contentsOf(engine)).toEqual(once);
  }, 120_000);

  test('cancelling takes everything back', async () => {
    const dir = freshDir();
    const engine = await openEngine(join(dir, 'data'));
    const empty = await contentsOf(engine);
    const job = await finished(engine, async () => {
      const started = await engine.call('imports.sample', { rows: 200_000, seed: 3 });
      setTimeout(() => void engine.call('jobs.cancel', started), 1500);
      return started;
    });
    expect(job.state).toBe('cancelled');
    const runs = await engine.call('imports.list', {});
    for (const run of runs.filter((entry) => entry.state === 'ready'))
      await finished(engine, () => engine.call('imports.undo', { run: run.id }));
    expect(await contentsOf(engine)).toEqual(empty);
  }, 60_000);
});

test('a store is for its owner only, and holds no e-mail in clear', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = await openEngine(data);
  const files = writeFiles(dir);
  await importFiles(engine, [files['orders_export.csv'] as string, files['reviews.csv'] as string]);
  await engine.close();
  const found = execFileSync('sh', ['-c', `grep -rlaF "${sample.truth.customers[0]?.email}" "${data}" || true`], {
    encoding: 'utf8',
  });
  expect(found).toBe('');
  expect(readFileSync(join(data, 'keys.json'), 'utf8')).not.toContain('@');
});
