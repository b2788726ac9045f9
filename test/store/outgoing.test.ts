import { expect, test } from 'vitest';
import { loadMessages } from '../../src-main/store/columns/messages.ts';
import { bytesWithin, Outgoing } from '../../src-main/store/columns/outgoing.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { doAct } from './message-acts.ts';

test('columns that are brought up to date leave nothing behind, and what was handed out of them before stays as it was', () => {
  const db = openMemory();
  for (let a = 0; a < 5; a++) doAct(db, { act: 0, a, b: a });
  const before = loadMessages(db);
  const handedOut = { ...before.columns };
  const asItWas = structuredClone(handedOut);
  expect(asItWas.length).toBeGreaterThan(0);
  db.exec('UPDATE messages SET likes = likes + 1');
  expect(loadMessages(db, before)).toEqual(loadMessages(db));
  expect(before.columns).toMatchObject({ length: 0, id: new Uint32Array(0), aspectStart: new Uint32Array(0) });
  expect(bytesWithin(before)).toBe(0);
  expect(handedOut).toEqual(asItWas);
  db.close();
});

test('the collector is called for every 24 MB that are let go of', () => {
  let calls = 0;
  const outgoing = new Outgoing(() => {
    calls++;
  });
  const owner = { at: new Float64Array(2 ** 21), id: new Uint32Array(2 ** 20), name: 'kept' };
  outgoing.column(owner, 'at');
  outgoing.column(owner, 'id');
  expect(owner).toEqual({ at: new Float64Array(0), id: new Uint32Array(0), name: 'kept' });
  expect(calls).toBe(0);
  outgoing.note(4 * 2 ** 20);
  expect(calls).toBe(1);
  outgoing.note(20 * 2 ** 20);
  expect(calls).toBe(1);
  outgoing.note(4 * 2 ** 20);
  expect(calls).toBe(2);
});

test('bytes are those of the arrays within, at any depth', () => {
  expect(bytesWithin({ a: new Uint16Array(3), b: { c: new Float64Array(2), d: ['x'], e: null }, f: 5 })).toBe(22);
});
