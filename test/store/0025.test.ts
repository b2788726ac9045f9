import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { all } from '../../src-main/store/sql.ts';
import {
  auditKey,
  readAudits,
  removeAudits,
  saveAudit,
  takeInAudits,
} from '../../src-main/store/tables/kept-audits.ts';
import { freshDir } from '../services/rig.ts';

test('migration 25 makes room for audits, and what lay beside the store is taken in and deleted', () => {
  const db = openMemory(24);
  migrate(db, { target: 25 });
  expect(schemaVersion(db)).toBe(25);
  expect(all(db, 'SELECT * FROM kept_audits')).toEqual([]);
  const dir = freshDir();
  writeFileSync(join(dir, 'audit-last.json'), '{"newest":true}');
  writeFileSync(join(dir, 'audit-before.json'), '{"older":true}');
  writeFileSync(join(dir, 'audit-key.pem'), 'a key');
  takeInAudits(db, dir);
  expect(readAudits(db)).toEqual({ last: '{"newest":true}', before: '{"older":true}' });
  expect(auditKey(db, () => 'another key')).toBe('a key');
  expect(readdirSync(dir)).toEqual([]);
});

test('cut off between taking in and deleting, the newer one stays', () => {
  const db = openMemory();
  const dir = freshDir();
  saveAudit(db, 'made since');
  writeFileSync(join(dir, 'audit-last.json'), 'from before');
  takeInAudits(db, dir);
  expect(readAudits(db).last).toBe('made since');
  expect(existsSync(join(dir, 'audit-last.json'))).toBe(false);
});

test('the last audit becomes the one before, and forgetting them keeps the key', () => {
  const db = openMemory();
  expect(readAudits(db)).toEqual({ last: null, before: null });
  expect(auditKey(db, () => 'key')).toBe('key');
  saveAudit(db, 'one');
  saveAudit(db, 'two');
  expect(readAudits(db)).toEqual({ last: 'two', before: 'one' });
  expect(removeAudits(db)).toBe(true);
  expect(removeAudits(db)).toBe(false);
  expect(auditKey(db, () => 'another')).toBe('key');
});
