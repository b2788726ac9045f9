import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { number, run } from '../../src-main/store/sql.ts';
import {
  loadTopicModel,
  loadTopicQuality,
  removeTopicModel,
  saveTopicModel,
  topicModelReadings,
} from '../../src-main/store/tables/topic-models.ts';

test('migration 15 keeps topics; there is no model yet', () => {
  const db = openMemory(14);
  run(db, "INSERT INTO topics (label, own_name, signature) VALUES ('parcel', 'Delivery', '{}')");
  migrate(db, { target: 15 });
  expect(schemaVersion(db)).toBe(15);
  expect(number(db, "SELECT count(*) FROM topics WHERE own_name = 'Delivery'")).toBe(1);
  expect([loadTopicModel(db), topicModelReadings(db)]).toEqual([null, 0]);
});

test('a model comes back as it was saved; there is never more than one', () => {
  const db = openMemory();
  const model = {
    topics: [4, 9],
    stems: ['parcel', 'café', 'x'],
    shares: Float32Array.of(-0.5, 1.25),
    lifts: Float32Array.of(2, -1, 0, -1, 3, 0.5),
    readings: 12,
  };
  const quality = { coherence: 0.125, diversity: null, texts: 12 };
  saveTopicModel(db, { ...model, readings: 3 }, { ...quality, texts: 3 });
  saveTopicModel(db, model, quality);
  expect(loadTopicModel(db)).toEqual(model);
  expect(loadTopicQuality(db)).toEqual(quality);
  expect(topicModelReadings(db)).toBe(12);
  removeTopicModel(db);
  expect(loadTopicModel(db)).toBeNull();
  expect(loadTopicQuality(db)).toBeUndefined();
});
