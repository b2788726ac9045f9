import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysisReply } from '../../shared/contract/analyses.ts';
import type { NumberResult } from '../../shared/results.ts';
import { joinHalves } from '../../src-renderer/pages/comparison.ts';

const BEFORE = { fromMs: 0, toMs: 50 };

const reply = (value: number, revision = 1): AnalysisReply => ({
  info: { id: 'x', title: 'X', version: 1, purpose: 'service' },
  // Made by hand here, so it has not passed the gate.
  result: { kind: 'number', value, unit: 'count', n: 1, people: 1 } satisfies NumberResult as never,
  previous: null,
  leftOut: [],
  narrowed: { messages: null, segment: false },
  range: { fromMs: 50, toMs: 100 },
  previousRange: null,
  rangeBefore: BEFORE,
  roundedTo: 1,
  revision,
  computedMs: 1,
});
const numberOf = (result: AnalysisReply['previous']): number | null =>
  result?.kind === 'number' ? (result.value ?? null) : null;

describe('the present period first, the one before later', () => {
  it('says that the comparison is coming, then has it, as one reply that stays the same', () => {
    const present = reply(8);
    const first = joinHalves({ reply: present, isFresh: true, before: undefined, hasFailed: false });
    expect(first).toEqual({ reply: present, comparison: 'coming' });
    const second = joinHalves({ reply: present, isFresh: true, before: reply(4), hasFailed: false });
    expect(second.comparison).toBe('there');
    expect([numberOf(second.reply.result), numberOf(second.reply.previous)]).toEqual([8, 4]);
    expect(second.reply.previousRange).toEqual(BEFORE);
    const again = joinHalves({ reply: present, isFresh: true, before: reply(4), hasFailed: false });
    expect(again.reply).toBe(second.reply);
  });

  it('keeps what it was compared with while another period is awaited', () => {
    const present = reply(8);
    const { reply: whole } = joinHalves({ reply: present, isFresh: true, before: reply(4), hasFailed: false });
    // The period before of the next question may be known already, or have failed: it is not of this reply.
    for (const before of [undefined, reply(99)])
      expect(joinHalves({ reply: present, isFresh: false, before, hasFailed: true })).toEqual({
        reply: whole,
        comparison: 'there',
      });
  });

  it('taken back before it came, it is never shown', () => {
    const left = reply(8);
    joinHalves({ reply: left, isFresh: true, before: undefined, hasFailed: false });
    expect(joinHalves({ reply: left, isFresh: false, before: reply(4), hasFailed: false })).toEqual({
      reply: left,
      comparison: 'coming',
    });
  });

  it('a failure leaves the figures, and can be tried again', () => {
    const present = reply(8);
    expect(joinHalves({ reply: present, isFresh: true, before: undefined, hasFailed: true })).toEqual({
      reply: present,
      comparison: 'failed',
    });
    expect(joinHalves({ reply: present, isFresh: true, before: reply(4), hasFailed: false }).comparison).toBe('there');
  });

  it('does not compare two states of the store', () => {
    const halves = { reply: reply(8, 2), isFresh: true, before: reply(4, 1), hasFailed: false };
    expect(joinHalves(halves)).toEqual({ reply: halves.reply, comparison: 'coming' });
  });

  it('law: whatever comes when, no figure stands beside the period before of another question', () => {
    const step = fc.record({
      question: fc.nat(3),
      presentCame: fc.boolean(),
      beforeCame: fc.boolean(),
      hasFailed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const answers = [0, 1, 2, 3].map((question) => ({ present: reply(question), before: reply(100 + question) }));
        let shown: AnalysisReply | null = null;
        for (const { question, presentCame, beforeCame, hasFailed } of steps) {
          const { present, before } = answers[question] as (typeof answers)[number];
          // As the page keeps the last answer until the next one is there.
          if (presentCame) shown = present;
          if (!shown) continue;
          const isFresh = shown === present;
          const joined = joinHalves({
            reply: shown,
            isFresh,
            before: beforeCame ? before : undefined,
            hasFailed: hasFailed && !beforeCame,
          });
          const value = numberOf(joined.reply.result) as number;
          expect(numberOf(joined.reply.result)).toBe(numberOf(shown.result));
          expect([null, 100 + value]).toContain(numberOf(joined.reply.previous));
          expect(joined.comparison === 'there').toBe(joined.reply.previous !== null);
        }
      }),
    );
  });
});
