import type {
  FoundPerson,
  FoundWarning,
  IdentityState,
  PersonRequest,
  RequestKind,
  RequestLaw,
  RequestState,
} from '../../../shared/contract/rights.ts';
import type { Option } from '../../ui/Fields.tsx';
import { DAY_MS } from '../../../shared/time.ts';
import { KIND_WORDS } from './words.ts';

/** What people can ask for, in the owner's words. */
export const KIND_OF_REQUEST: Readonly<Record<RequestKind, { label: string; about: string }>> = {
  access: { label: 'See their data', about: 'A copy of everything, with what was worked out and why.' },
  portability: { label: 'Take their data along', about: 'What they gave or did, for another business.' },
  rectification: { label: 'Correct something', about: 'An address or number is wrong.' },
  erasure: { label: 'Be erased', about: 'Everything goes, and later imports leave them out.' },
  restriction: { label: 'Be frozen', about: 'Kept, but used for nothing.' },
  objection: { label: 'Not be profiled', about: 'Out of groups, suggestions and audiences.' },
  'opt-out': { label: 'No sale or sharing', about: 'California: no ad audiences.' },
  limit: { label: 'Limit sensitive data', about: 'California: sensitive data only for what they asked for.' },
};
export const LAW_WORDS: Readonly<Record<RequestLaw, string>> = { gdpr: 'GDPR (Europe, UK)', ccpa: 'CCPA (California)' };
export const STATE_OF_REQUEST: Readonly<Record<RequestState, string>> = {
  open: 'Open',
  done: 'Done',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
};
export const IDENTITY_WORDS: Readonly<Record<IdentityState, string>> = {
  open: 'Not checked yet',
  confirmed: 'It is them',
  failed: 'Could not be confirmed',
};

const WARNINGS: Readonly<Record<FoundWarning, string>> = {
  'name-is-shared': 'Others may have the same name.',
  'device-is-shared': 'Several people may use the same device.',
  'number-can-be-guessed': 'Others can guess or know this number.',
  'several-addresses': 'This record joins several addresses or names: it may be more than one person.',
  'several-people': 'More than one person was found.',
};

/** Why somebody found may not be the one who asked, in one line. */
export const warningWords = (warnings: readonly FoundWarning[]): string =>
  warnings.map((warning) => WARNINGS[warning]).join(' ');

export const foundByWords = ({ by, scope }: Pick<FoundPerson, 'by' | 'scope'>): string => {
  const kind = by === 'order' ? 'Order number' : by === 'pseudonym' ? 'Pseudonym' : KIND_WORDS[by];
  return scope === '' ? kind : `${kind} (${scope})`;
};

export const optionsOf = <K extends string>(words: Readonly<Record<K, string>>): Option<K>[] =>
  (Object.keys(words) as K[]).map((id) => ({ id, label: words[id] }));

/** How much time is left: "5 days left", "due today", "2 days late"; '' when it is closed. */
export function dueWords({ state, dueMs }: Pick<PersonRequest, 'state' | 'dueMs'>, nowMs: number): string {
  if (state !== 'open') return '';
  const days = Math.floor((dueMs - nowMs) / DAY_MS);
  if (dueMs < nowMs) return days >= -1 ? '1 day late' : `${-days} days late`;
  if (days === 0) return 'due today';
  return days === 1 ? '1 day left' : `${days} days left`;
}

/** When somebody who opted out may be asked to agree again: twelve months later (11 CCR 7026(k)), Unix ms. */
export function askAgainMs(receivedMs: number): number {
  const date = new Date(receivedMs);
  return date.setUTCFullYear(date.getUTCFullYear() + 1);
}
