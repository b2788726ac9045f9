import { MAPPING_TARGETS, type MappedType, type Mapping } from '../../../shared/contract/imports.ts';
import { propertyField, propertyOfField } from '../../../shared/properties.ts';
import type { Option } from '../../ui/Fields.tsx';
import { FIELD_WORDS } from './words.ts';

/** What a row of a table may be. */
export const TYPES: readonly Option<MappedType>[] = [
  { id: 'order', label: 'Orders' },
  { id: 'person', label: 'Customers' },
  { id: 'product', label: 'Products' },
  { id: 'review', label: 'Reviews' },
  { id: 'message', label: 'Posts and comments' },
  { id: 'event', label: 'Visits and events' },
];

export const DELIMITERS: readonly Option<Mapping['delimiter']>[] = [
  { id: ',', label: 'Comma' },
  { id: ';', label: 'Semicolon' },
  { id: '\t', label: 'Tab' },
  { id: '|', label: 'Bar |' },
  { id: 'space', label: 'Blanks' },
];

export const DECIMALS: readonly Option<Mapping['decimal']>[] = [
  { id: '.', label: '1,234.56' },
  { id: ',', label: '1.234,56' },
];

const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'iso-8859-2',
  'shift_jis',
  'gb18030',
  'euc-kr',
  'big5',
];

/** Common encodings, with the present one among them. */
export const encodings = (present: string): Option[] =>
  [...new Set([present, ...ENCODINGS])].map((id) => ({ id, label: id.toUpperCase() }));

const DATES: readonly Option[] = [
  { id: 'iso', label: '2025-12-31 23:59' },
  { id: 'dd/MM/yyyy', label: '31/12/2025' },
  { id: 'MM/dd/yyyy', label: '12/31/2025' },
  { id: 'dd.MM.yyyy', label: '31.12.2025' },
  { id: 'yyyy/MM/dd', label: '2025/12/31' },
  { id: 'dd-MM-yyyy', label: '31-12-2025' },
  { id: 'yyyyMMdd', label: '20251231' },
  { id: 'd MMM yyyy', label: '31 Dec 2025' },
  { id: 'MMM d, yyyy', label: 'Dec 31, 2025' },
  { id: 'unix-s', label: 'Seconds since 1970' },
  { id: 'unix-ms', label: 'Milliseconds since 1970' },
];

/** Common ways to write a date, with the present one among them, shown as a pattern when it is none of these. */
export const dateFormats = (present: string): readonly Option[] =>
  DATES.some(({ id }) => id === present) ? DATES : [{ id: present, label: present }, ...DATES];

/** Target fields of a type of row, in words. */
export const targetsOf = (type: MappedType): Option[] =>
  MAPPING_TARGETS[type].map((id) => ({
    id,
    label: FIELD_WORDS[id] ?? id,
    ...(id === 'property'
      ? { about: 'Kept under a name, to break events down by it. Page views and searches have none.' }
      : {}),
  }));

/** The target that a field of a mapping stands for: properties are one target, whatever their names. */
export const targetOf = (field: string): string => (propertyOfField(field) === null ? field : 'property');

/** Another type of row: fields that it does not know are left out. */
export function withType(mapping: Mapping, type: MappedType): Mapping {
  const known = new Set<string>(MAPPING_TARGETS[type]);
  return { ...mapping, type, fields: mapping.fields.map((field) => (known.has(targetOf(field)) ? field : 'ignore')) };
}

/** Another meaning of one column. A meaning stands once, but for properties: a column that had it before is left out. */
export function withField(mapping: Mapping, column: number, field: string): Mapping {
  const isOnce = field !== 'ignore' && propertyOfField(field) === null;
  return {
    ...mapping,
    fields: mapping.fields.map((old, i) => (i === column ? field : isOnce && old === field ? 'ignore' : old)),
  };
}

/** Every column that has no meaning yet is kept as a property, under its heading. */
export const withRestAsProperties = (mapping: Mapping, headings: readonly string[]): Mapping => ({
  ...mapping,
  fields: mapping.fields.map((field, i) => (field === 'ignore' ? propertyField(headings[i] ?? '') : field)),
});
