import type { ConsentRow, ConsentState, Purpose } from '../../shared/model.ts';
import type { Signal } from '../privacy/consent/signal.ts';
import { signalOfField } from './lab-consent.ts';

/** One answer as the history of consents holds it. */
interface Said {
  purposes: readonly Purpose[];
  state: ConsentState;
  atMs: number | null;
  wording: string;
}

const MOST_WORDING = 160;
/** Section of a GPP string that is a TC string: only that one tells of consent in the sense of the GDPR. */
const TCF_SECTION = 2;

/** Not to have opted out is no consent (GDPR Art. 4(11)): of US signals only the refusals count. */
function countsAsConsent({ format, details }: Signal): boolean {
  if (format === 'gpp') return Array.isArray(details.sectionIds) && details.sectionIds.includes(TCF_SECTION);
  return format !== 'us-privacy' && details.grantedByDefault !== true;
}

/** When a TC string was last changed, Unix ms. */
function ownInstant({ details }: Signal): number | null {
  const updated = typeof details.updated === 'string' ? Date.parse(details.updated) : Number.NaN;
  return Number.isNaN(updated) ? null : updated;
}

/**
 * What a row says of consent: itself, or what its signal means for our purposes, each purpose apart. A signal that cannot be
 * read, or that allows what it may not, says "unknown" of advertising and personalisation, which counts as no; the wording says
 * why. A refusal holds even in an invalid string. `nowMs` decides whether a TC string has expired.
 */
export function saidBy(row: ConsentRow, nowMs: number): Said[] {
  const { purposes, state, atMs, wording, signal: given } = row;
  if (!given) return [{ purposes, state, atMs, wording }];
  const signal = signalOfField(given.field, given.value, nowMs);
  if (!signal) return [];
  const when = atMs ?? ownInstant(signal);
  const why = signal.problems.length > 0 ? ` (${signal.problems.join(', ')})` : '';
  const words = `${wording}: ${given.value.length > 40 ? `${given.value.slice(0, 40)}…` : given.value}${why}`;
  const said = (of: readonly Purpose[], what: ConsentState): Said => ({
    purposes: of,
    state: what,
    atMs: when,
    wording: words.slice(0, MOST_WORDING),
  });
  const known = Object.entries(signal.ours) as [Purpose, ConsentState][];
  if (known.length === 0 && !signal.valid && given.field !== 'gpc')
    return [said(['advertising', 'personalisation'], 'unknown')];
  return known
    .filter(([, what]) => what !== 'granted' || countsAsConsent(signal))
    .map(([purpose, what]) => said([purpose], what));
}
