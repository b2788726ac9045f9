import { type StoredReading, saveReadings } from '../../src-main/store/tables/reading-batch.ts';
import { type OrderRow, SAFE_BASIS } from '../../shared/model.ts';
import type { WriteDb } from '../../src-main/store/open.ts';
import {
  keyOf,
  makeOrderBlock,
  ORDER_PARTS,
  ORDER_STATES,
  type OrderBlock,
  startsOf,
  writeUnits,
} from '../../src-main/store/orders/block.ts';
import { keyStart, writeKey } from '../../src-main/store/orders/key.ts';
import { listAllSegments, readSegment } from '../../src-main/store/orders/segments.ts';
import { idOfScope, idOfWord } from '../../src-main/store/orders/words.ts';
import { OrderWriter } from '../../src-main/store/orders/writer.ts';
import { idOfItem, type Saved } from '../../src-main/store/tables/records.ts';
import { createRun } from '../../src-main/store/tables/runs.ts';

/** A new import run of an invented file; ids count up from 1. */
export const aRun = (db: WriteDb, fileName = 'invented.csv'): number =>
  createRun(db, {
    fileName,
    sizeBytes: 100,
    format: 'table',
    mapping: null,
    choices: null,
    startedMs: 1_700_000_000_000,
    sample: false,
    basis: SAFE_BASIS,
  });

/** Orders of one shop in columns, with the store's ids; buyers are given by id. */
export function orderBlock(db: WriteDb, rows: readonly OrderRow[], buyer: number, scope: string): OrderBlock {
  const lines = rows.flatMap((row) => row.lines);
  const texts = rows.map(({ key, ref = '' }) => key + ref).join('');
  const block = makeOrderBlock({ rows: rows.length, lines: lines.length, units: texts.length });
  writeUnits(block.text, 0, texts);
  rows.forEach((row, i) => {
    writeKey(keyStart(scope), row.key, block.keyLo, block.keyHi, i);
    block.line[i] = row.line;
    block.at[i] = row.atMs;
    block.total[i] = row.total;
    block.buyer[i] = buyer;
    block.currency[i] = idOfWord(db, row.currency);
    block.channel[i] = idOfWord(db, row.channel);
    block.status[i] = ORDER_STATES.indexOf(row.status);
    block.lines[i] = row.lines.length;
    block.scope[i] = idOfScope(db, scope);
    block.part[i] = ORDER_PARTS.indexOf(row.part ?? '');
    block.keyUnits[i] = row.key.length;
    block.refUnits[i] = row.ref?.length ?? 0;
  });
  lines.forEach((line, i) => {
    block.item[i] = idOfItem(db, line.item);
    block.quantity[i] = line.quantity;
    block.price[i] = line.unitPrice;
  });
  return block;
}

/** Saves a single order. */
export function saveOrder(db: WriteDb, run: number, row: OrderRow, buyer: number, scope: string): Saved {
  const { kept, updated } = new OrderWriter(db, run).append(orderBlock(db, [row], buyer, scope), 1);
  return kept > 0 ? 'kept' : updated > 0 ? 'updated' : 'duplicate';
}

/** Numbers of all stored orders, in every version, by id. */
export function orderKeys(db: WriteDb): Map<number, string> {
  const keys = new Map<number, string>();
  for (const segment of listAllSegments(db)) {
    const block = readSegment(db, segment);
    const starts = startsOf(block, segment.rows);
    for (let row = 0; row < segment.rows; row++) keys.set(block.id[row] as number, keyOf(block, starts, row));
  }
  return keys;
}

/** Saves one reading of which only some is said; the topic stays as it is. */
export const saveReading = (db: WriteDb, id: number, version: number, reading: Partial<StoredReading>): void =>
  saveReadings(db, version, [
    {
      id,
      intents: 128,
      apart: 0,
      fingerprint: 0,
      aspects: [],
      tags: [],
      original: 0,
      bands: null,
      topic: null,
      ...reading,
    },
  ]);
