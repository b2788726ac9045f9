import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConsentState } from '../../shared/model.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { run as execute } from '../../src-main/store/sql.ts';
import { addConsent, loadConsentIndex } from '../../src-main/store/tables/consents.ts';
import { resolvePerson } from '../../src-main/store/tables/people.ts';
import { savePurposeLimit } from '../../src-main/store/tables/purpose-limits.ts';
import { aRun } from './stored.ts';

const DAY = 86_400_000;
const day = fc.integer({ min: 0, max: 40 });
const dated = fc.option(day, { nil: null });
const said = fc.array(fc.record({ day, state: fc.constantFrom<ConsentState>('granted', 'denied', 'unknown') }), {
  maxLength: 4,
});

test('a consent holds to its last moment and not a moment longer, and so does a purpose', () => {
  const db = openMemory();
  const run = aRun(db, 'newsletter.csv');
  const ada = resolvePerson(db, run, [{ hash: Uint8Array.of(1), kind: 'email', scope: '', seal: null }]);
  fc.assert(
    fc.property(
      said,
      dated,
      dated,
      fc.option(fc.integer({ min: 1, max: 20 }), { nil: null }),
      day,
      (given, from, until, days, now) => {
        execute(db, 'DELETE FROM consents');
        // One word a day, so that the last one is the one of the latest day.
        const words = [...new Map(given.map((word) => [word.day, word])).values()];
        for (const { day: at, state } of words)
          addConsent(db, { person: ada, purpose: 'marketing', state, atMs: at * DAY, wording: '', run, line: 1 });
        const ms = (at: number | null) => (at === null ? null : at * DAY);
        savePurposeLimit(db, { purpose: 'marketing', fromMs: ms(from), untilMs: ms(until), consentDays: days });
        const last = words.sort((a, b) => b.day - a.day)[0];
        for (const nowMs of [now * DAY - 1, now * DAY]) {
          const { state, closed, changesAtMs } = loadConsentIndex(db, nowMs);
          const over = last?.state === 'granted' && days !== null && (last.day + days) * DAY <= nowMs;
          const code = { unknown: 0, granted: over ? 3 : 1, denied: 2 }[last?.state ?? 'unknown'];
          expect(state.marketing[ada]).toBe(code);
          expect(closed.marketing).toBe(
            (from !== null && nowMs < from * DAY) || (until !== null && nowMs >= until * DAY),
          );
          expect([state.service[ada], closed.service]).toEqual([0, false]);
          // Nothing changes before the moment that is told.
          expect(changesAtMs).toBeGreaterThan(nowMs);
          const justBefore = loadConsentIndex(db, Math.min(changesAtMs - 1, 1000 * DAY));
          expect([justBefore.state.marketing[ada], justBefore.closed.marketing]).toEqual([code, closed.marketing]);
        }
      },
    ),
    { numRuns: 150 },
  );
});
