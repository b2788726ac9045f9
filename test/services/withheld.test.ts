import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { SAFE_BASIS } from '../../shared/model.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, finished, freshDir } from './rig.ts';
import { filesOf } from './zip-entries.ts';

vi.setConfig({ testTimeout: 120_000 });

const NAMES = ['ann', 'ben', 'cleo'];
/** Ann has most of everything, and words and pages that nobody else has. */
const FILES = {
  'orders_export.csv': `Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price
${['ann', 'ann', 'ann', 'ben', 'ben', 'cleo'].map((name, i) => `#${i},${name}@example.com,paid,2026-03-0${i + 1} 10:00:00 +0000,EUR,5.00,2026-03-0${i + 1} 10:00:00 +0000,1,Mug of ${name},5.00`).join('\n')}
`,
  'reviews.csv': `Review ID,Date,Rating,Review,Author,Author email
${['ann', 'ann', 'ben'].map((name, i) => `r${i},2026-03-0${i + 4}T10:00:00Z,5,Lovely says ${name},${name},${name}@example.com`).join('\n')}
`,
  'events.csv': `visitor id,email,timestamp,page,referrer
${NAMES.map((name, i) => `v-${name},${name}@example.com,2026-02-0${i + 1}T10:00:00Z,/page-of-${name},`).join('\n')}
`,
};
const TRACES = /Mug of ann|says ann|page-of-ann/;

async function filled() {
  const dir = freshDir();
  const clock = { now: Date.parse('2026-04-01T00:00:00Z') };
  const engine = openCoreHere(join(dir, 'data'), { osKey: new Uint8Array(32).fill(7), now: () => clock.now });
  const sources = Object.entries(FILES).map(([name, text]) => {
    writeFileSync(join(dir, name), text);
    return { file: join(dir, name), basis: SAFE_BASIS };
  });
  expect((await finished(engine, () => engine.call('imports.start', { sources }))).state).toBe('done');
  const personOf = async (name: string) => {
    const { people } = await engine.call('rights.find', { value: `${name}@example.com` });
    return people[0]?.card.person ?? 0;
  };
  return { engine, clock, personOf };
}
type Rig = Awaited<ReturnType<typeof filled>>;

/** Everything that any view of single rows or people answers. */
async function views({ engine }: Rig, person: number) {
  const found = await engine.call('listening.search', { query: 'lovely', filter: ALL });
  const people = await Promise.all(
    (['recent', 'orders', 'messages'] as const).map((order) =>
      engine.call('privacy.people', { offset: 0, limit: 10, order }),
    ),
  );
  const behind = await Promise.all(
    [
      ['sales-summary', 'orders'],
      ['top-pages', '1'],
      ['active-authors', String(person)],
    ].map(([id = '', key = '']) => engine.call('analyses.rows', { id, key, filter: ALL }).catch(() => null)),
  );
  const timeline = await engine.call('privacy.timeline', { person });
  return { found, people, behind, timeline, card: await engine.call('privacy.person', { person }) };
}
const placesOf = ({ people }: Awaited<ReturnType<typeof views>>) =>
  people.map(({ people: list }) => list.map(({ person }) => person));
const kindsOf = ({ timeline }: Awaited<ReturnType<typeof views>>) => timeline.entries.map(({ type }) => type);

test('of a person who refuses to be counted no act, mark, count or date is shown, and it is said why', async () => {
  const rig = await filled();
  const { engine, personOf } = rig;
  const [ann, ben, cleo] = (await Promise.all(NAMES.map(personOf))) as [number, number, number];
  const before = await views(rig, ann);
  expect(JSON.stringify(before)).toMatch(TRACES);
  expect(before.card).toMatchObject({ orders: 3, messages: 2, events: 1, withheld: null });
  expect([before.timeline.withheld, kindsOf(before).length]).toEqual([null, 6]);
  expect(placesOf(before).slice(1)).toEqual([
    [ann, ben, cleo],
    [ann, ben, cleo],
  ]);

  await engine.call('privacy.setConsent', { person: ann, purpose: 'service', state: 'denied' });
  const after = await views(rig, ann);
  expect(JSON.stringify(after)).not.toMatch(TRACES);
  expect(after.timeline).toMatchObject({ total: 1, notCovered: [], withheld: 'objected' });
  expect(after.timeline.entries).toMatchObject([{ type: 'consent', kind: 'denied', text: 'service', notCovered: [] }]);
  const nothing = { orders: null, messages: null, events: null, firstMs: null, lastMs: null };
  expect(after.card).toMatchObject({ ...nothing, withheld: 'objected' });
  expect(after.people[0]?.people.find(({ person }) => person === ann)).toMatchObject(nothing);
  // Nor does their place among the others tell how much there is.
  expect(placesOf(after).slice(1)).toEqual([
    [ben, cleo, ann],
    [ben, cleo, ann],
  ]);
  // The package is their right, and stays whole; so does what a request has to be told by.
  const files = await filesOf((await engine.call('rights.package', { person: ann })).bytes);
  const all = [...files.values()].join('\n');
  for (const wanted of ['Mug of ann', 'says ann', '/page-of-ann']) expect(all, wanted).toContain(wanted);
  const request = (await engine.call('rights.find', { value: 'ann@example.com' })).people[0];
  expect(request?.card).toMatchObject({ orders: 3, messages: 2, events: 1 });

  // A yes brings everything back; at the same instant the no would win.
  rig.clock.now += 1000;
  await engine.call('privacy.setConsent', { person: ann, purpose: 'service', state: 'granted' });
  const again = await views(rig, ann);
  expect(again.card).toMatchObject({ orders: 3, withheld: null });
  expect(again.timeline.withheld).toBeNull();
});

test('the frozen, a use that is over and imports that may not be used are told apart', async () => {
  const rig = await filled();
  const { engine, personOf, clock } = rig;
  const ann = await personOf('ann');
  const said = async () => {
    const { timeline, card } = await views(rig, ann);
    return [timeline.withheld, card.withheld, timeline.entries.length];
  };
  await engine.call('privacy.setRestricted', { person: ann, restricted: true });
  expect(await said()).toEqual(['restricted', 'restricted', 0]);
  await engine.call('privacy.setRestricted', { person: ann, restricted: false });
  const limit = { purpose: 'service', fromMs: null, untilMs: clock.now, consentDays: null } as const;
  await engine.call('limits.set', limit);
  expect(await said()).toEqual(['purpose-over', null, 0]);
  await engine.call('limits.set', { ...limit, untilMs: null });
  const runs = await engine.call('imports.list', {});
  for (const { id } of runs)
    await engine.call('privacy.setBasis', {
      run: id,
      basis: SAFE_BASIS,
      dates: { fromMs: null, untilMs: clock.now },
    });
  expect(await said()).toEqual(['imports', null, 0]);
  // One import that may be used is enough for something to be shown.
  await engine.call('privacy.setBasis', {
    run: runs[0]?.id ?? 0,
    basis: SAFE_BASIS,
    dates: { fromMs: null, untilMs: null },
  });
  const [withheld, , entries] = await said();
  expect([withheld, Number(entries) > 0]).toEqual([null, true]);
});
