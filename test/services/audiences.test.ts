import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Input } from '../../shared/contract.ts';
import { type BasisByPurpose, PURPOSES } from '../../shared/model.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { finished, freshDir } from './rig.ts';
import { filesOf } from './zip-entries.ts';

vi.setConfig({ testTimeout: 120_000 });
const NOW = Date.UTC(2026, 6, 1);
const basis = (advertising: 'consent' | 'legitimate-interest'): BasisByPurpose => ({
  ...(Object.fromEntries(PURPOSES.map((purpose) => [purpose, 'legitimate-interest'])) as BasisByPurpose),
  advertising,
});
const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const BUYERS: Pick<Input<'audiences.export'>, 'of' | 'columns'> = {
  of: { kind: 'buyers', group: 'all' },
  columns: ['email'],
};

/** `count` buyers with an address, one order each. */
const orders = (count: number, from = 0) =>
  `Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Phone\n${Array.from(
    { length: count },
    (_, i) => {
      const day = `2026-0${1 + (i % 5)}-10T10:00:00Z`;
      return `#${from + i},Buyer.${from + i}@Example.com,paid,${day},EUR,${5 + i},${day},1,Mug,${5 + i},+4930555${1000 + from + i}\n`;
    },
  ).join('')}`;

async function shop(
  files: Record<string, string>,
  given: BasisByPurpose = basis('legitimate-interest'),
  clock = { now: NOW },
): Promise<Engine> {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'), { osKey: new Uint8Array(32).fill(7), now: () => clock.now });
  await engine.call('settings.save', { zone: 'UTC' });
  await bring(engine, dir, files, given);
  return engine;
}

async function bring(engine: Engine, dir: string, files: Record<string, string>, given: BasisByPurpose) {
  const sources = Object.entries(files).map(([name, text]) => {
    const file = join(dir, name);
    writeFileSync(file, text);
    return { file, basis: given };
  });
  expect((await finished(engine, () => engine.call('imports.start', { sources }))).state).toBe('done');
}

const personOf = async (engine: Engine, value: string) =>
  (await engine.call('rights.find', { value })).people[0]?.card.person ?? 0;
const listOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim().split('\r\n');

test('a list holds hashed addresses as the platform asks for them, and nothing else', async () => {
  const engine = await shop({ 'orders.csv': orders(20) });
  const made = await engine.call('audiences.export', {
    ...BUYERS,
    columns: ['email', 'phone'],
    platform: 'meta',
    recipient: 'ad-platform',
  });
  const [head, ...rows] = listOf(made.bytes);
  expect(head).toBe('email,phone');
  expect(rows).toEqual(
    Array.from({ length: 20 }, (_, i) => `${sha(`buyer.${i}@example.com`)},${sha(`4930555${1000 + i}`)}`).sort(),
  );
  expect(made.sha256).toBe(createHash('sha256').update(made.bytes).digest('hex'));
  const google = await engine.call('audiences.export', { ...BUYERS, columns: ['phone'], platform: 'google' });
  expect(listOf(google.bytes)).toContain(sha('+49305551000'));
  const { entries } = await engine.call('audit.list', { offset: 0, limit: 5 });
  expect(
    entries.map(({ action, facts }) => [action, facts.columns, facts.recipient, facts.people, facts.sha256]),
  ).toEqual(expect.arrayContaining([['audience.exported', 'email+phone', 'ad-platform', 20, made.sha256]]));
  const log = await engine.call('exports.list', { offset: 0, limit: 5 });
  expect(log.entries[1]).toMatchObject({
    kind: 'audience',
    recipient: 'ad-platform',
    analyses: ['email', 'phone'],
    people: 20,
    sha256: made.sha256,
  });
});

test('who said no to ads, marketing or profiling, is frozen, or was not asked is out at once; how many and why is told', async () => {
  const engine = await shop({ 'orders.csv': orders(20) });
  const look = async () => {
    const { members, leftOut } = await engine.call('audiences.preview', BUYERS);
    return [members, leftOut.map(({ reason, people }) => [reason, people])];
  };
  expect(await look()).toEqual([20, []]);
  const [a, b, c, d] = [0, 1, 2, 3].map((i) => personOf(engine, `buyer.${i}@example.com`));
  await engine.call('privacy.setConsent', { person: (await a) ?? 0, purpose: 'advertising', state: 'denied' });
  expect(await look()).toEqual([19, [['objected', 1]]]);
  await engine.call('privacy.setConsent', { person: (await b) ?? 0, purpose: 'marketing', state: 'denied' });
  await engine.call('rights.object', { person: (await c) ?? 0 });
  await engine.call('privacy.setRestricted', { person: (await d) ?? 0, restricted: true });
  expect(await look()).toEqual([
    16,
    [
      ['objected', 3],
      ['restricted', 1],
    ],
  ]);
  const made = await engine.call('audiences.export', { ...BUYERS, platform: 'google' });
  const text = new TextDecoder().decode(made.bytes);
  for (const i of [0, 1, 2, 3]) expect(text).not.toContain(sha(`buyer.${i}@example.com`));
  expect(made.rows).toBe(16);
  const [run] = await engine.call('imports.list', {});
  await engine.call('privacy.setBasis', { run: run?.id ?? 0, basis: basis('consent') });
  expect((await look())[0]).toBe(0);
  await expect(engine.call('audiences.export', { ...BUYERS, platform: 'google' })).rejects.toMatchObject({
    code: 'too-few-people',
  });
});

test('law: people who did not agree change no list, not even by moving the fifths of a group', async () => {
  const dir = freshDir();
  const engine = await shop({ 'orders.csv': orders(60) });
  const wish = { ...BUYERS, of: { kind: 'buyers' as const, group: 'new' as const } };
  const before = await engine.call('audiences.preview', wish);
  expect(before.members).toBeGreaterThan(5);
  await bring(engine, dir, { 'silent.csv': orders(90, 500) }, basis('consent'));
  const after = await engine.call('audiences.preview', wish);
  expect({ ...after, leftOut: [] }).toEqual({ ...before, leftOut: [] });
  expect(after.leftOut).toEqual([{ reason: 'no-consent', people: 90, rows: 90 }]);
});

test('fewer people than the small group are no audience, and an adviser makes none', async () => {
  const engine = await shop({ 'orders.csv': orders(9) });
  await expect(engine.call('audiences.export', { ...BUYERS, platform: 'meta' })).rejects.toMatchObject({
    code: 'too-few-people',
    facts: { smallest: 10 },
  });
  await engine.call('settings.save', { workspaceKind: 'adviser' });
  await expect(engine.call('audiences.export', { ...BUYERS, platform: 'meta' })).rejects.toMatchObject({
    code: 'not-allowed-here',
  });
});

test('a kept segment makes a list of its visitors; one formed by health or belief is refused everywhere', async () => {
  const events = `visitor id,email,timestamp,page,referrer\n${Array.from(
    { length: 30 },
    (_, i) => `v${i},reader.${i}@example.com,2026-05-01T10:00:00Z,${i < 12 ? '/mugs/blue' : '/plates'},\n`,
  ).join('')}`;
  const engine = await shop({ 'events.csv': events });
  const condition = { field: 'page', is: ['/mugs*'] } as const;
  await engine.call('segments.save', { name: 'Mugs', condition: { ...condition, is: [...condition.is] } });
  const made = await engine.call('audiences.export', {
    of: { kind: 'segment', name: 'Mugs' },
    columns: ['email'],
    platform: 'meta',
  });
  expect(listOf(made.bytes).slice(1)).toEqual(
    Array.from({ length: 12 }, (_, i) => sha(`reader.${i}@example.com`)).sort(),
  );
  for (const [name, page] of [
    ['Ill', '/help/diabetes-diet'],
    ['Catholics', '/a'],
    ['All', '/mitglieder/gewerkschaft'],
  ] as const)
    await expect(
      engine.call('segments.save', { name, condition: { any: [{ field: 'page', is: [page] }] } }),
    ).rejects.toMatchObject({ code: 'special-category' });
});

test('a person is told to whom they were given, the certificate whom to tell, and then nothing of it is left', async () => {
  const engine = await shop({ 'orders.csv': orders(12) });
  await engine.call('audiences.export', { ...BUYERS, platform: 'google', recipient: 'ad-platform' });
  const person = await personOf(engine, 'buyer.3@example.com');
  expect((await engine.call('privacy.person', { person })).handedOut).toEqual([
    { atMs: NOW, recipient: 'ad-platform' },
  ]);
  const files = await filesOf((await engine.call('rights.package', { person })).bytes);
  expect(files.get('recipients.csv')).toContain('Advertising platform');
  const held = (await engine.call('privacy.holdings', {})).filter(({ rows }) => rows > 0);
  expect(
    held.map(({ table, exported, sources }) => [table, exported.map(({ list }) => list), sources[0]?.exported]),
  ).toEqual([
    ['orders', [true], 1],
    ['identifiers', [true], 1],
  ]);
  expect(held[0]?.sources[0]).toMatchObject({ importedMs: NOW, basis: basis('legitimate-interest'), keptMonths: null });
  const certificate = await engine.call('rights.erase', { person, mode: 'erase' });
  expect(certificate.tell).toEqual([{ recipient: 'ad-platform', times: 1, lastMs: NOW }]);
  expect((await engine.call('exports.list', { offset: 0, limit: 1 })).entries[0]?.people).toBe(11);
});
