import type { RequestKind } from '../../shared/contract/rights.ts';
import type { Purpose } from '../../shared/model.ts';
import type { WriteDb } from '../store/open.ts';
import { addConsent } from '../store/tables/consents.ts';

/** What an objection to profiling and direct marketing reaches (GDPR Art. 21(1) and (2)). */
const PROFILING: readonly Purpose[] = ['marketing', 'personalisation', 'advertising', 'research'];

/**
 * What a request forbids by itself, from the moment that it is known whose it is: nobody has to prove who they are to opt out
 * (11 CCR 7026(d)), and an objection to direct marketing leaves nothing to weigh (GDPR Art. 21(3)).
 */
const FORBIDS: Readonly<Partial<Record<RequestKind, readonly Purpose[]>>> = {
  objection: PROFILING,
  'opt-out': ['advertising'],
};

/** Records that a person objects to profiling and direct marketing. In the caller's transaction. */
export function recordObjection(
  db: WriteDb,
  person: number,
  { atMs, wording, purposes = PROFILING }: { atMs: number; wording: string; purposes?: readonly Purpose[] },
): void {
  for (const purpose of purposes)
    addConsent(db, { person, purpose, state: 'denied', atMs, wording, run: null, line: null });
}

/** Carries out what a request forbids; answers whether it forbids anything. In the caller's transaction. */
export function heedRequest(
  db: WriteDb,
  { id, kind, person }: { id: number; kind: RequestKind; person: number },
  atMs: number,
): boolean {
  const purposes = FORBIDS[kind];
  if (!purposes) return false;
  recordObjection(db, person, { atMs, wording: `request no. ${id}: ${kind}`, purposes });
  return true;
}
