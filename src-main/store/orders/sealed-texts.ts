import type { WriteDb } from '../db.ts';
import { claimKey, FIRST, findKey, type KeyTable, makeKeyTable } from '../events/key-table.ts';
import { ORDER_TEXTS } from '../tables/person-rows.ts';
import { keyOf, type OrderBlock, refOf, startsOf, writeUnits } from './block.ts';
import { readColumns, replaceColumns, type Segment } from './segments.ts';

/** What an order's number and content are, and which order of its block it is: row, number, reference, key and content in halves. */
export type OrderText = readonly [number, string, string, number, number, number, number];

export type OrderTexts = Pick<OrderBlock, (typeof ORDER_TEXTS)[number]>;
type Owned = Pick<OrderBlock, 'keyLo' | 'keyHi' | 'buyer'>;

/** Notes who bought what, so that parts of an order that do not say so are known as theirs. */
export function noteBuyers(table: KeyTable, { keyLo, keyHi, buyer }: Owned): void {
  buyer.forEach((person, row) => {
    if (person === 0) return;
    const at = claimKey(table, keyLo[row] as number, keyHi[row] as number);
    if (table.slots[at + FIRST] === 0) table.slots[at + FIRST] = person;
  });
}

export const newBuyers = (): KeyTable => makeKeyTable(1024);

/** Whose order each row of a block is; 0 = nobody's. */
export function ownersOf(table: KeyTable, { keyLo, keyHi, buyer }: Owned): Uint32Array {
  return buyer.map((person, row) => {
    if (person !== 0) return person;
    const at = findKey(table, keyLo[row] as number, keyHi[row] as number);
    return at < 0 ? 0 : (table.slots[at + FIRST] as number);
  });
}

/** Texts of a block by whose they are, and the same columns without them; `standIns` makes keys that lead nowhere, the same for the same. */
export function takeTexts(
  texts: OrderTexts,
  owners: Uint32Array,
  standIns: (keys: Uint32Array) => Uint32Array,
): { byOwner: Map<number, OrderText[]>; left: OrderTexts; units: number } {
  const rows = owners.length;
  const starts = startsOf({ ...texts, lines: new Uint32Array(rows) }, rows);
  const pairs = new Uint32Array(rows * 2);
  for (let row = 0; row < rows; row++) {
    pairs[2 * row] = texts.keyLo[row] as number;
    pairs[2 * row + 1] = texts.keyHi[row] as number;
  }
  const others = standIns(pairs);
  const left = { ...texts, text: new Uint16Array(texts.text.length) };
  for (const name of ['keyLo', 'keyHi', 'contentLo', 'contentHi', 'keyUnits', 'refUnits'] as const)
    left[name] = texts[name].slice();
  const byOwner = new Map<number, OrderText[]>();
  let units = 0;
  for (let row = 0; row < rows; row++) {
    const owner = owners[row] as number;
    const [key, ref] = [keyOf(texts, starts, row), refOf(texts, starts, row)];
    if (owner === 0) {
      writeUnits(left.text, units, key + ref);
      units += key.length + ref.length;
      continue;
    }
    const known = byOwner.get(owner) ?? [];
    byOwner.set(owner, known);
    const halves = ['keyLo', 'keyHi', 'contentLo', 'contentHi'] as const;
    const [keyLo, keyHi, contentLo, contentHi] = halves.map((name) => texts[name][row] as number);
    known.push([row, key, ref, keyLo as number, keyHi as number, contentLo as number, contentHi as number]);
    // 0 marks a free place in tables of keys.
    left.keyLo[row] = others[2 * row] || 1;
    left.keyHi[row] = others[2 * row + 1] as number;
    for (const name of ['contentLo', 'contentHi', 'keyUnits', 'refUnits'] as const) left[name][row] = 0;
  }
  return { byOwner, left: { ...left, text: left.text.subarray(0, units) }, units };
}

/** Puts texts back into their rows of a stored block. */
export function putTexts(db: WriteDb, segment: Segment, given: readonly OrderText[]): void {
  const columns = readColumns(db, segment, ORDER_TEXTS);
  const { rows } = segment;
  const starts = startsOf({ ...columns, lines: new Uint32Array(rows) }, rows);
  const known = new Map(given.map((one) => [one[0], one]));
  const words: string[] = [];
  for (let row = 0; row < rows; row++) {
    const text = known.get(row);
    if (!text) {
      words.push(keyOf(columns, starts, row) + refOf(columns, starts, row));
      continue;
    }
    const [, key, ref, keyLo, keyHi, contentLo, contentHi] = text;
    words.push(key + ref);
    columns.keyUnits[row] = key.length;
    columns.refUnits[row] = ref.length;
    columns.keyLo[row] = keyLo;
    columns.keyHi[row] = keyHi;
    columns.contentLo[row] = contentLo;
    columns.contentHi[row] = contentHi;
  }
  const text = new Uint16Array(words.reduce((sum, word) => sum + word.length, 0));
  let at = 0;
  for (const word of words) {
    writeUnits(text, at, word);
    at += word.length;
  }
  replaceColumns(db, segment, text.length, { ...columns, text });
}
