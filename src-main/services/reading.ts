import { READING_VERSION, REPEAT, readMessage } from '../analysis/base/readings.ts';
import { topicAssigner } from '../analysis/topics/assign.ts';
import type { ReadDb } from '../store/open.ts';
import { getCounter, setCounter } from '../store/tables/counters.ts';
import {
  countReadings,
  isRepeat,
  listUnread,
  saveReading,
  setTopic,
  type UnreadMessage,
} from '../store/tables/readings.ts';
import { countRecords } from '../store/tables/records.ts';
import { loadTopicModel } from '../store/tables/topic-models.ts';
import type { CommandContext } from './context.ts';
import type { JobHandle } from './jobs.ts';
import { permittedOf, UNKNOWN_LANGUAGE } from './permitted-messages.ts';
import { areUnscored, scoreWhatIsLeft } from './rescore.ts';
import { areTopicsOld, findTopicsAnew } from './topics-anew.ts';

/** Messages read in one transaction, and what they may hold together; between two the writer answers other calls. */
const BATCH = 200;
const BATCH_CHARACTERS = 60_000;

type Needs = Pick<CommandContext, 'db' | 'touch' | 'tables' | 'options'>;

/** Of a reading, where there is any to do. */
const SCORING_SHARE = 0.1;

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** As many of the first rows as are read in one go; at least one. */
function portionOf(rows: readonly UnreadMessage[]): UnreadMessage[] {
  let characters = 0;
  const end = rows.findIndex(({ text }) => {
    characters += text.length;
    return characters > BATCH_CHARACTERS;
  });
  return rows.slice(0, end < 0 ? rows.length : Math.max(1, end));
}

/**
 * Scores what imports left unscored, then reads the messages that may be used and have not been read: wants, aspects, repeats, and which of the topics found before
 * they are about. When many are new, topics are then found anew. Cut off, the next call goes on where it stopped.
 */
export async function readMessages(context: Needs, job: JobHandle): Promise<void> {
  await scoreWhatIsLeft(context, job, SCORING_SHARE);
  let done = 0;
  try {
    done = await readAll(context, job);
  } finally {
    if (done > 0) context.touch();
  }
  if (areTopicsOld(context.db)) await findTopicsAnew(context, job);
}

async function readAll(context: Needs, job: JobHandle): Promise<number> {
  const { db } = context;
  const model = loadTopicModel(db);
  const topicOf = model && topicAssigner(model);
  const waiting = Math.max(1, countRecords(db, 'messages') - countReadings(db));
  let done = 0;
  let isComplete = true;
  for (let after: number | null = 0; after !== null; ) {
    job.checkpoint();
    await job.giveWay();
    const { rows, next }: ReturnType<typeof listUnread> = listUnread(db, READING_VERSION, after, BATCH);
    const portion = portionOf(rows);
    const allowed = permittedOf(context, portion);
    db.transaction(() => {
      for (const { id, text, language, own } of allowed) {
        const spoken = language || UNKNOWN_LANGUAGE;
        const reading = readMessage(text, spoken);
        const apart = reading.apart || (isRepeat(db, id, reading.fingerprint) ? REPEAT : 0);
        saveReading(db, id, READING_VERSION, { ...reading, apart });
        const topic = topicOf && own === 0 && apart === 0 ? topicOf(text, spoken) : -1;
        setTopic(db, id, topic < 0 ? 0 : (model?.topics[topic] ?? 0));
      }
    })();
    done += allowed.length;
    if (allowed.length < portion.length) isComplete = false;
    after = portion.length < rows.length ? (portion.at(-1) as UnreadMessage).id : next;
    job.progress(done, Math.min(0.9, done / waiting));
    await breathe();
  }
  // Those that may not be used today are looked for again at the next start.
  setCounter(db, 'read-version', isComplete ? READING_VERSION : 0);
  return done;
}

/** Whether a message waits to be read, looked for a stretch of ids at a time. */
async function isUnread(db: ReadDb): Promise<boolean> {
  for (let after: number | null = 0; after !== null; ) {
    const { rows, next }: ReturnType<typeof listUnread> = listUnread(db, READING_VERSION, after, 1);
    if (rows.length > 0) return true;
    after = next;
    await breathe();
  }
  return false;
}

/** Reads in the background; answers the job. `afresh`: what runs already may have passed what is new. */
export const startReading = (context: CommandContext, afresh: boolean): number =>
  context.jobs.background('reading', 'Reads new messages', (job) => readMessages(context, job), afresh);

/** After an import or undo: reads what is new, if there is anything. */
export async function readWhatIsNew(context: CommandContext): Promise<void> {
  if (areUnscored(context.db) || areTopicsOld(context.db) || (await isUnread(context.db))) startReading(context, true);
}

/** At start: goes on with what was cut off, or what another version of the app has read. */
export function goOnReading(context: CommandContext): void {
  const { db } = context;
  const isBehind = areUnscored(db) || getCounter(db, 'read-version') < READING_VERSION;
  if (isBehind && countRecords(db, 'messages') > 0) startReading(context, true);
}
