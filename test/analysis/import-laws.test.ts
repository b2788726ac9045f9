import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventColumns } from '../../shared/columns.ts';
import type { Condition } from '../../shared/conditions.ts';
import { DEVICES, EVENT_KINDS } from '../../shared/model.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import { narrowTables } from '../../src-main/analysis/base/narrow.ts';
import { ANALYSES } from '../../src-main/analysis/index.ts';
import { loadEvents, withLookup } from '../../src-main/store/events/load.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { run as runSql } from '../../src-main/store/sql.ts';
import { addAgent } from '../../src-main/store/tables/agents.ts';
import { idOfPage } from '../../src-main/store/tables/pages.ts';
import { addSource } from '../../src-main/store/tables/sources.ts';
import { bring, type Line, line } from '../store/events-model.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf, tablesOf } from './run.ts';

const STEPS = ['/', '/shop/*', '/cart'];
/** Parameters of analyses that cannot do without, and others that take another way through the code. */
const PARAMS: Record<string, object[]> = {
  funnel: [{ steps: STEPS }, { steps: STEPS, order: 'strict' }],
  'funnel-over-time': [{ steps: STEPS, bucket: 'day' }],
  'funnel-by-segment': [{ steps: STEPS, by: 'channel' }],
  'funnel-lost': [{ steps: STEPS }],
  'path-flow': [{}, { page: '/cart', direction: 'backward' }],
  'top-sequences': [{ support: 2 }, { support: 2, gaps: true }],
  'converter-pages': [{ support: 1 }],
  'converter-ways': [{ support: 1 }],
  retention: [{ period: 'day' }, { period: 'day', mode: 'rolling' }],
  'also-viewed': [{ support: 2 }],
  'repeat-clicks': [{ times: 2, withinSeconds: 3600 }],
  explore: [{ by: 'group' }, { by: 'channel', across: 'weekday', measure: 'visits' }],
};
const cases = ANALYSES.filter(({ reads }) => reads.length === 1 && reads[0] === 'events').flatMap((analysis) =>
  (PARAMS[analysis.id] ?? [{}]).map((params) => ({ analysis, params })),
);
const context = contextOf({
  zone: 'Europe/Berlin',
  contentGroups: [{ name: 'Shop', pattern: '/shop*' }],
  range: { fromMs: at(0), toMs: at(10) },
});

/** A store whose numbers of pages, sources and agents are known beforehand. */
function openStore(): WriteDb {
  const db = openMemory();
  for (let id = 1; id <= 5; id++) runSql(db, 'INSERT INTO people (id) VALUES (?)', id);
  for (const page of KNOWN.pages) idOfPage(db, page);
  for (const [i, text] of KNOWN.sources.entries()) addSource(db, { text, name: text, channel: i + 1 });
  for (const [i, text] of KNOWN.agents.entries())
    addAgent(db, {
      text,
      browser: text,
      major: '1',
      os: 'OS',
      device: (i + 1) % DEVICES.length,
      bot: false,
      botClass: '',
      botRule: '',
    });
  return db;
}
const columnsOf = (db: WriteDb): EventColumns => withLookup(db, loadEvents(db));

/** Hits at different minutes: where two of one person share an instant, the order of arrival decides what came first. */
const someLines: fc.Arbitrary<Line[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 600 }), { maxLength: 60 })
  .chain((minutes) =>
    fc.tuple(
      ...minutes.map((minute) =>
        fc
          .record({
            person: fc.integer({ min: 0, max: 5 }),
            kind: fc.constantFrom(0, 0, 0, ...EVENT_KINDS.keys()),
            page: fc.integer({ min: 1, max: 5 }),
            source: fc.integer({ min: 0, max: 3 }),
            sizeBytes: fc.integer({ min: 0, max: 900 }),
          })
          .map(
            (row): Line =>
              line(at(1) + minute * 7 * MINUTE_MS, row.person, row.page, minute + 1, {
                ...row,
                agent: 1 + (row.person % 3),
                status: row.kind === 4 ? 404 : 200,
                value: row.kind === 11 ? 2.5 : 0,
              }),
          ),
      ),
    ),
  );

test('splitting a file and the order of its parts change no answer', () => {
  fc.assert(
    fc.property(someLines, fc.integer({ min: 0, max: 60 }), (lines, cut) => {
      const whole = openStore();
      bring(whole, lines);
      const parts = [lines.slice(0, cut), lines.slice(cut)];
      const split = openStore();
      for (const part of parts) bring(split, part, { flushRows: 7 });
      const turned = openStore();
      for (const part of [...parts].reverse()) bring(turned, part);
      // The same file again, after its parts, adds nothing.
      bring(turned, lines);
      const [one, two, three] = [columnsOf(whole), columnsOf(split), columnsOf(turned)];
      for (const { analysis, params } of cases) {
        const answer = (events: EventColumns) =>
          analysis.run(tablesOf({ events }), analysis.params.parse(params), context);
        const expected = answer(one);
        expect(answer(two), analysis.id).toEqual(expected);
        expect(answer(three), analysis.id).toEqual(expected);
      }
    }),
    { numRuns: 25 },
  );
});

const leaf = (scope: 'act' | 'visit' | 'person'): fc.Arbitrary<Condition> =>
  fc.oneof(
    fc.constantFrom(...KNOWN.pages).map((page): Condition => ({ field: 'page', is: [page], in: scope })),
    fc
      .constantFrom('search' as const, 'social' as const, 'direct' as const)
      .map((channel): Condition => ({ field: 'channel', is: [channel], in: scope })),
    fc
      .constantFrom('desktop' as const, 'phone' as const)
      .map((device): Condition => ({ not: { field: 'device', is: [device], in: scope } })),
  );
const scopes = fc.constantFrom('act' as const, 'visit' as const, 'person' as const);

test('filters commute: both at once in any order, and act by act one after the other', () => {
  fc.assert(
    fc.property(
      fc.array(anEvent(instants(0, 3)), { maxLength: 50 }),
      scopes.chain((scope) => fc.tuple(leaf(scope), leaf(scope), fc.constant(scope))),
      (rows, [a, b, scope]) => {
        const all = tablesOf({ events: eventColumns(rows, KNOWN) });
        const both = narrowTables(all, { all: [a, b] }, context);
        const turned = narrowTables(all, { all: [b, a] }, context);
        const inTurn = narrowTables(narrowTables(all, a, context), b, context);
        const otherwise = narrowTables(narrowTables(all, b, context), a, context);
        for (const { analysis, params } of cases) {
          const answer = (tables: typeof all) => analysis.run(tables, analysis.params.parse(params), context);
          const expected = answer(both);
          expect(answer(turned), analysis.id).toEqual(expected);
          if (scope !== 'act') continue;
          expect(answer(inTurn), analysis.id).toEqual(expected);
          expect(answer(otherwise), analysis.id).toEqual(expected);
        }
      },
    ),
    { numRuns: 25 },
  );
});
