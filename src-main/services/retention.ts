import type { HeldWithoutBasis, RetentionOutcome, RetentionRule } from '../../shared/contract/retention.ts';
import { AppError } from '../../shared/errors.ts';
import { FORMATS } from '../import/formats/index.ts';
import { hasEnded, keptFromMs, monthsAfterEnd, monthsKept } from '../privacy/retention.ts';
import { deleteStepBackups, emptyLog } from '../store/backups.ts';
import type { ReadDb } from '../store/open.ts';
import { all, get } from '../store/sql.ts';
import { isBusy } from '../store/tables/jobs.ts';
import { listRetained, listRetentionSources, listRules, saveRule } from '../store/tables/retention.ts';
import { removeTopicModel } from '../store/tables/topic-models.ts';
import type { CommandContext } from './context.ts';
import type { Group } from './handlers.ts';
import { forgetLayer } from './learn.ts';
import { startReading } from './reading.ts';
import { type Cutoffs, dryRun, removeOld } from './remove-old.ts';

/**
 * Before which instant rows go, per import that brought them. Where several imports stand for the same content, the one that
 * keeps them longest counts; one without a limit keeps everything.
 */
function cutoffsOf(db: ReadDb, nowMs: number, rules: readonly RetentionRule[]): Cutoffs {
  const cutoffs = new Map<number, number>();
  for (const [original, sources] of Map.groupBy(listRetentionSources(db), (source) => source.original)) {
    const keptFrom = Math.min(...sources.map((source) => keptFromMs(rules, source, nowMs)));
    if (keptFrom > Number.NEGATIVE_INFINITY) cutoffs.set(original, keptFrom);
  }
  return cutoffs;
}
const cutoffsNow = ({ db, options }: CommandContext): Cutoffs => cutoffsOf(db, options.now(), listRules(db));

/** As if it were a rule for every import that what nothing may use goes at once. */
const ENDED_GOES: readonly RetentionRule[] = [{ run: 0, format: '', purpose: 'ended', months: 0 }];

/**
 * What is held of imports whose bases have ended, so that nothing may use it: counted as a dry run. Rows that an import whose
 * bases still hold brought too are not in it.
 */
export function heldWithoutBasis(context: CommandContext): HeldWithoutBasis {
  const { db, options } = context;
  const nowMs = options.now();
  const over = listRetentionSources(db).filter((source) => hasEnded(source, nowMs));
  if (over.length === 0) return { imports: [], rows: 0, people: 0, heldBack: 0 };
  const places = new Map<number, number[]>();
  const { lines, rows, people, heldBack } = dryRun(context, cutoffsOf(db, nowMs, ENDED_GOES), (run, line) =>
    noteLine(places, run, line),
  );
  const files = fileNames(db);
  return {
    imports: over.map(({ run, untilMs }) => ({
      run,
      file: files.get(run) ?? '',
      untilMs: untilMs ?? 0,
      rows: lines.filter((line) => line.run === run).reduce((sum, line) => sum + line.rows, 0),
      lines: places.get(run) ?? [],
    })),
    rows,
    people,
    heldBack,
  };
}

/** Lines of each import that are named. */
const MOST_LINES = 20;

/** Keeps the first lines of the file, in order, whatever order rows come in. */
function noteLine(places: Map<number, number[]>, run: number, line: number): void {
  const lines = places.get(run) ?? [];
  places.set(run, lines);
  const last = lines.at(-1);
  if (lines.includes(line) || (lines.length >= MOST_LINES && last !== undefined && line > last)) return;
  lines.push(line);
  lines.sort((a, b) => a - b);
  lines.length = Math.min(lines.length, MOST_LINES);
}

const fileNames = (db: ReadDb) =>
  new Map(
    all<{ id: number; file_name: string }>(db, 'SELECT id, file_name FROM import_runs').map((row) => [
      row.id,
      row.file_name,
    ]),
  );

const nothing = ({ rows, people }: RetentionOutcome) => rows + people === 0;

function apply(context: CommandContext, automatic: boolean): RetentionOutcome {
  const { db, options, audit, touch } = context;
  const outcome = db.transaction(() => {
    const removed = removeOld(context, cutoffsNow(context));
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
  'retention.rules': ({ db, options }) => {
    const rules = listRules(db);
    const files = fileNames(db);
    return {
      rules,
      sources: listRetentionSources(db).map((source) => ({
        run: source.run,
        file: files.get(source.run) ?? '',
        format: source.format,
        formatTitle: titleOf(source.format),
        months: monthsKept(rules, source),
        endedMs: hasEnded(source, options.now()) ? source.untilMs : null,
        endedMonths: monthsAfterEnd(rules, source),
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
    return dryRun(context, cutoffsNow(context));
  },
  'retention.ended': (context) => {
    assertIdle(context);
    return heldWithoutBasis(context);
  },
  'retention.apply': (context) => {
    assertIdle(context);
    return apply(context, false);
  },
};
