import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { personOfPseudonym, pseudonymOf } from '../../shared/ids.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { PLANTED, tracesIn, writePlanted } from './planted.ts';
import { ALL, freshDir, importFiles } from './rig.ts';
import { filesOf } from './zip-entries.ts';

vi.setConfig({ testTimeout: 120_000 });
const RECEIVED = Date.parse('2026-03-06T12:00:00Z');
const DAY = 86_400_000;

async function filled(clock = { now: RECEIVED + DAY }): Promise<Engine> {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'), { osKey: new Uint8Array(32).fill(7), now: () => clock.now });
  await engine.call('settings.save', { zone: 'UTC' });
  await importFiles(engine, writePlanted(join(dir, 'in')));
  return engine;
}

async function personOf(engine: Engine, value: string): Promise<number> {
  const { people } = await engine.call('rights.find', { value });
  expect(people).toHaveLength(1);
  return people[0]?.card.person ?? 0;
}

test('a pseudonym leads back to its person, and to nobody when it is not one', () => {
  for (const person of [1, 2, 17, 65_536, 4_294_967_295]) expect(personOfPseudonym(pseudonymOf(person))).toBe(person);
  for (const text of ['', 'P-', 'P-ZZZZZZZ', 'Q-0000001', 'ada']) expect(personOfPseudonym(text)).toBe(0);
});

test('a person is found by every identifier, with how far it can be trusted', async () => {
  const engine = await filled();
  const ada = await personOf(engine, PLANTED.email);
  const found = async (value: string) => (await engine.call('rights.find', { value })).people;
  expect(await found(PLANTED.email.toUpperCase())).toMatchObject([{ by: 'email', strength: 'strong', warnings: [] }]);
  expect(await found('0044 7700 900 321')).toMatchObject([{ card: { person: ada }, by: 'phone', strength: 'strong' }]);
  expect(await found(pseudonymOf(ada))).toMatchObject([{ card: { person: ada }, by: 'pseudonym' }]);
  expect(await found('1')).toMatchObject([{ by: 'order', strength: 'weak', warnings: ['number-can-be-guessed'] }]);
  const byName = await found(PLANTED.name);
  expect(byName.every(({ strength, warnings }) => strength === 'weak' && warnings.includes('name-is-shared'))).toBe(
    true,
  );
  expect(await engine.call('rights.find', { value: 'nobody@example.com' })).toEqual({ people: [], suppressed: false });
  const { entries } = await engine.call('audit.list', { offset: 0, limit: 500 });
  expect(entries.filter(({ action }) => action === 'person.searched')).toHaveLength(7);
  expect(tracesIn(JSON.stringify(entries))).toEqual([]);
});

test('the package holds all that is held and worked out, and nothing of others', async () => {
  const engine = await filled();
  const person = await personOf(engine, PLANTED.email);
  const made = await engine.call('rights.package', { person, language: 'en' });
  expect(made.fileName).toBe(`access-${pseudonymOf(person)}-2026-03-07.zip`);
  const files = await filesOf(made.bytes);
  expect([...files.keys()].sort()).toEqual(
    [
      'consents.csv',
      'country.csv',
      'data.json',
      'identifiers.csv',
      'index.html',
      'messages.csv',
      'orders.csv',
      'recipients.csv',
      'scores.csv',
      'segments.csv',
      'suggestions.csv',
      'uses.csv',
      'visits.csv',
    ].sort(),
  );
  const page = files.get('index.html') ?? '';
  for (const wanted of [PLANTED.email, 'Mug', 'What we would suggest', 'legitimate-interest', '/account/'])
    expect(page, wanted).toContain(wanted);
  const all = [...files.values()].join('\n');
  expect(all).not.toMatch(/ben@example|Ben Oak|cleo/i);
  expect(files.get('messages.csv')).toMatch(/text,about,rating/);
  const data = JSON.parse(files.get('data.json') ?? '') as { sections: Record<string, { rows: unknown[] }> };
  expect(data.sections.orders?.rows).toHaveLength(2);
  expect(data.sections.segments?.rows).toHaveLength(1);
  expect(data.sections.scores?.rows).toHaveLength(1);
  expect(data.sections.uses?.rows.length).toBeGreaterThanOrEqual(15);

  const portable = await filesOf((await engine.call('rights.package', { person, scope: 'portability' })).bytes);
  expect([...portable.keys()]).not.toContain('segments.csv');
  expect(portable.get('orders.csv')).toContain('Mug');
});

test('in a text of theirs others are replaced, their own number stays', async () => {
  const engine = await filled();
  const files = await filesOf(
    (await engine.call('rights.package', { person: await personOf(engine, 'ben@example.com') })).bytes,
  );
  expect(files.get('messages.csv')).toContain('[e-mail of somebody]');
  expect([...files.values()].join('\n')).not.toContain(PLANTED.email);
});

