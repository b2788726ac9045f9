import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { compact } from '../../src-main/store/events/compact.ts';
import { countEvents } from '../../src-main/store/events/load.ts';
import { removePeople, removeRun } from '../../src-main/store/events/remove.ts';
import { openEventWriter } from '../../src-main/store/events/writer.ts';
import { openMemory, openWriter, STORE_FILE, type WriteDb } from '../../src-main/store/open.ts';
import { number } from '../../src-main/store/sql.ts';
import { findPage, idOfPage } from '../../src-main/store/tables/pages.ts';
import { asSet, bring, cutArb, line, linesArb, loaded, model, newRun, toBatch } from './events-model.ts';

const folders: string[] = [];
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

/** Rows of the event tables, for "as if it had never been". */
const left = (db: WriteDb) =>
  ['event_runs', 'event_segments', 'segment_runs', 'event_columns', 'event_keys'].map((table) =>
    number(db, `SELECT count(*) FROM ${table}`),
  );

describe('removing a run', () => {
  test('leaves no trace of a run that was alone', () => {
    const db = openMemory();
    const page = idOfPage(db, '/only-here');
    const { run } = bring(db, [line(0, 1, page, 1), line(5000, 2, page, 2)], { flushRows: 1 });
    expect(removeRun(db, run)).toBe(2);
    expect(left(db)).toEqual([0, 0, 0, 0, 0]);
    expect(findPage(db, '/only-here')).toBe(0);
    // The memory of ids must not outlive the row.
    expect(idOfPage(db, '/only-here')).toBeGreaterThan(0);
    expect(findPage(db, '/only-here')).toBeGreaterThan(0);
  });

  test('hands repeated rows to the run that repeated them, with its own line', () => {
    const db = openMemory();
    const first = bring(db, [line(0, 1, 1, 10), line(0, 1, 1, 11)]);
    const second = bring(db, [line(0, 1, 1, 20)]);
    const third = bring(db, [line(0, 1, 1, 30), line(0, 1, 1, 31), line(0, 1, 1, 32)]);
    expect(removeRun(db, first.run)).toBe(0);
    expect(loaded(db).map((row) => [row.run, row.line])).toEqual([
      [second.run, 20],
      [third.run, 31],
      [third.run, 32],
    ]);
    expect(removeRun(db, third.run)).toBe(2);
    expect(loaded(db).map((row) => [row.run, row.line])).toEqual([[second.run, 20]]);
  });

  test('equals never having imported it, for any files, overlaps, cuts and order of removals', () => {
    const file = fc.tuple(linesArb(25), cutArb);
    fc.assert(
      fc.property(
        fc.array(file, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        linesArb(25),
        (files, removals, compacted, later) => {
          const db = openMemory();
          let here = files.map(([lines, cut]) => ({ lines, ...bring(db, lines, cut) }));
          if (compacted) compact(db, { full: true });
          for (const nth of removals) {
            const gone = here[nth];
            if (!gone) continue;
            here = here.filter((one) => one !== gone);
            const before = countEvents(db);
            expect(removeRun(db, gone.run)).toBe(before - countEvents(db));
            expect(asSet(loaded(db))).toEqual(asSet(model(here)));
          }
          here.push({ lines: later, ...bring(db, later) });
          expect(asSet(loaded(db))).toEqual(asSet(model(here)));
          db.close();
        },
      ),
      { numRuns: 150 },
    );
  });

  test('many hours with an heir are handed over in several goes', () => {
    const db = openMemory();
    const lines = Array.from({ length: 600_000 }, (_, i) => line(i * 20_000, 1 + (i % 50), 1, i + 1));
    const first = bring(db, lines);
    const second = bring(
      db,
      [...lines].reverse().map((row, i) => ({ ...row, line: i + 1 })),
    );
    expect(second).toMatchObject({ kept: 0, duplicates: 600_000 });
    expect(removeRun(db, first.run)).toBe(0);
    const rows = loaded(db);
    expect(rows).toHaveLength(600_000);
    expect(rows.every((row) => row.run === second.run && row.at === (600_000 - row.line) * 20_000)).toBe(true);
  });
});

describe('erasing people', () => {
  test('takes their rows and keys, leaves everybody else, and never takes "nobody"', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(linesArb(), cutArb), { minLength: 1, maxLength: 3 }),
        fc.uniqueArray(fc.constantFrom(0, 1, 2, 16, 17, 33, 4_294_967_295)),
        (files, persons) => {
          const db = openMemory();
          const here = files.map(([lines, cut]) => ({ lines, ...bring(db, lines, cut) }));
          const gone = new Set(persons);
          const stays = (row: { person: number }) => row.person === 0 || !persons.some((one) => one === row.person);
          const before = countEvents(db);
          expect(removePeople(db, gone)).toBe(before - model(here).filter(stays).length);
          expect(asSet(loaded(db))).toEqual(asSet(model(here).filter(stays)));
          // Nothing recognises them any more: brought again, their rows are new; everybody else's are not.
          for (const { lines } of here) {
            const again = lines.filter((row) => !stays(row));
            expect(bring(db, again).kept).toBe(model([{ run: 0, lines: again }]).length);
            for (const person of gone) removePeople(db, new Set([person]));
            expect(bring(db, lines.filter(stays)).kept).toBe(0);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('their bytes are gone from the file', () => {
    const dir = mkdtempSync(join(tmpdir(), 'inglenook-erase-'));
    folders.push(dir);
    const db = openWriter(dir);
    const marked = 0x7e57ab1e;
    bring(db, [line(1, 1, 1, 1), line(2, 1, 2, 2), line(1, 17, 1, 3, { sizeBytes: marked }), line(2, 17, 1, 4)]);
    db.pragma('wal_checkpoint(TRUNCATE)');
    const needle = Buffer.from(Uint32Array.of(marked).buffer);
    expect(readFileSync(join(dir, STORE_FILE)).includes(needle)).toBe(true);
    removePeople(db, new Set([17]));
    db.pragma('wal_checkpoint(TRUNCATE)');
    expect(readFileSync(join(dir, STORE_FILE)).includes(needle)).toBe(false);
    db.close();
  });
});

describe('a crash', () => {
  test('an abandoned writer leaves only rows of its own run, which go like any other', () => {
    fc.assert(
      fc.property(linesArb(), linesArb(), fc.nat(40), (before, half, until) => {
        const db = openMemory();
        const good = bring(db, before);
        const run = newRun(db);
        const writer = openEventWriter(db, run, { flushRows: 4 });
        writer.append(toBatch(half.slice(0, until)));
        writer.abandon();
        removeRun(db, run);
        expect(asSet(loaded(db))).toEqual(asSet(model([{ run: good.run, lines: before }])));
        expect(bring(db, half).kept).toBe(
          model([
            { run: 0, lines: before },
            { run: 1, lines: half },
          ]).filter((row) => row.run === 1).length,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('a failing write leaves the store as it was and closes the writer', () => {
    const db = openMemory();
    const run = newRun(db);
    const writer = openEventWriter(db, run, { flushRows: 2 });
    db.exec(
      "CREATE TRIGGER full BEFORE INSERT ON event_columns WHEN NEW.name = 'line' BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    expect(() => writer.append(toBatch([line(0, 1, 1, 1), line(0, 1, 1, 2)]))).toThrow();
    expect(left(db)).toEqual([0, 0, 0, 0, 0]);
    db.exec('DROP TRIGGER full');
    expect(() => writer.append(toBatch([line(0, 1, 1, 1)]))).toThrow();
    expect(bring(db, [line(0, 1, 1, 1)])).toMatchObject({ kept: 1 });
  });

  test('a killed process: what was there stays, the cut-off run can be removed, the file is sound', () => {
    const dir = mkdtempSync(join(tmpdir(), 'inglenook-crash-'));
    folders.push(dir);
    const child = spawnSync(process.execPath, [join(import.meta.dirname, 'events-crash.ts'), dir], {
      encoding: 'utf8',
    });
    expect(child.signal).toBe('SIGKILL');
    const db = openWriter(dir);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const { run } = db.prepare("SELECT max(id) AS run FROM import_runs WHERE state = 'running'").get() as {
      run: number;
    };
    const rows = loaded(db);
    expect(rows.filter((row) => row.run !== run)).toHaveLength(1000);
    expect(rows.filter((row) => row.run === run).length).toBeGreaterThanOrEqual(1000);
    removeRun(db, run);
    expect(countEvents(db)).toBe(1000);
    db.close();
  });
});
