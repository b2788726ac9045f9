import type { Mapping } from '../../shared/contract/imports.ts';
import { plainName } from './table-aliases.ts';
import { namedDelimiter, rowsOf, tableRows } from './table-rows.ts';
import { decoded, decodedHead, sniffEncoding } from './table-text.ts';

type Delimiter = Mapping['delimiter'];

/** One record of a CSV with a header. */
export interface CsvRecord {
  /** 1-based line on which it starts. */
  line: number;
  cells: readonly string[];
  /** Cell under the first of these column names (in their plain form) that the file has, trimmed; '' without such a column. */
  get(...names: readonly string[]): string;
}

/** What stands in the first lines of a CSV. */
export interface CsvHead {
  encoding: string;
  delimiter: Delimiter;
  /** Records above the column names. */
  preamble: (readonly string[])[];
  /** Column names in their plain form (see `plainName`) and as written. */
  names: string[];
  written: string[];
  /** Complete data records in the head. */
  rows: (readonly string[])[];
}

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/** The start of a file as text, and its records by delimiter. */
interface StartOfFile {
  encoding: string;
  text: string;
  records: Map<string, readonly { readonly cells: readonly string[] }[]>;
}
const starts = new WeakMap<Uint8Array, StartOfFile>();

/** Some thirty formats look at the same bytes, one after the other. */
function startOf(bytes: Uint8Array): StartOfFile {
  const known = starts.get(bytes);
  if (known) return known;
  const encoding = sniffEncoding(bytes);
  const start = { encoding, text: encoding === '' ? '' : decodedHead(bytes, encoding), records: new Map() };
  starts.set(bytes, start);
  return start;
}

function recordsOf({ text, records }: StartOfFile, delimiter: Delimiter, cutOff: boolean) {
  const key = `${delimiter}${cutOff}`;
  let rows = records.get(key);
  if (!rows) {
    rows = rowsOf(text, delimiter, cutOff);
    records.set(key, rows);
  }
  return rows;
}

/**
 * Finds the header of a CSV: the first record, within `within` records, that has all the columns one of `needs` asks for.
 * Names are compared in their plain form (lower case, signs as blanks), so `Post ID` and `post_id` are both `post id`.
 * Null when there is none, or when the bytes are no text.
 */
export function csvHead(
  bytes: Uint8Array,
  needs: readonly (readonly string[])[],
  { within = 12, whole = false } = {},
): CsvHead | null {
  const start = startOf(bytes);
  if (start.encoding === '') return null;
  const marked = namedDelimiter(start.text);
  for (const delimiter of marked ? [marked] : DELIMITERS) {
    const rows = recordsOf(start, delimiter, !whole && bytes.length >= 4096);
    const at = rows.slice(0, within).findIndex(({ cells }) => {
      const names = cells.map(plainName);
      return needs.some((wanted) => wanted.every((name) => names.includes(name)));
    });
    if (at < 0) continue;
    const written = (rows[at] as (typeof rows)[number]).cells.map((name) => name.trim());
    return {
      encoding: start.encoding,
      delimiter,
      preamble: rows.slice(0, at).map(({ cells }) => cells),
      names: written.map(plainName),
      written,
      rows: rows.slice(at + 1).map(({ cells }) => cells),
    };
  }
  return null;
}

/** Records below the header of a streamed CSV, some at a time; `broken` are lines whose quotation mark never closes. Blank records are left out. */
export async function* csvRecords(
  bytes: AsyncIterable<Uint8Array>,
  { encoding, delimiter, preamble, names }: Pick<CsvHead, 'encoding' | 'delimiter' | 'preamble' | 'names'>,
): AsyncGenerator<{ records: CsvRecord[]; broken: number[] }> {
  const columns = new Map<string, number>();
  names.forEach((name, i) => {
    if (!columns.has(name)) columns.set(name, i);
  });
  let above = preamble.length + 1;
  for await (const { rows, broken } of tableRows(decoded(bytes, encoding), delimiter, names.length)) {
    const records: CsvRecord[] = [];
    for (const { cells, line } of rows) {
      if (above > 0) {
        above--;
        continue;
      }
      if (cells.every((cell) => cell.trim() === '')) continue;
      records.push({
        line,
        cells,
        get: (...wanted) => {
          const name = wanted.find((entry) => columns.has(entry));
          return name === undefined ? '' : (cells[columns.get(name) as number] ?? '').trim();
        },
      });
    }
    yield { records, broken };
  }
}
