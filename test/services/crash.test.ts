import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makeSample } from '../../src-main/sample/index.ts';
import { contentsOf, freshDir, importFiles, openEngine } from './rig.ts';

const CLI = new URL('../../src-main/hosts/cli/main.ts', import.meta.url).pathname;

/** Starts an import in a process of its own and kills it without warning after `ms`. Answers whether it was still at work. */
async function killAfter(ms: number, data: string, files: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [CLI, 'import', ...files, '--data', data], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  // The clock starts once the process has its store: how long that takes says nothing about the import.
  while (!existsSync(join(data, 'keys.json')) && child.exitCode === null) await sleep(10);
  await sleep(ms);
  const running = child.exitCode === null;
  child.kill('SIGKILL');
  await exited;
  return running;
}

test('a killed import leaves nothing behind, and the same import afterwards gives the same store', async () => {
  const dir = freshDir();
  const sample = await makeSample({ rows: 30_000, seed: 5, endMs: Date.UTC(2026, 10, 1) });
  const files = sample.files.map((file) => {
    const path = join(dir, file.name);
    writeFileSync(path, Buffer.concat([...file.chunks()].map((chunk) => Buffer.from(chunk))));
    return path;
  });
  const calm = await openEngine(join(dir, 'calm'));
  await importFiles(calm, files);
  const expected = await contentsOf(calm);

  const data = join(dir, 'killed');
  let killed = 0;
  for (const ms of [50, 200, 400, 600, 800, 1100]) if (await killAfter(ms, data, files)) killed++;
  expect(killed, 'some imports were cut off').toBeGreaterThan(2);
  expect(existsSync(data)).toBe(true);

  const engine = await openEngine(data);
  const runs = await engine.call('imports.list', {});
  expect(runs.filter((run) => run.state === 'running')).toEqual([]);
  expect(await engine.call('store.check', {})).toEqual({ ok: true, problems: 0 });
  await importFiles(engine, files);
  expect(await contentsOf(engine)).toEqual(expected);
  expect((await engine.call('audit.verify', {})).ok).toBe(true);
}, 180_000);
