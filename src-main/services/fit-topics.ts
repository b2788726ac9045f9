import type { TopicLifts } from '../analysis/topics/assign.ts';
import type { TopicText } from '../analysis/topics/corpus.ts';
import { findTopics } from '../analysis/topics/find-topics.ts';

/** Topics as they were found. `topic[d]`: row in `topics` of text d, −1 = other. */
export interface TopicFit {
  topics: { label: string; signature: Record<string, number> }[];
  topic: Int16Array;
  lifts: TopicLifts;
  /** Mean NPMI of the topics' words over the texts, and share of different words among them; null = too few words. */
  coherence: number | null;
  diversity: number | null;
}

/** Where topics are found: texts are handed over a few thousand at a time, so that nobody waits for long. */
export interface TopicThread {
  add(texts: TopicText[]): void;
  /** Finds the topics of all texts added. */
  fit(): Promise<TopicFit>;
  /** Stops it, whatever it is doing. */
  stop(): Promise<void>;
}

/** Finds topics and hands on what is kept of them. Deterministic. */
export function fitTopics(texts: readonly TopicText[]): TopicFit {
  const { topics, topic, lifts, coherence, diversity } = findTopics(texts);
  return { topics: topics.map(({ label, signature }) => ({ label, signature })), topic, lifts, coherence, diversity };
}

/** Without a thread of its own: where the core runs by itself. */
export function topicsHere(): TopicThread {
  const texts: TopicText[] = [];
  return {
    add: (more) => {
      for (const text of more) texts.push(text);
    },
    fit: async () => fitTopics(texts),
    stop: async () => {},
  };
}
