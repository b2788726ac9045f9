import type * as z from 'zod';
import { PLACES } from './check.ts';

type Schema = z.core.$ZodType;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The inner checks of one that is not a leaf, each with the part of the value that it looks at; null for a leaf. */
function inner(schema: Schema, value: unknown): (readonly [Schema, unknown])[] | null {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).map(
        ([name, part]) => [part, isRecord(value) ? value[name] : undefined] as const,
      );
    case 'record':
      return (isRecord(value) ? Object.values(value) : [undefined]).map((part) => [def.valueType, part] as const);
    case 'array':
      return (Array.isArray(value) ? value : [undefined]).map((part: unknown) => [def.element, part] as const);
    case 'union':
      return def.options.map((option) => [option, value] as const);
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return [[def.innerType, value]];
    case 'lazy':
      // What refers to itself ends where the value does.
      return value === undefined ? [] : [[def.getter(), value]];
    case 'string':
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'null':
    case 'unknown':
      return null;
    default:
      // A kind of check whose parts are not looked into might hide a place: better no call at all.
      throw new TypeError(`places: no look into ${def.type}`);
  }
}

/**
 * Every file or folder that an input names, wherever it stands in it. The input need not have passed its check: what is
 * not of the right form names nothing, and is refused by the check.
 */
export function placesIn(schema: Schema, value: unknown): string[] {
  if (PLACES.has(schema)) return typeof value === 'string' ? [value] : [];
  return inner(schema, value)?.flatMap(([part, of]) => placesIn(part, of)) ?? [];
}
