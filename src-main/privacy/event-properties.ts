import type { EventProperty } from '../../shared/model.ts';
import { type KeptValue, MAX_PROPERTY_NAME, type PropertyOutcome } from '../../shared/properties.ts';
import { kindsIn, personalIn } from './audit/fields.ts';

/** Longest text of a property that is kept. */
const MAX_TEXT = 100;
/** A text of more words is somebody's own, not one of a choice. */
const MAX_WORDS = 10;
/** A whole number of more digits counts nothing: it is somebody's or something's number, or a moment. */
const MAX_DIGITS = 8;
/** No amount that a business counts in is larger. */
const LARGEST = 1e12;

const PEOPLE = new Set(
  'email mail phone tel telephone mobile fax firstname lastname fullname username surname nickname address street zip zipcode postcode postal ip lat lon lng latitude longitude birthday birthdate dob iban card passport ssn password pwd secret avatar'.split(
    ' ',
  ),
);
const NUMBERS = new Set(
  'id uuid guid uid token hash session cookie fingerprint gclid fbclid msclkid nonce signature'.split(' '),
);
const OWN_WORDS = new Set(
  'comment comments message note notes feedback review body query search answer reply'.split(' '),
);
/** Whose name a name is, where it is a person's. */
const WHOSE = new Set(
  'account first last full middle user customer author display nick contact member recipient sender billing shipping person'.split(
    ' ',
  ),
);
/** What an id may be of without naming anybody: kinds of things of which there are few. */
const THINGS = new Set(
  'product item sku plan variant variation experiment category campaign coupon page list group promotion location store brand test feature template course lesson video content'.split(
    ' ',
  ),
);

/** Words of a name: `firstName`, `first_name`, `First name`. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Why nothing of a property is kept, by its name. A yes or no names nobody, a number is no text. */
function reasonOfName(name: string, value: EventProperty[1]): PropertyOutcome | null {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (!isNameShown(name)) return 'personal';
  if (typeof value === 'boolean') return null;
  if (words.some((word) => PEOPLE.has(word)) || (last === 'name' && WHOSE.has(before))) return 'personal';
  if (words.some((word) => NUMBERS.has(word)) && !(last === 'id' && THINGS.has(before))) return 'identifier';
  return typeof value === 'string' && words.some((word) => OWN_WORDS.has(word)) ? 'free-text' : null;
}

/** Whether a name may be shown: one that holds personal data itself (`anna@mail.example`), or is no name, may not. */
export const isNameShown = (name: string): boolean => name.length <= MAX_PROPERTY_NAME && personalIn(name).length === 0;

const ADDRESS = /^(?:[a-z][a-z\d+.-]*:\/\/|\/)/i;
/** An address without its query: what follows may name a person. */
const withoutQuery = (text: string): string => (ADDRESS.test(text) ? text.replace(/[?#].*$/s, '') : text);

const switches = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Whether a word is made by chance, like numbers of sessions and devices: letters and digits, or large and small ones, in a jumble. */
export function isJumble(word: string): boolean {
  if (/^\d+$/.test(word)) return word.length > MAX_DIGITS;
  if (/^[\da-f]{16,}$/i.test(word) && /\d/.test(word)) return true;
  if (word.length >= 10 && switches(word, /[a-z](?=\d)|\d(?=[a-z])/gi) >= 4) return true;
  return word.length >= 20 && switches(word, /[a-z](?=[A-Z])/g) * 4 > word.length;
}

/** Kinds that stand for one person or visit without saying who. */
const STANDS_FOR = /^(?:UUID|USER_ID|COOKIE_ID|SESSION_ID|AD_CLICK_ID|JWT|BEARER_TOKEN|API_KEY|IMEI|MAC_ADDRESS)$/;

function reasonOfText(name: string, text: string): PropertyOutcome | null {
  if (text.length > MAX_TEXT) return 'free-text';
  const kinds = kindsIn(name, text);
  if (kinds.length > 0) return kinds.every((kind) => STANDS_FOR.test(kind)) ? 'identifier' : 'personal';
  if (text.split(/[^\p{L}\p{N}]+/u).some(isJumble)) return 'identifier';
  return text.split(/\s+/).length > MAX_WORDS ? 'free-text' : null;
}

/** What is kept of a property, or why nothing is; null when it says nothing. Decided by its name and its own value alone. */
export function judgeProperty(
  name: string,
  given: EventProperty[1],
): { value: KeptValue } | { reason: PropertyOutcome } | null {
  const value = typeof given === 'string' ? withoutQuery(given.replace(/\s+/g, ' ').trim()).toWellFormed() : given;
  if (value === '' || name.trim() === '' || (typeof value === 'number' && !Number.isFinite(value))) return null;
  const reason = reasonOfName(name, value);
  if (reason) return { reason };
  if (typeof value === 'boolean') return { value };
  if (typeof value === 'number')
    return Math.abs(value) >= (Number.isInteger(value) ? 10 ** MAX_DIGITS : LARGEST)
      ? { reason: 'identifier' }
      : { value: value + 0 };
  const found = reasonOfText(name, value);
  return found ? { reason: found } : { value };
}
