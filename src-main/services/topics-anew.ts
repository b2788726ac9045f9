import { UNKNOWN_LANGUAGE } from '../analysis/base/readings.ts';
import { matchTopics } from '../analysis/topics/match.ts';
import type { ReadDb } from '../store/open.ts';
import { getCounter } from '../store/tables/counters.ts';
import {
  countReadings,
  forgetTopics,
  listForTopics,
  listTopics,
  newestFrom,
  saveTopic,
  setTopic,
} from '../store/tables/readings.ts';
import { removeTopicModel, saveTopicModel, topicModelReadings } from '../store/tables/topic-models.ts';
import type { CommandContext } from './context.ts';
import type { TopicFit } from './fit-topics.ts';
import type { JobHandle } from './jobs.ts';
import { permittedOf } from './permitted-messages.ts';

/** Topics are found in the newest messages up to this many; older ones keep the topic they had. */
const MOST_FOR_TOPICS = 200_000;
/** Once the messages are this part more, or fewer, than topics were found in, they are found anew. */
const CHANGED = 0.2;
/** Below this, anew with each new message: it takes a moment, and each message counts. */
const FEW = 2000;
/** Messages whose topic is noted in one transaction. */
const NOTED = 2000;
/** Data that change while topics are being found make them be found again, but not for ever. */
const TRIES = 3;

type Needs = Pick<CommandContext, 'db' | 'touch' | 'tables' | 'options'>;

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Whether there are so many more or fewer messages than topics were found in that they should be found anew. */
export function areTopicsOld(db: ReadDb): boolean {
  const now = countReadings(db);
  const then = topicModelReadings(db);
  return now !== then && (now < FEW || Math.abs(now - then) >= CHANGED * Math.max(1, then));
}

/**
 * Finds topics among others' messages that are not kept apart, in a thread of their own, knows them again by their words, and
 * notes which message is about what.
 */
export async function findTopicsAnew(context: Needs, job: JobHandle): Promise<void> {
  const { db, options } = context;
  for (let left = TRIES; left > 0; left--) {
    const thread = options.spawnTopics();
    const revision = getCounter(db, 'revision');
    try {
      const ids = await handOver(context, job, thread);
      const fit = await job.waitFor(thread.fit());
      // Found in texts that are there no more, or may not be used any more: such words must not be kept.
      if (getCounter(db, 'revision') !== revision) continue;
      await keep(context, job, ids, fit);
      return;
    } finally {
      await thread.stop();
    }
  }
}

/** Hands the texts over; answers their ids. */
async function handOver(
  context: Needs,
  job: JobHandle,
  thread: ReturnType<Needs['options']['spawnTopics']>,
): Promise<number[]> {
  const { db } = context;
  const ids: number[] = [];
  const fromMs = newestFrom(db, MOST_FOR_TOPICS);
  for (let after: number | null = 0; after !== null; ) {
    job.checkpoint();
    const { rows, next }: ReturnType<typeof listForTopics> = listForTopics(db, after, fromMs);
    const allowed = permittedOf(context, rows);
    thread.add(allowed.map(({ text, language }) => ({ text, language: language || UNKNOWN_LANGUAGE })));
    for (const { id } of allowed) ids.push(id);
    after = next;
    await breathe();
  }
  return ids;
}

/** Notes the topics. Stops where the data change meanwhile: there is then no model, and topics are found again. */
async function keep({ db, touch }: Needs, job: JobHandle, ids: readonly number[], fit: TopicFit): Promise<void> {
  const revision = getCounter(db, 'revision');
  const topics = db.transaction(() => {
    // Until all is noted there is no model: cut off, topics are found anew.
    removeTopicModel(db);
    const matched = matchTopics(fit.topics, listTopics(db));
    return fit.topics.map(({ label, signature }, i) => saveTopic(db, matched[i]?.id ?? null, label, signature));
  })();
  for (let from = 0; from < ids.length; from += NOTED) {
    job.checkpoint();
    db.transaction(() => {
      for (let i = from; i < Math.min(ids.length, from + NOTED); i++) {
        const topic = fit.topic[i] as number;
        setTopic(db, ids[i] as number, topic < 0 ? 0 : (topics[topic] as number));
      }
    })();
    await breathe();
    if (getCounter(db, 'revision') !== revision) return;
  }
  db.transaction(() => {
    forgetTopics(db);
    const { coherence, diversity, lifts } = fit;
    const model = { topics, readings: countReadings(db), ...lifts };
    saveTopicModel(db, model, { coherence, diversity, texts: ids.length });
  })();
  touch('messages');
}
