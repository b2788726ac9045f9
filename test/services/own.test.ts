import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { OwnKind } from '../../shared/contract/own.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { contentsOf, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 180_000 });

const hit = (address: string, path: string, minute: number) =>
  `${address} - - [02/Mar/2026:10:${String(minute).padStart(2, '0')}:00 +0000] "GET ${path} HTTP/1.1" 200 512 "-" "Firefox/140.0"\n`;
/** Ten customers with two pages each, and two of the staff. */
const LOG = [
  ...Array.from({ length: 10 }, (_, i) => hit(`198.51.100.${i}`, '/tea', i) + hit(`198.51.100.${i}`, '/milk', i + 20)),
  hit('192.0.2.7', '/tea', 3),
  hit('192.0.2.7', '/admin/orders', 4),
  hit('2001:db8::5', '/tea', 5),
].join('');

const VIEWS = 'visitors-over-time';
async function viewsIn(engine: Engine): Promise<number> {
  const { result } = await engine.call('analyses.run', {
    id: VIEWS,
    params: {},
    filter: { range: null, bots: true },
  });
  if (result.kind !== 'series') throw new Error(result.kind);
  return (
    result.lines.find(({ id }) => id === 'views')?.values.reduce((sum: number, value) => sum + (value ?? 0), 0) ?? -1
  );
}
const add = (engine: Engine, kind: OwnKind, value: string) => engine.call('own.add', { kind, value });

test('visits of own addresses are left out from the next import on, of earlier logs when read again, and come back', async () => {
  const dir = freshDir();
  const file = join(dir, 'access.log');
  writeFileSync(file, LOG);
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [file]);
  expect(await viewsIn(engine)).toBe(23);
  const { id } = await add(engine, 'address', ' 192.0.2.0/24 ');
  // Addresses were not kept: nothing is known of them until the log is read again.
  expect(await viewsIn(engine)).toBe(23);
  await importFiles(engine, [file]);
  expect((await contentsOf(engine)).events).toBe(23);
  expect(await viewsIn(engine)).toBe(21);
  await add(engine, 'address', '2001:db8::/32');
  await importFiles(engine, [file]);
  expect(await viewsIn(engine)).toBe(20);
  expect((await engine.call('own.list', {})).map(({ value, matches }) => [value, matches])).toEqual([
    ['192.…/24', 1],
    ['2001:…/32', 1],
  ]);
  expect(await engine.call('own.remove', { rule: id })).toEqual({ removed: true });
  expect(await viewsIn(engine)).toBe(22);
});

test('own pages are left out at once; what is no address or path is refused', async () => {
  const dir = freshDir();
  const file = join(dir, 'access.log');
  writeFileSync(file, LOG);
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [file]);
  await add(engine, 'page', '/admin/*');
  expect(await viewsIn(engine)).toBe(22);
  const { leftOut } = await engine.call('analyses.run', { id: VIEWS, filter: { range: null } });
  expect(leftOut).toEqual([{ reason: 'own-staff', people: 0, rows: 1 }]);
  for (const [kind, value] of [
    ['address', '0.0.0.0/0'],
    ['address', 'shop.example'],
    ['page', '/*'],
    ['page', 'admin'],
    ['visitor', '  '],
  ] as const)
    await expect(add(engine, kind, value)).rejects.toMatchObject({ code: 'invalid-input' });
});

test('an own visitor id is left out in what is there and in what comes', async () => {
  const dir = freshDir();
  const event = (n: number, anonymousId: string) =>
    `${JSON.stringify({ type: 'page', messageId: `m${n}`, anonymousId, timestamp: `2026-03-02T10:${10 + n}:00Z`, properties: { path: '/tea' }, context: {} })}\n`;
  writeFileSync(join(dir, 'one.json'), Array.from({ length: 12 }, (_, i) => event(i, `visitor-${i}`)).join(''));
  writeFileSync(join(dir, 'two.json'), event(30, 'visitor-3') + event(31, 'visitor-4'));
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [join(dir, 'one.json')]);
  expect(await viewsIn(engine)).toBe(12);
  await add(engine, 'visitor', 'visitor-3');
  expect(await viewsIn(engine)).toBe(11);
  await add(engine, 'visitor', 'somebody-new');
  await importFiles(engine, [join(dir, 'two.json')]);
  expect(await viewsIn(engine)).toBe(12);
});
