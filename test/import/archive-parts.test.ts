import fc from 'fast-check';
import { expect, test } from 'vitest';
import { archivePart, inParts } from '../../src-main/import/archive-parts.ts';

const named = (...names: string[]) => names.map((name) => ({ name }));
const run = (...names: string[]) => {
  const { files, missing } = inParts(named(...names));
  return { files: files.map(({ name }) => name), missing };
};

test('parts come in the order of their numbers where the first stood, and missing ones are named', () => {
  expect(
    run('orders.csv', 'takeout-20250301T000000Z-010.zip', 'a.log', 'takeout-20250301T000000Z-001.zip').files,
  ).toEqual(['orders.csv', 'takeout-20250301T000000Z-001.zip', 'takeout-20250301T000000Z-010.zip', 'a.log']);
  expect(run('takeout-20250301T000000Z-3-001.zip', 'takeout-20250301T000000Z-3-003.zip').missing).toEqual([
    'takeout-20250301T000000Z-3-002.zip',
  ]);
  expect(run('twitter-shop-part1.zip', 'twitter-shop-part3.zip').missing).toEqual(['twitter-shop-part2.zip']);
  expect(run('Archive part 2 of 3.zip').missing).toEqual(['Archive part 1 of 3.zip', 'Archive part 3 of 3.zip']);
  expect(run('facebook-hazelbakery_2.zip', 'facebook-hazelbakery_1.zip')).toEqual({
    files: ['facebook-hazelbakery_1.zip', 'facebook-hazelbakery_2.zip'],
    missing: [],
  });
});

test('dates, versions and other sets are no parts', () => {
  for (const name of [
    'instagram-hazelbakery-2025-06-13.zip',
    'facebook-hazelbakery-2025-06-01-AbCdEfGh.zip',
    'takeout-20250501.zip',
    'orders-2.csv',
    'party.zip',
    'report-3.zip',
  ])
    expect(archivePart(name), name).toBeNull();
  expect(run('takeout-20250301T000000Z-002.zip', 'takeout-20250401T000000Z-001.zip').missing).toEqual([
    'takeout-20250301T000000Z-001.zip',
  ]);
});

test('no file is lost or made up, whatever the names', () => {
  const name = fc.oneof(
    fc.integer({ min: 1, max: 12 }).map((n) => `takeout-20250301T000000Z-${String(n).padStart(3, '0')}.zip`),
    fc.integer({ min: 0, max: 12 }).map((n) => `x-shop-part${n}.zip`),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), (names) => {
      const { files, missing } = run(...names);
      expect([...files].sort()).toEqual([...names].sort());
      for (const absent of missing) expect(names.map((one) => one.toLowerCase())).not.toContain(absent.toLowerCase());
      expect(run(...files).files).toEqual(files);
    }),
  );
});
