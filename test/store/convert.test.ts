import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSealedFile, keyOf, openFile } from '../../src-main/store/cipher.ts';
import { type Conversion, copyStore, finishConversion, holdStill, sweep } from '../../src-main/store/convert.ts';
import { convertStore } from './convert-alone.ts';
import { closeStore, openReader, openWriter, storeFile, type WriteDb } from '../../src-main/store/open.ts';
import { isStore, wholeCopy } from '../../src-main/store/snapshot.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { freshDir } from '../services/rig.ts';

const CRASHER = new URL('./convert-process.ts', import.meta.url).pathname;
/** Kills in each direction. More by command: CONVERT_KILLS=100 npx vitest run test/store/convert.test.ts */
const KILLS = Number(process.env.CONVERT_KILLS ?? 12);
const PLANTED = 'Quenby Larkspurne was here';

const newKey = () => new Uint8Array(randomBytes(32));

/** A store with a planted text in a table, in the full-text index, in the log, and in a copy from before an update. */
function fill(dir: string, rows = 50): void {
  const db = openWriter(dir);
  const put = (text: string) => run(db, 'INSERT INTO items (name) VALUES (?)', text);
  db.exec('CREATE VIRTUAL TABLE found USING fts5(text)');
  db.transaction(() => {
    for (let i = 0; i < rows; i++) {
      put(`${PLANTED} ${i} ${'x'.repeat(200)}`);
      run(db, 'INSERT INTO found VALUES (?)', `${PLANTED} ${i}`);
    }
  })();
  closeStore(db);
  writeFileSync(join(dir, 'before-version-16.backup.db'), `SQLite format 3\0 ${PLANTED}`);
}

const rowsIn = (db: WriteDb | ReturnType<typeof openReader>) => [
  all(db, 'SELECT id, name FROM items ORDER BY id'),
  all(db, "SELECT text FROM found WHERE found MATCH 'larkspurne' ORDER BY rowid"),
  db.pragma('user_version', { simple: true }),
];

/** Files of a folder that hold the planted text, in UTF-8 or UTF-16. */
const filesInClear = (dir: string): string[] =>
  readdirSync(dir).filter((name) => {
    const bytes = readFileSync(join(dir, name));
    return bytes.includes(PLANTED) || bytes.includes(Buffer.from(PLANTED, 'utf16le'));
  });

test('an encrypted store holds the same, in no file in clear, also while it is written to, and back again', () => {
  const dir = freshDir();
  fill(dir);
  const plain = openReader(dir);
  const before = rowsIn(plain);
  plain.close();
  expect(filesInClear(dir)).toEqual(['before-version-16.backup.db', 'inglenook.db']);
  const key = newKey();
  convertStore(dir, 'seal', key);
  expect(readdirSync(dir)).toEqual(['inglenook.db']);
  expect(filesInClear(dir)).toEqual([]);
  expect(isSealedFile(storeFile(dir))).toBe(true);

  const writer = openWriter(dir, key);
  const reader = openReader(dir, key);
  run(writer, 'INSERT INTO items (name) VALUES (?)', `${PLANTED} too`);
  expect(all(reader, 'SELECT count(*) AS n FROM items')).toEqual([{ n: 51 }]);
  expect(readdirSync(dir).sort()).toEqual(['inglenook.db', 'inglenook.db-shm', 'inglenook.db-wal']);
  expect(filesInClear(dir)).toEqual([]);
  expect(keyOf(writer)).toEqual(key);
  for (const _ of wholeCopy(join(dir, 'copy.db'), { store: storeFile(dir), key: keyOf(writer) }));
  expect(filesInClear(dir)).toEqual([]);
  expect([isStore(join(dir, 'copy.db'), key), isStore(join(dir, 'copy.db'), null)]).toEqual([true, false]);
  // What SQLite hands out in memory is in clear: it must never be written anywhere.
  expect(writer.serialize().includes(PLANTED)).toBe(true);
  run(writer, 'DELETE FROM items WHERE id = 51');
  reader.close();
  closeStore(writer);

  rmSync(join(dir, 'copy.db'));
  convertStore(dir, 'unseal', key);
  expect(readdirSync(dir)).toEqual(['inglenook.db']);
  const again = openWriter(dir);
  expect(rowsIn(again)).toEqual(before);
  closeStore(again);
});

