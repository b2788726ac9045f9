import { SENTIMENT_VERSION, UNSCORED } from '../analysis/base/sentiment.ts';
import type { ReadDb } from '../store/open.ts';
import { all, get, number, run } from '../store/sql.ts';
import { markOwnScores } from '../store/tables/corrections.ts';
import { getCounter, setCounter } from '../store/tables/counters.ts';
import type { CommandContext } from './context.ts';
import type { JobHandle } from './jobs.ts';
import { sentiment } from './sentiment.ts';

/** Messages scored in one transaction; between two the writer answers other calls. */
const BATCH = 500;

const STALE = 'sentiment_version > 0 AND sentiment_version < ?';

type Needs = Pick<CommandContext, 'db' | 'jobs' | 'touch'>;

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * At start: texts that an older version of the models scored are scored anew, as a job, so that old and new imports can be
 * compared. Once done it is noted, so that later starts need not look. Cut off, it goes on at the next start.
 */
export function startRescore(context: Needs): void {
  const { db, jobs } = context;
  if (getCounter(db, 'sentiment-version') >= SENTIMENT_VERSION) return;
  if (get(db, `SELECT 1 FROM messages WHERE ${STALE} LIMIT 1`, SENTIMENT_VERSION))
    jobs.start('compact', 'Scores texts anew', (job) => rescoreOld(context, job));
  else setCounter(db, 'sentiment-version', SENTIMENT_VERSION);
}

async function rescoreOld({ db, touch }: Needs, job: JobHandle): Promise<void> {
  await scoreAll({ db, touch }, job, { where: STALE, most: 1 });
  // What the owner's words made of older scores is made anew.
  markOwnScores(db);
  setCounter(db, 'sentiment-version', SENTIMENT_VERSION);
}

/** Whether an import left messages to be scored in the background. */
export const areUnscored = (db: ReadDb): boolean => getCounter(db, 'unscored') === 1;

/** Scores what imports left unscored, as part of a job in the background; `most` = the share of the job that it is. */
export async function scoreWhatIsLeft(
  context: Pick<Needs, 'db' | 'touch'>,
  job: JobHandle,
  most: number,
): Promise<void> {
  if (!areUnscored(context.db)) return;
  const where = `sentiment_version = ${UNSCORED} AND sentiment_version < ?`;
  // Undo and import while it gives way may leave some behind it.
  do await scoreAll(context, job, { where, most });
  while (get(context.db, `SELECT 1 FROM messages WHERE ${where} LIMIT 1`, SENTIMENT_VERSION));
  setCounter(context.db, 'unscored', 0);
}

/** Older versions of a message are scored, too: an undo may bring them back. */
async function scoreAll(
  { db, touch }: Pick<Needs, 'db' | 'touch'>,
  job: JobHandle,
  { where, most }: { where: string; most: number },
): Promise<void> {
  const lastId = number(db, 'SELECT max(id) FROM messages');
  let done = 0;
  try {
    for (let id = 0; ; ) {
      job.checkpoint();
      await job.giveWay();
      const rows = all<{ id: number; text: string; language: string }>(
        db,
        `SELECT id, text, language FROM messages WHERE id > ? AND ${where} ORDER BY id LIMIT ${BATCH}`,
        id,
        SENTIMENT_VERSION,
      );
      if (rows.length === 0) break;
      db.transaction(() => {
        for (const row of rows)
          run(
            db,
            'UPDATE messages SET sentiment = ?, sentiment_version = ? WHERE id = ?',
            sentiment.score(row.text, row.language),
            SENTIMENT_VERSION,
            row.id,
          );
      })();
      id = rows.at(-1)?.id ?? lastId;
      done += rows.length;
      job.progress(done, Math.min(1, id / lastId) * most);
      await breathe();
    }
  } finally {
    if (done > 0) touch('messages');
  }
}
