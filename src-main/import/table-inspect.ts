import { createHash } from 'node:crypto';
import type { Mapping } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import type { FileHead, TableInspection } from './format.ts';
import { guessMapping, type MappingGuess } from './mapping-guess.ts';
import { plainName } from './table-aliases.ts';
import { guessLayout, type Layout, layoutAs } from './table-layout.ts';
import { decodedHead, sniffEncoding } from './table-text.ts';

/** Bytes that a guess is made from. */
export const TABLE_HEAD_BYTES = 64 * 1024;
const SHOWN_SAMPLES = 5;
const SHOWN_LENGTH = 120;

/** Members of an archive that can be tables. */
const TABLE_MEMBER = /\.(csv|tsv|tab|txt)$/i;

/** The one member of an archive or folder that is a table, or null when there are none or several. */
export function tableMember(members: readonly { path: string }[]): string | null {
  const tables = members.filter(({ path }) => TABLE_MEMBER.test(path) && !/(^|\/)(__MACOSX\/|\.)/.test(path));
  return tables.length === 1 ? (tables[0] as { path: string }).path : null;
}

async function headBytes(head: FileHead): Promise<Uint8Array> {
  if (head.members.length === 0) return head.bytes;
  const member = tableMember(head.members);
  return member === null ? new Uint8Array(0) : head.memberHead(member, TABLE_HEAD_BYTES);
}

/** What a table's first bytes say, or null when they are no table. */
export interface TableGuess extends MappingGuess {
  layout: Layout;
}

const NO_TABLE = /^\s*(?:[[{<]|%PDF|window\.|#!)/;

/** A request line, as every web server's log has it; such lines also come apart at the semicolons of user agents. */
const REQUEST = /\b(?:GET|POST|HEAD|PUT|OPTIONS|PROPFIND)\s+\S+\s+HTTP\/\d/;

function isServerLog(text: string): boolean {
  const lines = text.split('\n', 60).filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.filter((line) => REQUEST.test(line)).length * 2 >= lines.length;
}

/** Guesses layout and mapping of a text from its first bytes. */
export function guessTable(bytes: Uint8Array, zone: string, file: string): TableGuess | null {
  const encoding = sniffEncoding(bytes);
  if (encoding === '') return null;
  const text = decodedHead(bytes, encoding);
  if (NO_TABLE.test(text) || isServerLog(text)) return null;
  const layout = guessLayout(text, bytes.length >= TABLE_HEAD_BYTES);
  return layout && { layout, ...guessMapping(layout, { encoding, zone, file }) };
}

/** Guesses from a file's head; see `guessTable`. */
export const guessFromHead = async (head: FileHead, zone: string): Promise<TableGuess | null> =>
  guessTable(await headBytes(head), zone, head.name);

/** Columns as the dialog shows them: name and first cells. */
export const columnsOf = ({ names, rows }: Layout) =>
  names.map((name, i) => ({
    name,
    samples: rows.slice(0, SHOWN_SAMPLES).map((row) => (row.cells[i] ?? '').slice(0, SHOWN_LENGTH)),
  }));

/** Columns and mapping of a table file for the mapping dialog. `given`: the user's or a remembered mapping. Throws `format-unknown` when it is no table. */
export async function inspectTable(
  head: FileHead,
  zone = 'UTC',
  given: Mapping | null = null,
): Promise<TableInspection> {
  const found = await guessFromHead(head, zone);
  if (given) {
    const bytes = await headBytes(head);
    const layout = layoutAs(decodedHead(bytes, given.encoding), bytes.length >= TABLE_HEAD_BYTES, given);
    const columns = columnsOf(layout);
    if (given.fields.length === columns.length)
      return { guess: given, columns, remembered: true, ambiguousDate: false, sheets: [] };
    // Another delimiter makes other columns: their fields are guessed anew, the rest stays as chosen.
    const again = guessMapping(layout, { encoding: given.encoding, zone: given.zone, file: head.name });
    return { guess: again.mapping, columns, remembered: false, ambiguousDate: again.ambiguousDate, sheets: [] };
  }
  if (!found) throw new AppError('format-unknown');
  return {
    guess: found.mapping,
    columns: columnsOf(found.layout),
    remembered: false,
    ambiguousDate: found.ambiguousDate,
    sheets: [],
  };
}

/** Under which a chosen mapping is remembered: equal for files with the same columns. Holds no content. */
export function headerSignature(columns: readonly { name: string }[]): string {
  const names = columns.map(({ name }) => plainName(name) || name.trim().toLowerCase()).join('\u0000');
  return `${columns.length}-${createHash('sha256').update(names).digest('hex').slice(0, 24)}`;
}
