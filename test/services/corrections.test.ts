import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Input } from '../../shared/contract.ts';
import type { Mood } from '../../shared/moods.ts';
import { openReader } from '../../src-main/store/open.ts';
import { all } from '../../src-main/store/sql.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { csv, settled, shop, TEXTS, tableOf } from './corrections-rig.ts';
import { ALL, finished, importFiles } from './rig.ts';

vi.setConfig({ testTimeout: 180_000 });

const FIGURES = [
  'listening-summary',
  'liked-disliked',
  'sentiment-over-time',
  'negative-share',
  'needs',
  'topics-found',
];
/** Every figure of the page, and why each message counts as it does. */
async function figuresOf(engine: Engine, messages: readonly number[]) {
  await settled(engine);
  const results = [];
  for (const id of FIGURES) results.push((await engine.call('analyses.run', { id, params: {}, filter: ALL })).result);
  for (const message of messages) results.push(await engine.call('messages.explain', { message }));
  return results;
}
const figure = async (engine: Engine, key: string) =>
  (await tableOf(engine, 'listening-summary')).rows.find((row) => row.key === key)?.cells[1];
const likedRow = async (engine: Engine, key: string) =>
  (await tableOf(engine, 'liked-disliked')).rows.find((row) => row.key === key)?.cells.slice(1, 5);

test('a corrected mood counts at once in every figure, is listed, and taking it back leaves everything as it was', async () => {
  const { engine, idOf } = await shop();
  const message = idOf('It opens at nine');
  const before = await figuresOf(engine, [message]);
  const negative = (await figure(engine, 'negative-share')) as number;
  const { id } = await engine.call('corrections.mood', { message, mood: 'negative' });
  const said = await engine.call('messages.explain', { message });
  expect(said).toMatchObject({ score: -1, corrected: { mood: 'negative', correction: id } });
  expect(said.modelScore).not.toBe(-1);
  expect(await figure(engine, 'negative-share')).toBeCloseTo(negative + 1 / 6, 9);
  const list = await engine.call('corrections.list', {});
  expect(list.messages).toEqual([
    {
      id,
      message: { id: message, text: 'It opens at nine' },
      what: 'mood',
      found: '',
      mood: 'negative',
      name: '',
      category: '',
      dropped: false,
    },
  ]);
  expect(list.learnt).toMatchObject({ state: 'too-few', before: null });
  expect(await engine.call('corrections.undo', { kind: 'message', id })).toEqual({ removed: true });
  expect(await engine.call('corrections.undo', { kind: 'message', id })).toEqual({ removed: false });
  expect(await figuresOf(engine, [message])).toEqual(before);
});

test('a thing is renamed, moved, judged anew or dropped; taken back, all is as before', async () => {
  const { engine, idOf } = await shop();
  const message = idOf('Great coffee and lovely staff');
  const before = await figuresOf(engine, [message]);
  expect(await likedRow(engine, 'coffee')).toEqual(['drinks', 1, 1, 0]);
  await engine.call('corrections.aspect', {
    message,
    found: 'coffee',
    name: 'Espresso',
    category: 'product',
    mood: 'negative',
  });
  expect(await likedRow(engine, 'espresso')).toEqual(['product', 1, 0, 1]);
  expect(await likedRow(engine, 'coffee')).toBeUndefined();
  expect((await engine.call('messages.explain', { message })).things[0]).toMatchObject({
    found: 'coffee',
    name: 'espresso',
    category: 'product',
    mood: 'negative',
    dropped: false,
  });
  const { id } = await engine.call('corrections.aspect', { message, found: 'staff', dropped: true });
  expect(await likedRow(engine, 'staff')).toBeUndefined();
  await expect(engine.call('corrections.aspect', { message, found: 'staff' })).rejects.toMatchObject({
    code: 'invalid-input',
  });
  for (const { id: each } of (await engine.call('corrections.list', {})).messages)
    await engine.call('corrections.undo', { kind: 'message', id: each });
  expect(id).toBeGreaterThan(0);
  expect(await figuresOf(engine, [message])).toEqual(before);
});

