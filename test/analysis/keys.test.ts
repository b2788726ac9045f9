import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCellKey, parseIdKey, parsePointKey, pointKey } from '../../src-main/analysis/base/keys.ts';

test('the key of a point names its line and bucket, whatever the line is called', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '@', '-', '1', ' ') }), fc.integer(), (line, startMs) => {
      expect(parsePointKey(pointKey(line, startMs))).toEqual({ line, startMs });
    }),
  );
});

test('the key of a cell counts from 0', () => {
  expect(parseCellKey('3:12')).toEqual({ row: 3, column: 12 });
});

test('what is no key is no mark', () => {
  for (const key of ['', 'x', '1.5', '-1', '1e3', ' 1', '1:2:3', 'visits@', 'visits@soon'])
    expect([parsePointKey(key), parseCellKey(key), parseIdKey(key)], key).toEqual([null, null, -1]);
  expect(parseIdKey('0')).toBe(0);
});
