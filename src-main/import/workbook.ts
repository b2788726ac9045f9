import { AppError } from '../../shared/errors.ts';
import type { FileHead, Source } from './format.ts';
import { wholeBytes } from './members.ts';

/** Workbooks are read whole: larger ones are refused. */
const MOST_BYTES = 32 * 1024 ** 2;
/** Rows and columns read of a sheet; what claims to be larger is damaged or hostile. */
const MOST_ROWS = 100_000;
const MOST_COLUMNS = 200;

/** One sheet of a workbook as text; days and times as ISO without a zone. Rows are 1-based in `line`. */
export interface Sheet {
  name: string;
  rows: { cells: string[]; line: number }[];
}

const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];
const isOldOffice = (bytes: Uint8Array): boolean => OLD_OFFICE.every((byte, i) => bytes[i] === byte);
const isWorkbookZip = (members: readonly { path: string }[]): boolean =>
  members.some(({ path }) => path.toLowerCase() === 'xl/workbook.xml');

/** Whether a file is a workbook of Excel, old (.xls) or new (.xlsx). */
export const isWorkbook = (head: FileHead): boolean =>
  head.members.length > 0 ? isWorkbookZip(head.members) : isOldOffice(head.bytes);

/** Text near a workbook's start, to look for names of columns in; old workbooks hold letters with and without a zero byte between. */
export async function workbookText(head: FileHead): Promise<string> {
  if (head.members.length === 0) return Buffer.from(head.bytes).toString('latin1').replaceAll('\0', '');
  const paths = head.members
    .map(({ path }) => path)
    .filter((path) => /^xl\/(sharedStrings|worksheets\/sheet\d+)\.xml$/i.test(path))
    .sort();
  let text = '';
  for (const path of paths.slice(0, 6)) text += Buffer.from(await head.memberHead(path, 64 * 1024)).toString('utf8');
  return text.replaceAll('&amp;', '&');
}

type Xlsx = typeof import('@e965/xlsx');
interface Container {
  utils: { cfb_new(options: object): object; cfb_add(container: object, name: string, content: Uint8Array): void };
  write(container: object, options: object): Uint8Array;
}

/** The members of a zip packed again: the reader of workbooks takes only whole files. */
async function packed(source: Source, xlsx: Xlsx): Promise<Uint8Array> {
  const { utils, write } = xlsx.CFB as Container;
  const container = utils.cfb_new({ root: 'R' });
  let left = MOST_BYTES;
  for (const { path } of source.members) {
    if (!/\.(xml|rels)$/i.test(path)) continue;
    const bytes = await wholeBytes(source.member(path), left);
    if (!bytes) throw new AppError('file-unreadable', { reason: 'too-large' });
    left -= bytes.length;
    utils.cfb_add(container, `/${path}`, bytes);
  }
  return write(container, { fileType: 'zip', type: 'buffer', compression: false });
}

interface Cell {
  t: string;
  v?: unknown;
  w?: string;
  z?: unknown;
}

const two = (part: number) => String(part).padStart(2, '0');

function cellText(cell: Cell | undefined, xlsx: Xlsx): string {
  if (!cell || cell.v === undefined || cell.t === 'e' || cell.t === 'z') return '';
  if (cell.t === 'n' && typeof cell.z === 'string' && xlsx.SSF.is_date(cell.z)) {
    const date = xlsx.SSF.parse_date_code(Number(cell.v)) as {
      y: number;
      m: number;
      d: number;
      H: number;
      M: number;
      S: number;
    } | null;
    if (date) return `${date.y}-${two(date.m)}-${two(date.d)} ${two(date.H)}:${two(date.M)}:${two(Math.floor(date.S))}`;
  }
  return String(cell.v).slice(0, 32_768);
}

function sheetOf(name: string, data: unknown, xlsx: Xlsx): Sheet {
  const rows: Sheet['rows'] = [];
  const given = Array.isArray(data) ? (data as unknown[]) : [];
  const length = Math.min(given.length, MOST_ROWS);
  for (let r = 0; r < length; r++) {
    const row = given[r];
    if (!Array.isArray(row)) continue;
    const cells = Array.from({ length: Math.min(row.length, MOST_COLUMNS) }, (_, c) =>
      cellText(row[c] as Cell | undefined, xlsx).trim(),
    );
    if (cells.some((cell) => cell !== '')) rows.push({ cells, line: r + 1 });
  }
  return { name, rows };
}

/** All sheets of a workbook. Nothing in it is calculated or run. Refuses what is no workbook, is damaged or too large. */
export async function readWorkbook(source: Source): Promise<Sheet[]> {
  const xlsx = await import('@e965/xlsx');
  const bytes = isWorkbookZip(source.members) ? await packed(source, xlsx) : await plainBytes(source);
  try {
    const book = xlsx.read(bytes, {
      type: 'buffer',
      dense: true,
      sheetRows: MOST_ROWS,
      cellFormula: false,
      cellHTML: false,
      cellNF: true,
      cellText: false,
      bookVBA: false,
    });
    return book.SheetNames.map((name) =>
      sheetOf(name, (book.Sheets[name] as Record<string, unknown> | undefined)?.['!data'], xlsx),
    );
  } catch {
    // The reader throws anything at damaged files; its words may hold content.
    throw new AppError('file-unreadable', { reason: 'damaged' });
  }
}

async function plainBytes(source: Source): Promise<Uint8Array> {
  if (source.members.length > 0) throw new AppError('format-unknown');
  const bytes = await wholeBytes(source.bytes(), MOST_BYTES);
  if (!bytes) throw new AppError('file-unreadable', { reason: 'too-large' });
  if (bytes.length === 0) throw new AppError('format-empty');
  if (!isOldOffice(bytes)) throw new AppError('format-unknown');
  return bytes;
}
