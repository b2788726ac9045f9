import type { MessageColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { messagesInRange } from '../base/messages.ts';

type Dated = Pick<MessageColumns, 'length' | 'id' | 'at'>;

/**
 * Row numbers of the messages with some ids (each at most once) that lie in the period, newest first; `undated`: then those
 * without a date.
 */
export function rowsOfHits(
  messages: Dated,
  context: Pick<RunContext, 'range'>,
  ids: Uint32Array,
  undated: boolean,
): Uint32Array {
  const { id, at, length } = messages;
  let highest = 0;
  for (const hit of ids) if (hit > highest) highest = hit;
  // A byte per id: a million look-ups in a Set would take longer than the search.
  const isHit = new Uint8Array(highest + 1);
  for (const hit of ids) isHit[hit] = 1;
  const { from, to } = messagesInRange(messages, context);
  const rows = new Uint32Array(ids.length);
  let found = 0;
  // A search gives its newest hits: behind the last of them nothing needs to be looked at.
  for (let i = to - 1; i >= from && found < rows.length; i--) if (isHit[id[i] as number] === 1) rows[found++] = i;
  if (undated)
    for (let i = length - 1; i >= to && found < rows.length && Number.isNaN(at[i]); i--)
      if (isHit[id[i] as number] === 1) rows[found++] = i;
  return rows.subarray(0, found);
}
