import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect } from 'vitest';
import { makeSample } from '../../src-main/sample/index.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { BUILT_POOL } from '../built-engine.ts';
import { contentsOf, finished, freshDir, importFiles, openEngine } from './rig.ts';

const CRASHER = new URL('./import-process.ts', import.meta.url).pathname;
const POOL = fileURLToPath(BUILT_POOL);
/** Kills after which the import is let through once, compared, and undone. */
const ROUND = 13;
/** A page of the sample, as it lies in a store in clear. */
const PAGE = '/journal/steeping-times';

/** Starts an import in a process of its own and kills it without warning after a share of the time it usually takes. Answers whether it was still at work. */
async function killAt(
  ms: number,
  { data, passphrase }: { data: string; passphrase: string },
  files: readonly string[],
): Promise<boolean> {
  const child = spawn(process.execPath, [CRASHER, POOL, data, passphrase, ...files], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (part: Buffer) => {
    errors += part.toString();
  });
  const exited = once(child, 'exit');
  // It says so when the import begins.
  await Promise.race([once(child.stdout, 'data'), exited]);
  await sleep(ms);
  const running = child.exitCode === null;
  child.kill('SIGKILL');
  await exited;
  expect(errors).toBe('');
  return running;
}

/** Files of a folder with a page of the sample in clear. */
const filesInClear = (dir: string): string[] =>
  readdirSync(dir).filter((name) => readFileSync(join(dir, name)).includes(PAGE));

/** An encrypted store needs its passphrase at every start. */
async function opened(data: string, passphrase: string): Promise<Engine> {
  const engine = await openEngine(data);
  if (passphrase !== '') await engine.call('vault.unlock', { passphrase });
  return engine;
}

async function fresh(data: string, passphrase: string): Promise<Engine> {
  const engine = await openEngine(data);
  if (passphrase === '') return engine;
  await engine.call('vault.setPassphrase', { passphrase });
  expect(await finished(engine, () => engine.call('vault.seal', { passphrase }))).toMatchObject({ state: 'done' });
  return engine;
}

/**
 * An import into a store, encrypted when a passphrase is given, is killed again and again: nothing is left behind, and the
 * same import afterwards gives the same store.
 */
export async function survivesKills(passphrase: string, kills: number): Promise<void> {
  const dir = freshDir();
  const sample = await makeSample({ rows: 4_000, seed: 5, endMs: Date.UTC(2026, 10, 1) });
  const files = sample.files.map((file) => {
    const path = join(dir, file.name);
    writeFileSync(path, Buffer.concat([...file.chunks()].map((chunk) => Buffer.from(chunk))));
    return path;
  });
  // What was in before must survive every one of the crashes.
  const [before, ...rest] = files as [string, ...string[]];
  const calm = await fresh(join(dir, 'calm'), passphrase);
  await importFiles(calm, [before]);
  const held = await contentsOf(calm);
  const started = performance.now();
  await importFiles(calm, rest);
  const usualMs = performance.now() - started;
  const expected = await contentsOf(calm);
  await calm.close();

  const data = join(dir, 'killed');
  const first = await fresh(data, passphrase);
  await importFiles(first, [before]);
  await first.close();
  const shares = fc.sample(fc.double({ min: 0, max: 1.05, noNaN: true }), kills);
  let killed = 0;
  for (const [i, share] of shares.entries()) {
    if (await killAt(share * usualMs, { data, passphrase }, rest)) killed++;
    // Before anything clears up; the log of what was cut off lies there, too.
    if (passphrase !== '') expect(filesInClear(data), `killed after ${share}`).toEqual([]);
    const last = i === shares.length - 1;
    if ((i + 1) % ROUND !== 0 && !last) continue;
    const engine = await opened(data, passphrase);
    const runs = await engine.call('imports.list', {});
    expect(runs.filter((run) => run.state === 'running')).toEqual([]);
    expect(await engine.call('store.check', {})).toEqual({ ok: true, problems: 0 });
    // Files that were through before the kill are in; the one it hit is not at all. Undone, all is as before.
    for (const run of runs.filter(({ state, id }) => state === 'ready' && id > 1)) await undo(engine, run.id);
    expect(await contentsOf(engine), `after ${i + 1} kills`).toEqual(held);
    await importFiles(engine, rest);
    expect(await contentsOf(engine), `imported after ${i + 1} kills`).toEqual(expected);
    expect((await engine.call('audit.verify', {})).ok).toBe(true);
    // In clear the same search finds it.
    expect(filesInClear(data).length > 0).toBe(passphrase === '');
    for (const run of (await engine.call('imports.list', {})).filter(({ state, id }) => state === 'ready' && id > 1))
      await undo(engine, run.id);
    await engine.close();
  }
  expect(killed, 'most imports were cut off').toBeGreaterThan(kills * 0.6);
  expect(readFileSync(before).length).toBeGreaterThan(0);
}

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
