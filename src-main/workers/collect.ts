import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { once } from '../../shared/once.ts';

/** V8's own collector. The flag only gives new contexts a `gc`; nothing of the program sees it. */
const collector = once((): (() => void) => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
});

/** Collects what this thread no longer uses, at once. */
export const collectNow = (): void => collector()();

/** Until when questions that had begun with what was let go of are done with it. */
const LATER_MS = 10_000;

const waiting = { soon: false, later: false };

/**
 * Collects what this thread no longer uses, now and once more a little later. V8 does not count buffers that threads share as
 * memory of its own, so it sees no reason to: with a million visits loaded, each import left 40 MB behind. Each thread that has
 * seen a buffer must collect before it is freed.
 */
export function collectSoon(): void {
  const collect = (when: keyof typeof waiting) => {
    waiting[when] = false;
    collectNow();
  };
  if (!waiting.soon) setImmediate(collect, 'soon');
  if (!waiting.later) setTimeout(collect, LATER_MS, 'later').unref();
  Object.assign(waiting, { soon: true, later: true });
}
