/** What becomes of a property of an event when it is imported. `too-many-values`: kept without its text; `of-view`: page views and searches have none but what was typed into a search. */
export const PROPERTY_OUTCOMES = [
  'kept',
  'personal',
  'identifier',
  'free-text',
  'too-many-values',
  'too-many-names',
  'too-many-sets',
  'of-view',
] as const;
export type PropertyOutcome = (typeof PROPERTY_OUTCOMES)[number];

/** How often a property of an import met one outcome. */
export interface PropertyCount {
  name: string;
  outcome: PropertyOutcome;
  times: number;
}

/** A value as it is kept; null = a text beyond the most that are told apart. */
export type KeptValue = string | number | boolean | null;

/** Properties of an event as one text, the same whatever order they come in: names and values in turn, as JSON. */
export function writePropertySet(kept: ReadonlyMap<string, KeptValue>): string {
  const names = [...kept.keys()].sort((a, b) => (a < b ? -1 : 1));
  return JSON.stringify(names.flatMap((name) => [name, kept.get(name) ?? null]));
}

/** Names and values of a set, by name. */
export function readPropertySet(text: string): [name: string, value: KeptValue][] {
  const list = JSON.parse(text) as KeptValue[];
  return Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i] as string, list[2 * i + 1] as KeptValue]);
}

/** Longest name of a property that is kept. */
export const MAX_PROPERTY_NAME = 80;
const PROPERTY_FIELD = 'property';

/** Target field of a column that is kept as a property of this name; '' = named by its heading. */
export const propertyField = (name: string): string => `${PROPERTY_FIELD}:${name.slice(0, MAX_PROPERTY_NAME)}`;

/** Name of the property that a target field stands for, '' where the heading names it; null for any other field. */
export function propertyOfField(field: string): string | null {
  if (field === PROPERTY_FIELD) return '';
  return field.startsWith(`${PROPERTY_FIELD}:`) ? field.slice(PROPERTY_FIELD.length + 1) : null;
}
