import { type Mapping, type MappingFile, mappingFileSchema } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import { plainName } from './table-aliases.ts';

/** Ending of a mapping file's name. */
export const MAPPING_FILE_ENDING = '.inglenook-mapping.json';

/** Reads the text of a mapping file. Throws `invalid-input` when it is none. */
export function readMappingFile(text: string): MappingFile {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new AppError('invalid-input', { field: 'mapping' });
  }
  const parsed = mappingFileSchema.safeParse(value);
  if (!parsed.success || parsed.data.columns.length !== parsed.data.mapping.fields.length)
    throw new AppError('invalid-input', { field: 'mapping' });
  return parsed.data;
}

const plain = (name: string): string => plainName(name) || name.trim().toLowerCase();

/**
 * Fields of the columns at hand, as a mapping file has them for columns of these names; null when one that it needs is
 * missing. Columns may stand in another order, and there may be more of them: those are left out.
 */
export function fieldsFor({ columns, mapping }: MappingFile, present: readonly string[]): string[] | null {
  // Columns without names are told apart by their place alone.
  if (mapping.headerRows === 0) return columns.length === present.length ? mapping.fields : null;
  const names = present.map(plain);
  const fields = names.map(() => 'ignore');
  for (const [i, field] of mapping.fields.entries()) {
    if (field === 'ignore') continue;
    const wanted = plain(columns[i] ?? '');
    // Of two columns with one name each stands for itself.
    const at = names.findIndex((name, column) => name === wanted && fields[column] === 'ignore');
    if (at < 0) return null;
    fields[at] = field;
  }
  return fields;
}

/** What a mapping file holds for these columns. */
export const mappingFile = (
  mapping: Mapping,
  columns: readonly { name: string }[],
  signature: string,
): MappingFile => ({
  inglenook: 'mapping',
  version: 1,
  signature,
  columns: columns.map(({ name }) => name.slice(0, 500)),
  mapping,
});
