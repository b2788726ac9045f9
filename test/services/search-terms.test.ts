import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeStore, openReader } from '../../src-main/store/open.ts';
import { all } from '../../src-main/store/sql.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, finished, freshDir, importFiles } from './rig.ts';

type Core = ReturnType<typeof openCoreHere>;

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const ROBOT = 'Googlebot/2.1 (+http://www.google.com/bot.html)';
const line = (visitor: number, minute: number, target: string, agent = AGENT, status = 200): string =>
  `10.0.0.${visitor} - - [03/Mar/2026:10:${String(minute).padStart(2, '0')}:00 +0000] "GET ${target} HTTP/1.1" ${status} 512 "-" "${agent}"\n`;
const write = (dir: string, name: string, lines: readonly string[]): string => {
  const path = join(dir, name);
  writeFileSync(path, lines.join(''));
  return path;
};
const track = (user: string, second: number, event: string, properties: Record<string, unknown>): string =>
  `${JSON.stringify({
    type: 'track',
    event,
    userId: user,
    timestamp: `2026-03-03T10:00:${String(second).padStart(2, '0')}Z`,
    messageId: `m${user}${second}`,
    context: { page: { path: '/' } },
    properties,
  })}\n`;

const terms = async (engine: Core): Promise<unknown[]> => {
  const { result } = await engine.call('analyses.run', { id: 'search-terms', params: {}, filter: ALL });
  return result.kind === 'table' ? result.rows.map(({ cells: [term, searches] }) => [term, searches]) : [];
};
const counts = async (engine: Core): Promise<string[]> => {
  const [run] = await engine.call('imports.list', {});
  const told = await engine.call('imports.properties', { run: run?.id ?? 0 });
  return told.map(({ name, outcome, times }) => `${name} ${outcome} ${times}`).sort();
};
const setsOf = async (engine: Core, dir: string): Promise<string> => {
  await engine.close();
  const db = openReader(dir);
  const found = all<{ text: string }>(db, 'SELECT text FROM property_sets ORDER BY id');
  closeStore(db);
  return found.map(({ text }) => text).join('\n');
};

const LOG = [
  line(1, 0, '/search?q=Green%20%20Tea'),
  line(1, 1, '/tea'),
  line(2, 0, '/search?q=green+tea&page=2'),
  line(3, 0, '/?s=T%C3%A9'),
  line(3, 1, '/te'),
  line(4, 0, '/suche/?suche=ada%40example.org'),
  line(5, 0, '/suche?q=Anna+Meier'),
  // No searches: another page, another parameter of the front page, a robot, a page that is not there.
  line(6, 0, '/tea?q=not+this'),
  line(6, 1, '/?q=nor+this'),
  line(7, 0, '/search?q=robots', ROBOT),
  line(8, 0, '/search?q=missing', AGENT, 404),
];

test.each([false, true])(
  'terms of a log: what looks personal is counted as one and kept nowhere (as JSON: %s)',
  async (asJson) => {
    const dir = freshDir();
    const data = join(dir, 'data');
    const engine = openCoreHere(data);
    const json = (text: string): string => {
      const [, address, minute, request, status, agent] =
        /^(\S+) .*10:(\d\d):00 .*?"(.*?)" (\d+) .*"([^"]*)"\n$/.exec(text) ?? [];
      return `${JSON.stringify({ remote_addr: address, time_iso8601: `2026-03-03T10:${minute}:00+00:00`, request, status: Number(status), body_bytes_sent: 512, http_user_agent: agent })}\n`;
    };
    await importFiles(engine, [write(dir, asJson ? 'access.json' : 'access.log', asJson ? LOG.map(json) : LOG)]);
    expect(await terms(engine)).toEqual([
      ['(not kept: personal data)', 2],
      ['green tea', 2],
      ['té', 1],
    ]);
    expect(await counts(engine)).toEqual(['search term kept 3', 'search term personal 2']);
    const held = await engine.call('privacy.holdings', {});
    const fields = held.find(({ table }) => table === 'events')?.fields ?? [];
    expect(fields.find(({ name }) => name === 'What was typed into the site’s search')?.filled).toBe(3);
    expect(await setsOf(engine, data)).toBe(
      ['["search term","green tea"]', '["search term","té"]', '["search term","(not kept: personal data)"]'].join('\n'),
    );
  },
);

test('a term that names somebody of the workspace is not kept, nor is one that names who was erased', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = openCoreHere(data);
  const calls = (n: number) => [
    track('vexhartquillon', 1, 'Signup', { plan: 'pro' }),
    track('u2', 2 + n, 'Products Searched', { query: 'vexhartquillon' }),
    track('u3', 3 + n, 'Products Searched', { query: 'mugs', results: 0 }),
  ];
  await importFiles(engine, [write(dir, 'one.jsonl', calls(0))]);
  expect(await terms(engine)).toEqual([
    ['(not kept: personal data)', 1],
    ['mugs', 1],
  ]);
  expect(await counts(engine)).toContain('search term personal 1');
  const { people } = await engine.call('rights.find', { value: 'vexhartquillon' });
  await engine.call('rights.erase', { person: people[0]?.card.person ?? 0, mode: 'erase' });
  await importFiles(engine, [write(dir, 'two.jsonl', calls(10))]);
  expect(await setsOf(engine, data)).not.toMatch(/vexhart/i);
});

test('a term that was kept before its person was known disappears when they are erased', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = openCoreHere(data);
  await importFiles(engine, [
    write(dir, 'one.jsonl', [
      track('u2', 2, 'Products Searched', { query: 'mugs of quillonvexhart' }),
      track('u3', 3, 'Products Searched', { query: 'mugs' }),
    ]),
  ]);
  expect(await terms(engine)).toContainEqual(['mugs of quillonvexhart', 1]);
  await importFiles(engine, [write(dir, 'two.jsonl', [track('quillonvexhart', 9, 'Signup', { plan: 'pro' })])]);
  const { people } = await engine.call('rights.find', { value: 'quillonvexhart' });
  // Without a vault nothing of a person is in clear here: what they are called has to be said.
  const alsoKnownAs = ['quillonvexhart'];
  await engine.call('rights.erase', { person: people[0]?.card.person ?? 0, mode: 'erase', alsoKnownAs });
  expect(await terms(engine)).toContainEqual(['mugs', 1]);
  expect(await setsOf(engine, data)).not.toMatch(/vexhart/i);
});

test('undo takes terms back', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = openCoreHere(data);
  await importFiles(engine, [write(dir, 'access.log', LOG)]);
  const [run] = await engine.call('imports.list', {});
  await finished(engine, () => engine.call('imports.undo', { run: run?.id ?? 0 }));
  expect(await setsOf(engine, data)).toBe('');
});
