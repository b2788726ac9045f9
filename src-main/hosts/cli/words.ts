import { AppError, type ErrorCode } from '../../../shared/errors.ts';

/** What failed, in words, for the command line. */
const WORDS: Readonly<Record<ErrorCode, string>> = {
  internal: 'Something went wrong inside Inglenook. Nothing was lost.',
  'invalid-input': 'A value does not fit. Nothing was changed.',
  'file-missing': 'The file is not there. Nothing was changed.',
  'file-unreadable': 'The file cannot be read. Nothing was changed.',
  'file-not-allowed': 'That file cannot be opened from here.',
  'format-unknown':
    'Inglenook does not recognise this file. Nothing was changed. It reads server logs, archives of social networks, exports of shops, ads and analytics, and tables of any kind.',
  'format-empty': 'The file is empty. Nothing was changed.',
  'no-rows': 'No row could be read from it, so there is nothing to judge: the file is empty, or holds a heading alone.',
  'mapping-incomplete':
    'It is not clear what the columns mean. Nothing was changed. Write the guess down with --dry-run --save-mapping FILE, say there which column is what, then import with --mapping FILE.',
  'special-category':
    'This group would be formed by health, belief, politics, orientation, union, origin or being a child. Nothing was kept or written. Choose another page, property or name: such groups need the explicit consent of their people (GDPR Art. 9), which no import can tell.',
  'imported-otherwise':
    'This very file is already in, with its people where it was now to come without them or the other way round: everything in it would count twice. Nothing was changed. Take the first import back with --undo NUMBER, then import again.',
  'mapping-misfit': 'The mapping file is for a table with other columns. Nothing was changed.',
  'file-too-large': 'The workbook is too large to be read whole. Save the sheet as CSV, then import that.',
  'store-from-the-future': 'This store was written by a newer Inglenook. Nothing was changed; update the program.',
  'store-damaged': 'The store is damaged. Nothing was changed; restore the newest backup beside it.',
  'store-locked': 'Another program is using this store.',
  'disk-full': 'The disk is full. What was being imported has been taken back.',
  'vault-locked': 'The vault is locked. Give the passphrase with --passphrase-file or INGLENOOK_PASSPHRASE.',
  'workspace-locked':
    'This workspace is encrypted. Give its passphrase with --passphrase-file or INGLENOOK_PASSPHRASE.',
  'vault-not-set':
    'No passphrase is set, so no readable names or addresses are kept. Set one with: inglenook call vault.setPassphrase -',
  'vault-already-set': 'A passphrase is already set. Give the present one to change it.',
  'wrong-passphrase': 'That is not the passphrase.',
  'wrong-recovery-key':
    'That is not the recovery key of this workspace. Compare it letter by letter; only the newest one works. With neither it nor the passphrase nobody can open the names, nor an encrypted workspace, nor those in a backup: make a new workspace and import your files again.',
  'too-many-attempts':
    'Too many wrong passphrases in a row. Wait the seconds given here, then try again, or use the recovery key at once.',
  'passphrase-too-short': 'A passphrase needs at least ten characters.',
  'not-found': 'There is no such thing.',
  'too-few-people': 'Too few people to show.',
  'purpose-not-allowed': 'None of this data may be used for this purpose. Nothing was shown or written.',
  'export-too-close':
    'This would differ from something handed out before by a few people only, so the two together would tell about them. Nothing was written. Choose the same dates as then, or dates that differ by more people.',
  'budget-spent':
    'This workspace has told as much by noisy figures as its limit allows. Nothing was written. Ask for fewer figures or more noise.',
  'backup-unreadable':
    'This backup cannot be opened. Nothing was restored. Check the passphrase it was made with; if that is right, the file is damaged or cut off.',
  'backup-keys-missing':
    'This backup needs its file of keys, which ends in .inglenook-keys and lies beside it when it is made. Nothing was restored. Put it there, or name it as `keysFile`.',
  'backup-keys-other':
    'This file of keys belongs to the backups of another workspace. Nothing was restored. Name one that was written with a backup of the same workspace, this one or a later one.',
  'backup-keys-unreadable':
    'This file of keys cannot be opened. Nothing was restored. It has the passphrase of the backup it was written with: give that as `keysPassphrase` where it is another one. If it is right, the file is damaged.',
  'restore-needs-passphrase':
    'Somebody was erased since this backup was made, and must not come back with it. Nothing was restored. Give the passphrase that the workspace had then as `unlock`.',
  'migration-failed':
    'The store could not be brought up to this version. Nothing was changed; a copy of it lies beside it.',
  'unknown-method': 'There is no such method. `inglenook call` lists them.',
  'not-allowed-here': 'That cannot be done from here.',
  busy: 'Other work is going on. Try again when it is done.',
  cancelled: 'Stopped. What was not finished has been taken back.',
};

export function wordsOf(error: unknown): string {
  if (!(error instanceof AppError)) return WORDS.internal;
  const facts = Object.entries(error.facts).map(([name, value]) => `${name}: ${value}`);
  if (error.code === 'mapping-incomplete' && 'column' in error.facts)
    return `A column was not found. Name it with its option (--help lists them and the usual names); a file without a header takes --columns. (${facts.join(', ')})`;
  if (error.code === 'format-unknown' && error.facts.reason === 'no-text')
    return `This file holds no text${'line' in error.facts ? ` (seen in line ${error.facts.line})` : ''}, so there is nothing in it to judge: it may be a program, a picture, an archive, or encrypted. Nothing was judged or written. Unpack or decrypt it, save the table as CSV in UTF-8, and name that file.`;
  const words = WORDS[error.code];
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
