import { expect, test } from 'vitest';
import { BUYER_GROUPS } from '../../shared/contract/audiences.ts';
import { groupOf, groupOptions } from '../../src-renderer/pages/audiences/audience-choice.ts';
import { breachClock } from '../../src-renderer/pages/privacy/breach-clock.ts';
import { SEGMENTS } from '../../src-renderer/pages/segments/segment-words.ts';

test('every group of buyers can be chosen, and kept segments by their name, spaces and all', () => {
  expect(BUYER_GROUPS.slice(1).toSorted()).toEqual(SEGMENTS.map(({ id }) => id).toSorted());
  const options = groupOptions([{ name: 'Mugs and more', condition: { field: 'page', is: ['/mugs'], in: 'person' } }]);
  expect(options).toHaveLength(BUYER_GROUPS.length + 1);
  expect(options.map(({ id }) => groupOf(id)).slice(-2)).toEqual([
    { kind: 'buyers', group: 'hibernating' },
    { kind: 'segment', name: 'Mugs and more' },
  ]);
});

test('the clock of a breach runs 72 hours from the local instant, and not before it is known', () => {
  const nowMs = Date.parse('2026-03-29T10:00:00Z');
  const known = Date.parse('2026-03-27T17:30:00Z');
  expect(breachClock({ day: '2026-03-27', time: '18:30', zone: 'Europe/Berlin', nowMs })).toEqual({
    knownMs: known,
    dueMs: known + 72 * 3_600_000,
    hoursLeft: 31,
  });
  expect(breachClock({ day: '', time: '', zone: 'UTC', nowMs })).toBeNull();
  expect(breachClock({ day: '2026-03-30', time: '', zone: 'UTC', nowMs })).toBeNull();
});