test('a word means what the owner says, in old and in new messages, and shows where it made the score', async () => {
  const { dir, engine, idOf } = await shop();
  const burger = idOf('The burger was sick');
  const infuser = idOf('The basket infuser looks nice');
  const before = await figuresOf(engine, [burger, infuser]);
  expect((await engine.call('messages.explain', { message: burger })).score).toBeLessThan(0.05);
  await engine.call('corrections.word', { word: 'Sick', mood: 'positive' });
  await engine.call('corrections.word', { word: 'basket infuser', category: 'product' });
  await settled(engine);
  const said = await engine.call('messages.explain', { message: burger });
  expect(said.score).toBeGreaterThan(0.05);
  expect(said.words).toContainEqual({ word: 'sick', weight: expect.any(Number), start: 15, by: 'own' });
  expect(said.words.find(({ by }) => by === 'own')?.weight).toBeGreaterThan(0);
  expect((await likedRow(engine, 'basket infuser'))?.slice(0, 2)).toEqual(['product', 1]);
  expect((await engine.call('messages.explain', { message: infuser })).things).toMatchObject([
    { found: 'basket infuser', category: 'product', term: { text: 'basket infuser', start: 4, end: 18 } },
  ]);
  writeFileSync(join(dir, 'more.csv'), csv(['This place is sick'], 50));
  await importFiles(engine, [join(dir, 'more.csv')]);
  await settled(engine);
  expect((await engine.call('messages.explain', { message: idOf('This place is sick') })).score).toBeGreaterThan(0.05);
  const [newest] = await engine.call('imports.list', {});
  await finished(engine, () => engine.call('imports.undo', { run: newest?.id ?? 0 }));
  for (const { id } of (await engine.call('corrections.list', {})).words)
    await engine.call('corrections.undo', { kind: 'word', id });
  expect(await figuresOf(engine, [burger, infuser])).toEqual(before);
});

test('a word that names a thing and has a mood, too, is found as that thing', async () => {
  const { engine, idOf } = await shop(['The gloop was lovely', 'The gloop is back', ...TEXTS]);
  await engine.call('corrections.word', { word: 'gloop', mood: 'negative', category: 'product', name: 'Gloop drink' });
  await settled(engine);
  const said = await engine.call('messages.explain', { message: idOf('The gloop is back') });
  expect(said.score).toBeLessThan(-0.05);
  expect(said.things).toMatchObject([{ category: 'product', term: { text: 'gloop', start: 4, end: 9 } }]);
  expect((await likedRow(engine, said.things[0]?.name ?? ''))?.[0]).toBe('product');
});

