import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type BasisByPurpose, type BasisDates, NO_BASIS_DATES, PURPOSES } from '../../shared/model.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, finished, freshDir, neededParams } from './rig.ts';

vi.setConfig({ testTimeout: 300_000 });

const basis = (one: 'consent' | 'legitimate-interest'): BasisByPurpose =>
  Object.fromEntries(PURPOSES.map((purpose) => [purpose, one])) as Record<(typeof PURPOSES)[number], typeof one>;

interface Person {
  name: string;
  day: number;
  item: number;
  cents: number;
  currency: string;
  stars: number;
}

const DAY = 86_400_000;
const dayOf = (day: number) => new Date(Date.UTC(2026, 0, 1) + day * DAY).toISOString();
const orders = (people: readonly Person[]) =>
  `Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price\n${people
    .map(
      ({ name, day, item, cents, currency }) =>
        `#${name}${day},${name}@example.com,paid,${dayOf(day)},${currency},${cents / 100},${dayOf(day)},1,Item ${item},${cents / 100}\n`,
    )
    .join('')}`;
const reviews = (people: readonly Person[]) =>
  `Review ID,Date,Rating,Review,Author,Author email\n${people
    .map(
      ({ name, day, stars }) =>
        `r-${name}-${day},${dayOf(day)},${stars},${stars > 3 ? 'Lovely' : 'Awful'} thing,${name},${name}@example.com\n`,
    )
    .join('')}`;
const events = (people: readonly Person[]) =>
  `visitor id,email,timestamp,page,referrer\n${people
    .map(({ name, day, item }) => `v-${name},${name}@example.com,${dayOf(day)},/item/${item},https://search.example/\n`)
    .join('')}`;

async function bring(engine: Engine, dir: string, tag: string, people: readonly Person[], one: BasisByPurpose) {
  const files = { orders, reviews, events };
  const sources = Object.entries(files).map(([kind, make]) => {
    const file = join(dir, `${kind}-${tag}.csv`);
    writeFileSync(file, make(people));
    return { file, basis: one };
  });
  const job = await finished(engine, () => engine.call('imports.start', { sources }));
  expect(job.state).toBe('done');
  // Messages are read in the background.
  await vi.waitFor(
    async () =>
      expect(
        (await engine.call('jobs.list', {})).filter(({ state }) => state === 'running' || state === 'waiting'),
      ).toEqual([]),
    { timeout: 60_000, interval: 10 },
  );
}

/** What every analysis answers, but for who was left out and how long it took. */
async function answers(engine: Engine): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  const given = neededParams(['/item/1', '/item/2']);
  for (const { id } of await engine.call('analyses.list', {})) {
    const reply = await engine.call('analyses.run', { id, params: given[id] ?? {}, filter: ALL, compare: true });
    found[id] = { result: reply.result, previous: reply.previous, range: reply.range, before: reply.previousRange };
  }
  return found;
}

const person = (prefix: string, last: number) =>
  fc.record({
    name: fc.integer({ min: 0, max: 30 }).map((n) => `${prefix}${n}`),
    day: fc.integer({ min: 0, max: last }),
    item: fc.integer({ min: 1, max: 4 }),
    cents: fc.integer({ min: 100, max: 9000 }),
    currency: fc.constantFrom('EUR', 'EUR', 'USD'),
    stars: fc.integer({ min: 1, max: 5 }),
  });
const unique = { selector: ({ name, day }: Person) => `${name} ${day}` };

/** An import that may be counted, and used for nothing else. */
const ONLY_SERVICE: BasisByPurpose = {
  ...(Object.fromEntries(PURPOSES.map((purpose) => [purpose, 'none'])) as Record<(typeof PURPOSES)[number], 'none'>),
  service: 'legitimate-interest',
};

test('law: an import limited to one purpose changes no result of any other, and limiting one takes all of it out of them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(person('a', 60), { ...unique, minLength: 8, maxLength: 40 }),
      fc.uniqueArray(person('z', 60), { ...unique, minLength: 4, maxLength: 40 }),
      async (known, limited) => {
        const dir = freshDir();
        const engine = openCoreHere(join(dir, 'data'));
        await engine.call('settings.save', { zone: 'UTC' });
        await bring(engine, dir, 'known', known, basis('legitimate-interest'));
        const purposes = new Map((await engine.call('analyses.list', {})).map(({ id, purpose }) => [id, purpose]));
        expect(new Set(purposes.values()).size).toBeGreaterThan(1);
        const before = await answers(engine);
        // Some of them are people of the first import too: what counts is where a row came from.
        const both = [...limited, ...known.slice(0, 3).map((one) => ({ ...one, day: one.day + 70 }))];
        await bring(engine, dir, 'limited', both, ONLY_SERVICE);
        const after = await answers(engine);
        for (const [id, answer] of Object.entries(before))
          if (purposes.get(id) !== 'service') expect(after[id], id).toEqual(answer);
        expect(after['sales-summary']).not.toEqual(before['sales-summary']);

        // The same by a limit that is set afterwards, for one import alone.
        for (const { id } of (await engine.call('imports.list', {})).slice(0, 3))
          await engine.call('privacy.setBasis', { run: id, basis: { ...ONLY_SERVICE, service: 'none' } });
        const taken = await answers(engine);
        for (const [id, answer] of Object.entries(before)) expect(taken[id], id).toEqual(answer);

        // And by dates, whatever the basis: over, and not begun.
        const [over, ahead] = [
          { fromMs: null, untilMs: 1 },
          { fromMs: Date.UTC(9000, 0, 1), untilMs: null },
        ];
        const free = basis('legitimate-interest');
        const limit = async (dates: BasisDates) => {
          for (const { id } of (await engine.call('imports.list', {})).slice(0, 3))
            await engine.call('privacy.setBasis', { run: id, basis: free, dates });
          return answers(engine);
        };
        for (const dates of [over, ahead]) {
          const outside = await limit(dates);
          for (const [id, answer] of Object.entries(before)) expect(outside[id], id).toEqual(answer);
        }
        expect((await limit(NO_BASIS_DATES))['sales-summary']).not.toEqual(before['sales-summary']);
        await engine.close();
      },
    ),
    { numRuns: Number(process.env.CONSENT_LAW_RUNS ?? 1), endOnFailure: true },
  );
});

test('law: no result of any analysis changes when people without consent are added to the store', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(person('a', 60), { ...unique, minLength: 8, maxLength: 40 }),
      // Later and earlier than everybody else, in another currency, of things nobody else has.
      fc.uniqueArray(person('z', 400), { ...unique, minLength: 1, maxLength: 60 }),
      async (known, silent) => {
        const dir = freshDir();
        const engine = openCoreHere(join(dir, 'data'));
        await engine.call('settings.save', { zone: 'UTC' });
        await bring(engine, dir, 'known', known, basis('legitimate-interest'));
        const before = await answers(engine);
        const early = silent.map((entry, i) => (i % 3 === 0 ? { ...entry, day: -entry.day - 1 } : entry));
        await bring(
          engine,
          dir,
          'silent',
          early.map((entry) => ({ ...entry, currency: 'CHF', item: entry.item + 2 })),
          basis('consent'),
        );
        const after = await answers(engine);
        for (const [id, answer] of Object.entries(before)) expect(after[id], id).toEqual(answer);
        const { leftOut } = await engine.call('analyses.run', { id: 'sales-summary', filter: ALL });
        expect(leftOut).toContainEqual({
          reason: 'no-consent',
          people: new Set(silent.map(({ name }) => name)).size,
          rows: silent.length,
        });
        await engine.close();
      },
    ),
    { numRuns: Number(process.env.CONSENT_LAW_RUNS ?? 2), endOnFailure: true },
  );
});
