import { type PropertyTest, testWords } from '../../../shared/conditions.ts';
import { makeTest, type Sign } from '../../../shared/property-tests.ts';
import type { TableResult } from '../../../shared/results.ts';
import type { Option } from '../../ui/Fields.tsx';
import { type ChosenProperty, propertyOfRow } from './property-series.ts';

/** Whose property it is: the act's itself, or any act's of the visit or person. */
export type Scope = 'act' | 'visit' | 'person';

/** A property as it is asked for while it is built: one comparison with one value. */
export interface PropertyDraft {
  name: string;
  sign: Sign;
  value: string;
}

export const SIGNS: readonly Option<Sign>[] = [
  { id: 'is', label: 'is' },
  { id: 'contains', label: 'contains' },
  { id: 'above', label: 'is more than' },
  { id: 'from', label: 'is at least' },
  { id: 'below', label: 'is less than' },
  { id: 'to', label: 'is at most' },
  { id: 'there', label: 'is there' },
];
export const EMPTY_DRAFT: PropertyDraft = { name: '', sign: 'is', value: '' };

/** What is asked for; null while it is unfinished. */
export const toTest = ({ name, sign, value }: PropertyDraft): PropertyTest | null => makeTest(name, sign, value);

/** The comparisons of tests, one by one; and the tests that are none of these, as only a command makes them (one of several values). */
export function draftsOf(tests: readonly PropertyTest[]): { drafts: PropertyDraft[]; others: PropertyTest[] } {
  const isOther = ({ is }: PropertyTest) => is !== undefined && is.length > 1;
  const drafts = tests
    .filter((test) => !isOther(test))
    .flatMap(({ name, is, ...more }): PropertyDraft[] => {
      const given = Object.entries({ ...more, ...(is ? { is: is[0] } : {}) }).filter(
        ([, value]) => value !== undefined,
      );
      if (given.length === 0) return [{ name, sign: 'there', value: '' }];
      return given.map(([sign, value]) => ({ name, sign: sign as Sign, value: String(value) }));
    });
  return { drafts, others: tests.filter(isOther) };
}

/** Properties that events of a step have, as the table of properties lists them, most frequent first; of all events where the step names none of them. */
export function propertiesOfStep(table: TableResult, step: string): ChosenProperty[] {
  const all = table.rows.flatMap(({ key, cells }) => propertyOfRow(key, String(cells[0] ?? '')) ?? []);
  const wanted = step
    .replace(/^\?/, '')
    .split('|')
    .map((name) => name.trim());
  const fits = (event: string) =>
    wanted.some((name) => (name.endsWith('*') && name !== '*' ? event.startsWith(name.slice(0, -1)) : name === event));
  // Events of the shop stand there by their kind, without a name.
  const own = all.filter(({ event }) => event !== '' && fits(event));
  return own.length > 0 ? own : all;
}

/** Values to choose from, of a table that breaks a property down: as they are written, no ranges. */
export const valuesIn = (table: TableResult): string[] =>
  table.rows.flatMap(({ key, cells }) => (/^(?:text|number|boolean):/.test(key) ? [String(cells[0] ?? '')] : []));

/** What a row of a table that breaks a property down asks of the property; null for rows that are no value. */
export function testOfRow(property: string, key: string): PropertyTest | null {
  const [, type, rest = ''] = /^(text|number|boolean|range):(.*)$/s.exec(key) ?? [];
  if (type === undefined) return null;
  if (type !== 'range') return { name: property, is: [rest] };
  const [from = Number.NaN, below = Number.NaN] = rest.split(':').map(Number);
  return {
    name: property,
    ...(Number.isFinite(from) ? { from } : {}),
    ...(Number.isFinite(below) ? { below } : {}),
  };
}

/** The segment of those with a property of an event, or with the value of a row of its breakdown. */
export const segmentOfProperty = (
  { kind, event, property }: ChosenProperty,
  key: string,
  scope: Scope,
): Record<string, unknown> => ({
  field: 'property',
  in: scope,
  kind,
  ...(event === '' ? {} : { event }),
  ...(testOfRow(property, key) ?? { name: property }),
});

/** Longest name of a segment. */
const LONGEST_NAME = 80;

/** What such a segment is called unless somebody says otherwise. */
export const segmentName = ({ kind, event, property }: ChosenProperty, key: string): string =>
  `${event || kind}: ${testWords(testOfRow(property, key) ?? { name: property })}`.slice(0, LONGEST_NAME).trim();