test('what is no word, says nothing, or is about a message that is not there is refused', async () => {
  const { engine } = await shop();
  const wrong: Input<'corrections.word'>[] = [
    { word: '*', mood: 'positive' },
    { word: 'a b c d e', mood: 'positive' },
    { word: 'fine' },
  ];
  for (const input of wrong)
    await expect(engine.call('corrections.word', input)).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(engine.call('corrections.mood', { message: 999, mood: 'neutral' })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('the order of corrections does not matter', async () => {
  const outcomes = [];
  for (const turned of [false, true]) {
    const { engine, idOf } = await shop();
    const steps = [
      () => engine.call('corrections.mood', { message: idOf('It opens at nine'), mood: 'positive' }),
      () => engine.call('corrections.word', { word: 'sick', mood: 'positive' }),
      () => engine.call('corrections.aspect', { message: idOf(TEXTS[1] as string), found: 'coffee', mood: 'neutral' }),
      () => engine.call('corrections.word', { word: 'gluten free', mood: 'neutral' }),
    ];
    for (const step of turned ? steps.reverse() : steps) await step();
    const [, ...figures] = await figuresOf(engine, []);
    outcomes.push(figures);
  }
  expect(outcomes[1]).toEqual(outcomes[0]);
});

test('they stay when the file is removed and comes again, and after a restart', async () => {
  const { data, engine, file, idOf } = await shop();
  await engine.call('corrections.mood', { message: idOf('It opens at nine'), mood: 'negative' });
  await engine.call('corrections.word', { word: 'sick', mood: 'positive' });
  await engine.call('corrections.aspect', { message: idOf(TEXTS[1] as string), found: 'coffee', mood: 'negative' });
  const before = await figuresOf(engine, []);
  const [run] = await engine.call('imports.list', {});
  await finished(engine, () => engine.call('imports.undo', { run: run?.id ?? 0 }));
  await settled(engine);
  expect((await engine.call('corrections.list', {})).messages.map(({ message }) => message)).toEqual([null, null]);
  await importFiles(engine, [file]);
  const withoutIds = (results: unknown[]) => JSON.parse(JSON.stringify(results)) as unknown;
  expect(withoutIds(await figuresOf(engine, []))).toEqual(withoutIds(before));
  await engine.close();
  const again = openCoreHere(data, { osKey: new Uint8Array(32).fill(7) });
  expect(withoutIds(await figuresOf(again, []))).toEqual(withoutIds(before));
});

const LETTERS = [...'abcdefghijklmnopqrstuvwx'];
/** Comments with a word that means the opposite of what it means elsewhere: here "wicked" is praise of this bakery. */
const WICKED = LETTERS.slice(0, 20).map((letter) => `Wicked loaf ${letter} from them`);
const OTHERS = LETTERS.map((letter) => `The loaf number ${letter} came on Tuesday`);

async function learnt() {
  const rig = await shop([...WICKED, ...OTHERS]);
  const { engine, idOf } = rig;
  const moods: Mood[] = [];
  for (const text of WICKED.slice(0, 16)) {
    moods.push('positive');
    await engine.call('corrections.mood', { message: idOf(text), mood: 'positive' });
  }
  await settled(engine);
  return { ...rig, moods };
}

test('corrected moods teach a layer that is tried on corrections held back, and changes messages nobody corrected', async () => {
  const { engine, idOf } = await learnt();
  const { learnt: effect } = await engine.call('corrections.list', {});
  expect(effect).toMatchObject({ state: 'used', n: 16, needed: 10 });
  expect(effect.after?.right).toBeGreaterThanOrEqual(effect.before?.right ?? 0);
  expect(effect.after?.low).toBeLessThan(effect.after?.share ?? 0);
  expect(effect.words[0]).toMatchObject({ word: 'wicked', weight: expect.any(Number) });
  expect(effect.words[0]?.weight).toBeGreaterThan(0);
  const said = await engine.call('messages.explain', { message: idOf(WICKED[18] as string) });
  expect(said.words).toContainEqual(expect.objectContaining({ word: 'Wicked', by: 'learnt' }));
  expect(said.corrected).toBeNull();
  for (const { id } of (await engine.call('corrections.list', {})).messages)
    await engine.call('corrections.undo', { kind: 'message', id });
  await settled(engine);
  expect((await engine.call('corrections.list', {})).learnt).toMatchObject({ state: 'too-few', n: 0, words: [] });
  const plain = await engine.call('messages.explain', { message: idOf(WICKED[18] as string) });
  expect(plain.words.every(({ by }) => by === 'model')).toBe(true);
  expect(plain.score).toBeLessThan(said.score ?? -1);
});

test('what was learnt goes with who is erased or frozen, and their texts are not shown', async () => {
  const { data, engine, idOf } = await learnt();
  const db = openReader(data);
  const authorOf = (text: string) =>
    all<{ author: number }>(db, 'SELECT author_id AS author FROM messages WHERE text = ?', text)[0]?.author ?? 0;
  const people = WICKED.slice(0, 8).map(authorOf);
  db.close();
  await engine.call('privacy.setRestricted', { person: people[0] ?? 0, restricted: true });
  await settled(engine);
  const frozen = await engine.call('corrections.list', {});
  expect(frozen.learnt.n).toBe(15);
  expect(frozen.messages.filter(({ message }) => message === null)).toHaveLength(1);
  await expect(
    engine.call('corrections.mood', { message: idOf(WICKED[0] as string), mood: 'neutral' }),
  ).rejects.toMatchObject({ code: 'not-found' });
  for (const person of people) {
    await engine.call('rights.erase', { person, mode: 'erase', alsoKnownAs: [] });
    await settled(engine);
  }
  const after = await engine.call('corrections.list', {});
  expect(after.messages).toHaveLength(8);
  expect(after.learnt).toMatchObject({ state: 'too-few', n: 8, words: [] });
  expect((await engine.call('messages.explain', { message: idOf(WICKED[18] as string) })).words).not.toContainEqual(
    expect.objectContaining({ by: 'learnt' }),
  );
});

test('in an adviser’s workspace single messages are neither corrected nor listed', async () => {
  const { engine, idOf } = await shop();
  await engine.call('corrections.mood', { message: idOf('It opens at nine'), mood: 'negative' });
  const { settings } = await engine.call('app.status', {});
  await engine.call('settings.save', { ...settings, workspaceKind: 'adviser' });
  expect((await engine.call('corrections.list', {})).messages).toEqual([]);
  await expect(engine.call('corrections.mood', { message: 1, mood: 'negative' })).rejects.toMatchObject({
    code: 'not-allowed-here',
  });
});
