import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { ALL, finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 5, 9);
const LOUD = 30;
/** Words of its own for each message: none repeats another. */
const own = (i: number) =>
  ['k', 'm', 'p', 'r'].map((sign) => sign + [...String(i)].map((d) => 'abcdefghij'[Number(d)]).join('')).join(' ');

/** Eight weeks of three messages a day, and one day on which forty people ask about the gift card. */
async function store() {
  const dir = freshDir();
  const path = join(dir, 'comments.csv');
  const quiet = Array.from({ length: 56 * 3 }, (_, i) => ({
    day: Math.floor(i / 3),
    text: `We looked at the window ${own(i)}`,
  }));
  const loud = Array.from({ length: 40 }, (_, i) => ({ day: LOUD, text: `The gift card is broken ${own(900 + i)}` }));
  const rows = [...quiet, ...loud].map(
    ({ day, text }, i) => `c-${i},${new Date(START + day * DAY_MS).toISOString()},@fan_${i % 53},"${text}",0`,
  );
  writeFileSync(path, `Comment ID,Date,Author,Comment,Likes\n${rows.join('\n')}\n`);
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [path]);
  await finished(engine, () => engine.call('listening.read', {}));
  return engine;
}

test('a spike has its words, a word its messages, and an adviser sees neither of small groups', async () => {
  const engine = await store();
  const { table } = await engine.call('listening.wordsBehind', { of: 'message-spikes', filter: ALL });
  const key = String(Date.UTC(2026, 0, 5) + LOUD * DAY_MS);
  expect(table.rows.map(({ cells }) => cells)).toEqual([
    [key, 'broken', 40, 40, 40 / 43, 0],
    [key, 'gift card', 40, 40, 40 / 43, 0],
  ]);
  const behind = { of: 'message-spikes', key: table.rows[0]?.key ?? '', filter: ALL } as const;
  const messages = await engine.call('listening.wordsBehindRows', behind);
  expect(messages.table).toMatchObject({ n: 40, people: 40 });
  const none = await engine.call('listening.wordsBehindRows', { ...behind, key: `${key} window` });
  expect(none.table.n).toBe(3);
  expect((await engine.call('listening.wordsBehindRows', { ...behind, key: 'nothing' })).table.n).toBe(0);
  expect((await engine.call('listening.wordsBehind', { of: 'message-changes', filter: ALL })).table.rows).toEqual([]);
  const { settings } = await engine.call('app.status', {});
  await engine.call('settings.save', { ...settings, workspaceKind: 'adviser', smallGroup: 50 });
  expect((await engine.call('listening.wordsBehind', { of: 'message-spikes', filter: ALL })).table.rows).toEqual([]);
  await expect(engine.call('listening.wordsBehindRows', behind)).rejects.toMatchObject({ code: 'too-few-people' });
});
