import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compact } from '../../src-main/store/events/compact.ts';
import { countEvents } from '../../src-main/store/events/load.ts';
import { type Cutoffs, peopleWithEvents, removeOldEvents } from '../../src-main/store/events/old.ts';
import { removeRun } from '../../src-main/store/events/remove.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { findPage, idOfPage } from '../../src-main/store/tables/pages.ts';
import { asSet, bring, cutArb, type Line, line, linesArb, loaded, model } from './events-model.ts';

const HOUR = 3_600_000;
const nobody = () => {};
const keyOf = (row: Line) =>
  [row.at, row.person, row.kind, row.page, row.source, row.status, row.sizeBytes, row.value].join(' ');

interface File {
  run: number;
  lines: readonly Line[];
}

/** What each file still stands for: a hit goes from all of them once every file that has it is past its time. */
function kept(files: readonly File[], cutoffs: Cutoffs, held: ReadonlySet<number>): File[] {
  const staying = new Set<string>();
  for (const { run, lines } of files)
    for (const row of lines)
      if (held.has(row.person) || row.at >= (cutoffs.get(run) ?? Number.NEGATIVE_INFINITY)) staying.add(keyOf(row));
  return files.map(({ run, lines }) => ({ run, lines: lines.filter((row) => staying.has(keyOf(row))) }));
}

// After every date there is: all of an import whose basis has ended goes.
const hourArb = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -1, max: 4 }) },
  { weight: 1, arbitrary: fc.constant(8.64e15 / HOUR + 1) },
);

test('equals files that never held the old rows: now, after undoing any of them, and after importing again', () => {
  const file = fc.tuple(linesArb(25), cutArb, fc.option(hourArb, { nil: null }));
  fc.assert(
    fc.property(
      fc.array(file, { minLength: 1, maxLength: 4 }),
      fc.uniqueArray(fc.constantFrom(1, 17, 33)),
      fc.boolean(),
      fc.nat(3),
      (files, people, compacted, undone) => {
        const db = openMemory();
        const here = files.map(([lines, cut]) => ({ lines, ...bring(db, lines, cut) }));
        if (compacted) compact(db, { full: true });
        const cutoffs = new Map(
          files.flatMap(([, , hour], i) => (hour === null ? [] : [[here[i]?.run ?? 0, hour * HOUR] as const])),
        );
        const held = new Set(people);
        const before = countEvents(db);
        let told = 0;
        const removed = removeOldEvents(db, cutoffs, held, (row) => {
          if (!row.held) told++;
        });
        let left = kept(here, cutoffs, held);
        expect(asSet(loaded(db))).toEqual(asSet(model(left)));
        expect([before - countEvents(db), told]).toEqual([removed, removed]);
        expect(removeOldEvents(db, cutoffs, held, nobody)).toBe(0);
        const gone = left[undone];
        if (gone) {
          removeRun(db, gone.run);
          left = left.filter((one) => one !== gone);
          expect(asSet(loaded(db))).toEqual(asSet(model(left)));
        }
        const again = here[0]?.lines ?? [];
        left.push({ run: bring(db, again).run, lines: again });
        expect(asSet(loaded(db))).toEqual(asSet(model(left)));
        db.close();
      },
    ),
    { numRuns: 100 },
  );
});

test('texts that only old rows used go too, and people without a row are known', () => {
  const db = openMemory();
  const [old, still] = [idOfPage(db, '/old'), idOfPage(db, '/still')];
  const { run } = bring(db, [line(0, 1, old, 1), line(HOUR, 2, still, 2)]);
  expect(removeOldEvents(db, new Map([[run, HOUR]]), new Set(), nobody)).toBe(1);
  expect([findPage(db, '/old'), findPage(db, '/still')]).toEqual([0, still]);
  expect([...peopleWithEvents(db)]).toEqual([2]);
});
