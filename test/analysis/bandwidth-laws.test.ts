import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_KINDS } from '../../shared/model.ts';
import { DAY_MS } from '../../shared/time.ts';
import { bandwidth } from '../../src-main/analysis/bandwidth.ts';
import { bandwidthOverTime } from '../../src-main/analysis/bandwidth-over-time.ts';
import { IS_ACT } from '../../src-main/analysis/base/scan.ts';
import { eventColumns } from './columns.ts';
import { KNOWN } from './random.ts';
import { contextOf, MONDAY, runSeries, runTable } from './run.ts';

const NOBODY = 3;
const STEP_MS = DAY_MS / 24;
const event = fc.record({
  // One of nobody is neither the first nor the last in the order of the columns.
  person: fc.constantFrom(1, 2, NOBODY, 4),
  at: fc.nat(95).map((step) => MONDAY + step * STEP_MS),
  kind: fc.constantFrom(...EVENT_KINDS),
  page: fc.constantFrom('', ...KNOWN.pages),
  sizeBytes: fc.oneof(fc.constant(0), fc.nat(900), fc.nat(4_294_967_295)),
  bot: fc.boolean(),
});
const histories = fc.array(event, { maxLength: 120, size: 'max' }).map((rows) => {
  const events = eventColumns(rows, KNOWN);
  events.person.forEach((who, i) => {
    if (who === NOBODY) events.person[i] = 0;
  });
  return events;
});
/** Ends are half hours of the day: no edge of a bucket need lie on them, but answers may. */
const contexts = fc
  .record({ from: fc.nat(100), length: fc.integer({ min: 1, max: 150 }), bots: fc.boolean() })
  .map(({ from, length, bots }) => {
    const fromMs = MONDAY + (from * STEP_MS) / 2;
    return contextOf({ range: { fromMs, toMs: fromMs + (length * STEP_MS) / 2 }, bots });
  });

/** Answers that count, as they are meant. */
function answersOf(events: ReturnType<typeof eventColumns>, { range, bots }: ReturnType<typeof contextOf>) {
  return Array.from({ length: events.length }, (_, i) => ({
    when: events.at[i] as number,
    who: events.person[i] as number,
    page: events.page[i] as number,
    isAct: IS_ACT[events.kind[i] as number] === 1,
    sent: events.sizeBytes[i] as number,
    isBot: events.flags[i] !== 0,
  })).filter(({ when, sent, isBot }) => when >= range.fromMs && when < range.toMs && sent > 0 && (bots || !isBot));
}
type Answers = ReturnType<typeof answersOf>;
const peopleOf = (answers: Answers) => new Set(answers.flatMap(({ who }) => (who > 0 ? [who] : []))).size;
const bytesOf = (answers: Answers) => answers.reduce((sum, { sent }) => sum + sent, 0);

test('bandwidth: bytes, requests and people of every page are those that a look at each answer gives', () => {
  fc.assert(
    fc.property(histories, contexts, (events, context) => {
      const answers = answersOf(events, context);
      const table = runTable(bandwidth, { events }, {}, context);
      const told = new Map(table.rows.map(({ cells: [page, ...cells] }) => [page, cells]));
      const pages = [...new Set(answers.map(({ page }) => page))].filter((page) => page > 0);
      expect([...told.keys()].sort()).toEqual(pages.sort());
      for (const page of pages) {
        const own = answers.filter((answer) => answer.page === page);
        const bytes = bytesOf(own);
        expect(told.get(page)).toEqual([
          bytes,
          own.length,
          bytes / own.length,
          bytes / bytesOf(answers),
          peopleOf(own),
        ]);
      }
      expect([table.n, table.people]).toEqual([answers.length, peopleOf(answers)]);
    }),
  );
});

test('bandwidth-over-time: bytes and people of every day and line are those that a look at each answer gives', () => {
  fc.assert(
    fc.property(histories, contexts, (events, context) => {
      const answers = answersOf(events, context);
      const series = runSeries(bandwidthOverTime, { events }, { bucket: 'day' }, context);
      const first = Math.floor((context.range.fromMs - MONDAY) / DAY_MS);
      for (const [l, { values, people }] of series.lines.entries())
        for (const [b, value] of values.entries()) {
          const own = answers.filter(
            ({ when, isAct }) => isAct === (l === 0) && Math.floor((when - MONDAY) / DAY_MS) === first + b,
          );
          expect([value, people[b]]).toEqual([bytesOf(own), peopleOf(own)]);
        }
      expect([series.n, series.people]).toEqual([answers.length, peopleOf(answers)]);
    }),
  );
});
