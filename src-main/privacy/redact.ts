import { findPersonal } from './find-personal.ts';

/** Replaces personal data that can be told by its form by what it was: `[e-mail]`, `[phone]` … The rest stays as it is. */
export function maskText(text: string): string {
  let masked = '';
  let at = 0;
  for (const { kind, start, end } of findPersonal(text)) {
    masked += `${text.slice(at, start)}[${kind}]`;
    at = end;
  }
  return masked + text.slice(at);
}

/** Takes contacts out of a technical text (user agent, page, source) whose numbers and dots must stay: e-mail addresses, sign-in data in links, numbers with a country's prefix. */
export function maskContacts(text: string): string {
  if (!/@|%40|\+\d/.test(text)) return text;
  let masked = '';
  let at = 0;
  for (const { kind, start, end } of findPersonal(text)) {
    const isContact = kind === 'e-mail' || kind === 'link' || (kind === 'phone' && text[start] === '+');
    if (!isContact) continue;
    masked += `${text.slice(at, start)}[${kind}]`;
    at = end;
  }
  return masked + text.slice(at);
}

/** The name of a file without contacts, its ending kept: it stands in lists, reports and what is handed out. */
export function maskFileName(name: string): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - ending.length);
  const masked = maskContacts(stem);
  // What looks like an ending may be the end of an address.
  return masked === stem ? maskContacts(name) : masked + ending;
}

/** Stands for whatever is hidden; always three, so that it does not tell a length. */
const HIDDEN = '•••';

const firstOf = (text: string) => [...text][0] ?? '';

function maskEmail(value: string): string {
  const at = value.lastIndexOf('@');
  if (at <= 0) return HIDDEN;
  const ending = /\.([a-z]{2,6})$/i.exec(value)?.[1];
  return `${firstOf(value)}${HIDDEN}@${HIDDEN}${ending ? `.${ending}` : ''}`;
}

function maskPhone(value: string): string {
  const digits = value.replace(/\D/g, '');
  return digits.length < 7 ? HIDDEN : `${value.trim().startsWith('+') ? '+' : ''}${HIDDEN}${digits.slice(-2)}`;
}

const maskInitial = (value: string) => `${firstOf(value)}${HIDDEN}`;
const maskHandle = (value: string) => (value.startsWith('@') ? `@${maskInitial(value.slice(1))}` : maskInitial(value));
const maskAuthor = (value: string) => (value.includes('@', 1) ? maskEmail(value) : maskHandle(value));
const maskAll = () => HIDDEN;
/** A bare number, amount or date cannot name anybody; anything else in such a column may have been mapped by mistake. */
const maskUnlessFigure = (value: string) => (/^[\d\s.,:/TZ+-]{1,32}$/.test(value) ? value : maskText(value));

/** How the values of a mapping target, or of an identifier kind, are shown before anything is stored. */
const MASKS: ReadonlyMap<string, (value: string) => string> = new Map([
  ['email', maskEmail],
  ['phone', maskPhone],
  ['name', maskInitial],
  ['author', maskAuthor],
  ['handle', maskHandle],
  ['customer', maskAuthor],
  ['account', maskInitial],
  ['visitor', maskAll],
  ['cookie', maskAll],
  ...[
    'at',
    'rating',
    'quantity',
    'unitPrice',
    'total',
    'refunded',
    'price',
    'salePrice',
    'stock',
    'time',
    'likes',
    'shares',
    'replies',
    'views',
    'value',
  ].map((target) => [target, maskUnlessFigure] as const),
]);

/** A value as an import preview may show it: identifiers masked without a hint of their length, free text redacted. */
export function maskForPreview(value: string, target: string): string {
  const shown = value.trim();
  return shown === '' ? '' : (MASKS.get(target) ?? maskText)(shown);
}
