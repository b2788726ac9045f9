import type { EventColumns } from '../../../shared/columns.ts';
import { EVENT_FLAGS } from '../../../shared/model.ts';
import type { RunContext } from '../analysis.ts';
import { IS_ACT } from './scan.ts';

/**
 * Answers whether the person of an act acted before it, within the chosen dates or earlier: 0 or 1. Rows of a person lie
 * together in time order; between two acts there are only the files that a page loads.
 */
export function actedBefore({ person, kind, flags }: EventColumns, context: RunContext): (row: number) => 0 | 1 {
  // What was before is asked of the whole person: a segment leaves it in.
  const hidden = (context.bots ? 0 : EVENT_FLAGS.bot) | EVENT_FLAGS.own;
  return (row) => {
    const who = person[row];
    for (let i = row - 1; i >= 0 && person[i] === who && who !== 0; i--)
      if (IS_ACT[kind[i] as number] === 1 && ((flags[i] as number) & hidden) === 0) return 1;
    return 0;
  };
}
