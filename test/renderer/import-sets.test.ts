import { expect, test } from 'vitest';
import type { RunSummary } from '../../shared/contract/imports.ts';
import { NO_BASIS_DATES, SAFE_BASIS } from '../../shared/model.ts';
import { setNotes } from '../../src-renderer/pages/imports/choices.ts';
import { importEntries } from '../../src-renderer/pages/imports/run-sets.ts';
import { systemWords } from '../../src-renderer/pages/imports/words.ts';

const run = (id: number, more: Partial<RunSummary> = {}): RunSummary => ({
  id,
  file: `file-${id}.zip`,
  format: 'facebook-archive',
  formatTitle: 'Facebook archive',
  startedMs: 1000 * id,
  finishedMs: 1000 * id + 500,
  state: 'ready',
  sizeBytes: 10,
  kept: id,
  updated: 0,
  duplicates: 1,
  rejected: 0,
  skipped: 0,
  suppressed: 0,
  people: 2,
  range: { fromMs: id, toMs: id + 10 },
  basis: SAFE_BASIS,
  basisDates: NO_BASIS_DATES,
  sample: false,
  withoutPeople: false,
  set: null,
  ...more,
});
const set = { id: 1, people: 3 };

test('parts of one export are one entry, with what all of them brought', () => {
  const entries = importEntries([run(4), run(3, { set, range: null }), run(2, { set }), run(1, { set })]);
  expect(entries.map(({ id }) => id)).toEqual([4, 1]);
  expect(entries[0]).toMatchObject({ file: 'file-4.zip', kept: 4, people: 2, parts: [{ id: 4 }] });
  expect(entries[1]).toMatchObject({
    file: 'file-1.zip and 2 more parts',
    kept: 6,
    duplicates: 3,
    sizeBytes: 30,
    people: 3,
    startedMs: 1000,
    finishedMs: 3500,
    range: { fromMs: 1, toMs: 12 },
    parts: [{ id: 1 }, { id: 2 }, { id: 3 }],
  });
});

test('a part that is still running, or was undone, is no part of what is in', () => {
  const entries = importEntries([
    run(3, { set, state: 'running', finishedMs: null }),
    run(2, { set, state: 'undone' }),
    run(1, { set }),
  ]);
  expect(entries.map(({ id, parts }) => [id, parts.length])).toEqual([
    [3, 1],
    [2, 1],
    [1, 1],
  ]);
});

test('files that wait are said to be parts of one export only where more than one of it is there', () => {
  const files = [
    { ref: 'a', name: 'takeout-001.zip', set: 's' },
    { ref: 'b', name: 'takeout-002.zip', set: 's' },
    { ref: 'c', name: 'alone.zip' },
  ];
  expect(setNotes(files)).toHaveLength(1);
  expect(setNotes(files)[0]).toContain('takeout-001.zip and 1 more');
  expect(setNotes(files.slice(1))).toEqual([]);
});

test('shops are called by their names, and by the kind of file where there is none', () => {
  expect(['stripe', 'table-file', 'Corner shop', 'constructor'].map(systemWords)).toEqual([
    'Stripe',
    'your order tables',
    'Corner shop',
    'constructor',
  ]);
});
