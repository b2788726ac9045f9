import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EVENT_KINDS, type EventRow, type Identifier } from '../../shared/model.ts';
import { classifyAgent } from '../../src-main/import/agents.ts';
import { campaignSource, classifySource } from '../../src-main/import/referrers.ts';
import { maskContacts } from '../../src-main/privacy/redact.ts';
import { EventPacker, type TrackedEvents } from '../../src-main/services/tracked-events.ts';

const texts = (...values: string[]) => fc.constantFrom('', ...values);
const identifier: fc.Arbitrary<Identifier> = fc.record({
  kind: fc.constantFrom('cookie', 'customer', 'email'),
  scope: texts('shop'),
  value: fc.constantFrom('a', 'b', 'c@example.com'),
});
const event: fc.Arbitrary<EventRow> = fc.record(
  {
    type: fc.constant('event' as const),
    line: fc.nat(1000),
    atMs: fc.integer({ min: 0, max: 2 ** 42 }),
    person: fc.array(identifier, { maxLength: 2 }),
    kind: fc.constantFrom(...EVENT_KINDS),
    page: texts('/', '/tea', '/of/ann@example.com'),
    referrer: texts('https://www.google.com/', 'https://shop.example/tea'),
    agent: texts('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Bot (bot@example.com)'),
    value: fc.constantFrom(0, 1, 12.5),
    campaign: fc.record({ source: texts('news'), medium: texts('email'), campaign: texts('spring') }),
    flags: fc.constantFrom(0, 2, 6),
  },
  { requiredKeys: ['type', 'line', 'atMs', 'person', 'kind', 'page', 'referrer', 'agent', 'value'] },
);

/** Reads batches as the writer does: lists that grow, and start anew when told. */
function unpack(batches: readonly TrackedEvents[]) {
  const lists = { people: [[]] as (readonly Identifier[])[], pages: [''], sources: [''], agents: [''] };
  return batches.flatMap((batch) => {
    if (batch.reset) for (const list of Object.values(lists)) list.length = 1;
    lists.people.push(...batch.newPeople);
    lists.pages.push(...batch.newPages);
    lists.sources.push(...batch.newSources.map(({ text }) => text));
    lists.agents.push(...batch.newAgents.map(({ text }) => text));
    for (const { text, info } of batch.newAgents) expect(info).toEqual(classifyAgent(text));
    for (const { text, info } of batch.newSources) expect(info).toEqual(classifySource(text));
    return Array.from({ length: batch.count }, (_, i) => ({
      line: batch.line[i],
      at: batch.at[i],
      kind: EVENT_KINDS[batch.kind[i] as number],
      flags: batch.flags[i],
      value: batch.value[i],
      person: lists.people[batch.person[i] as number],
      page: lists.pages[batch.page[i] as number],
      source: lists.sources[batch.source[i] as number],
      agent: lists.agents[batch.agent[i] as number],
    }));
  });
}

it('hands on every event as it was, contacts taken out of its texts, however often its lists start anew', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(event, { maxLength: 30 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 400 }),
      (lots, entries, chars) => {
        const packer = new EventPacker({ entries, chars });
        const batches = lots.flatMap((lot) => {
          for (const row of lot) packer.add(row);
          const batch = packer.take();
          return batch ? [batch] : [];
        });
        expect(unpack(batches)).toEqual(
          lots.flat().map((row) => ({
            line: row.line,
            at: row.atMs,
            kind: row.kind,
            flags: (row.flags ?? 0) | (row.agent.startsWith('Bot') ? 1 : 0),
            value: row.value,
            person: row.person,
            page: maskContacts(row.page),
            source: maskContacts(row.campaign ? campaignSource(row.campaign) : row.referrer),
            agent: maskContacts(row.agent),
          })),
        );
        expect(JSON.stringify(batches.map(({ newPages, newAgents }) => [newPages, newAgents]))).not.toContain('@');
      },
    ),
  );
});

it('grows as far as a batch needs', () => {
  const packer = new EventPacker();
  const row: EventRow = {
    type: 'event',
    line: 0,
    atMs: 1,
    person: [],
    kind: 'view',
    page: '/',
    referrer: '',
    agent: '',
    value: 0,
  };
  for (let line = 1; line <= 5000; line++) packer.add({ ...row, line });
  const batch = packer.take();
  expect(batch?.count).toBe(5000);
  expect([...(batch?.line ?? [])]).toEqual(Array.from({ length: 5000 }, (_, i) => i + 1));
  expect(packer.take()).toBeNull();
});
