import { findDates } from './find-dates.ts';
import { findIds } from './find-ids.ts';
import { findPersonal, type PersonalKind } from './find-personal.ts';
import { findKeyed } from './find-keyed.ts';
import { findTechnical } from './find-technical.ts';
import { plainView } from './plain-view.ts';
import { type DataSpan, indexOfEnclosing, withoutOverlaps } from './span.ts';

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

/** A parameter that holds a number to call. */
const PHONE_KEY = /(?:tel|phone|mobile?|handy|fax|fon|msisdn|whatsapp)\w{0,8}=$/i;

/** Types that say little by themselves. */
const FAINT = new Set(['URL', 'DOMAIN_NAME', 'DATE_TIME', 'AGE']);

/** Base64 is worth unpacking where JSON is in it, or something of a known form. */
const isTelling = (text: string): boolean =>
  /^\s*[[{]/.test(text) || findPlainByForm(text).some(({ type }) => !FAINT.has(type));

/** Looks at a text as it reads once its escapes are undone; spans are those of the text as it is written. */
export function seenPlain(text: string, find: (plain: string) => DataSpan[]): DataSpan[] {
  const view = plainView(text, isTelling);
  if (!view) return find(text);
  const isUrl = ({ type }: DataSpan) => type === 'URL' || type === 'DOMAIN_NAME';
  const found = find(view.text)
    .filter((span) => !isUrl(span))
    .map((span) => ({ ...span, ...view.place(span.start, span.end) }));
  // An address goes on behind the blanks that it holds in disguise.
  return withoutOverlaps([...found, ...findUrls(text)]);
}

/** Personal data that its form tells, whatever the words around it, also where it is escaped or packed. */
export const findByForm = (text: string): DataSpan[] => seenPlain(text, findPlainByForm);

/** As `findByForm`, of a text without escapes. */
export function findPlainByForm(text: string): DataSpan[] {
  const formed = findPersonal(text).map(({ kind, start, end }) => ({ ...TYPES[kind], start, end }));
  const phones = formed.filter(({ type }) => type === 'PHONE_NUMBER');
  const others = formed.filter(({ type }) => type !== 'PHONE_NUMBER');
  const keyed = phones.filter(({ start }) => PHONE_KEY.test(text.slice(Math.max(0, start - 24), start)));
  const first = [...findTechnical(text), ...findIds(text), ...others, ...findKeyed(text), ...keyed];
  // An address of a page is shown as such only where nothing more telling stands in it.
  const all = findUrls(text);
  const telling = new Set(first.map((span) => indexOfEnclosing(all, span)));
  const urls = all.filter((_, i) => !telling.has(i));
  return withoutOverlaps([
    ...first.filter((span) => span.type !== 'USERNAME' || indexOfEnclosing(urls, span) < 0),
    ...urls,
    ...findDates(text),
    ...phones,
  ]);
}
