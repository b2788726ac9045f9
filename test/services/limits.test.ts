import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PURPOSES, type Purpose } from '../../shared/model.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, finished, freshDir } from './rig.ts';
import { filesOf } from './zip-entries.ts';

const DAY = 86_400_000;
const ORDERS = `Name,Email,Financial Status,Paid at,Accepts Marketing,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price
#1,ada@example.com,paid,2026-03-01 10:00:00 +0000,yes,EUR,10.00,2026-03-01 10:00:00 +0000,1,Mug,10.00
#2,ben@example.com,paid,2026-03-11 10:00:00 +0000,yes,EUR,20.00,2026-03-11 10:00:00 +0000,1,Mug,20.00
`;
const REVIEWS = `Review ID,Date,Rating,Review,Author,Author email
r1,2026-03-04T10:00:00Z,5,Lovely,ada,ada@example.com
r2,2026-03-12T10:00:00Z,1,Awful,ben,ben@example.com
`;

test('a consent that ends, and a purpose that does, leave people out from that moment on and say so', async () => {
  const dir = freshDir();
  const files = Object.entries({ 'orders_export.csv': ORDERS, 'reviews.csv': REVIEWS }).map(([name, text]) => {
    writeFileSync(join(dir, name), text);
    return { file: join(dir, name) };
  });
  let nowMs = Date.UTC(2026, 2, 12);
  const engine = openCoreHere(join(dir, 'data'), { now: () => nowMs });
  expect((await finished(engine, () => engine.call('imports.start', { sources: files }))).state).toBe('done');
  const leftOut = async () => {
    const reply = await engine.call('analyses.run', { id: 'active-authors', params: {}, filter: ALL });
    return reply.leftOut.filter(({ reason }) => reason !== 'small-group').map(({ reason, people }) => [reason, people]);
  };
  const uses = async () => (await engine.call('privacy.purposes', {})).find(({ purpose }) => purpose === 'marketing');
  expect(await leftOut()).toEqual([]);
  const limit = { purpose: 'marketing', fromMs: null, untilMs: null, consentDays: 20 } as const;
  await engine.call('limits.set', limit);
  expect(await leftOut()).toEqual([]);
  // Nothing is called and nothing imported in between: only time goes by.
  nowMs = Date.UTC(2026, 2, 1, 10) + 20 * DAY;
  expect(await leftOut()).toEqual([['expired', 1]]);
  expect(await uses()).toMatchObject({ allowed: 1, unknown: 1 });
  nowMs += 10 * DAY;
  expect(await leftOut()).toEqual([['expired', 2]]);
  await engine.call('limits.set', { ...limit, consentDays: null, untilMs: nowMs + DAY });
  expect(await leftOut()).toEqual([]);
  nowMs += DAY;
  expect(await leftOut()).toEqual([['purpose-over', 2]]);
  expect(await uses()).toMatchObject({ allowed: 0, unknown: 2 });
  const { entries } = await engine.call('audit.list', { offset: 0, limit: 10 });
  expect(entries.filter(({ action }) => action === 'limits.set')).toHaveLength(2);
  await expect(engine.call('limits.set', { ...limit, fromMs: 5, untilMs: 5 })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});

test('the basis of an import that ends leaves its people out of every view from that moment on, and says so', async () => {
  const dir = freshDir();
  const [orders, reviews] = [join(dir, 'orders_export.csv'), join(dir, 'reviews.csv')];
  writeFileSync(orders, ORDERS);
  writeFileSync(reviews, REVIEWS);
  let nowMs = Date.UTC(2026, 2, 12);
  const engine = openCoreHere(join(dir, 'data'), { osKey: new Uint8Array(32).fill(7), now: () => nowMs });
  const [from, until] = [nowMs + DAY, nowMs + 3 * DAY];
  const basis = Object.fromEntries(PURPOSES.map((purpose) => [purpose, 'contract'])) as Record<Purpose, 'contract'>;
  const sources = [{ file: orders, basis, basisDates: { fromMs: from, untilMs: until } }, { file: reviews }];
  expect((await finished(engine, () => engine.call('imports.start', { sources }))).state).toBe('done');
  const view = async () => {
    const { result, leftOut } = await engine.call('analyses.run', { id: 'sales-summary', filter: ALL });
    const out = leftOut.filter(({ reason }) => reason === 'basis-over').map(({ people, rows }) => [people, rows]);
    return [result.n, ...out];
  };
  const used = async () => {
    const { people } = await engine.call('rights.find', { value: 'ada@example.com' });
    const { bytes } = await engine.call('rights.package', { person: people[0]?.card.person ?? 0 });
    const lines = (await filesOf(bytes)).get('uses.csv')?.split(/\r?\n/) ?? [];
    return lines.find((line) => line.startsWith('orders_export.csv,service')) ?? '';
  };
  const paper = async () => {
    const { bytes } = await engine.call('papers.make', { paper: 'record', language: 'en' });
    return Buffer.from(bytes).toString('utf8');
  };
  // Not begun: the orders are there, and count nowhere.
  expect(await view()).toEqual([0, [2, 2]]);
  expect(await used()).toContain('not used: this basis has ended, or does not hold yet');
  expect(await paper()).not.toContain('contract');
  nowMs = from;
  expect(await view()).toEqual([2]);
  expect(await paper()).toContain('contract');
  expect(await used()).toMatch(
    /^orders_export.csv,service,contract,2026-03-13T00:00:00.000Z,2026-03-15T00:00:00.000Z,used/,
  );
  nowMs = until - 1;
  expect(await view()).toEqual([2]);
  nowMs = until;
  expect(await view()).toEqual([0, [2, 2]]);
  const [run] = (await engine.call('imports.list', {})).filter(({ file }) => file === 'orders_export.csv');
  expect(run?.basisDates).toEqual({ fromMs: from, untilMs: until });
  const uses = (await engine.call('privacy.purposes', {})).find(({ purpose }) => purpose === 'marketing');
  expect(uses?.basisBySource.find(({ run: id }) => id === run?.id)?.dates).toEqual({ fromMs: from, untilMs: until });
  // Without dates they stay; a longer contract brings the orders back.
  await engine.call('privacy.setBasis', { run: run?.id ?? 0, basis });
  expect(await view()).toEqual([0, [2, 2]]);
  await engine.call('privacy.setBasis', { run: run?.id ?? 0, basis, dates: { fromMs: null, untilMs: until + 1 } });
  expect(await view()).toEqual([2]);
  const { entries } = await engine.call('audit.list', { offset: 0, limit: 10 });
  expect(entries.find(({ action }) => action === 'basis.set')?.facts).toMatchObject({ fromMs: 0, untilMs: until + 1 });
  await expect(
    engine.call('privacy.setBasis', { run: run?.id ?? 0, basis, dates: { fromMs: 5, untilMs: 5 } }),
  ).rejects.toMatchObject({ code: 'invalid-input' });
});
