import type { PurposeLimit } from '../../../shared/contract/limits.ts';
import type { Purpose } from '../../../shared/model.ts';
import { formatCount } from '../../ui/format.ts';
import type { Locale } from '../../ui/locale.ts';
import { betweenDates, betweenWords, type DatesDraft, datesDraftOf } from '../between-dates.ts';

/** Limits as they stand in the fields: local dates, the last one included, and a number. */
export interface LimitDraft extends DatesDraft {
  days: string;
}

/** What the fields begin with. */
export const draftOf = (limit: PurposeLimit, zone: string): LimitDraft => ({
  ...datesDraftOf(limit, zone),
  days: limit.consentDays === null ? '' : String(limit.consentDays),
});

/** The limit that the fields say, or which of them is wrong. */
export function limitIn(
  purpose: Purpose,
  draft: LimitDraft,
  zone: string,
): { limit: PurposeLimit; wrong: null } | { limit: null; wrong: 'until' | 'days' } {
  const number = draft.days.trim();
  if (number !== '' && !(/^\d{1,4}$/.test(number) && Number(number) >= 1 && Number(number) <= 3650))
    return { limit: null, wrong: 'days' };
  const between = betweenDates(draft, zone);
  if (between === null) return { limit: null, wrong: 'until' };
  return { limit: { purpose, ...between, consentDays: number === '' ? null : Number(number) }, wrong: null };
}

/** "until 31 Dec 2026 · a consent holds for 395 days"; says where today lies outside. `today` = local date. */
export function limitWords(limit: PurposeLimit, today: string, locale: Locale): string {
  const parts = [
    ...betweenWords(limit, today, locale),
    ...(limit.consentDays === null ? [] : [`a consent holds for ${formatCount(limit.consentDays, locale)} days`]),
  ];
  return parts.length === 0 ? 'no limits' : parts.join(' · ');
}
