import { AppError, type ErrorCode } from '../../../shared/errors.ts';

/** What failed, in words, for the command line. */
const WORDS: Readonly<Partial<Record<ErrorCode, string>>> = {
  'invalid-input': 'A value does not fit. Nothing was changed.',
  'file-missing': 'The file is not there. Nothing was changed.',
  'file-unreadable': 'The file cannot be read. Nothing was changed.',
  'file-not-allowed': 'That file cannot be opened from here.',
  'format-unknown':
    'Inglenook does not recognise this file. Nothing was changed. It reads server logs, archives of social networks, exports of shops, ads and analytics, and tables of any kind.',
  'format-empty': 'The file is empty. Nothing was changed.',
  'mapping-incomplete':
    'It is not clear what the columns mean. Nothing was changed. Write the guess down with --dry-run --save-mapping FILE, say there which column is what, then import with --mapping FILE.',
  'mapping-misfit': 'The mapping file is for a table with other columns. Nothing was changed.',
  'file-too-large': 'The workbook is too large to be read whole. Save the sheet as CSV, then import that.',
  'store-from-the-future': 'This store was written by a newer Inglenook. Nothing was changed; update the program.',
  'store-damaged': 'The store is damaged. Nothing was changed; restore the newest backup beside it.',
  'store-locked': 'Another program is using this store.',
  'disk-full': 'The disk is full. What was being imported has been taken back.',
  'vault-locked': 'The vault is locked. Give the passphrase with --passphrase-file or INGLENOOK_PASSPHRASE.',
  'workspace-locked':
    'This workspace is encrypted. Give its passphrase with --passphrase-file or INGLENOOK_PASSPHRASE.',
  'wrong-passphrase': 'That is not the passphrase.',
  'passphrase-too-short': 'A passphrase needs at least ten characters.',
  'not-found': 'There is no such thing.',
  'too-few-people': 'Too few people to show.',
  cancelled: 'Stopped. What was not finished has been taken back.',
};

export function wordsOf(error: unknown): string {
  if (!(error instanceof AppError)) return 'Something went wrong inside Inglenook. Nothing was lost.';
  const facts = Object.entries(error.facts).map(([name, value]) => `${name}: ${value}`);
  if (error.code === 'mapping-incomplete' && 'column' in error.facts)
    return `A column was not found. Name it with its option (--help lists them and the usual names); a file without a header takes --columns. (${facts.join(', ')})`;
  const words = WORDS[error.code] ?? `It did not work (${error.code}).`;
  return facts.length > 0 ? `${words} (${facts.join(', ')})` : words;
}

const count = new Intl.NumberFormat('en');
export const formatCount = (n: number): string => count.format(n);

/** A plain table with right-aligned numbers. */
export function textTable(headings: readonly string[], rows: readonly (string | number | null)[][]): string {
  const cells = rows.map((row) =>
    row.map((cell) =>
      cell === null ? '–' : typeof cell === 'number' ? formatCount(Math.round(cell * 1000) / 1000) : cell,
    ),
  );
  const widths = headings.map((heading, i) => Math.max(heading.length, ...cells.map((row) => (row[i] ?? '').length)));
  const numeric = headings.map((_, i) => rows.some((row) => typeof row[i] === 'number'));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (numeric[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(headings), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line)].join('\n');
}
