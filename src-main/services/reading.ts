import { hasOwnScores, setOwnScore } from '../store/tables/corrections.ts';
import { type MessageReading, READING_VERSION, readMessage, wordsForRepeats } from '../analysis/base/readings.ts';
import { bandsOf, shinglesOf } from '../analysis/base/shingles.ts';
import { tokenize } from '../analysis/text/tokens.ts';
import { topicAssigner } from '../analysis/topics/assign.ts';
import type { ReadDb } from '../store/open.ts';
import { getCounter, setCounter } from '../store/tables/counters.ts';
import { saveReadings, type StoredReading } from '../store/tables/reading-batch.ts';
import { countReadings, listUnread, type WaitingMessage } from '../store/tables/readings.ts';
import { countRecords } from '../store/tables/records.ts';
import { forgetLostOriginals } from '../store/tables/repeats.ts';
import { loadTopicModel, type TopicModelRow } from '../store/tables/topic-models.ts';
import type { CommandContext } from './context.ts';
import { type FoundRepeat, RepeatFinder, type ToCompare } from './find-repeats.ts';
import type { JobHandle } from './jobs.ts';
import { learn } from './learn.ts';
import { keptLayer, loadOwnMeaning, type OwnMeaning } from './own-meaning.ts';
import { permittedOf, UNKNOWN_LANGUAGE } from './permitted-messages.ts';
import { areUnscored, scoreWhatIsLeft } from './rescore.ts';
import { areTopicsOld, findTopicsAnew } from './topics-anew.ts';

/** Messages read in one transaction, and what they may hold together; between two the writer answers other calls. */
const BATCH = 500;
const BATCH_CHARACTERS = 120_000;

type Needs = Pick<CommandContext, 'db' | 'touch' | 'tables' | 'options'>;

/** Of a reading, where there is any to do. */
const SCORING_SHARE = 0.1;

type TopicOf = ReturnType<typeof topicAssigner>;

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** As many of the first rows as are read in one go; at least one. */
function portionOf(rows: readonly WaitingMessage[]): WaitingMessage[] {
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
  const learnt = learn(context);
  let done = 0;
  try {
    done = await readAll(context, job);
  } finally {
    if (done > 0 || learnt) context.touch();
  }
  if (areTopicsOld(context.db)) await findTopicsAnew(context, job);
}

async function readAll(context: Needs, job: JobHandle): Promise<number> {
  const { db } = context;
  const model = loadTopicModel(db);
  const topicOf = model && topicAssigner(model);
  let meaning = meaningNow(db);
  const repeats = await RepeatFinder.over(context, breathe);
  const waiting = Math.max(1, countRecords(db, 'messages') - countReadings(db));
  let done = 0;
  let isComplete = true;
  for (let after: number | null = 0; after !== null; ) {
    job.checkpoint();
    await job.giveWay();
    const { rows, next }: ReturnType<typeof listUnread> = listUnread(db, READING_VERSION, after, BATCH);
    const portion = portionOf(rows);
    const allowed = permittedOf(context, portion);
    // What the owner says while this goes on marks messages that are still to come: they must not be read as before.
    if (getCounter(db, 'revision') !== meaning.revision) meaning = meaningNow(db);
    const { own, scores } = meaning;
    const read = allowed.map((message) => readOne(own, scores, topicOf, message));
    db.transaction(() => {
      saveReadings(db, READING_VERSION, withRepeats(read, repeats.find(read), model));
      if (scores) for (const { message, score } of read) setOwnScore(db, message.id, score);
    })();
    done += allowed.length;
    if (allowed.length < portion.length) isComplete = false;
    after = portion.length < rows.length ? (portion.at(-1) as WaitingMessage).id : next;
    job.progress(done, Math.min(0.9, done / waiting));
    await breathe();
  }
  // Those that may not be used today are looked for again at the next start.
  setCounter(db, 'read-version', isComplete ? READING_VERSION : 0);
  return done;
}

/** What words mean as of a revision. `scores`: own scores are to be noted; a statement for each of a million messages would be felt. */
function meaningNow(db: ReadDb) {
  const own = loadOwnMeaning(db);
  return { revision: getCounter(db, 'revision'), own, scores: !own.isPlain || hasOwnScores(db) };
}

/** What a message says by itself. */
interface ReadAlone extends ToCompare {
  message: WaitingMessage;
  reading: MessageReading;
  /** Of the topics found before, −1 = none. */
  topic: number;
  /** Own score, null = the models'. */
  score: number | null;
}

/** Reads one message as its words are meant in this business. */
function readOne(own: OwnMeaning, scores: boolean, topicOf: TopicOf | null, message: WaitingMessage): ReadAlone {
  const { text, language } = message;
  const spoken = language || UNKNOWN_LANGUAGE;
  // A third of the time of a reading is cutting texts into words: once for all that needs them.
  const tokens = tokenize(text, spoken);
  const reading = readMessage(text, spoken, own, tokens);
  const shingles = shinglesOf(wordsForRepeats(text, spoken, tokens));
  return {
    message,
    reading,
    fingerprint: reading.fingerprint,
    shingles,
    bands: shingles && bandsOf(shingles),
    topic: topicOf && message.own === 0 && reading.apart === 0 ? topicOf(text, spoken, tokens) : -1,
    score: scores ? own.score(text, language) : null,
  };
}

/** Readings as they are stored, with what each message repeats. */
const withRepeats = (
  read: readonly ReadAlone[],
  repeats: readonly FoundRepeat[],
  model: TopicModelRow | null,
): StoredReading[] =>
  read.map(({ message, reading, bands, topic }, i) => {
    const repeat = repeats[i] as FoundRepeat;
    const apart = reading.apart || repeat.apart;
    // What only means something else now is about what it was about.
    const about = message.known === 1 ? null : apart === 0 ? (model?.topics[topic] ?? 0) : 0;
    return { ...reading, id: message.id, apart, original: repeat.original, bands, topic: about };
  });

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
  const { db } = context;
  forgetLostOriginals(db);
  // What was learnt rests on messages that may have come, gone, or may not be used any more.
  if (areUnscored(db) || areTopicsOld(db) || keptLayer(db) || (await isUnread(db))) startReading(context, true);
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
