import { READING_VERSION } from '../analysis/base/readings.ts';
import { emptyLog, type ReadDb } from '../store/open.ts';
import { setOwnScore } from '../store/tables/corrections.ts';
import { getCounter, setCounter } from '../store/tables/counters.ts';
import { saveReadings, type StoredReading } from '../store/tables/reading-batch.ts';
import { countReadings, countUnread, type WaitingMessage } from '../store/tables/readings.ts';
import { countRecords } from '../store/tables/records.ts';
import { forgetLostOriginals } from '../store/tables/repeats.ts';
import { loadTopicModel, type TopicModelRow } from '../store/tables/topic-models.ts';
import type { CommandContext } from './context.ts';
import { type FoundRepeat, RepeatFinder } from './find-repeats.ts';
import type { JobHandle } from './jobs.ts';
import { keptLayer } from './kept-meaning.ts';
import { learn } from './learn.ts';
import { type Batch, ReadAhead } from './read-ahead.ts';
import { type ReadingColumns, type TextReading, unpackReadings } from './read-texts.ts';
import { readingSetup } from './reading-setup.ts';
import { areUnscored, scoreWhatIsLeft } from './rescore.ts';
import { areTopicsOld, findTopicsAnew } from './topics-anew.ts';

type Needs = Pick<CommandContext, 'db' | 'touch' | 'tables' | 'options' | 'early'>;

type Setup = { scores: boolean; topics: TopicModelRow | null };

/** Of a reading, where there is any to do. */
const SCORING_SHARE = 0.1;

/** How long after messages were read the log is moved into the store. */
const LOG_EMPTIED_MS = 5000;

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Scores what imports left unscored, then reads the messages that may be used and have not been read: wants, aspects, repeats, and which of the topics found before
 * they are about. When many are new, topics are then found anew. Cut off, the next call goes on where it stopped.
 */
export async function readMessages(context: Needs, job: JobHandle): Promise<void> {
  try {
    await readAndFindTopics(context, job);
  } finally {
    context.early.end();
  }
}

async function readAndFindTopics(context: Needs, job: JobHandle): Promise<void> {
  await scoreWhatIsLeft(context, job, SCORING_SHARE);
  const learnt = learn(context);
  let done = 0;
  try {
    done = await readAll(context, job);
  } finally {
    if (done > 0 || learnt) context.touch('messages');
  }
  // What was known of repeats is needed no longer, and topics are about to take as much. Nobody waits for it where they are not.
  if (areTopicsOld(context.db)) {
    context.options.collect();
    await findTopicsAnew(context, job);
  } else {
    setImmediate(context.options.collect);
    // By then whoever waited for these messages has been answered.
    setTimeout(() => emptyLog(context.db), LOG_EMPTIED_MS).unref();
  }
}

async function readAll(context: Needs, job: JobHandle): Promise<number> {
  const { db } = context;
  const model = loadTopicModel(db);
  let meaning = meaningNow(db, model);
  const waiting = Math.max(1, countRecords(db, 'messages') - countReadings(db));
  const ahead = (await context.early.take(meaning.setup)) ?? new ReadAhead(context, meaning.setup);
  let done = 0;
  let isComplete = true;
  try {
    const repeats = await RepeatFinder.over(context, breathe);
    for (let batch = ahead.next(); batch; batch = ahead.next()) {
      job.checkpoint();
      await job.waitFor(batch.columns);
      // What the owner says while this goes on marks messages that are still to come: they must not be read as before.
      const isMeant = getCounter(db, 'revision') === meaning.revision;
      if (!isMeant) meaning = meaningNow(db, model);
      const read = isMeant ? ahead.withRead(batch) : [];
      if (!isMeant) ahead.again(batch, meaning.setup);
      ahead.write(() => saveAll(context, read, repeats, meaning.setup));
      for (const { messages, isWhole } of read) {
        done += messages.length;
        isComplete &&= isWhole;
      }
      if (read.length > 0) ahead.write(() => job.progress(done, Math.min(0.9, done / waiting)));
      await breathe();
    }
  } finally {
    await ahead.stop();
  }
  // Those that may not be used today are looked for again at the next start.
  setCounter(db, 'read-version', isComplete ? READING_VERSION : 0);
  return done;
}

/** What words mean as of a revision. */
const meaningNow = (db: ReadDb, topics: TopicModelRow | null) => ({
  revision: getCounter(db, 'revision'),
  setup: readingSetup(db, topics),
});

/** Notes what was found in batches, one after the other, in one transaction. */
function saveAll(context: Needs, batches: readonly Batch[], repeats: RepeatFinder, setup: Setup): void {
  context.db.transaction(() => {
    for (const { messages, read } of batches)
      save(context, messages, unpackReadings(read as ReadingColumns), repeats, setup);
  })();
}

/** Notes what was found in messages. Call within a transaction. */
function save(
  { db }: Needs,
  messages: readonly WaitingMessage[],
  readings: readonly TextReading[],
  repeats: RepeatFinder,
  { scores, topics }: Setup,
): void {
  const compared = readings.map(({ reading, shingles, bands }, i) => ({
    message: messages[i] as WaitingMessage,
    fingerprint: reading.fingerprint,
    shingles,
    bands,
  }));
  const found = repeats.find(compared);
  saveReadings(
    db,
    READING_VERSION,
    readings.map((reading, i) => storedOf(messages[i] as WaitingMessage, reading, found[i] as FoundRepeat, topics)),
  );
  if (scores)
    for (const [i, { score }] of readings.entries()) setOwnScore(db, (messages[i] as WaitingMessage).id, score);
}

/** A reading as it is stored, with what the message repeats. */
function storedOf(
  { id, known }: WaitingMessage,
  { reading, bands, topic }: TextReading,
  repeat: FoundRepeat,
  topics: TopicModelRow | null,
): StoredReading {
  const apart = reading.apart || repeat.apart;
  // What only means something else now is about what it was about.
  const about = known === 1 ? null : apart === 0 ? (topics?.topics[topic] ?? 0) : 0;
  return { ...reading, id, apart, original: repeat.original, bands, topic: about };
}

const isUnread = (db: ReadDb): boolean => countUnread(db, READING_VERSION) > 0;

/** Reads in the background; answers the job. `afresh`: what runs already may have passed what is new. */
export const startReading = (context: CommandContext, afresh: boolean): number =>
  context.jobs.background('reading', 'Reads new messages', (job) => readMessages(context, job), afresh);

/** After an import or undo: reads what is new, if there is anything. */
export function readWhatIsNew(context: CommandContext): void {
  const { db, early } = context;
  forgetLostOriginals(db);
  // What was learnt rests on messages that may have come, gone, or may not be used any more.
  if (areUnscored(db) || areTopicsOld(db) || keptLayer(db) || isUnread(db)) startReading(context, true);
  else early.drop();
}

/** Words mean something else, or what was learnt may rest on what may not be used any more: reads anew what that touches. */
export function readAgain(context: CommandContext): void {
  setCounter(context.db, 'read-version', 0);
  startReading(context, true);
}

/** At start: goes on with what was cut off, or what another version of the app has read. */
export function goOnReading(context: CommandContext): void {
  const { db } = context;
  const isBehind = areUnscored(db) || getCounter(db, 'read-version') < READING_VERSION;
  if (isBehind && countRecords(db, 'messages') > 0) startReading(context, true);
}
