import type { EventKind, EventProperty } from '../../shared/model.ts';
import { isObject, type JsonObject } from './json-read.ts';

/** What is said of properties by every format that has them. */
export const PROPERTIES_KEPT = {
  field: 'Properties of events',
  why: 'To break events down by them. Values that look personal, numbers of people or visits and long texts are left out, counted by name.',
} as const;

/** Kinds of events whose properties are handed on: of views they describe the page, of searches only what `site-search.ts` finds is. */
const WITH_PROPERTIES = new Set<EventKind>(['custom', 'product', 'cart', 'checkout', 'purchase', 'download']);

/** What tools note about the page, the visit and themselves, which other fields tell or no chart needs. */
const NOT_OWN =
  /^(?:\$|mp_|utm_|_|\[amplitude\]|firebase_|ga_|batch_|gclid|dclid|fbclid|msclkid|srsltid|engaged_session_event|session_engaged|engagement_time_msec|entrances|debug_mode|ignore_referrer|synthetic_bundle|distinct_id|insert_id|time$|token$|page_(?:location|referrer|title|path|url)|current_(?:url|page|domain)|url$|path$|title$|referrer$|referring_domain|initial_|user_?agent|ip$|search$|term$|medium$|source$|campaign(?:_id)?$)/i;

/** Properties in an object, those of objects in it by both names (`plan.name`). Lists, and what the tool notes about itself, are left aside. */
export function propertiesIn(given: JsonObject): EventProperty[] {
  const found: EventProperty[] = [];
  const add = (name: string, value: unknown) => {
    if (typeof value === 'string' ? value !== '' : typeof value === 'number' || typeof value === 'boolean')
      found.push([name, value as EventProperty[1]]);
  };
  for (const [name, value] of Object.entries(given)) {
    if (NOT_OWN.test(name)) continue;
    if (!isObject(value)) add(name, value);
    else for (const [inner, one] of Object.entries(value)) if (!NOT_OWN.test(inner)) add(`${name}.${inner}`, one);
  }
  return found;
}

/** A property of a table, where all is text: what is written as a number or as true or false is taken for it. */
export function typedValue(text: string): EventProperty[1] {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/.test(text) ? Number(text) : text;
}

/** Whether the properties of events of a kind are handed on. */
export const hasProperties = (kind: EventKind): boolean => WITH_PROPERTIES.has(kind);
