import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { masked } from '../../src-main/services/own-sealed.ts';
import { closeStore, openWriter } from '../../src-main/store/open.ts';
import { run } from '../../src-main/store/sql.ts';
import { openCoreHere } from './core-rig.ts';
import { freshDir, importFiles } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

const ADDRESS = '192.0.2.77';
const VISITOR = 'staff-phone-4711';
const PASSPHRASE = 'a quiet well-lit workroom';

/** Files of a data folder in which an own address or id stands in clear. */
const told = (data: string): string[] =>
  readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter(({ parentPath, name }) => {
      const bytes = readFileSync(join(parentPath, name));
      return bytes.includes(ADDRESS) || bytes.includes(VISITOR);
    })
    .map(({ name }) => name);

test('a masked value tells own entries apart, and nothing more', () => {
  expect(masked('address', '192.0.2.77')).toBe('192.…');
  expect(masked('address', '192.0.2.0/24')).toBe('192.…/24');
  expect(masked('address', '2001:db8::/32')).toBe('2001:…/32');
  expect(masked('visitor', 'staff-phone-4711')).toBe('st…1');
  expect(masked('visitor', '4711')).toBe('… (4 characters)');
});

test('own addresses and ids stand nowhere in clear, still find their visits, and are shown while the vault is open', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = openCoreHere(data);
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await engine.call('own.add', { kind: 'address', value: ADDRESS });
  await engine.call('own.add', { kind: 'visitor', value: VISITOR });
  await engine.call('own.add', { kind: 'page', value: '/admin/*' });
  // The same twice is one rule.
  expect(await engine.call('own.add', { kind: 'address', value: ` ${ADDRESS} ` })).toEqual({ id: 1 });
  expect(told(data)).toEqual([]);
  const log = join(dir, 'access.log');
  writeFileSync(
    log,
    Array.from(
      { length: 12 },
      (_, i) =>
        `${i === 3 ? ADDRESS : `198.51.100.${i}`} - - [02/Mar/2026:10:${10 + i}:00 +0000] "GET /tea HTTP/1.1" 200 512 "-" "Firefox/140.0"\n`,
    ).join(''),
  );
  const events = join(dir, 'events.json');
  const event = (n: number, anonymousId: string) =>
    `${JSON.stringify({ type: 'page', messageId: `m${n}`, anonymousId, timestamp: `2026-03-02T10:${10 + n}:00Z`, properties: { path: '/tea' }, context: {} })}\n`;
  writeFileSync(events, event(1, VISITOR) + Array.from({ length: 11 }, (_, i) => event(i + 10, `v-${i}`)).join(''));
  await importFiles(engine, [log, events]);
  expect(await engine.call('own.list', {})).toEqual([
    { id: 1, kind: 'address', value: '192.…', matches: 1 },
    { id: 2, kind: 'visitor', value: 'st…1', matches: 1 },
    { id: 3, kind: 'page', value: '/admin/*', matches: 0 },
  ]);
  expect(await engine.call('own.reveal', {})).toEqual([
    { id: 1, value: ADDRESS },
    { id: 2, value: VISITOR },
    { id: 3, value: '/admin/*' },
  ]);
  expect((await engine.call('audit.list', { offset: 0, limit: 1 })).entries[0]?.action).toBe('own.revealed');
  await engine.call('vault.lock', {});
  expect((await engine.call('own.list', {})).map(({ value }) => value)).toEqual(['192.…', 'st…1', '/admin/*']);
  await expect(engine.call('own.reveal', {})).rejects.toMatchObject({ code: 'vault-locked' });
  await expect(engine.call('own.add', { kind: 'address', value: '192.0.2.9' })).rejects.toMatchObject({
    code: 'vault-locked',
  });
  await engine.close();
  expect(told(data)).toEqual([]);
});

test('what was kept in clear before is masked at once, and sealed once the keys are there', async () => {
  const data = join(freshDir(), 'data');
  mkdirSync(data);
  const before = openCoreHere(data);
  await before.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await before.close();
  const db = openWriter(data);
  run(db, "INSERT INTO own_rules (kind, value) VALUES ('address', ?), ('visitor', ?)", ADDRESS, VISITOR);
  closeStore(db);
  const engine = openCoreHere(data);
  expect((await engine.call('own.list', {})).map(({ value }) => value)).toEqual(['192.…', 'st…1']);
  expect(told(data)).not.toEqual([]);
  await engine.call('vault.unlock', { passphrase: PASSPHRASE });
  expect(told(data)).toEqual([]);
  expect((await engine.call('own.reveal', {})).map(({ value }) => value)).toEqual([ADDRESS, VISITOR]);
});
