import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCoreHere } from './core-rig.ts';
import { ALL, finished, freshDir } from './rig.ts';

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