test('an adviser hands out no single person', async () => {
  const engine = await filled();
  const person = await personOf(engine, PLANTED.email);
  await engine.call('settings.save', { workspaceKind: 'adviser' });
  await expect(engine.call('rights.package', { person })).rejects.toMatchObject({ code: 'not-allowed-here' });
});

test('requests: due dates, identity, repeats, extension, overdue, and the register', async () => {
  const clock = { now: RECEIVED + DAY };
  const engine = await filled(clock);
  const person = await personOf(engine, PLANTED.email);
  const first = await engine.call('rights.receive', {
    kind: 'access',
    law: 'gdpr',
    channel: 'e-mail',
    receivedMs: RECEIVED,
    person,
  });
  expect(first.duplicateOf).toBeNull();
  const second = await engine.call('rights.receive', {
    kind: 'access',
    law: 'gdpr',
    receivedMs: RECEIVED + DAY,
    person,
  });
  expect(second.duplicateOf).toBe(first.request);
  const optOut = await engine.call('rights.receive', { kind: 'opt-out', law: 'ccpa', receivedMs: RECEIVED });
  const byId = async (id: number) => (await engine.call('rights.requests', {})).find((entry) => entry.id === id);
  expect(await byId(optOut.request)).toMatchObject({ dueMs: Date.parse('2026-03-28') - 1, canExtend: false });
  await engine.call('rights.update', { request: first.request, identity: 'confirmed', identityNote: 'called back' });
  const extended = await engine.call('rights.extend', { request: first.request, reason: 'very many orders' });
  expect(extended).toMatchObject({
    extended: true,
    dueMs: Date.parse('2026-06-07') - 1,
    note: 'Extended: very many orders',
  });
  await expect(engine.call('rights.extend', { request: first.request, reason: 'again' })).rejects.toMatchObject({
    code: 'not-allowed-here',
  });
  clock.now = Date.parse('2026-04-20');
  expect((await engine.call('rights.requests', {})).map(({ id, overdue }) => [id, overdue])).toEqual([
    [optOut.request, true],
    [second.request, true],
    [first.request, false],
  ]);
  await engine.call('rights.update', { request: second.request, state: 'refused', note: 'same as no. 1' });
  const erase = await engine.call('rights.receive', { kind: 'erasure', law: 'gdpr', receivedMs: RECEIVED, person });
  await engine.call('rights.erase', { person, mode: 'erase', request: erase.request });
  expect(await byId(erase.request)).toMatchObject({
    state: 'done',
    person: null,
    pseudonym: null,
    closedMs: clock.now,
  });
  const csv = new TextDecoder()
    .decode((await engine.call('rights.register', {})).bytes)
    .trim()
    .split('\r\n');
  expect(csv).toHaveLength(5);
  expect(csv[1]).toContain('1,access,GDPR,e-mail,2026-03-06,,2026-06-06,yes,,confirmed,called back,open');
  expect(tracesIn(csv.join('\n'))).toEqual([]);
});

test('a corrected address leads to the same person, and the old file makes nobody new', async () => {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'), { osKey: new Uint8Array(32).fill(7) });
  await importFiles(engine, writePlanted(join(dir, 'in')));
  const person = await personOf(engine, PLANTED.email);
  const change = { person, kind: 'email', from: PLANTED.email, to: 'q.new@example.com' } as const;
  await engine.call('rights.rectify', change);
  expect(await personOf(engine, 'q.new@example.com')).toBe(person);
  const { identifiers } = await engine.call('privacy.reveal', { person });
  expect(identifiers.map(({ value }) => value)).toContain('q.new@example.com');
  expect(JSON.stringify(identifiers)).not.toContain(PLANTED.email);
  const before = (await engine.call('app.status', {})).counts.people;
  await importFiles(engine, writePlanted(join(dir, 'again')).slice(0, 1));
  expect((await engine.call('app.status', {})).counts.people).toBe(before);
  await expect(engine.call('rights.rectify', { ...change, from: 'no@example.com' })).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(
    engine.call('rights.rectify', { ...change, from: 'q.new@example.com', to: 'ben@example.com' }),
  ).rejects.toMatchObject({ code: 'invalid-input' });
});

test('two records become one; nothing is lost and figures follow', async () => {
  const engine = await filled();
  const into = await personOf(engine, 'ben@example.com');
  const from = await personOf(engine, 'cleo@example.com');
  const before = (await engine.call('app.status', {})).counts;
  const card = await engine.call('rights.merge', { into, from });
  expect(card).toMatchObject({ person: into, orders: 2, messages: 1, events: 2 });
  expect((await engine.call('app.status', {})).counts).toEqual({ ...before, people: before.people - 1 });
  expect(await personOf(engine, 'cleo@example.com')).toBe(into);
  expect((await engine.call('store.check', {})).ok).toBe(true);
});

