import { openFile } from '../../src-main/store/cipher.ts';
import { type Conversion, copyStore, finishConversion, holdStill, type Stamp } from '../../src-main/store/convert.ts';
import { storeFile, type WriteDb } from '../../src-main/store/open.ts';

/** All of a conversion at once, for a store that nobody has open. */
export function convertStore(dataDir: string, to: Conversion, key: Uint8Array, patienceMs?: number): void {
  const db = openFile(storeFile(dataDir), to === 'seal' ? null : key);
  let stamp: Stamp | null = null;
  try {
    stamp = holdStill(db as WriteDb, dataDir);
    if (stamp === null) throw new Error('somebody has the store open');
    for (const _ of copyStore(dataDir, to, key));
  } finally {
    db.close();
  }
  finishConversion(dataDir, to, key, stamp, patienceMs);
}
