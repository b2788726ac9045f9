import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compact } from '../../src-main/store/events/compact.ts';
import { linesOf } from '../../src-main/store/events/lines.ts';
import { loadEvents } from '../../src-main/store/events/load.ts';
import { removePeople } from '../../src-main/store/events/remove.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { bring, cutArb, linesArb, loaded } from './events-model.ts';

type Columns = Parameters<typeof linesOf>[1];

/** The columns without the rows of some people, as the gate hands them on, and which rows are left. */
function without({ at, person, run }: Columns, gone: number) {
  const left = [...person.keys()].filter((row) => person[row] !== gone);
  const columns = {
    at: Float64Array.from(left, (row) => at[row] as number),
    person: Uint32Array.from(left, (row) => person[row] as number),
    run: Uint16Array.from(left, (row) => run[row] as number),
  };
  return { columns, left };
}

const files = fc.array(fc.tuple(linesArb(30), cutArb), { minLength: 1, maxLength: 3 });
const people = fc.constantFrom(0, 1, 16, 33);

test('lines are those of the rows, whoever is left out of the columns and whatever was imported since', () => {
  fc.assert(
    fc.property(files, people, linesArb(30), fc.boolean(), (brought, gone, later, compacted) => {
      const db = openMemory();
      for (const [lines, cut] of brought) bring(db, lines, cut);
      const all = loadEvents(db);
      const lines = loaded(db).map(({ line }) => line);
      const { columns, left } = without(all, gone);
      bring(db, later);
      if (compacted) compact(db, { full: true });
      expect(linesOf(db, columns, left.keys())).toEqual(left.map((row) => lines[row]));
      db.close();
    }),
    { numRuns: 100 },
  );
});

test('a row that is gone has no line any more', () => {
  fc.assert(
    fc.property(linesArb(30), (lines) => {
      const db = openMemory();
      bring(db, lines);
      const { at, person, run, length } = loadEvents(db);
      removePeople(db, new Set([1]));
      const found = linesOf(
        db,
        { at, person, run },
        Array.from({ length }, (_, row) => row),
      );
      expect(found.map((line) => line === null)).toEqual(Array.from(person, (who) => who === 1));
      db.close();
    }),
    { numRuns: 50 },
  );
});
