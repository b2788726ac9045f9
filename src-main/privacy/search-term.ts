import { normalTerm, TERM_NOT_KEPT } from '../../shared/site-search.ts';
import { kindsIn } from './audit/fields.ts';
import { isJumble } from './event-properties.ts';

/** Marks that masks leave in the place of people (`[name]`): what is left of such a term is still about somebody. */
const MASKED = /\[[\p{L} -]{2,20}\]/u;

/** What is kept of what somebody typed into the search of a site: the term, or that it was none to keep; '' for nothing. */
export function keptTerm(given: string): string {
  const term = normalTerm(given);
  if (term === '' || term === TERM_NOT_KEPT) return term;
  const whole = given.replace(/\s+/g, ' ').trim();
  // Detectors go by capitals, which what is typed mostly lacks, and by the field that a value stands in.
  const isPersonal =
    MASKED.test(whole) ||
    /\S@\S/.test(whole) ||
    kindsIn('search', whole).length > 0 ||
    whole.split(/[^\p{L}\p{N}]+/u).some(isJumble) ||
    whole
      .replace(/(?<=\d)[ ./()+-]{1,3}(?=\d)/g, '')
      .split(/\D+/)
      .some((digits) => digits.length > LONGEST_NUMBER);
  return isPersonal ? TERM_NOT_KEPT : term;
}

/** Numbers of telephones, cards and accounts are longer than sizes, years and models. */
const LONGEST_NUMBER = 8;
