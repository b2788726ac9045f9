import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeSample } from '../../src-main/sample/index.ts';
import { contentsOf, freshDir, importFiles, openEngine } from './rig.ts';

const CRASHER = new URL('./import-process.ts', import.meta.url).pathname;
const BUILDER = new URL('../tools/build-engine.ts', import.meta.url).pathname;
/** Kills in all. More by command: CRASH_KILLS=500 npx vitest run test/services/crash.test.ts */
const KILLS = Number(process.env.CRASH_KILLS ?? 52);
/** Kills after which the import is let through once, compared, and undone. */
const ROUND = 13;

/** Starts an import in a process of its own and kills it without warning after a share of the time it usually takes. Answers whether it was still at work. */
async function killAt(ms: number, pool: string, data: string, files: readonly string[]): Promise<boolean> {
  const begun = join(data, 'begun');
  rmSync(begun, { force: true });
  const child = spawn(process.execPath, [CRASHER, pool, data, begun, ...files], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (part: Buffer) => {
    errors += part.toString();
  });
  const exited = once(child, 'exit');
  while (!existsSync(begun) && child.exitCode === null) await sleep(2);
  await sleep(ms);
  const running = child.exitCode === null;
  child.kill('SIGKILL');
  await exited;
  expect(errors).toBe('');
  return running;
}

test(`an import killed at ${KILLS} points leaves nothing behind, and the same import afterwards gives the same store`, async () => {
  const dir = freshDir();
  const sample = await makeSample({ rows: 4_000, seed: 5, endMs: Date.UTC(2026, 10, 1) });
  const files = sample.files.map((file) => {
    const path = join(dir, file.name);
    writeFileSync(path, Buffer.concat([...file.chunks()].map((chunk) => Buffer.from(chunk))));
    return path;
  });
  // Built, as it starts three times as fast.
  // Below node_modules, where it finds SQLite.
  const built = fileURLToPath(new URL('../../node_modules/.cache/inglenook-crash', import.meta.url));
  expect(spawnSync(process.execPath, [BUILDER, built]).status).toBe(0);
  const pool = join(built, 'pool.js');
  // What was in before must survive every one of the crashes.
  const [before, ...rest] = files as [string, ...string[]];
  const calm = await openEngine(join(dir, 'calm'));
  await importFiles(calm, [before]);
  const held = await contentsOf(calm);
  const started = performance.now();
  await importFiles(calm, rest);
  const usualMs = performance.now() - started;
  const expected = await contentsOf(calm);
  await calm.close();

  const data = join(dir, 'killed');
  const first = await openEngine(data);
  await importFiles(first, [before]);
  await first.close();
  const shares = fc.sample(fc.double({ min: 0, max: 1.05, noNaN: true }), KILLS);
  let killed = 0;
  for (const [i, share] of shares.entries()) {
    if (await killAt(share * usualMs, pool, data, rest)) killed++;
    const last = i === shares.length - 1;
    if ((i + 1) % ROUND !== 0 && !last) continue;
    const engine = await openEngine(data);
    const runs = await engine.call('imports.list', {});
    expect(runs.filter((run) => run.state === 'running')).toEqual([]);
    expect(await engine.call('store.check', {})).toEqual({ ok: true, problems: 0 });
    // Files that were through before the kill are in; the one it hit is not at all. Undone, all is as before.
    for (const run of runs.filter(({ state, id }) => state === 'ready' && id > 1)) await undo(engine, run.id);
    expect(await contentsOf(engine), `after ${i + 1} kills`).toEqual(held);
    await importFiles(engine, rest);
    expect(await contentsOf(engine), `imported after ${i + 1} kills`).toEqual(expected);
    expect((await engine.call('audit.verify', {})).ok).toBe(true);
    for (const run of (await engine.call('imports.list', {})).filter(({ state, id }) => state === 'ready' && id > 1))
      await undo(engine, run.id);
    await engine.close();
  }
  expect(killed, 'most imports were cut off').toBeGreaterThan(KILLS * 0.6);
  expect(readFileSync(before).length).toBeGreaterThan(0);
}, 600_000);

async function undo(engine: Awaited<ReturnType<typeof openEngine>>, run: number): Promise<void> {
  const done = new Promise<void>((resolve) => {
    const off = engine.on('jobs.progress', (job) => {
      if (job.kind !== 'undo' || job.runId !== run || job.state !== 'done') return;
      off();
      resolve();
    });
  });
  await engine.call('imports.undo', { run });
  await done;
}
