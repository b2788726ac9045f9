import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KeptValue } from '../../shared/properties.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import { eachTermSearch, type TermSearch } from '../../src-main/analysis/base/searches.ts';
import { propertyBreakdown } from '../../src-main/analysis/property-breakdown.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { at, contextOf, runTable } from './run.ts';

const KINDS = ['view', 'search', 'custom', 'purchase', 'asset'] as const;
const NOBODY = 3;
const event = fc.record({
  // One of nobody is neither the first nor the last in the order of the columns.
  person: fc.constantFrom(1, 2, NOBODY, 4),
  at: fc.nat(200).map((minute) => at(0) + minute * MINUTE_MS),
  kind: fc.constantFrom(...KINDS),
  page: fc.constantFrom('/', '/tea', 'signed up'),
  bot: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
  properties: fc.option(
    fc.record(
      {
        'search term': fc.constantFrom<KeptValue>('tea', 'mugs', null),
        'search results': fc.nat(2),
        plan: fc.constantFrom<KeptValue>('pro', 'free', 7),
      },
      { requiredKeys: [] },
    ),
    { nil: undefined },
  ),
});
/** What few events have is found in another way than what many have: in some histories all others are plain page views of two other people. */
const histories = fc.tuple(fc.array(event, { maxLength: 40, size: 'max' }), fc.boolean()).map(([rows, areFew]) => {
  const own: EventSketch[] = rows.map(({ properties, ...row }) => ({ ...row, ...(properties ? { properties } : {}) }));
  const others = Array.from({ length: areFew ? 17 * rows.length : 0 }, (_, i) => ({
    person: 5 + (i % 2),
    at: at(0, 0, i),
  }));
  const events = eventColumns([...own, ...others]);
  events.person.forEach((who, i) => {
    if (who === NOBODY) events.person[i] = 0;
  });
  return events;
});
const contexts = fc
  .record({
    from: fc.nat(150),
    length: fc.integer({ min: 1, max: 150 }),
    bots: fc.boolean(),
    idle: fc.constantFrom(5, 30),
    sessionEndsAtMidnight: fc.boolean(),
  })
  .map(({ from, length, idle, ...more }) =>
    contextOf({
      range: { fromMs: at(0, 0, from), toMs: at(0, 0, from + length) },
      sessionIdleMs: idle * MINUTE_MS,
      ...more,
    }),
  );

/** Visits as rows, by person and in the order of time, of what is in the period and in scope. */
function visitsOf(
  events: ReturnType<typeof eventColumns>,
  { range, sessionIdleMs, bots }: ReturnType<typeof contextOf>,
) {
  const visits: number[][] = [];
  const acts = Array.from({ length: events.length }, (_, i) => i).filter((i) => {
    const when = events.at[i] as number;
    return events.kind[i] !== 1 && when >= range.fromMs && when < range.toMs && (bots || events.flags[i] === 0);
  });
  for (const i of acts) {
    const last = visits.at(-1)?.at(-1);
    if (events.person[i] === 0) continue;
    const goesOn =
      last !== undefined &&
      events.person[last] === events.person[i] &&
      (events.at[i] as number) - (events.at[last] as number) <= sessionIdleMs;
    if (goesOn) visits.at(-1)?.push(i);
    else visits.push([i]);
  }
  return { acts, visits };
}

const propertyAt = (
  { properties, propertySets: sets }: ReturnType<typeof eventColumns>,
  row: number,
  property: string,
) => {
  const set = properties[row] ?? 0;
  for (let m = sets.start[set] as number; m < (sets.start[set + 1] as number); m++)
    if (sets.names[sets.name[m] as number] === property) {
      const value = sets.value[m] as number;
      return [sets.type[m] === 1 ? (sets.texts[value] as string) : sets.type[m] === 2 ? String(value) : '(other)'];
    }
  return [];
};

test('property-breakdown: events, people and visits of every value are those that a look at each event gives', () => {
  fc.assert(
    fc.property(histories, contexts, fc.constantFrom('', '/tea', 'signed*'), (events, context, asked) => {
      const { acts, visits } = visitsOf(events, context);
      const isChosen = (row: number) =>
        events.kind[row] === 6 && (asked === '' || events.page[row] === events.pageId(asked.replace('*', ' up')));
      const planOf = (row: number) => propertyAt(events, row, 'plan')[0] ?? '(none)';
      const chosen = acts.filter(isChosen);
      const values = [...new Set(chosen.map(planOf))];
      const expected = values.map((value) => {
        const own = chosen.filter((row) => planOf(row) === value);
        const people = new Set(own.map((row) => events.person[row]).filter((who) => who !== 0)).size;
        return [value, own.length, people, visits.filter((visit) => visit.some((row) => own.includes(row))).length];
      });
      const { rows: found } = runTable(propertyBreakdown, { events }, { event: asked, property: 'plan' }, context);
      const ours = found.map(({ cells: [value, count, , people, visitsIn] }) => [value, count, people, visitsIn]);
      const isKnown = values.some((value) => value !== '(none)');
      expect(ours.sort()).toEqual(isKnown ? expected.sort() : []);
    }),
    { numRuns: 500 },
  );
});

test('search-terms: searches are those that a look at each visit gives', () => {
  fc.assert(
    fc.property(histories, contexts, (events, context) => {
      const { visits } = visitsOf(events, context);
      const termAt = (row: number) => propertyAt(events, row, 'search term')[0];
      const isSearch = (row: number) => events.kind[row] === 7 || (events.kind[row] === 0 && termAt(row) !== undefined);
      const expected: unknown[] = [];
      for (const visit of visits)
        for (let a = 0; a < visit.length; ) {
          const row = visit[a] as number;
          const term = isSearch(row) ? termAt(row) : undefined;
          if (term === undefined) {
            a++;
            continue;
          }
          const ends = visit.findIndex(
            (other, b) => b > a && (!isSearch(other) || ![undefined, term].includes(termAt(other))),
          );
          const end = ends < 0 ? visit.length : ends;
          const next = visit[end];
          const told = visit.slice(a, end).flatMap((other) => propertyAt(events, other, 'search results'));
          const after = next === undefined ? 'left' : isSearch(next) ? 'again' : 'went-on';
          expected.push({
            row,
            term,
            after,
            isCounted: told.length > 0,
            found: told.length > 0 ? Number(told.at(-1)) > 0 : after === 'went-on',
            bought: visit.slice(end).some((other) => events.kind[other] === 11),
          });
          a = end;
        }
      const found: TermSearch[] = [];
      const words = eachTermSearch(events, context, (search) => found.push(search));
      expect(found.map((search) => ({ ...search, term: words[search.term] }))).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
