import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeStore, openWriter, storeFile } from '../../src-main/store/open.ts';
import { type Sealer, writeSealedCopy } from '../../src-main/store/sealed-copy.ts';
import { openSealedCopy } from '../../src-main/store/sealed-open.ts';
import { run } from '../../src-main/store/sql.ts';
import { freshDir } from '../services/rig.ts';

const PEOPLE = 1200;
const same = (_number: unknown, _part: string, bytes: Uint8Array) => bytes;
const sealer: Sealer = { seal: same, sealForAll: same, standIns: (pairs) => pairs };
const opener = { open: same, openForAll: same };

test('a sealed copy that is left in the middle of people lets go of its file, written or opened', () => {
  const dir = freshDir();
  const db = openWriter(dir);
  db.transaction(() => {
    for (let id = 1; id <= PEOPLE; id++) run(db, 'INSERT INTO people (id) VALUES (?)', id);
  })();
  closeStore(db);
  const copy = join(dir, 'copy.db');
  // So slow that it gives way between people.
  const slow: Sealer = {
    ...sealer,
    seal(number, part, clear) {
      for (const until = performance.now() + 1; performance.now() < until; );
      return same(number, part, clear);
    },
  };
  const shares: number[] = [];
  for (const share of writeSealedCopy(copy, { store: storeFile(dir), key: null }, slow)) {
    shares.push(share);
    if (share > 0.5 && share < 0.9) break;
  }
  expect(shares.at(-1)).toBeGreaterThan(0.5);
  expect(shares.at(-1)).toBeLessThan(0.9);
  rmSync(copy);
  for (const _ of writeSealedCopy(copy, { store: storeFile(dir), key: null }, sealer));
  const opening = openSealedCopy(copy, null, opener);
  expect(opening.next()).toMatchObject({ done: false, value: expect.any(Number) });
  expect(opening.return({ gone: [], whole: false })).toMatchObject({ done: true });
});
