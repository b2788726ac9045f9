import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { findTopics } from '../../src-main/analysis/topics/find-topics.ts';
import { ALL, finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

const SUBJECTS = ['parcel courier late delivery', 'coffee espresso barista cup', 'refund invoice payment card'];

const TEXTS = Array.from({ length: 180 }, (_, i) => {
  const words = (SUBJECTS[i % 3] as string).split(' ');
  const own = [...String(1000 + i)].map((d) => 'abcdefghij'[Number(d)]).join('');
  return `${words[i % 4]} and ${words[(i + 1) % 4]} with ${words[(i + 2) % 4]} ${own}`;
});

/** Each message has one of three subjects, and an author of eight. */
async function store() {
  const dir = freshDir();
  const path = join(dir, 'comments.csv');
  const rows = TEXTS.map(
    (text, i) => `c-${i},2026-03-${String(1 + (i % 28)).padStart(2, '0')}T10:00:00Z,@fan_${i % 8},"${text}",0`,
  );
  writeFileSync(path, `Comment ID,Date,Author,Comment,Likes\n${rows.join('\n')}\n`);
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [path]);
  await finished(engine, () => engine.call('listening.read', {}));
  return engine;
}

test('every topic of the table has a place, renamed and merged ones too; hidden ones and small groups have none', async () => {
  const engine = await store();
  const names = async () => (await engine.call('listening.topicMap', { filter: ALL })).places.map(({ name }) => name);
  const { reply, places, kept } = await engine.call('listening.topicMap', { filter: ALL });
  const found = reply.result.kind === 'table' ? reply.result.rows.map(({ key }) => key) : [];
  expect(places.map(({ name }) => name)).toEqual(found.filter((name) => name !== 'other').sort());
  expect(places.length).toBeGreaterThanOrEqual(3);
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(places.length);
  expect(kept > 0 && kept <= 1 + 1e-9).toBe(true);
  const [first, second, third] = await engine.call('listening.topics', {});
  const edit = (topic: number, name: string, mergedInto: number, hidden: boolean) =>
    engine.call('listening.editTopic', { topic, name, mergedInto, hidden });
  await edit(first?.id ?? 0, 'Zebra', 0, false);
  await edit(second?.id ?? 0, '', first?.id ?? 0, false);
  await edit(third?.id ?? 0, '', 0, true);
  const after = await names();
  expect(after).toContain('Zebra');
  expect(after).not.toContain(second?.label);
  expect(after).not.toContain(third?.label);
  const { settings } = await engine.call('app.status', {});
  await engine.call('settings.save', { ...settings, workspaceKind: 'adviser', smallGroup: 10 });
  expect(await names()).toEqual([]);
});

test('coherence and diversity are those of the topics as they were found, and stay when the owner merges some', async () => {
  const engine = await store();
  const { quality } = await engine.call('listening.topicQuality', {});
  const found = findTopics(TEXTS.map((text) => ({ text, language: 'en' })));
  expect(quality).toEqual({ coherence: found.coherence, diversity: found.diversity, texts: 180 });
  expect(quality?.coherence).toBeGreaterThan(0.2);
  expect(quality?.diversity).toBeGreaterThan(0.5);
  const [first, second] = await engine.call('listening.topics', {});
  const edit = { topic: second?.id ?? 0, name: '', mergedInto: first?.id ?? 0, hidden: false };
  await engine.call('listening.editTopic', edit);
  expect(await engine.call('listening.topicQuality', {})).toEqual({ quality });
});

test('without messages there are no topics to judge', async () => {
  const engine = await openEngine(join(freshDir(), 'data'));
  expect(await engine.call('listening.topicQuality', {})).toEqual({ quality: null });
});
