import { expect, test, vi } from 'vitest';
import { shop, settled, tableOf } from './corrections-rig.ts';

vi.setConfig({ testTimeout: 180_000 });

const LETTERS = [...'abcdefghijklmnopqrstuvwx'];
const FOAM = LETTERS.slice(0, 16).map((letter) => `The foam was awful for person ${letter}`);
/** Corrected in two texts alone: held back, one says too little for the other. */
const LID = LETTERS.slice(0, 4).map((letter) => `The lid is great ${letter}`);
const rowOf = async (rig: Awaited<ReturnType<typeof shop>>, key: string) =>
  (await tableOf(rig.engine, 'liked-disliked')).rows.find((row) => row.key === key)?.cells.slice(1, 5);

async function corrected() {
  const rig = await shop([...FOAM, ...LID]);
  const { engine, idOf } = rig;
  for (const text of FOAM.slice(0, 12))
    await engine.call('corrections.aspect', {
      message: idOf(text),
      found: 'foam',
      name: 'Milk foam',
      category: 'drinks',
    });
  for (const text of LID.slice(0, 2))
    await engine.call('corrections.aspect', { message: idOf(text), found: 'lid', dropped: true });
  await settled(engine);
  return rig;
}

test('corrected things teach what a thing is elsewhere; the effect is told on corrections held back', async () => {
  const rig = await corrected();
  const { engine, idOf } = rig;
  const { learntThings } = await engine.call('corrections.list', {});
  expect(learntThings).toMatchObject({ state: 'used', n: 14, needed: 10, others: 0, changed: 0 });
  expect(learntThings.before).toMatchObject({ right: 0, share: 0 });
  // Of the two lids each is judged without the other: a figure of what was learnt from would be 14.
  expect(learntThings.after?.right).toBe(12);
  expect(learntThings.after?.low).toBeLessThan(12 / 14);
  expect(learntThings.rules).toEqual([
    { found: 'foam', meant: { name: 'milk foam', category: 'drinks' }, texts: 12, named: 4 },
    { found: 'lid', meant: null, texts: 2, named: 2 },
  ]);
  expect(await rowOf(rig, 'milk foam')).toEqual(['drinks', 16, 0, 16]);
  expect(await rowOf(rig, 'foam')).toBeUndefined();
  expect(await rowOf(rig, 'lid')).toBeUndefined();
  const message = idOf(FOAM[14] as string);
  const [foam] = (await engine.call('messages.explain', { message })).things;
  expect(foam).toMatchObject({ found: 'foam', name: 'milk foam', category: 'drinks', learnt: true, correction: null });
  // That it is foam here, and no lid is none there, is said of one message each, and stays.
  await engine.call('corrections.aspect', { message, found: 'foam', name: 'foam', category: 'general' });
  await engine.call('corrections.aspect', { message: idOf(LID[3] as string), found: 'lid', mood: 'positive' });
  expect(await rowOf(rig, 'milk foam')).toEqual(['drinks', 15, 0, 15]);
  expect((await rowOf(rig, 'foam'))?.[1]).toBe(1);
  expect((await rowOf(rig, 'lid'))?.[1]).toBe(1);
});

test('taken back, things count as they were read, and too few corrections teach nothing', async () => {
  const rig = await corrected();
  const { engine } = rig;
  for (const { id } of (await engine.call('corrections.list', {})).messages.slice(0, 5))
    await engine.call('corrections.undo', { kind: 'message', id });
  await settled(engine);
  const { learntThings } = await engine.call('corrections.list', {});
  expect(learntThings).toMatchObject({ state: 'too-few', n: 9, before: null, after: null, rules: [] });
  expect((await rowOf(rig, 'foam'))?.[1]).toBeGreaterThan(0);
  expect((await rowOf(rig, 'lid'))?.[1]).toBeGreaterThan(0);
});

const SICK = LETTERS.slice(0, 14).map((letter) => `The burger was sick, ${letter} said`);

test('what words mean is tried on moods and things that the owner corrected, and on messages nobody did', async () => {
  const { engine, idOf } = await shop([...SICK, 'It opens at nine']);
  for (const text of SICK.slice(0, 11))
    await engine.call('corrections.mood', { message: idOf(text), mood: 'positive' });
  await engine.call('corrections.mood', { message: idOf(SICK[11] as string), mood: 'negative' });
  // Without such a word: not counted.
  await engine.call('corrections.mood', { message: idOf('It opens at nine'), mood: 'positive' });
  for (const text of SICK.slice(0, 9))
    await engine.call('corrections.aspect', { message: idOf(text), found: 'burger', mood: 'positive' });
  await engine.call('corrections.word', { word: 'sick', mood: 'positive' });
  await settled(engine);
  const first = (await engine.call('corrections.list', {})).triedWords;
  expect(first.moods).toMatchObject({ n: 12, before: { right: 1 }, after: { right: 11 }, others: 2, changed: 2 });
  expect(first.things).toEqual({ n: 9, before: null, after: null });
  await engine.call('corrections.aspect', { message: idOf(SICK[9] as string), found: 'burger', dropped: true });
  await settled(engine);
  const { triedWords, learntThings } = await engine.call('corrections.list', {});
  expect(triedWords.things).toMatchObject({ n: 10, before: { right: 0 }, after: { right: 9 } });
  expect(learntThings).toMatchObject({ state: 'too-few', n: 1, others: 9 });
});