test('texts of any kind come back as they were', () => {
  const dir = freshDir();
  closeStore(openWriter(dir));
  const key = newKey();
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), { maxLength: 20 }), (texts) => {
      const plain = openWriter(dir);
      run(plain, 'DELETE FROM items');
      texts.forEach((text, i) => void run(plain, 'INSERT OR IGNORE INTO items (id, name) VALUES (?, ?)', i + 1, text));
      const before = all(plain, 'SELECT * FROM items');
      closeStore(plain);
      convertStore(dir, 'seal', key);
      const sealed = openReader(dir, key);
      expect(all(sealed, 'SELECT * FROM items')).toEqual(before);
      sealed.close();
      convertStore(dir, 'unseal', key);
    }),
    { numRuns: 15 },
  );
});

test('without the key, or with another, it is no store; one changed byte is found', () => {
  const dir = freshDir();
  fill(dir, 400);
  const key = newKey();
  convertStore(dir, 'seal', key);
  for (const wrong of [null, newKey()]) {
    expect(() => openWriter(dir, wrong)).toThrow(expect.objectContaining({ code: 'store-damaged' }));
    expect(() => all(openReader(dir, wrong), 'SELECT * FROM items')).toThrow();
  }
  const file = storeFile(dir);
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  expect(() => openWriter(dir, key)).toThrow(expect.objectContaining({ code: 'store-damaged' }));
});

test('two stores under one key have no page in common, nor has one before and after', () => {
  const [one, other] = [freshDir(), freshDir()];
  const key = newKey();
  const pagesOf = (dir: string) => {
    const bytes = readFileSync(storeFile(dir));
    return Array.from({ length: bytes.length / 4096 }, (_, i) =>
      bytes.subarray(i * 4096, i * 4096 + 512).toString('hex'),
    );
  };
  for (const dir of [one, other]) {
    fill(dir);
    convertStore(dir, 'seal', key);
  }
  const first = pagesOf(one);
  convertStore(one, 'unseal', key);
  convertStore(one, 'seal', key);
  const all = [...first, ...pagesOf(other), ...pagesOf(one)];
  expect(new Set(all).size).toBe(all.length);
});

test('a store that somebody else has open is left as it is', () => {
  const dir = freshDir();
  fill(dir);
  const other = openReader(dir);
  all(other, 'SELECT * FROM items');
  const before = readFileSync(storeFile(dir));
  // Not the ten seconds that a window waits.
  expect(() => convertStore(dir, 'seal', newKey(), 50)).toThrow(expect.objectContaining({ code: 'store-locked' }));
  expect(readFileSync(storeFile(dir)).equals(before)).toBe(true);
  expect(readdirSync(dir).filter((name) => name.includes('.next') || name.includes('.scratch'))).toEqual([]);
  expect(all(other, 'SELECT count(*) AS n FROM items')).toEqual([{ n: 50 }]);
  other.close();
  convertStore(dir, 'seal', newKey());
});

test('what was written after it was copied is not lost: the store stays as it is', () => {
  const dir = freshDir();
  fill(dir);
  const key = newKey();
  const writer = openWriter(dir);
  const stamp = holdStill(writer, dir);
  // Others can read meanwhile, and not write.
  const other = openFile(storeFile(dir), null, { timeout: 0 });
  expect(all(other, 'SELECT count(*) AS n FROM items')).toEqual([{ n: 50 }]);
  expect(() => run(other, 'INSERT INTO items (name) VALUES (?)', 'too late')).toThrow(/locked/);
  const shares = [...copyStore(dir, 'seal', key)].map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect([shares.at(0), shares.at(-1)]).toEqual([expect.any(Number), 1]);
  writer.exec('ROLLBACK');
  run(other, 'INSERT INTO items (name) VALUES (?)', 'just in time');
  other.close();
  writer.close();
  expect(() => finishConversion(dir, 'seal', key, stamp ?? '')).toThrow(
    expect.objectContaining({ code: 'store-locked' }),
  );
  expect(readdirSync(dir).filter((name) => name.includes('.next'))).toEqual([]);
  const after = openReader(dir);
  expect(all(after, "SELECT name FROM items WHERE name = 'just in time'")).toHaveLength(1);
  after.close();
});

