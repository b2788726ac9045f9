import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openReader } from '../../src-main/store/open.ts';
import { all } from '../../src-main/store/sql.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, freshDir, importFiles } from './rig.ts';

/** What messages are, what is made of them, what the owner says of them, and what is noted of every act. */
const OF_MESSAGES =
  /^(messages?$|message_|topics?$|topic_|own_words|own_scores|own_layers|aspect_group|hashtags|repeats|saved_searches|counters$|jobs$|audit|sqlite_)/;

/** Every other table in full. */
function othersIn(dataDir: string): Record<string, string> {
  const db = openReader(dataDir);
  try {
    const names = all<{ name: string }>(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    const others = names.filter(({ name }) => !OF_MESSAGES.test(name));
    return Object.fromEntries(others.map(({ name }) => [name, JSON.stringify(all(db, `SELECT * FROM "${name}"`))]));
  } finally {
    db.close();
  }
}

async function settled(engine: Engine): Promise<void> {
  for (;;) {
    const jobs = await engine.call('jobs.list', {});
    if (!jobs.some(({ state }) => state === 'running' || state === 'waiting')) return;
    await sleep(5);
  }
}

test('what is told as a change of messages alone has changed nothing else', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = openCoreHere(data, { osKey: new Uint8Array(32).fill(7) });
  let before: Record<string, string> = {};
  let alone = 0;
  let wide = 0;
  engine.on('data.changed', ({ only }) => {
    const now = othersIn(data);
    if (only) expect(now).toEqual(before);
    if (only) alone++;
    else wide++;
    before = now;
  });
  const file = join(dir, 'comments.csv');
  const texts = ['The burger was sick', 'Great coffee and lovely staff', 'I hate how late the parcel came'];
  const rows = texts.map((text, i) => `c-${i},2026-03-0${1 + i}T10:00:00Z,@fan_${i},"${text}",1`);
  writeFileSync(file, `Comment ID,Date,Author,Comment,Likes\n${rows.join('\n')}\n`);
  await importFiles(engine, [file]);
  await settled(engine);
  expect([wide, alone > 0]).toEqual([1, true]);

  const acts: (() => Promise<unknown>)[] = [
    () => engine.call('corrections.mood', { message: 1, mood: 'positive' }),
    () => engine.call('corrections.undo', { kind: 'message', id: 1 }),
    () => engine.call('corrections.word', { word: 'sick', mood: 'positive', category: '', name: '' }),
    () => engine.call('corrections.undo', { kind: 'word', id: 1 }),
    () => engine.call('listening.editThing', { name: 'coffee', ownName: 'Our coffee', mergedInto: '', hidden: false }),
    () => engine.call('listening.saveSearch', { name: 'late', kind: 'own', query: 'late' }),
    () => engine.call('listening.removeSearch', { search: 1 }),
  ];
  for (const act of acts) {
    const told = alone;
    await act();
    await settled(engine);
    expect(alone).toBeGreaterThan(told);
  }
  expect(wide).toBe(1);

  // Whatever is asked of the rest is answered as by one who has loaded nothing before.
  const ids = (await engine.call('analyses.list', {})).filter(({ reads }) => !reads.includes('messages'));
  const answersOf = async (asked: Engine) => {
    const answers = [];
    for (const { id } of ids)
      answers.push(await asked.call('analyses.run', { id, filter: ALL }).catch(({ code }) => code));
    return answers.map((answer) => answer.result ?? answer);
  };
  const kept = await answersOf(engine);
  await engine.close();
  expect(kept).toEqual(await answersOf(openCoreHere(data, { osKey: new Uint8Array(32).fill(7) })));
});
