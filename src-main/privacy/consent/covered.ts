import type { Basis, ConsentState } from '../../../shared/model.ts';

/** Something that was said of one purpose. */
export interface Said {
  state: ConsentState;
  atMs: number;
}

/** Why an act is not covered for a purpose by what its person said. */
export type Uncovered = 'after-refusal' | 'before-consent' | 'after-expiry';

const DAY_MS = 86_400_000;

/**
 * Whether what a person said of a purpose, oldest first, covers an act of theirs at `atMs` (Unix ms); null = it does. After an
 * objection or opt-out nothing is (GDPR Art. 7(3), 21). Before a consent, and `consentDays` after it, an act is not where the
 * basis of its import is that consent: under contract and legitimate interest nobody need have been asked. Acts of somebody
 * who was never asked are neither before nor after anything.
 */
export function uncovered(
  said: readonly Said[],
  atMs: number,
  { basis, consentDays }: { basis: Basis; consentDays: number | null },
): Uncovered | null {
  const last = said.findLast((one) => one.atMs <= atMs);
  if (last?.state === 'denied') return 'after-refusal';
  if (basis !== 'consent') return null;
  if (last?.state === 'granted')
    return consentDays !== null && atMs >= last.atMs + consentDays * DAY_MS ? 'after-expiry' : null;
  return said.some((one) => one.atMs > atMs && one.state === 'granted') ? 'before-consent' : null;
}