test('tables, rows and their numbers, indexes, triggers and views of any kind are copied as they are', () => {
  const dir = freshDir();
  const db = openWriter(dir);
  db.exec(`
    CREATE TABLE plain (a, b);
    CREATE TABLE keyed (a TEXT, b INTEGER, c BLOB, PRIMARY KEY (b, a)) WITHOUT ROWID;
    CREATE TABLE named (id TEXT PRIMARY KEY, n INTEGER, twice INTEGER AS (n * 2) STORED, thrice INTEGER AS (n * 3));
    CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, "odd ""name" TEXT);
    CREATE INDEX part ON plain (b) WHERE b > 3;
    CREATE INDEX made ON plain (a + b);
    CREATE TRIGGER loud AFTER INSERT ON plain BEGIN INSERT INTO counted ("odd ""name") VALUES (new.a); END;
    CREATE VIEW both AS SELECT a, b FROM plain;
    INSERT INTO plain (rowid, a, b) VALUES (-9007199254740993, 1, 1), (9223372036854775807, 2, 2), (5, NULL, x'00ff');
    INSERT INTO named (id, n) VALUES ('x', 9007199254740993), ('y', NULL);
    DELETE FROM counted WHERE id > 1;
  `);
  for (let i = 0; i < 3000; i++) run(db, 'INSERT INTO keyed VALUES (?, ?, ?)', `k${i % 7}`, i, Buffer.alloc(i % 90, i));
  db.exec('ANALYZE');
  const tables = ['plain', 'named', 'counted', 'sqlite_sequence', 'sqlite_stat1', 'audit'];
  const look = (one: WriteDb | ReturnType<typeof openReader>) => [
    tables.map((table) => one.prepare(`SELECT rowid, * FROM ${table}`).safeIntegers().all()),
    one.prepare('SELECT * FROM keyed').safeIntegers().all(),
    all(one, 'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name'),
  ];
  const before = look(db);
  closeStore(db);
  const key = newKey();
  convertStore(dir, 'seal', key);
  const sealed = openReader(dir, key);
  expect(look(sealed)).toEqual(before);
  sealed.close();
  convertStore(dir, 'unseal', key);
  const again = openWriter(dir);
  expect(look(again)).toEqual(before);
  expect(again.pragma('integrity_check', { simple: true })).toBe('ok');
  // It goes on working: the trigger, and the count that was reached.
  run(again, 'INSERT INTO plain VALUES (7, 8)');
  expect(all(again, 'SELECT id FROM counted ORDER BY id DESC LIMIT 1')).toEqual([{ id: 4 }]);
  closeStore(again);
});

async function killAt(ms: number, dir: string, to: Conversion, key: Uint8Array): Promise<boolean> {
  const marker = join(dir, 'begun');
  const child = spawn(process.execPath, [CRASHER, dir, to, Buffer.from(key).toString('hex'), marker], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (part: Buffer) => {
    errors += part.toString();
  });
  const exited = once(child, 'exit');
  while (!existsSync(marker) && child.exitCode === null) await sleep(1);
  await sleep(ms);
  const running = child.exitCode === null;
  child.kill('SIGKILL');
  await exited;
  expect(errors).toBe('');
  rmSync(marker);
  return running;
}

test(`killed at ${2 * KILLS} points, it is the old store or the new one, whole, and encrypted it leaves nothing in clear`, async () => {
  const dir = freshDir();
  fill(dir, 6_000);
  const key = newKey();
  const plain = openReader(dir);
  const expected = rowsIn(plain);
  plain.close();
  const started = performance.now();
  convertStore(dir, 'seal', key);
  const usualMs = performance.now() - started;
  convertStore(dir, 'unseal', key);
  const killed = { seal: 0, unseal: 0 };
  for (const share of fc.sample(fc.double({ min: 0, max: 1.1, noNaN: true }), KILLS))
    for (const to of ['seal', 'unseal'] as const) {
      if (isSealedFile(storeFile(dir)) === (to === 'seal')) continue;
      if (to === 'seal') writeFileSync(join(dir, 'before-version-16.backup.db'), `SQLite format 3\0 ${PLANTED}`);
      if (await killAt(share * usualMs, dir, to, key)) killed[to]++;
      const sealed = isSealedFile(storeFile(dir));
      // Before anything clears up: once the encrypted store is in its place, nothing in clear is left.
      if (sealed && to === 'seal') expect(filesInClear(dir), `killed after ${share}`).toEqual([]);
      sweep(dir);
      if (sealed) expect(filesInClear(dir), `swept after ${share}`).toEqual([]);
      expect(readdirSync(dir).filter((name) => name.includes('.next') || name.includes('.scratch'))).toEqual([]);
      const db = openWriter(dir, sealed ? key : null);
      expect(rowsIn(db), `${to} killed after ${share}`).toEqual(expected);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      closeStore(db);
      // On with the next kill from the other side.
      if (sealed !== (to === 'seal')) convertStore(dir, to, key);
    }
  expect(killed.seal + killed.unseal, 'most were cut off').toBeGreaterThan(KILLS);
}, 300_000);

test('a file that is missing, empty or in clear is not taken for an encrypted one', () => {
  const dir = freshDir();
  const file = storeFile(dir);
  expect(isSealedFile(file)).toBe(false);
  writeFileSync(file, '');
  expect(isSealedFile(file)).toBe(false);
  closeStore(openWriter(dir));
  expect(isSealedFile(file)).toBe(false);
  openFile(file, null).close();
});
