import { type MessageReading, readMessage, wordsForRepeats, UNKNOWN_LANGUAGE } from '../analysis/base/readings.ts';
import { bandsOf, shinglesOf } from '../analysis/base/shingles.ts';
import { tokenize } from '../analysis/text/tokens.ts';
import { type TopicLifts, topicAssigner } from '../analysis/topics/assign.ts';
import type { StoredWord } from '../store/tables/corrections.ts';
import type { KeptLayer } from './kept-layer.ts';
import { makeOwnMeaning } from './own-meaning.ts';

/** How texts are to be read: as the words of this business are meant, and by the topics found before (null = none). */
export interface ReadingSetup {
  words: readonly StoredWord[];
  kept: KeptLayer | null;
  /** Whether own scores are wanted. */
  scores: boolean;
  topics: TopicLifts | null;
}

/** A text, and whether the business wrote it. `language` '' = unknown. */
export interface TextToRead {
  text: string;
  language: string;
  own: number;
}

/** What a text says by itself. */
export interface TextReading {
  reading: MessageReading;
  /** What it is compared with others by; null where it is too short. */
  shingles: Uint32Array | null;
  bands: Uint32Array | null;
  /** Row of the topic it is about, −1 = none. */
  topic: number;
  /** Own score; null = the models' stands. */
  score: number | null;
}

/**
 * Readings in columns: how they travel from the thread that reads, for a fraction of the time that as many objects take. Words
 * are numbered in `names`; `bands` has four per text; a text without `shingles` is too short for either; NaN = no own score.
 */
export interface ReadingColumns {
  rows: number;
  intents: Uint16Array;
  apart: Uint8Array;
  fingerprint: Float64Array;
  topic: Int16Array;
  score: Float64Array;
  bands: Uint32Array;
  shingles: Uint32Array;
  shingleEnd: Uint32Array;
  group: Uint32Array;
  category: Uint32Array;
  polarity: Uint8Array;
  aspectEnd: Uint32Array;
  tag: Uint32Array;
  tagEnd: Uint32Array;
  names: string[];
}

/** Where texts are read, some hundred at a time and in the order in which they are handed over. */
export interface TextThread {
  /** From the next texts on. */
  setUp(setup: ReadingSetup): void;
  read(texts: readonly TextToRead[]): Promise<ReadingColumns>;
  stop(): Promise<void>;
}

const BANDS = 4;

/** Reads texts one after the other. Deterministic. */
function makeReader({ words, kept, scores, topics }: ReadingSetup): (text: TextToRead) => TextReading {
  const meaning = makeOwnMeaning(words, kept);
  const own = { aspects: meaning.aspects, reword: meaning.rewordForThings };
  const topicOf = topics && topicAssigner(topics);
  return ({ text, language, own: isOwn }) => {
    const spoken = language || UNKNOWN_LANGUAGE;
    // A third of the time of a reading is cutting texts into words: once for all that needs them.
    const tokens = tokenize(text, spoken);
    const reading = readMessage(text, spoken, own, tokens);
    const shingles = shinglesOf(wordsForRepeats(text, spoken, tokens));
    return {
      reading,
      shingles,
      bands: shingles && bandsOf(shingles),
      topic: topicOf && isOwn === 0 && reading.apart === 0 ? topicOf(text, spoken, tokens) : -1,
      score: scores ? meaning.score(text, language) : null,
    };
  };
}

/** Where each list ends, lists lying one behind the other. */
function endsOf(lists: readonly { length: number }[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(lists, ({ length }) => {
    end += length;
    return end;
  });
}

/** Puts readings into columns. */
export function packReadings(readings: readonly TextReading[]): ReadingColumns {
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
  const aspects = readings.flatMap(({ reading }) => reading.aspects);
  const tags = readings.flatMap(({ reading }) => reading.tags);
  const shingleEnd = endsOf(readings.map(({ shingles }) => shingles ?? []));
  const shingles = new Uint32Array(shingleEnd.at(-1) ?? 0);
  const bands = new Uint32Array(readings.length * BANDS);
  readings.forEach((reading, i) => {
    shingles.set(reading.shingles ?? [], i === 0 ? 0 : shingleEnd[i - 1]);
    bands.set(reading.bands ?? [], i * BANDS);
  });
  return {
    rows: readings.length,
    intents: Uint16Array.from(readings, ({ reading }) => reading.intents),
    apart: Uint8Array.from(readings, ({ reading }) => reading.apart),
    fingerprint: Float64Array.from(readings, ({ reading }) => reading.fingerprint),
    topic: Int16Array.from(readings, ({ topic }) => topic),
    score: Float64Array.from(readings, ({ score }) => score ?? Number.NaN),
    bands,
    shingles,
    shingleEnd,
    group: Uint32Array.from(aspects, ({ group }) => numberOf(group)),
    category: Uint32Array.from(aspects, ({ category }) => numberOf(category)),
    polarity: Uint8Array.from(aspects, ({ polarity }) => polarity),
    aspectEnd: endsOf(readings.map(({ reading }) => reading.aspects)),
    tag: Uint32Array.from(tags, numberOf),
    tagEnd: endsOf(readings.map(({ reading }) => reading.tags)),
    names: [...numbers.keys()],
  };
}

/** The readings in columns. */
export function unpackReadings(columns: ReadingColumns): TextReading[] {
  const { names, group, category, polarity, tag } = columns;
  const nameAt = (numbers: Uint32Array, i: number): string => names[numbers[i] as number] as string;
  const range = (ends: Uint32Array, i: number): [number, number] => [
    i === 0 ? 0 : (ends[i - 1] as number),
    ends[i] as number,
  ];
  return Array.from({ length: columns.rows }, (_, i) => {
    const [from, to] = range(columns.aspectEnd, i);
    const [firstTag, lastTag] = range(columns.tagEnd, i);
    const [first, last] = range(columns.shingleEnd, i);
    const score = columns.score[i] as number;
    return {
      reading: {
        intents: columns.intents[i] as number,
        apart: columns.apart[i] as number,
        fingerprint: columns.fingerprint[i] as number,
        aspects: Array.from({ length: to - from }, (_, k) => ({
          group: nameAt(group, from + k),
          category: nameAt(category, from + k),
          polarity: polarity[from + k] as number,
        })),
        tags: Array.from({ length: lastTag - firstTag }, (_, k) => nameAt(tag, firstTag + k)),
      },
      shingles: first === last ? null : columns.shingles.subarray(first, last),
      bands: first === last ? null : columns.bands.subarray(i * BANDS, i * BANDS + BANDS),
      topic: columns.topic[i] as number,
      score: Number.isNaN(score) ? null : score,
    };
  });
}

/** Without a thread of its own: where the core runs by itself, and where there is little to read. */
export function readingHere(): TextThread {
  let read: ReturnType<typeof makeReader> | null = null;
  return {
    setUp: (setup) => {
      read = makeReader(setup);
    },
    read: async (texts) => {
      if (!read) throw new RangeError('how is not said');
      return packReadings(texts.map(read));
    },
    stop: async () => {},
  };
}
