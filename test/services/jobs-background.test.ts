import { expect, test } from 'vitest';
import type { Job } from '../../shared/contract/app.ts';
import { createJobRunner, type JobHandle } from '../../src-main/services/jobs.ts';
import { openMemory } from '../../src-main/store/open.ts';

function rig() {
  const states: string[] = [];
  const emit = ({ id, state }: Job) => {
    states.push(`${id} ${state}`);
  };
  return { states, runner: createJobRunner({ db: openMemory(), now: () => 0, emit }) };
}
const idle = async () => {};

test('background work comes after all that was asked for, whatever the order', async () => {
  const { runner, states } = rig();
  runner.background('reading', 'r', idle, true);
  runner.start('import', 'a', idle);
  runner.start('import', 'b', idle);
  await runner.start('undo', 'c', idle);
  await new Promise((resolve) => setImmediate(resolve));
  expect(states.filter((state) => state.endsWith('done'))).toEqual(['2 done', '3 done', '4 done', '1 done']);
});

test('the same background work is asked for once; afresh, again behind the one that runs', async () => {
  const { runner } = rig();
  const inside = Promise.withResolvers<number[]>();
  const first = runner.background(
    'reading',
    'r',
    async () =>
      inside.resolve([runner.background('reading', 'r', idle, false), runner.background('reading', 'r', idle, true)]),
    true,
  );
  expect(runner.background('reading', 'r', idle, true)).toBe(first);
  expect(await inside.promise).toEqual([first, first + 1]);
});

test('gives way between two steps and while it waits for another thread', async () => {
  const { runner, states } = rig();
  const other = Promise.withResolvers<number>();
  let gave = false;
  let got = 0;
  runner.background(
    'reading',
    'r',
    async (job: JobHandle) => {
      runner.start('import', 'a', idle);
      gave = await job.giveWay();
      setImmediate(() => {
        runner.start('undo', 'b', async () => other.resolve(7));
      });
      got = await job.waitFor(other.promise);
    },
    true,
  );
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
  expect([gave, got]).toEqual([true, 7]);
  expect(states.filter((state) => state.endsWith('done'))).toEqual(['2 done', '3 done', '1 done']);
});

test('stops waiting for another thread as soon as it is cancelled, and passes on what failed there', async () => {
  const { runner, states } = rig();
  const stuck = runner.background('reading', 'r', (job) => job.waitFor(new Promise<void>(() => {})), true);
  await new Promise((resolve) => setImmediate(resolve));
  expect(runner.cancel(stuck)).toBe(true);
  await runner.cancelAll();
  expect(states.at(-1)).toBe(`${stuck} cancelled`);
  const failing = runner.background('reading', 'r', (job) => job.waitFor(Promise.reject(new TypeError('x'))), true);
  await new Promise((resolve) => setImmediate(resolve));
  await runner.cancelAll();
  expect(states.at(-1)).toBe(`${failing} failed`);
});
