import { personalIn } from '../privacy/audit/fields.ts';
import type { AuditRecord } from '../privacy/audit/record.ts';

/** Name and value of a field. */
export type Field = readonly [string, string];

/** Levels of objects that are looked into. */
export const MOST_DEEP = 8;
/** Characters of a value that are looked at. */
export const LONGEST = 8000;
/** Characters of a field's name that are kept. */
export const LONGEST_NAME = 64;

/** Leaves of a JSON value with their paths; places in lists are left out, so that all of a list count as one field. */
export function leaves(value: unknown, path: string, to: Field[], deep = 0): void {
  if (to.length > 400 || deep > MOST_DEEP || value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const one of value) leaves(one, path, to, deep + 1);
  } else if (typeof value === 'object') {
    for (const [key, own] of Object.entries(value))
      leaves(own, path === '' ? key.slice(0, LONGEST_NAME) : `${path}.${key.slice(0, LONGEST_NAME)}`, to, deep + 1);
  } else if (value !== '') to.push([path || 'value', String(value).slice(0, LONGEST)]);
}

/** Parameters of an address or a form; what has no name, or an address as its name, is one value. */
export function queryFields(query: string, prefix = 'query'): Field[] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .slice(0, 100)
    .map((pair): Field => {
      const cut = pair.indexOf('=');
      const name = pair.slice(0, Math.max(0, cut));
      return name === '' || /[:/?]/.test(name)
        ? [prefix, pair.slice(0, LONGEST)]
        : [`${prefix}.${name.slice(0, LONGEST_NAME)}`, pair.slice(cut + 1, cut + 1 + LONGEST)];
    });
}

const TIME_FIELD =
  /^(?:at|time|timestamp|date|datetime|event_?time|received_?at|created_?at|sent_?at|occurred_?at|event_timestamp|hit_?time|ts)$/i;
const PERSON_FIELD =
  /^(?:person|visitor|user|customer|client|anonymous|device|distinct|amplitude|user_pseudo|profile)?_?(?:id|uuid)?$|^(?:person|visitor|user|customer)$/i;

/** Unix seconds, milliseconds or microseconds by size, else as written. */
function instant(value: string): number {
  if (/^\d{9,17}(?:\.\d+)?$/.test(value)) {
    const number = Number(value);
    return number > 1e14 ? number / 1000 : number > 1e11 ? number : number * 1000;
  }
  return /^\d{4}-\d{2}-\d{2}/.test(value)
    ? Date.parse(value.replace(' UTC', 'Z').replace(/^(\S+) /, '$1T'))
    : Number.NaN;
}

const lastPart = (name: string) => (name.split('.').at(-1) ?? '').replace(/([a-z])([A-Z])/g, '$1_$2');

/** A row with its time and what tells people apart, by the names of its fields. */
export function toRecord(fields: Field[], line: number): AuditRecord {
  const time = fields.find(([name]) => TIME_FIELD.test(lastPart(name)));
  const person = fields.find(([name]) => {
    const last = lastPart(name);
    return last.length > 2 && PERSON_FIELD.test(last);
  });
  return { line, atMs: time ? instant(time[1]) : Number.NaN, person: person?.[1] ?? '', fields };
}

/** Whether a first row can name columns: one that holds somebody's data is a row like the others, and no name to be shown. */
export const isHeader = (cells: readonly string[]): boolean => !cells.some((cell) => personalIn(cell).length > 0);

/** Names of columns as they are shown; those without one are numbered. */
export const columnNames = (cells: readonly string[]): string[] =>
  cells.map((name, i) => name.trim().slice(0, LONGEST_NAME) || `column ${i + 1}`);

/** One row of a table. Cells beyond the last name are looked at too. */
export function cellsRecord(names: readonly string[], cells: readonly string[], line: number): AuditRecord {
  const fields = cells.map((value, i): Field => [names[i] ?? `column ${i + 1}`, value.slice(0, LONGEST)]);
  return toRecord(
    fields.filter(([, value]) => value.trim() !== ''),
    line,
  );
}
