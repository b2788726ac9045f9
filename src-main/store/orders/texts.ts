import type { ReadDb, WriteDb } from '../db.ts';
import { keyOf, startsOf } from './block.ts';
import { pruneOrderTexts } from './figures.ts';
import { renameOrders } from './rename.ts';
import { listAllSegments, readColumn, readColumns, replaceColumn } from './segments.ts';
import { idOfWord, wordsOf } from './words.ts';

type Scrub = (text: string) => string;

/** Every stored version of an order with its number. */
function* eachKey(db: ReadDb): Generator<{ id: number; key: string; buyer: number; channel: number }> {
  const names = ['id', 'buyer', 'channel', 'lines', 'keyUnits', 'refUnits', 'text'] as const;
  for (const segment of listAllSegments(db)) {
    const block = readColumns(db, segment, names);
    const starts = startsOf(block, segment.rows);
    for (let row = 0; row < segment.rows; row++)
      yield {
        id: block.id[row] as number,
        key: keyOf(block, starts, row),
        buyer: block.buyer[row] as number,
        channel: block.channel[row] as number,
      };
  }
}

/** Words that `scrub` would change. */
function changedWords(db: ReadDb, scrub: Scrub): Map<number, string> {
  const changed = new Map<number, string>();
  for (const [id, text] of wordsOf(db)) {
    const scrubbed = scrub(text);
    if (scrubbed !== text) changed.set(id, scrubbed);
  }
  return changed;
}

/** Number of orders whose number or channel `scrub` would change, those of `person` not counted. */
export function countOrderTexts(db: ReadDb, scrub: Scrub, person: number): number {
  const words = changedWords(db, scrub);
  let count = 0;
  for (const { key, buyer, channel } of eachKey(db))
    if (buyer !== person && (words.has(channel) || scrub(key) !== key)) count++;
  return count;
}

/** Numbers that `scrub` changes, by id of the order; where another order bears the new one, it is told apart by the id. */
function changedKeys(db: ReadDb, scrub: Scrub): Map<number, string> {
  const names = new Map<number, string>();
  for (const { id, key } of eachKey(db)) {
    const scrubbed = key === '' ? key : scrub(key);
    if (scrubbed !== key) names.set(id, scrubbed);
  }
  if (names.size === 0) return names;
  const wanted = new Set(names.values());
  const taken = new Set<string>();
  for (const { key } of eachKey(db)) if (wanted.has(key)) taken.add(key);
  for (const [id, name] of names) {
    if (taken.has(name)) names.set(id, `${name} ${id}`);
    else taken.add(name);
  }
  return names;
}

function scrubChannels(db: WriteDb, scrub: Scrub): number {
  const words = changedWords(db, scrub);
  if (words.size === 0) return 0;
  const ids = new Map([...words].map(([id, text]) => [id, idOfWord(db, text)]));
  let changed = 0;
  for (const segment of listAllSegments(db)) {
    const channel = readColumn(db, segment, 'channel');
    const before = changed;
    channel.forEach((word, row) => {
      const next = ids.get(word);
      if (next === undefined) return;
      channel[row] = next;
      changed++;
    });
    if (changed > before) replaceColumn(db, segment, 'channel', channel);
  }
  pruneOrderTexts(db);
  return changed;
}

/** Rewrites the numbers and channels of orders that `scrub` changes; answers how many texts that were. Call within a transaction. */
export function scrubOrders(db: WriteDb, scrub: Scrub): number {
  const names = changedKeys(db, scrub);
  renameOrders(db, names, false);
  return names.size + scrubChannels(db, scrub);
}
