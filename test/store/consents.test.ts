import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BASES, CONSENT_STATES, type ConsentState, SAFE_BASIS } from '../../shared/model.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import {
  addConsent,
  listConsents,
  loadConsentIndex,
  type StoredConsent,
} from '../../src-main/store/tables/consents.ts';
import { resolvePerson, setRestricted } from '../../src-main/store/tables/people.ts';
import { saveBasis } from '../../src-main/store/tables/runs.ts';
import { aRun } from './stored.ts';

/** No consent here is limited: any moment will do. */
const NOW = 1_000;

function store(): { db: WriteDb; run: number; ada: number } {
  const db = openMemory();
  const run = aRun(db, 'newsletter.csv');
  return { db, run, ada: resolvePerson(db, run, [{ hash: Uint8Array.of(1), kind: 'email', scope: '', seal: null }]) };
}
const said = (person: number, run: number | null, state: ConsentState, atMs: number): StoredConsent => ({
  person,
  purpose: 'marketing',
  state,
  atMs,
  wording: 'Yes please',
  run,
  line: run === null ? null : 3,
});

test('what was said last is what counts, however it came in', () => {
  const { db, run, ada } = store();
  addConsent(db, said(ada, run, 'denied', 20));
  addConsent(db, said(ada, run, 'granted', 10));
  const index = loadConsentIndex(db, NOW);
  expect(index.state.marketing[ada]).toBe(CONSENT_STATES.indexOf('denied'));
  expect(index.state.research[ada]).toBe(CONSENT_STATES.indexOf('unknown'));
});

test('what the owner records by hand wins over an import of the same instant', () => {
  const { db, run, ada } = store();
  addConsent(db, said(ada, null, 'denied', 10));
  addConsent(db, said(ada, run, 'granted', 10));
  expect(loadConsentIndex(db, NOW).state.marketing[ada]).toBe(CONSENT_STATES.indexOf('denied'));
});

test('where imports contradict each other for the same instant, a refusal wins', () => {
  for (const order of [['granted', 'denied'] as const, ['denied', 'granted'] as const]) {
    const { db, ada } = store();
    for (const state of order) addConsent(db, said(ada, aRun(db), state, 10));
    expect(loadConsentIndex(db, NOW).state.marketing[ada]).toBe(CONSENT_STATES.indexOf('denied'));
  }
});

test('a repeat is no news; a different state, instant or purpose is', () => {
  const { db, run, ada } = store();
  expect(addConsent(db, said(ada, run, 'granted', 10))).toBe(true);
  expect(addConsent(db, said(ada, run, 'granted', 10))).toBe(false);
  expect(addConsent(db, said(ada, aRun(db), 'granted', 10))).toBe(false);
  expect(addConsent(db, said(ada, run, 'denied', 10))).toBe(true);
  expect(addConsent(db, said(ada, run, 'granted', 11))).toBe(true);
  expect(addConsent(db, { ...said(ada, run, 'granted', 10), purpose: 'research' })).toBe(true);
});

test('the history names each thing said once, newest first, with the file it came from', () => {
  const { db, run, ada } = store();
  addConsent(db, said(ada, run, 'granted', 10));
  addConsent(db, said(ada, aRun(db, 'again.csv'), 'granted', 10));
  addConsent(db, said(ada, null, 'denied', 20));
  expect(listConsents(db, ada).map(({ state, at_ms, file_name }) => [state, at_ms, file_name === null])).toEqual([
    ['denied', 20, true],
    ['granted', 10, false],
  ]);
});

test('the history says at which line of which file something was read', () => {
  const { db, run, ada } = store();
  addConsent(db, { ...said(ada, run, 'granted', 10), line: 42 });
  addConsent(db, { ...said(ada, null, 'denied', 20), line: null });
  expect(listConsents(db, ada).map(({ file_name, line }) => [file_name, line])).toEqual([
    [null, null],
    ['newsletter.csv', 42],
  ]);
});

test('restrictions and the basis of each import are in the index', () => {
  const { db, run, ada } = store();
  setRestricted(db, ada, true);
  saveBasis(db, run, { ...SAFE_BASIS, research: 'none' });
  const index = loadConsentIndex(db, NOW);
  expect(index.restricted[ada]).toBe(1);
  expect(BASES[index.basisOfRun.marketing[run] ?? -1]).toBe('consent');
  expect(BASES[index.basisOfRun.service[run] ?? -1]).toBe('legitimate-interest');
  expect(BASES[index.basisOfRun.research[run] ?? -1]).toBe('none');
  setRestricted(db, ada, false);
  expect(loadConsentIndex(db, NOW).restricted[ada]).toBe(0);
});

test('the order in which imports come never changes who may be written to', () => {
  const sayings = fc.uniqueArray(
    fc.record({ state: fc.constantFrom(...CONSENT_STATES), atMs: fc.integer({ min: 0, max: 9 }) }),
    { selector: ({ atMs }) => atMs, minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(sayings, (list) => {
      const outcome = (entries: typeof list) => {
        const { db, ada } = store();
        for (const { state, atMs } of entries) addConsent(db, said(ada, aRun(db), state, atMs));
        return loadConsentIndex(db, NOW).state.marketing[ada];
      };
      const newest = [...list].sort((a, b) => b.atMs - a.atMs)[0];
      expect(outcome(list)).toBe(CONSENT_STATES.indexOf(newest?.state ?? 'unknown'));
      expect(outcome([...list].reverse())).toBe(outcome(list));
    }),
    { numRuns: 40 },
  );
});
