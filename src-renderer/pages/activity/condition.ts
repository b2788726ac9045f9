import { countryCodes, countryName } from '../../../shared/countries.ts';
import { languageCodes, languageName } from '../../../shared/languages.ts';
import { CHANNELS, DEVICES, EVENT_KINDS } from '../../../shared/model.ts';
import { readTest } from '../../../shared/property-tests.ts';
import type { Option } from '../../ui/Fields.tsx';
import type { Scope } from './property-drafts.ts';

/** A condition as it is built: groups hold conditions, leaves compare a field with one value. */
export type Draft =
  | { kind: 'group'; join: 'all' | 'any'; not: boolean; parts: Draft[] }
  | { kind: 'leaf'; field: Field; value: string; scope: Scope; not: boolean };
export type Field =
  | 'page'
  | 'kind'
  | 'channel'
  | 'device'
  | 'country'
  | 'language'
  | 'screen'
  | 'property'
  | 'status'
  | 'value';

export const FIELDS: readonly Option<Field>[] = [
  { id: 'page', label: 'Page or event' },
  { id: 'kind', label: 'Kind of event' },
  { id: 'channel', label: 'Channel' },
  { id: 'device', label: 'Device' },
  { id: 'country', label: 'Country' },
  { id: 'language', label: 'Language of the browser' },
  { id: 'screen', label: 'Screen at most as wide as (pixels)' },
  { id: 'property', label: 'Property of an event' },
  { id: 'status', label: 'Status of the answer' },
  { id: 'value', label: 'Value of at least' },
];
export const SCOPES: readonly Option<Scope>[] = [
  { id: 'person', label: 'of any act of the person' },
  { id: 'visit', label: 'of any act of the visit' },
  { id: 'act', label: 'of the act itself' },
];

const asOptions = (words: readonly string[]): Option[] => words.map((id) => ({ id, label: id }));

/** Values to choose from, for fields that have a fixed list. */
export const CHOICES: Partial<Record<Field, readonly Option[]>> = {
  kind: asOptions(EVENT_KINDS),
  // What brings a visit is never the site itself.
  channel: asOptions(CHANNELS.filter((channel) => channel !== 'internal')),
  device: asOptions(DEVICES),
  country: countryCodes().map((id) => ({ id, label: countryName(id) })),
  language: languageCodes().map((id) => ({ id, label: languageName(id) })),
};

export const EMPTY: Extract<Draft, { kind: 'group' }> = { kind: 'group', join: 'all', not: false, parts: [] };
export const newLeaf = (): Draft => ({ kind: 'leaf', field: 'page', value: '', scope: 'person', not: false });

function leafOf({ field, value, scope }: Extract<Draft, { kind: 'leaf' }>): Record<string, unknown> | null {
  const text = value.trim();
  if (text === '') return null;
  if (field === 'property') {
    const test = readTest(text);
    return test && { field, in: scope, ...test };
  }
  if (field === 'status' || field === 'value' || field === 'screen') {
    const number = Number(text);
    if (Number.isNaN(number)) return null;
    if (field === 'screen') return { field, in: scope, to: number };
    return { field, in: scope, from: number, ...(field === 'status' ? { to: number } : {}) };
  }
  return { field, in: scope, is: [text] };
}

/** The condition as an analysis takes it; unfinished parts are left out, null when nothing is left. */
export function toCondition(draft: Draft): Record<string, unknown> | null {
  const made =
    draft.kind === 'leaf'
      ? leafOf(draft)
      : ((parts) => (parts.length === 0 ? null : { [draft.join]: parts }))(
          draft.parts.map(toCondition).filter((part) => part !== null),
        );
  return made && draft.not ? { not: made } : made;
}
