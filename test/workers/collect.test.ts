import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { collectSoon } from '../../src-main/workers/collect.ts';

const made = (): WeakRef<SharedArrayBuffer> => new WeakRef(new SharedArrayBuffer(8_000_000));

test('a shared buffer that nobody uses any more is given back, although V8 sees no need to', async () => {
  const unused = made();
  const used = new SharedArrayBuffer(8_000_000);
  const kept = new WeakRef(used);
  await after(1);
  collectSoon();
  await after(20);
  expect(unused.deref()).toBeUndefined();
  expect(kept.deref()).toBe(used);
});
