/** Calls that a thread has at a time are far fewer: two never share a slot. */
const SLOTS = 64;

/** Where a pool notes, for a thread that is at work and reads no messages, which of its calls nobody waits for any more. */
export const noteBoard = (): Int32Array => new Int32Array(new SharedArrayBuffer(SLOTS * Int32Array.BYTES_PER_ELEMENT));

/** Notes that nobody waits for a call (ids are above 0) any more. */
export function noteUnwanted(board: Int32Array, id: number): void {
  Atomics.store(board, id % SLOTS, id);
}

/** Whether somebody still waits for a call. */
export const isWanted = (board: Int32Array, id: number): boolean => Atomics.load(board, id % SLOTS) !== id;
