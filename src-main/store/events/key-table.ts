/**
 * A table from 64-bit keys to two counters: open addressing over one typed array, four words a slot
 * (lo, hi, first, second). Free slots have lo = 0, which no key has.
 */
export interface KeyTable {
  slots: Uint32Array;
  mask: number;
  size: number;
}

const LO = 0;
const HI = 1;
/** Word offsets of the two counters within a slot. */
export const FIRST = 2;
export const SECOND = 3;

/** Slots of tables no longer needed, by length. Making new ones for every hour would leave 400 MB of garbage at 10 M events. */
export type SpareSlots = Map<number, Uint32Array[]>;

/** Makes a table that takes `expected` keys without growing. */
export function makeKeyTable(expected: number, spare?: SpareSlots): KeyTable {
  let slots = 8;
  while (slots * 0.7 < expected) slots *= 2;
  const used = spare?.get(slots * 4)?.pop();
  return { slots: used?.fill(0) ?? new Uint32Array(slots * 4), mask: slots - 1, size: 0 };
}

/** Keeps the slots of a table that nobody will use again; the table itself must not be used any more. */
export function retireKeyTable({ slots }: KeyTable, spare: SpareSlots): void {
  const same = spare.get(slots.length);
  if (!same) spare.set(slots.length, [slots]);
  // A few of each size do: tables come and go one by one.
  else if (same.length < 4) same.push(slots);
}

function probe(slots: Uint32Array, mask: number, lo: number, hi: number): number {
  let at = ((lo ^ (hi >>> 7)) & mask) * 4;
  for (;;) {
    const found = slots[at + LO] as number;
    if (found === 0 || (found === lo && slots[at + HI] === hi)) return at;
    at = (at + 4) & (mask * 4 + 3);
  }
}

/** Word offset of the key's slot, or -1 where the key is not in the table. */
export function findKey(table: KeyTable, lo: number, hi: number): number {
  const at = probe(table.slots, table.mask, lo, hi);
  return table.slots[at + LO] === 0 ? -1 : at;
}

/** Word offset of the key's slot, made if missing. Offsets are good until the next call. */
export function claimKey(table: KeyTable, lo: number, hi: number): number {
  let at = probe(table.slots, table.mask, lo, hi);
  if (table.slots[at + LO] !== 0) return at;
  if (table.size >= (table.mask + 1) * 0.7) {
    grow(table);
    at = probe(table.slots, table.mask, lo, hi);
  }
  table.slots[at + LO] = lo;
  table.slots[at + HI] = hi;
  table.size++;
  return at;
}

function grow(table: KeyTable): void {
  const old = table.slots;
  table.mask = table.mask * 2 + 1;
  table.slots = new Uint32Array(old.length * 2);
  for (let at = 0; at < old.length; at += 4) {
    if (old[at] !== 0)
      table.slots.set(
        old.subarray(at, at + 4),
        probe(table.slots, table.mask, old[at] as number, old[at + 1] as number),
      );
  }
}
