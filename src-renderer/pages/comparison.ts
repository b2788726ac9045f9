import type { AnalysisReply } from '../../shared/contract/analyses.ts';

/** Where the comparison with the period before stands; `there` = the reply has it. */
export type Comparison = 'none' | 'coming' | 'failed' | 'there';

/** The present period, and the one before as far as it is known. */
export interface Halves {
  reply: AnalysisReply;
  /** Whether the reply answers what is asked now; else it is the last answer to something else, and `before` is not of it. */
  isFresh: boolean;
  before: AnalysisReply | undefined;
  hasFailed: boolean;
}

/** Replies whose comparison has come. It stays with them while the next ones are awaited: no figure stands beside another period's. */
const complete = new WeakMap<AnalysisReply, AnalysisReply>();

/** The reply with what it is compared with, where that is known. The same reply gives the same object again. */
export function joinHalves({ reply, isFresh, before, hasFailed }: Halves): {
  reply: AnalysisReply;
  comparison: Exclude<Comparison, 'none'>;
} {
  // Halves of different states of the store would show a change that never was.
  if (isFresh && before?.revision === reply.revision && !complete.has(reply))
    complete.set(reply, { ...reply, previous: before.result, previousRange: reply.rangeBefore });
  const whole = complete.get(reply);
  if (whole) return { reply: whole, comparison: 'there' };
  return { reply, comparison: isFresh && hasFailed ? 'failed' : 'coming' };
}
