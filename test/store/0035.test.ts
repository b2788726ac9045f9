import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { run } from '../../src-main/store/sql.ts';
import { listOwnRules, sealOwnRule } from '../../src-main/store/tables/own.ts';

test('migration 35 keeps every own rule; what is to be sealed waits for the keys', () => {
  const db = openMemory(34);
  run(db, "INSERT INTO own_rules (kind, value) VALUES ('address', '192.0.2.7'), ('page', '/admin/*')");
  migrate(db, { target: 35 });
  expect(schemaVersion(db)).toBe(35);
  expect(listOwnRules(db)).toEqual([
    { id: 1, kind: 'address', value: '192.0.2.7', shown: '', sealed: null },
    { id: 2, kind: 'page', value: '/admin/*', shown: '', sealed: null },
  ]);
  sealOwnRule(db, 1, { value: 'a digest', shown: '192.…', sealed: new Uint8Array([1]) });
  expect(listOwnRules(db)[0]).toMatchObject({ id: 1, value: 'a digest', shown: '192.…' });
});
