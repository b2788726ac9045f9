import type { ReadDb, WriteDb } from '../open.ts';
import { get, number, run } from '../sql.ts';

/** What topics were found with. `lifts` has one row of `stems.length` per topic. */
export interface TopicModelRow {
  /** Ids of the topics, in the order of the rows. */
  topics: number[];
  stems: readonly string[];
  shares: Float32Array;
  lifts: Float32Array;
  /** Messages that had been read when it was made. */
  readings: number;
}

/** How well topics hang together. */
export interface TopicQuality {
  /** Mean NPMI of the topics' words, and share of different words among them; null = not known. */
  coherence: number | null;
  diversity: number | null;
  /** Texts they were found in; 0 = not known. */
  texts: number;
}

const floats = (bytes: Uint8Array): Float32Array => new Float32Array(bytes.slice().buffer);
const bytesOf = (array: Float32Array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

export function loadTopicModel(db: ReadDb): TopicModelRow | null {
  const row = get<{ readings: number; topics: string; stems: string; shares: Uint8Array; lifts: Uint8Array }>(
    db,
    'SELECT readings, topics, stems, shares, lifts FROM topic_models',
  );
  if (!row) return null;
  return {
    readings: row.readings,
    topics: JSON.parse(row.topics) as number[],
    stems: JSON.parse(row.stems) as string[],
    shares: floats(row.shares),
    lifts: floats(row.lifts),
  };
}

export function saveTopicModel(db: WriteDb, model: TopicModelRow, quality: TopicQuality): void {
  run(
    db,
    `INSERT OR REPLACE INTO topic_models (id, readings, topics, stems, shares, lifts, coherence, diversity, texts)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)`,
    model.readings,
    JSON.stringify(model.topics),
    JSON.stringify(model.stems),
    bytesOf(model.shares),
    bytesOf(model.lifts),
    quality.coherence,
    quality.diversity,
    quality.texts,
  );
}

export const removeTopicModel = (db: WriteDb): void => {
  run(db, 'DELETE FROM topic_models');
};

/** How well the topics hang together; undefined = there are none. */
export const loadTopicQuality = (db: ReadDb): TopicQuality | undefined =>
  get<TopicQuality>(db, 'SELECT coherence, diversity, texts FROM topic_models');

/** Messages that had been read when topics were last found; 0 = never. */
export const topicModelReadings = (db: ReadDb): number => number(db, 'SELECT readings FROM topic_models');
