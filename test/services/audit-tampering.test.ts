import Database from 'better-sqlite3-multiple-ciphers';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chainHash } from '../../src-main/privacy/audit-chain.ts';
import { openCoreHere } from './core-rig.ts';
import { freshDir, importFiles } from './rig.ts';

const STORE = 'inglenook.db';

/** A store with twelve entries in its log, closed. */
async function logged(): Promise<{ data: string; fingerprint: string }> {
  const data = join(freshDir(), 'data');
  const engine = openCoreHere(data);
  for (let i = 0; i < 12; i++) await engine.call('settings.save', { smallGroup: 10 + i });
  const verdict = await engine.call('audit.verify', {});
  expect(verdict).toEqual({
    ok: true,
    entries: 12,
    brokenAt: null,
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  await engine.close();
  return { data, fingerprint: verdict.fingerprint };
}

/** Somebody with the file and SQLite, who also takes the triggers away. */
function tamper(data: string, ...statements: string[]): void {
  const db = new Database(join(data, STORE));
  try {
    db.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;');
    for (const statement of statements) db.exec(statement);
  } finally {
    db.close();
  }
}

const CASES: [name: string, statements: string[], place: number][] = [
  ['another action', ["UPDATE audit SET action = 'report.made' WHERE seq = 5"], 5],
  ['other facts', [`UPDATE audit SET facts = '{"fields":"none"}' WHERE seq = 7`], 7],
  ['facts that are no JSON', ["UPDATE audit SET facts = '{' WHERE seq = 3"], 3],
  ['another time', ['UPDATE audit SET at_ms = at_ms - 86400000 WHERE seq = 1'], 1],
  ['another hash', ['UPDATE audit SET hash = zeroblob(32) WHERE seq = 4'], 4],
  ['one taken out', ['DELETE FROM audit WHERE seq = 6'], 6],
  [
    'one taken out and the gap closed',
    ['DELETE FROM audit WHERE seq = 6', 'UPDATE audit SET seq = seq - 1 WHERE seq > 6'],
    6,
  ],
  [
    'two swapped',
    [
      'UPDATE audit SET seq = -1 WHERE seq = 8',
      'UPDATE audit SET seq = 8 WHERE seq = 9',
      'UPDATE audit SET seq = 9 WHERE seq = -1',
    ],
    8,
  ],
  ['the newest cut off', ['DELETE FROM audit WHERE seq > 10'], 11],
  ['all of it', ['DELETE FROM audit'], 1],
  ['its noted end taken away', ['DELETE FROM audit WHERE seq > 10', 'DELETE FROM audit_head'], 11],
];

test.each(CASES)('an audit log with %s is found out, with the place', async (what, statements, place) => {
  const { data } = await logged();
  tamper(data, ...statements);
  const engine = openCoreHere(data);
  expect(await engine.call('audit.verify', {})).toMatchObject({ ok: false, brokenAt: place });
  // It can still be read, and what is done from now on is noted.
  await engine.call('settings.save', { smallGroup: 30 });
  expect((await engine.call('audit.list', { offset: 0, limit: 50 })).total).toBeGreaterThan(0);
  if (what !== 'its noted end taken away')
    expect(await engine.call('audit.verify', {})).toMatchObject({ ok: false, brokenAt: place });
});

test('a log that was written anew, hash by hash, is told by the fingerprint on paper', async () => {
  const { data, fingerprint } = await logged();
  const db = new Database(join(data, STORE));
  db.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;');
  const rows = db.prepare('SELECT seq, at_ms, action, facts FROM audit ORDER BY seq').all() as {
    seq: number;
    at_ms: number;
    action: string;
    facts: string;
  }[];
  let previous: Uint8Array = new Uint8Array(32);
  for (const { seq, at_ms, action, facts } of rows) {
    const kept = seq === 5 ? { fields: 'nothing' } : JSON.parse(facts);
    const hash = chainHash(previous, { seq, atMs: at_ms, action, facts: kept });
    db.prepare('UPDATE audit SET facts = ?, previous = ?, hash = ? WHERE seq = ?').run(
      JSON.stringify(kept),
      previous,
      hash,
      seq,
    );
    previous = hash;
  }
  db.prepare('UPDATE audit_head SET hash = ?').run(previous);
  db.close();
  const engine = openCoreHere(data);
  expect((await engine.call('audit.verify', {})).ok).toBe(true);
  expect(await engine.call('audit.verify', { noted: { entries: 12, fingerprint } })).toMatchObject({
    ok: false,
    brokenAt: 12,
  });
});

test('the log itself refuses changes, from inside too', async () => {
  const { data } = await logged();
  const db = new Database(join(data, STORE));
  expect(() => db.exec("UPDATE audit SET action = 'x' WHERE seq = 2")).toThrow(/append-only/);
  expect(() => db.exec('DELETE FROM audit WHERE seq = 12')).toThrow(/append-only/);
  db.close();
});

test('a log that is gone with its noted end is missed where anything was imported', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const file = join(dir, 'reviews.csv');
  writeFileSync(file, 'Date,Rating,Review\n2026-03-01,5,Good tea\n2026-03-02,4,Good cups\n');
  const before = openCoreHere(data);
  expect(await before.call('audit.verify', {})).toMatchObject({ ok: true, entries: 0 });
  await importFiles(before, [file]);
  await before.close();
  tamper(data, 'DELETE FROM audit', 'DELETE FROM audit_head');
  const engine = openCoreHere(data);
  expect(await engine.call('audit.verify', {})).toMatchObject({ ok: false, entries: 0, brokenAt: 1 });
});
