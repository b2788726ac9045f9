import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BASES, CONSENT_STATES } from '../../../shared/model.ts';
import { type Said, uncovered } from '../../../src-main/privacy/consent/covered.ts';

const DAY = 86_400_000;
const CONSENT = { basis: 'consent', consentDays: null } as const;
const INTEREST = { basis: 'legitimate-interest', consentDays: null } as const;

test('before a yes, after a no, and between them', () => {
  const said: Said[] = [
    { state: 'granted', atMs: 10 },
    { state: 'denied', atMs: 20 },
    { state: 'granted', atMs: 30 },
  ];
  const found = [5, 10, 19, 20, 29, 30, 99].map((atMs) => uncovered(said, atMs, CONSENT));
  expect(found).toEqual(['before-consent', null, null, 'after-refusal', 'after-refusal', null, null]);
  // Under another basis nobody need have agreed, but a no counts all the same.
  expect([5, 25, 35].map((atMs) => uncovered(said, atMs, INTEREST))).toEqual([null, 'after-refusal', null]);
});

test('a consent covers the days that it holds for', () => {
  const said: Said[] = [{ state: 'granted', atMs: 0 }];
  const limited = { basis: 'consent', consentDays: 2 } as const;
  expect([0, 2 * DAY - 1, 2 * DAY].map((atMs) => uncovered(said, atMs, limited))).toEqual([null, null, 'after-expiry']);
});

test('nobody asked: neither before nor after anything', () => {
  expect(uncovered([], 5, CONSENT)).toBeNull();
  expect(uncovered([{ state: 'unknown', atMs: 1 }], 5, CONSENT)).toBeNull();
});

describe('laws', () => {
  const one = fc.record({ state: fc.constantFrom(...CONSENT_STATES), atMs: fc.integer({ min: 0, max: 50 }) });
  const history = fc.array(one, { maxLength: 8 }).map((said) => said.sort((a, b) => a.atMs - b.atMs));
  const rules = fc.record({
    basis: fc.constantFrom(...BASES),
    consentDays: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
  });
  test('what is said after an act changes nothing but that it came before a yes', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 50 }), rules, (said, atMs, how) => {
        const known = said.filter((entry) => entry.atMs <= atMs);
        const all = uncovered(said, atMs, how);
        expect(uncovered(known, atMs, how)).toBe(all === 'before-consent' ? null : all);
      }),
    );
  });
  test('a no at the moment of the act, said last, always counts', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 50 }), rules, (said, atMs, how) => {
        const known = [...said.filter((entry) => entry.atMs <= atMs), { state: 'denied', atMs } as const];
        expect(uncovered(known, atMs, how)).toBe('after-refusal');
      }),
    );
  });
});
