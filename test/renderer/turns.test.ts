import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askUnder, beginInSight, hasTurn } from '../../src-renderer/state/turns.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const LONG_MS = 10_000;

test('what is out of sight is asked once everything in sight was answered, and anew for each filter', () => {
  askUnder('last week');
  const [first, second] = [beginInSight(), beginInSight()];
  vi.advanceTimersByTime(LONG_MS);
  expect(hasTurn('last week')).toBe(false);
  first();
  vi.advanceTimersByTime(LONG_MS);
  expect(hasTurn('last week')).toBe(false);
  second();
  vi.advanceTimersByTime(LONG_MS);
  expect(hasTurn('last week')).toBe(true);
  askUnder('last year');
  expect(hasTurn('last year')).toBe(false);
  const third = beginInSight();
  vi.advanceTimersByTime(LONG_MS);
  expect(hasTurn('last year')).toBe(false);
  third();
  vi.advanceTimersByTime(LONG_MS);
  expect(hasTurn('last year')).toBe(true);
});

test('a page with nothing in sight asks all the same', () => {
  askUnder('nothing in sight');
  vi.advanceTimersByTime(LONG_MS);
  expect(hasTurn('nothing in sight')).toBe(true);
});
