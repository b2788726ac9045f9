import { afterEach, expect, test } from 'vitest';
import type { ParseRequest } from '../../src-main/core-parse.ts';
import { parserThreads } from '../../src-main/workers/parser-link.ts';

const parser = parserThreads(new URL('./counting-parser.ts', import.meta.url));
afterEach(() => parser.drop());

const requestFor = (path: string, makesObjects = false): ParseRequest => ({
  path,
  format: 'table-file',
  mapping: null,
  choices: null,
  zone: 'UTC',
  pepper: new Uint8Array(32),
  ownAddresses: [],
  orderScope: 'shop',
  scoredAtMost: 0,
  makesObjects,
});

/** The thread that read a file; checks that every step came, in order. */
async function threadOf(request: ParseRequest): Promise<number> {
  const seen: number[] = [];
  let thread = 0;
  for await (const { step, consumedBytes } of parser.parse(request)) {
    seen.push(step.skipped);
    thread = consumedBytes;
  }
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6]);
  return thread;
}

test('one thread reads files of a kind one after the other; another kind of them gets its own', async () => {
  parser.prepare(false);
  const first = await threadOf(requestFor('a'));
  expect(await threadOf(requestFor('b'))).toBe(first);
  const other = await threadOf(requestFor('c', true));
  expect(other).not.toBe(first);
  expect(await threadOf(requestFor('d', true))).toBe(other);
});

test('a thread that failed, was left or was dropped is not used again', async () => {
  const first = await threadOf(requestFor('a'));
  await expect(threadOf(requestFor('broken'))).rejects.toMatchObject({ code: 'format-empty' });
  const second = await threadOf(requestFor('b'));
  expect(second).not.toBe(first);
  for await (const { consumedBytes } of parser.parse(requestFor('c'))) {
    expect(consumedBytes).toBe(second);
    break;
  }
  const third = await threadOf(requestFor('d'));
  expect(third).not.toBe(second);
  parser.drop();
  expect(await threadOf(requestFor('e'))).not.toBe(third);
});
