import type { EventColumns } from '../../shared/columns.ts';
import type { Result } from '../../shared/results.ts';
import { HOUR_MS } from '../../shared/time.ts';
import type { RunContext } from '../../src-main/analysis/analysis.ts';
import { ANALYSES } from '../../src-main/analysis/index.ts';
import { compact } from '../../src-main/store/events/compact.ts';
import { openWriter, type WriteDb } from '../../src-main/store/open.ts';
import { TO_MS } from './events.ts';
import type { Question } from './question.ts';
import { fillDictionaries, writeEvents } from './store.ts';

/** A new store of generated events. */
export function openFilled(dir: string, rows: number): WriteDb {
  const db = openWriter(dir);
  fillDictionaries(db);
  writeEvents(db, rows);
  compact(db);
  return db;
}

/** Asks the real analysis. */
export function answer(events: EventColumns, question: Question): Result {
  const analysis = ANALYSES.find(({ id }) => id === question.analysis);
  if (!analysis) throw new Error(`no analysis ${question.analysis}`);
  const context: RunContext = {
    range: { fromMs: question.fromMs, toMs: TO_MS },
    zone: 'UTC',
    dataEndMs: TO_MS,
    sessionIdleMs: 30 * 60_000,
    bots: false,
  };
  return analysis.run(
    { events } as Parameters<typeof analysis.run>[0],
    analysis.params.parse(question.params),
    context,
  );
}

let changes = 0;
/** The question for other dates than any before, as after a change of the filter: a little is cut off. */
export const refiltered = (question: Question): Question => ({
  ...question,
  fromMs: question.fromMs + ++changes * HOUR_MS,
});
