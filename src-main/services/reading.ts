import type { MessageColumns } from '../../shared/columns.ts';
import { READING_VERSION, REPEAT, readMessage } from '../analysis/base/readings.ts';
import { matchTopics } from '../analysis/topics/match.ts';
import { findTopics } from '../analysis/topics/topics.ts';
import { all } from '../store/sql.ts';
import {
  countUnread,
  forgetTopics,
  isRepeat,
  listTopics,
  listUnread,
  saveReading,
  saveTopic,
  setTopic,
} from '../store/tables/readings.ts';
import type { CommandContext } from './context.ts';
import type { JobHandle } from './jobs.ts';

/** Messages read in one transaction; between two the writer answers other calls. */
const BATCH = 200;
/** Topics are found in the newest messages up to this many; older ones keep the topic they had. */
const MOST_FOR_TOPICS = 200_000;
/** A language nothing is known of is read as English: most short texts without one are. */
const UNKNOWN_LANGUAGE = 'en';

type Needs = Pick<CommandContext, 'db' | 'touch' | 'tables'>;

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Reads the messages that may be used and have not been read: wants, aspects, repeats; then finds topics anew and knows them
 * again by their words. Cut off, the next call goes on where it stopped.
 */
export async function readMessages(context: Needs, job: JobHandle): Promise<void> {
  const { db, tables } = context;
  const { tables: permitted } = await tables.permitted(['messages'], 'service');
  const messages = permitted.messages as MessageColumns;
  const allowed = new Set(messages.id);
  const waiting = Math.max(1, countUnread(db, READING_VERSION));
  let done = 0;
  let id = 0;
  try {
    for (;;) {
      job.checkpoint();
      const rows = listUnread(db, READING_VERSION, id, BATCH);
      if (rows.length === 0) break;
      db.transaction(() => {
        for (const row of rows) {
          if (!allowed.has(row.id)) continue;
          const reading = readMessage(row.text, row.language || UNKNOWN_LANGUAGE);
          const apart = reading.apart || (isRepeat(db, row.id, reading.fingerprint) ? REPEAT : 0);
          saveReading(db, row.id, READING_VERSION, { ...reading, apart });
        }
      })();
      id = rows.at(-1)?.id ?? id;
      done += rows.length;
      job.progress(done, Math.min(0.95, done / waiting));
      await breathe();
    }
    if (done > 0) placeTopics(context, messages);
  } finally {
    if (done > 0) context.touch();
  }
}

/** Finds topics among others' messages that are not kept apart, and notes which message is about what. */
function placeTopics({ db }: Needs, messages: MessageColumns): void {
  const own = new Set<number>();
  messages.own.forEach((flag, i) => {
    if (flag === 1) own.add(messages.id[i] as number);
  });
  const allowed = new Set(messages.id);
  const rows = all<{ id: number; text: string; language: string }>(
    db,
    `SELECT m.id, m.text, m.language FROM messages m JOIN message_readings r ON r.message_id = m.id
     WHERE m.current = 1 AND r.apart = 0 ORDER BY m.at_ms DESC, m.id DESC LIMIT ${MOST_FOR_TOPICS}`,
  ).filter(({ id }) => allowed.has(id) && !own.has(id));
  const model = findTopics(rows.map(({ text, language }) => ({ text, language: language || UNKNOWN_LANGUAGE })));
  db.transaction(() => {
    const matched = matchTopics(model.topics, listTopics(db));
    const ids = model.topics.map(({ label, signature }, i) => saveTopic(db, matched[i]?.id ?? null, label, signature));
    rows.forEach(({ id }, i) => {
      const topic = model.topic[i] as number;
      setTopic(db, id, topic < 0 ? 0 : (ids[topic] as number));
    });
    forgetTopics(db);
  })();
}
