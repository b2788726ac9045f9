import type { PersonCard } from '../../shared/contract/privacy.ts';
import type { ConsentState, Purpose } from '../../shared/model.ts';

type Consent = PersonCard['consents'][number];

/** What the core calls an entry that the owner made by hand. */
const BY_HAND = 'recorded by you';

/**
 * Whether `a` counts before `b`: the later one; at the same instant what the owner recorded by hand, then a refusal.
 * The same order as the store's (store/tables/consents.ts), so that the page never says other than the gate does.
 */
function countsBefore(a: Consent, b: Consent): boolean {
  if (a.atMs !== b.atMs) return a.atMs > b.atMs;
  const [byHandA, byHandB] = [a.source === BY_HAND, b.source === BY_HAND];
  if (byHandA !== byHandB) return byHandA;
  return a.state === 'denied' && b.state !== 'denied';
}

/** What a person last said about a purpose; entries come in any order. */
export function lastWord(consents: readonly Consent[], purpose: Purpose): ConsentState {
  let last: Consent | null = null;
  for (const consent of consents)
    if (consent.purpose === purpose && (last === null || countsBefore(consent, last))) last = consent;
  return last?.state ?? 'unknown';
}