test('an objection to profiling is in force at once: out of suggestions, segments for marketing, and told', async () => {
  const engine = await filled();
  const person = await personOf(engine, PLANTED.email);
  await engine.call('rights.object', { person });
  const card = await engine.call('privacy.person', { person });
  const denied = card.consents.filter(({ state, wording }) => state === 'denied' && wording.includes('objection'));
  expect(denied.map(({ purpose }) => purpose).sort()).toEqual([
    'advertising',
    'marketing',
    'personalisation',
    'research',
  ]);
  const reply = await engine.call('analyses.run', { id: 'suggestions', params: { person }, filter: ALL });
  expect(reply.leftOut).toContainEqual(expect.objectContaining({ reason: 'objected', people: 1, rows: 2 }));
});

test('an opt-out or objection holds as soon as it is known whose it is, without proof; other requests change nothing', async () => {
  const engine = await filled();
  const person = await personOf(engine, PLANTED.email);
  const denied = async () =>
    (await engine.call('privacy.person', { person })).consents
      .filter(({ state, wording }) => state === 'denied' && wording.startsWith('request no.'))
      .map(({ purpose }) => purpose)
      .sort();
  await engine.call('rights.receive', { kind: 'access', law: 'gdpr', receivedMs: RECEIVED, person });
  expect(await denied()).toEqual([]);
  const { request } = await engine.call('rights.receive', { kind: 'opt-out', law: 'ccpa', receivedMs: RECEIVED });
  expect(await denied()).toEqual([]);
  expect(await engine.call('rights.update', { request, person })).toMatchObject({ person, identity: 'open' });
  expect(await denied()).toEqual(['advertising']);
  await engine.call('rights.receive', { kind: 'objection', law: 'gdpr', receivedMs: RECEIVED, person });
  expect(new Set(await denied())).toEqual(new Set(['advertising', 'marketing', 'personalisation', 'research']));
  const { entries } = await engine.call('audit.list', { offset: 0, limit: 20 });
  expect(entries.filter(({ action }) => action === 'request.heeded')).toHaveLength(2);
});

test('a record that joins two people is taken apart: rows of imports that only one of them tells of go over, objections hold for both', async () => {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'), { osKey: new Uint8Array(32).fill(7) });
  const bring = async (name: string, text: string) => {
    writeFileSync(join(dir, name), text);
    await importFiles(engine, [join(dir, name)]);
  };
  const orders = (id: string, email: string, phone: string) =>
    `Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Phone\n${id},${email},paid,2026-03-01T10:00:00Z,EUR,5,2026-03-01T10:00:00Z,1,Mug,5,${phone}\n`;
  // The family's phone joins them in the first file.
  await bring('both.csv', orders('#1', 'ada@example.com', '+49 30 5551234'));
  await bring('hers.csv', orders('#2', 'ada@example.com', ''));
  await bring('his.csv', orders('#3', '', '+49 30 5551234'));
  await bring('visits.csv', 'visitor id,email,timestamp,page\nv1,ada@example.com,2026-03-02T10:00:00Z,/a\n');
  const person = await personOf(engine, 'ada@example.com');
  expect(await personOf(engine, '+49305551234')).toBe(person);
  await engine.call('rights.object', { person });
  const before = await engine.call('analyses.run', { id: 'sales-summary', filter: ALL });
  const { card, moved, shared } = await engine.call('rights.split', { person, kind: 'phone', value: '+49 30 5551234' });
  expect({ moved, shared }).toEqual({ moved: { messages: 0, orders: 1, events: 0 }, shared: 1 });
  expect(card).toMatchObject({ orders: 1, identifiers: [{ kind: 'phone' }] });
  expect(new Set(card.consents.map(({ purpose }) => purpose))).toEqual(
    new Set(['marketing', 'personalisation', 'advertising', 'research']),
  );
  expect(await personOf(engine, '+49305551234')).toBe(card.person);
  expect(await engine.call('privacy.person', { person })).toMatchObject({ orders: 2, events: 1 });
  const after = await engine.call('analyses.run', { id: 'sales-summary', filter: ALL });
  const figure = (reply: typeof before, id: string) =>
    reply.result.kind === 'table' ? reply.result.rows.find(({ key }) => key === id)?.cells[1] : undefined;
  expect([figure(before, 'buyers'), figure(after, 'buyers')]).toEqual([1, 2]);
  expect(figure(after, 'revenue')).toBe(figure(before, 'revenue'));
  // Back together, all is as before.
  await engine.call('rights.merge', { into: person, from: card.person });
  expect(await engine.call('privacy.person', { person })).toMatchObject({ orders: 3, events: 1 });
  await expect(
    engine.call('rights.split', { person, kind: 'email', value: 'nobody@example.com' }),
  ).rejects.toMatchObject({ code: 'not-found' });
});
