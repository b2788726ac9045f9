import type { RetentionOutcome, RetentionRecord } from '../../shared/contract/retention.ts';
import { AppError } from '../../shared/errors.ts';
import { FORMATS } from '../import/formats/index.ts';
import { cutoffMs, monthsKept } from '../privacy/retention.ts';
import { deleteStepBackups, emptyLog, listStepBackups } from '../store/backups.ts';
import { removeOldEvents } from '../store/events/old.ts';
import type { WriteDb } from '../store/open.ts';
import { all, get } from '../store/sql.ts';
import { forgetDictionaries } from '../store/tables/dictionary.ts';
import { dropSamples } from '../store/tables/erase.ts';
import { isBusy } from '../store/tables/jobs.ts';
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
import { addRetained, listRetained, listRetentionSources, listRules, saveRule } from '../store/tables/retention.ts';
import { removeTopicModel } from '../store/tables/topic-models.ts';
import type { CommandContext } from './context.ts';
import type { Group } from './handlers.ts';
import { forgetLayer } from './learn.ts';
import { startReading } from './reading.ts';

/**
 * Before which instant rows go, per import that brought them. Where several imports stand for the same content, the longest
 * of their times counts; one without a limit keeps it.
 */
function cutoffsOf(db: WriteDb, nowMs: number): Map<number, number> {
  const rules = listRules(db);
  const cutoffs = new Map<number, number>();
  for (const [original, sources] of Map.groupBy(listRetentionSources(db), (source) => source.original)) {
    const months = sources.map((source) => monthsKept(rules, source));
    if (!months.includes(null)) cutoffs.set(original, cutoffMs(nowMs, Math.max(...months.map((n) => n ?? 0))));
  }
  return cutoffs;
}

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

function removeOldRecords(db: WriteDb, held: ReadonlySet<number>, tally: Tally): void {
  for (const table of OLD_TABLES) {
    const rows = listOldRows(db, table);
    const going = rows.filter(({ person }) => !held.has(person));
    for (const { person } of rows) if (held.has(person)) tally.held.add(person);
    for (const { run, person, at, current, currency, total } of going) {
      tally.line(table, run, person);
      // Older versions of a row are not counted a second time.
      if (current === 1 && at !== null) tally.month(table, run, person, at, currency, total);
    }
    removeOldRows(db, table, going);
  }
  removeUnusedItems(db);
}

/** Removes all that is past its time and keeps the month counts; to be called inside a transaction. */
function removeOld({ db, options, settings }: CommandContext): RetentionOutcome {
  const tally = makeTally(db);
  const held = listHeldBack(db);
  const cutoffs = cutoffsOf(db, options.now());
  makeWork(db, cutoffs, held);
  const lost = new Map<number, Set<number>>();
  removeOldEvents(db, cutoffs, held, ({ run, person, atMs, held: isHeld }) => {
    if (isHeld) {
      tally.held.add(person);
      return;
    }
    tally.line('events', run, person);
    tally.month('events', run, person, atMs);
    const people = lost.get(run) ?? new Set();
    lost.set(run, people.add(person));
  });
  for (const [run, people] of lost) for (const person of people) noteLost(db, person, run);
  removeOldRecords(db, held, tally);
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

const nothing = ({ rows, people }: RetentionOutcome) => rows + people === 0;

/** Thrown to take back what a dry run did. */
class DryRun extends Error {}

/** What the rules would remove: they are carried out in a transaction that is taken back, so that the counts are those of the real thing. */
function preview(context: CommandContext): RetentionOutcome {
  let outcome: RetentionOutcome | undefined;
  try {
    context.db.transaction(() => {
      outcome = removeOld(context);
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

function apply(context: CommandContext, automatic: boolean): RetentionOutcome {
  const { db, options, audit, touch } = context;
  const outcome = db.transaction(() => {
    const removed = removeOld(context);
    const { rows, people, heldBack, counts } = removed;
    // Its words come from texts, also from those just removed.
    if (!nothing(removed)) {
      removeTopicModel(db);
      forgetLayer(db);
    }
    if (!automatic || !nothing(removed)) audit('retention.applied', { automatic, rows, people, heldBack, counts });
    return removed;
  })();
  if (nothing(outcome)) return outcome;
  touch();
  // What runs by itself is followed by a reading anyway.
  if (!automatic) startReading(context, true);
  deleteStepBackups(options.dataDir);
  emptyLog(db);
  return outcome;
}

/** Removes what is past its time, if there is a rule at all. For the start and after an import, where nobody asks. */
export function applyRules(context: CommandContext): void {
  if (listRules(context.db).length > 0) apply(context, true);
}

/** At start, as a job: rows grow old while the app is closed. */
export function startRetention(context: CommandContext): void {
  if (listRules(context.db).length === 0) return;
  context.jobs.start('compact', 'Removes what is past its time', async () => applyRules(context));
}

function assertIdle({ db }: CommandContext): void {
  if (isBusy(db)) throw new AppError('busy');
}

const titleOf = (format: string) => FORMATS.find(({ id }) => id === format)?.title ?? format;

export const retention: Group<'retention'> = {
  'retention.rules': ({ db }) => {
    const rules = listRules(db);
    const files = new Map(
      all<{ id: number; file_name: string }>(db, 'SELECT id, file_name FROM import_runs').map((row) => [
        row.id,
        row.file_name,
      ]),
    );
    return {
      rules,
      sources: listRetentionSources(db).map((source) => ({
        run: source.run,
        file: files.get(source.run) ?? '',
        format: source.format,
        formatTitle: titleOf(source.format),
        months: monthsKept(rules, source),
      })),
      retained: listRetained(db),
    };
  },
  'retention.set': ({ db, audit, touch }, rule) => {
    if (rule.run > 0 && !get(db, "SELECT 1 FROM import_runs WHERE id = ? AND state = 'ready'", rule.run))
      throw new AppError('not-found');
    if (rule.format !== '' && !FORMATS.some(({ id }) => id === rule.format)) throw new AppError('format-unknown');
    const { run, format, purpose, months } = rule;
    db.transaction(() => {
      saveRule(db, rule);
      audit('retention.set', { run, format, purpose, months: months ?? 0 });
    })();
    return { revision: touch() };
  },
  'retention.preview': (context) => {
    assertIdle(context);
    return preview(context);
  },
  'retention.apply': (context) => {
    assertIdle(context);
    return apply(context, false);
  },
};
