import type { RetentionOutcome, RetentionRecord } from '../../shared/contract/retention.ts';
import { AppError } from '../../shared/errors.ts';
import { listStepBackups } from '../store/backups.ts';
import { removeOldEvents } from '../store/events/old.ts';
import type { WriteDb } from '../store/open.ts';
import { all } from '../store/sql.ts';
import { forgetDictionaries } from '../store/tables/dictionary.ts';
import { dropSamples } from '../store/tables/erase.ts';
import {
  dropWork,
  forgetReading,
  listHeldBack,
  listOldRows,
  makeWork,
  noteLost,
  OLD_TABLES,
  removeForgotten,
  removeOldRows,
  removeUnusedItems,
} from '../store/tables/old-rows.ts';
import { addRetained } from '../store/tables/retention.ts';
import type { CommandContext } from './context.ts';

interface Pile {
  rows: number;
  people: Set<number>;
  total: number;
}

function addTo(piles: Map<string, Pile>, key: string, person: number, total: number): void {
  let pile = piles.get(key);
  if (!pile) {
    pile = { rows: 0, people: new Set(), total: 0 };
    piles.set(key, pile);
  }
  pile.rows++;
  pile.total += total;
  if (person > 0) pile.people.add(person);
}

/** What goes, by import and kind, and by month, format, kind and currency. */
function makeTally(db: WriteDb) {
  const imports = new Map(
    all<{ id: number; file: string; format: string }>(db, 'SELECT id, file_name AS file, format FROM import_runs').map(
      (entry) => [entry.id, entry],
    ),
  );
  const byRun = new Map<string, Pile>();
  const byMonth = new Map<string, Pile>();
  return {
    held: new Set<number>(),
    line: (record: RetentionRecord, run: number, person: number) => addTo(byRun, `${run}\n${record}`, person, 0),
    month(record: RetentionRecord, run: number, person: number, atMs: number, currency = '', total = 0) {
      const month = new Date(atMs).toISOString().slice(0, 7);
      addTo(byMonth, [month, imports.get(run)?.format ?? '', record, currency].join('\n'), person, total);
    },
    lines: (): RetentionOutcome['lines'] =>
      [...byRun].map(([key, { rows, people }]) => {
        const [run = '', record = ''] = key.split('\n');
        const { file = '', format = '' } = imports.get(Number(run)) ?? {};
        return { run: Number(run), file, format, record: record as RetentionRecord, rows, people: people.size };
      }),
    counts: () =>
      [...byMonth].map(([key, { rows, people, total }]) => {
        const [month = '', format = '', record = '', currency = ''] = key.split('\n');
        return { month, format, record: record as RetentionRecord, currency, rows, total, people: people.size };
      }),
  };
}
type Tally = ReturnType<typeof makeTally>;

/** Told of each row that goes. */
type OnRow = (run: number, line: number) => void;

function removeOldRecords(db: WriteDb, held: ReadonlySet<number>, tally: Tally, onRow?: OnRow): void {
  for (const table of OLD_TABLES) {
    const rows = listOldRows(db, table);
    const going = rows.filter(({ person }) => !held.has(person));
    for (const { person } of rows) if (held.has(person)) tally.held.add(person);
    for (const { run, line, person, at, current, currency, total } of going) {
      onRow?.(run, line);
      tally.line(table, run, person);
      // Older versions of a row are not counted a second time.
      if (current === 1 && at !== null) tally.month(table, run, person, at, currency, total);
    }
    removeOldRows(db, table, going);
  }
  removeUnusedItems(db);
}

/** Unix ms before which the rows of an import go; one that is not in it keeps everything. */
export type Cutoffs = ReadonlyMap<number, number>;

/** Removes all that is past its time and keeps the month counts; to be called inside a transaction. */
export function removeOld(
  { db, options, settings }: CommandContext,
  cutoffs: Cutoffs,
  onRow?: OnRow,
): RetentionOutcome {
  const tally = makeTally(db);
  const held = listHeldBack(db);
  makeWork(db, cutoffs, held);
  const lost = new Map<number, Set<number>>();
  removeOldEvents(db, cutoffs, held, ({ run, line, person, atMs, held: isHeld }) => {
    if (isHeld) {
      tally.held.add(person);
      return;
    }
    onRow?.(run, line);
    tally.line('events', run, person);
    tally.month('events', run, person, atMs);
    const people = lost.get(run) ?? new Set();
    lost.set(run, people.add(person));
  });
  for (const [run, people] of lost) for (const person of people) noteLost(db, person, run);
  removeOldRecords(db, held, tally, onRow);
  const people = removeForgotten(db);
  dropWork(db);
  dropSamples(db);
  const kept = tally.counts().filter((count) => count.people >= settings().smallGroup);
  for (const count of kept) addRetained(db, count);
  const lines = tally.lines();
  for (const { run } of lines) forgetReading(db, run);
  const rows = lines.reduce((sum, line) => sum + line.rows, 0);
  const counted = (entries: readonly { rows: number }[]) => entries.reduce((sum, entry) => sum + entry.rows, 0);
  return {
    lines,
    rows,
    people,
    heldBack: tally.held.size,
    counts: kept.length,
    uncounted: counted(tally.counts()) - counted(kept),
    backups: rows + people > 0 ? listStepBackups(options.dataDir).length : 0,
  };
}

/** Thrown to take back what a dry run did. */
class DryRun extends Error {}

/** What would go: it is removed in a transaction that is taken back, so that the counts are those of the real thing. */
export function dryRun(context: CommandContext, cutoffs: Cutoffs, onRow?: OnRow): RetentionOutcome {
  let outcome: RetentionOutcome | undefined;
  try {
    context.db.transaction(() => {
      outcome = removeOld(context, cutoffs, onRow);
      throw new DryRun();
    })();
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  } finally {
    forgetDictionaries(context.db);
  }
  if (!outcome) throw new AppError('internal');
  return outcome;
}
