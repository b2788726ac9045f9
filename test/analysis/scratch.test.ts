import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVENT_KINDS } from '../../shared/model.ts';
import { HOUR_MS } from '../../shared/time.ts';
import {
  borrow,
  borrowUnwritten,
  keepUnwritten,
  retire,
  type ScratchOwner,
  withScratch,
} from '../../src-main/analysis/base/scratch.ts';
import { ANALYSES } from '../../src-main/analysis/index.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { KNOWN } from './random.ts';
import { at, contextOf, tablesOf } from './run.ts';

const columns = (length = 1_000_000): ScratchOwner => ({ at: {}, length });
/** Large enough to be kept. */
const LARGE = 1 << 17;

test('what is borrowed is all zeros, whatever was written into it before, and never lent twice at once', () => {
  const owner = columns();
  const lengths = fc.array(fc.integer({ min: 1, max: LARGE / 2 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(lengths, { maxLength: 6 }), (questions) => {
      for (const asked of questions)
        withScratch(owner, () => {
          const lent = asked.map((length, i) =>
            i % 2 === 0 ? borrow(Uint32Array, length) : borrow(Float64Array, length),
          );
          for (const [i, array] of lent.entries()) {
            expect(array.length).toBe(asked[i]);
            expect(array.findIndex((value: number) => value !== 0)).toBe(-1);
            array.fill(i + 1);
          }
          for (const [i, array] of lent.entries()) expect(array.findIndex((value: number) => value !== i + 1)).toBe(-1);
        });
    }),
    { numRuns: 15 },
  );
});

test('the next question has the memory of the one before; what is kept is not lent before it is retired', () => {
  const owner = columns();
  const before = withScratch(owner, () => borrow(Uint32Array, LARGE).buffer);
  withScratch(owner, () => expect(borrowUnwritten(Int32Array, LARGE).buffer).toBe(before));
  const kept = withScratch(owner, () => keepUnwritten(Uint32Array, LARGE));
  withScratch(owner, () => expect(borrow(Uint32Array, LARGE).buffer).not.toBe(kept.buffer));
  withScratch(owner, () => {
    retire(kept);
    expect(borrow(Uint32Array, LARGE).buffer).not.toBe(kept.buffer);
  });
  withScratch(owner, () => {
    const buffers = [borrow(Uint32Array, LARGE).buffer, borrow(Uint32Array, LARGE).buffer];
    expect(buffers).toContain(kept.buffer);
  });
});

test('memory is no other columns’, none is taken for a small array, and a question that fails gives it back', () => {
  const owner = columns();
  const first = withScratch(owner, () => borrow(Uint32Array, LARGE).buffer);
  withScratch(columns(), () => expect(borrow(Uint32Array, LARGE).buffer).not.toBe(first));
  withScratch(owner, () => expect(borrow(Uint32Array, 100).buffer).not.toBe(first));
  const failing = () =>
    withScratch(owner, () => {
      expect(borrow(Uint32Array, LARGE).buffer).toBe(first);
      throw new RangeError('no answer');
    });
  expect(failing).toThrow(RangeError);
  withScratch(owner, () => expect(borrow(Uint32Array, LARGE).buffer).toBe(first));
});

test('a question within another gives nothing back before the other ends', () => {
  const owner = columns();
  withScratch(owner, () => {
    const outer = borrow(Uint32Array, LARGE);
    const inner = withScratch(columns(), () => borrow(Uint32Array, LARGE));
    expect(borrow(Uint32Array, LARGE).buffer).not.toBe(inner.buffer);
    expect(inner.buffer).not.toBe(outer.buffer);
  });
});

test('no more is kept than eight bytes for each row', () => {
  const rows = 1 << 20;
  const owner = columns(rows);
  const all = withScratch(owner, () => Array.from({ length: 10 }, () => borrow(Uint32Array, rows).buffer));
  const again = withScratch(owner, () => Array.from({ length: 10 }, () => borrow(Uint32Array, rows).buffer));
  expect(again.filter((buffer) => all.includes(buffer)).length).toBe(2);
  const tooLarge = withScratch(owner, () => borrow(Float64Array, 2 * rows).buffer);
  withScratch(owner, () => expect(borrow(Float64Array, 2 * rows).buffer).not.toBe(tooLarge));
});

describe('answers', () => {
  // Numbers without a pattern, the same in every run: enough events that arrays of them are kept.
  const number = (i: number, of: number) => (Math.imul(i + 1, 0x9e3779b1) >>> 7) % of;
  const rows = Array.from(
    { length: 40_000 },
    (_, i): EventSketch => ({
      person: number(i, 9000),
      at: at(0) + number(3 * i, 14 * 24 * 3600) * 1000,
      page: ['/', '/shop/a', '/shop/b', '/cart', '/thanks'][number(5 * i, 5)] as string,
      kind: EVENT_KINDS[number(7 * i, EVENT_KINDS.length)] as (typeof EVENT_KINDS)[number],
      agent: ['a', 'b'][number(11 * i, 2)] as string,
      device: number(11 * i, 2) === 0 ? 'phone' : 'desktop',
      source: ['', 'https://a.example/'][number(13 * i, 2)] as string,
    }),
  );
  const events = eventColumns(rows, KNOWN);
  const steps = { steps: ['/', '/cart'] };
  const params: Record<string, object> = {
    funnel: steps,
    'funnel-over-time': steps,
    'funnel-by-segment': steps,
    'funnel-lost': steps,
    'also-viewed': { support: 2 },
  };
  const asked = ANALYSES.filter(({ reads }) => reads.includes('events'));
  /** `fresh`: as if the columns had just been loaded. */
  const answer = (analysis: (typeof asked)[number], later: number, fresh: boolean) => {
    const range = { fromMs: at(1) + later * HOUR_MS, toMs: at(13) };
    const given = fresh ? { ...events, at: events.at.slice(), flags: events.flags.slice() } : events;
    const chosen = analysis.params.parse(params[analysis.id] ?? {});
    return analysis.run(tablesOf({ events: given }), chosen, contextOf({ range }));
  };

  test('are the same with memory that other questions wrote into, and still are after these', () => {
    const first = new Map(asked.map((analysis) => [analysis.id, answer(analysis, 0, false)]));
    const before = structuredClone(first);
    for (let later = 1; later < 3; later++)
      for (const analysis of asked)
        expect({ id: analysis.id, result: answer(analysis, later, false) }).toEqual({
          id: analysis.id,
          result: answer(analysis, later, true),
        });
    expect(first).toEqual(before);
    for (const analysis of asked)
      expect({ id: analysis.id, result: first.get(analysis.id) }).toEqual({
        id: analysis.id,
        result: answer(analysis, 0, true),
      });
  }, 120_000);
});
