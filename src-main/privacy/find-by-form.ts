import { findDates } from './find-dates.ts';
import { findIds } from './find-ids.ts';
import { findPersonal, type PersonalKind } from './find-personal.ts';
import { findTechnical } from './find-technical.ts';
import { type DataSpan, withoutOverlaps } from './span.ts';
import type { Claimed } from './tagger/tokens.ts';

const TYPES: Readonly<Record<PersonalKind, { type: string; confidence: number }>> = {
  link: { type: 'CREDENTIAL_URL', confidence: 0.97 },
  'e-mail': { type: 'EMAIL_ADDRESS', confidence: 0.98 },
  'bank account': { type: 'IBAN_CODE', confidence: 0.99 },
  card: { type: 'CREDIT_CARD', confidence: 0.97 },
  'IP address': { type: 'IP_ADDRESS', confidence: 0.95 },
  handle: { type: 'USERNAME', confidence: 0.85 },
  phone: { type: 'PHONE_NUMBER', confidence: 0.85 },
};

const URL = /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)[^\s<>"'|\\^`{}]{2,2048}/giu;

/** Addresses of pages, without the sign that ends the sentence. */
function findUrls(text: string): DataSpan[] {
  if (!/:\/\/|www\./i.test(text)) return [];
  return [...text.matchAll(URL)].map((hit) => {
    const url = hit[0].replace(/[.,;:!?)\]]+$/, '');
    const isHostOnly = /^(?:https?:\/\/)?[^/?#]+\/?$/i.test(url);
    return { type: isHostOnly ? 'DOMAIN_NAME' : 'URL', start: hit.index, end: hit.index + url.length, confidence: 0.5 };
  });
}

const inside = (outer: Claimed, inner: Claimed) => outer.start <= inner.start && inner.end <= outer.end;

/** Personal data that its form tells, whatever the words around it. */
export function findByForm(text: string): DataSpan[] {
  const formed = findPersonal(text).map(({ kind, start, end }) => ({ ...TYPES[kind], start, end }));
  const phones = formed.filter(({ type }) => type === 'PHONE_NUMBER');
  const others = formed.filter(({ type }) => type !== 'PHONE_NUMBER');
  const first = [...findTechnical(text), ...findIds(text), ...others];
  // An address of a page is shown as such only where nothing more telling stands in it.
  const urls = findUrls(text).filter((url) => !first.some((span) => inside(url, span)));
  return withoutOverlaps([
    ...first.filter((span) => span.type !== 'USERNAME' || !urls.some((url) => inside(url, span))),
    ...urls,
    ...findDates(text),
    ...phones,
  ]);
}
