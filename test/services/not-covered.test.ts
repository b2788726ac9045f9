import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { SAFE_BASIS } from '../../shared/model.ts';
import { openCoreHere } from './core-rig.ts';
import { finished, freshDir } from './rig.ts';

vi.setConfig({ testTimeout: 60_000 });

const DAYS = ['2026-03-01', '2026-03-03', '2026-03-05'];
const ORDERS = `Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price
${DAYS.map((day, i) => `#${i},ann@example.com,paid,${day} 10:00:00 +0000,EUR,5.00,${day} 10:00:00 +0000,1,Mug,5.00`).join('\n')}
`;

test('acts after a no and before the yes that they rest on are marked and counted, by purpose', async () => {
  const dir = freshDir();
  let now = Date.parse('2026-03-02T00:00:00Z');
  const engine = openCoreHere(join(dir, 'data'), { now: () => now });
  const file = join(dir, 'orders_export.csv');
  writeFileSync(file, ORDERS);
  // Marketing, personal suggestions and advertising rest on consent.
  const job = await finished(engine, () => engine.call('imports.start', { sources: [{ file, basis: SAFE_BASIS }] }));
  expect(job.state).toBe('done');
  const say = (purpose: 'marketing' | 'research' | 'personalisation', state: 'granted' | 'denied', at: string) => {
    now = Date.parse(at);
    return engine.call('privacy.setConsent', { person: 1, purpose, state });
  };
  await say('marketing', 'granted', '2026-03-02T00:00:00Z');
  await say('research', 'denied', '2026-03-02T00:00:00Z');
  await say('marketing', 'denied', '2026-03-04T00:00:00Z');
  now = Date.parse('2026-04-01');
  const { entries, notCovered } = await engine.call('privacy.timeline', { person: 1 });
  const orders = entries.filter(({ type }) => type === 'order');
  expect(orders.map((entry) => [new Date(entry.atMs).toISOString().slice(0, 10), entry.notCovered])).toEqual([
    [
      '2026-03-05',
      [
        { purpose: 'marketing', why: 'after-refusal' },
        { purpose: 'research', why: 'after-refusal' },
      ],
    ],
    ['2026-03-03', [{ purpose: 'research', why: 'after-refusal' }]],
    ['2026-03-01', [{ purpose: 'marketing', why: 'before-consent' }]],
  ]);
  expect(notCovered).toEqual([
    { purpose: 'marketing', why: 'after-refusal', acts: 1 },
    { purpose: 'marketing', why: 'before-consent', acts: 1 },
    { purpose: 'research', why: 'after-refusal', acts: 2 },
  ]);
  // The counts are of all, however few are shown; what was said itself is no act.
  const few = await engine.call('privacy.timeline', { person: 1, limit: 1 });
  expect(few.notCovered).toEqual(notCovered);
  expect(entries.filter(({ type }) => type === 'consent').flatMap((entry) => entry.notCovered)).toEqual([]);

  // Where no consent is asked for, none came too late; a no still counts.
  await engine.call('privacy.setBasis', { run: 1, basis: { ...SAFE_BASIS, marketing: 'contract' } });
  const other = await engine.call('privacy.timeline', { person: 1 });
  expect(other.notCovered.map(({ purpose, why }) => `${purpose} ${why}`)).toEqual([
    'marketing after-refusal',
    'research after-refusal',
  ]);
  // A consent that holds for one day did not cover the next ones.
  await engine.call('privacy.setBasis', { run: 1, basis: SAFE_BASIS });
  await engine.call('limits.set', { purpose: 'marketing', fromMs: null, untilMs: null, consentDays: 1 });
  const expired = await engine.call('privacy.timeline', { person: 1 });
  expect(expired.notCovered).toContainEqual({ purpose: 'marketing', why: 'after-expiry', acts: 1 });
});
