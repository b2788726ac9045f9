import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { run } from '../../src-main/store/sql.ts';
import { auditHead, insertAudit } from '../../src-main/store/tables/audit.ts';

const row = (seq: number) => ({
  seq,
  at_ms: seq,
  action: 'x',
  facts: '{}',
  previous: new Uint8Array(32),
  hash: new Uint8Array(32).fill(seq),
});

test('migration 24 notes where the audit log ends; every entry moves it on', () => {
  const db = openMemory(23);
  for (const seq of [1, 2]) {
    const { previous, hash } = row(seq);
    run(db, "INSERT INTO audit VALUES (?, ?, 'x', '{}', ?, ?)", seq, seq, previous, hash);
  }
  migrate(db, { target: 24 });
  expect(schemaVersion(db)).toBe(24);
  expect(auditHead(db)).toEqual({ seq: 2, hash: Buffer.alloc(32, 2) });
  insertAudit(db, row(3));
  expect(auditHead(db)).toEqual({ seq: 3, hash: Buffer.alloc(32, 3) });
});

test('a store without entries has no end of them', () => {
  const db = openMemory();
  expect(auditHead(db)).toBeUndefined();
  insertAudit(db, row(1));
  expect(auditHead(db)?.seq).toBe(1);
});
