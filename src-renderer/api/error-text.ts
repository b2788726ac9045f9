import { AppError, type ErrorCode } from '../../shared/errors.ts';

/** One failure in plain words: what happened, what is safe, what to do. */
export interface ErrorText {
  what: string;
  safe: string;
  todo: string;
  /** For copying into a message to whoever helps; free of personal data. */
  details: string;
}

type Words = Omit<ErrorText, 'details'>;
const UNCHANGED = 'Nothing was changed.';
const NOT_IMPORTED = 'Nothing of this file was stored.';

const WORDS: Record<ErrorCode, Words> = {
  internal: {
    what: 'Something went wrong inside Inglenook.',
    safe: 'Your data is as it was before this step.',
    todo: 'Try it once more. If it happens again, restart Inglenook.',
  },
  'invalid-input': {
    what: 'A value is outside what is allowed.',
    safe: UNCHANGED,
    todo: 'Check what you entered and try again.',
  },
  'unknown-method': {
    what: 'This window and the running program do not fit together.',
    safe: UNCHANGED,
    todo: 'Close all windows of Inglenook and start it again.',
  },
  'not-found': {
    what: 'What you asked for is no longer there.',
    safe: UNCHANGED,
    todo: 'It may have been undone. Go back and choose again.',
  },
  cancelled: {
    what: 'You stopped this.',
    safe: 'What was not finished was rolled back.',
    todo: 'Start it again any time.',
  },
  busy: {
    what: 'Another task is writing at the moment.',
    safe: UNCHANGED,
    todo: 'Wait until it is done, then try again.',
  },
  'file-missing': {
    what: 'The file is not where it was.',
    safe: NOT_IMPORTED,
    todo: 'Choose the file again.',
  },
  'file-unreadable': {
    what: 'The file cannot be read.',
    safe: NOT_IMPORTED,
    todo: 'Check that it is a file, not a folder, that you may open it, and that the download was complete.',
  },
  'file-not-allowed': {
    what: 'This file may not be opened from here.',
    safe: NOT_IMPORTED,
    todo: 'Drop the file on the window or choose it with the file dialog.',
  },
  'format-unknown': {
    what: 'Inglenook does not know this kind of file.',
    safe: NOT_IMPORTED,
    todo: 'Export it as CSV and drop it again, or choose another export.',
  },
  'format-empty': {
    what: 'The file holds no rows.',
    safe: NOT_IMPORTED,
    todo: 'Check the export; it may have been cut off.',
  },
  'no-rows': {
    what: 'There is nothing to judge: no row could be read.',
    safe: 'Nothing was changed.',
    todo: 'Choose a file that holds more than a heading, or check the export; it may have been cut off.',
  },
  'mapping-incomplete': {
    what: 'It is not yet clear what the columns mean.',
    safe: NOT_IMPORTED,
    todo: 'Open “Columns” and say at least which column holds the date.',
  },
  'store-from-the-future': {
    what: 'This data folder was written by a newer Inglenook.',
    safe: 'It was not touched.',
    todo: 'Install the newer version, or start with another data folder.',
  },
  'store-damaged': {
    what: 'The data file is damaged.',
    safe: 'It was not written to any further.',
    todo: 'Restore the copy named “backup” in the data folder, or import your files again into a new folder.',
  },
  'store-locked': {
    what: 'The data folder is in use by another Inglenook.',
    safe: UNCHANGED,
    todo: 'Close the other one, then try again.',
  },
  'migration-failed': {
    what: 'The data file could not be brought to the new form.',
    safe: 'A copy from before this step lies beside it.',
    todo: 'Keep both files and restart. If it happens again, go back to the copy.',
  },
  'disk-full': {
    what: 'There is no room left on the disk.',
    safe: 'What was not finished was rolled back.',
    todo: 'Free some space, then try again.',
  },
  'vault-locked': {
    what: 'Names and addresses are locked.',
    safe: UNCHANGED,
    todo: 'Unlock them with your passphrase first.',
  },
  'workspace-locked': {
    what: 'This workspace is encrypted and locked.',
    safe: UNCHANGED,
    todo: 'Unlock it with your passphrase first.',
  },
  'vault-not-set': {
    what: 'No passphrase is set, so Inglenook keeps no readable names or addresses.',
    safe: UNCHANGED,
    todo: 'Set a passphrase in Settings; imports from then on keep them, locked.',
  },
  'vault-already-set': {
    what: 'A passphrase is already set.',
    safe: UNCHANGED,
    todo: 'Enter the present one to change it.',
  },
  'wrong-passphrase': {
    what: 'That is not the passphrase.',
    safe: UNCHANGED,
    todo: 'Check the keyboard layout and capital letters, then try again.',
  },
  'wrong-recovery-key': {
    what: 'That is not the recovery key of this workspace.',
    safe: UNCHANGED,
    todo: 'Compare it letter by letter; only the newest one works. With neither it nor the passphrase nobody can open the names, nor an encrypted workspace, nor those in a backup: make a new workspace and import your files again.',
  },
  'passphrase-too-short': {
    what: 'The passphrase is too short.',
    safe: UNCHANGED,
    todo: 'Use at least 10 characters; a few words are easiest to remember.',
  },
  'purpose-not-allowed': {
    what: 'None of this data may be used for this purpose.',
    safe: 'Nothing was shown or written.',
    todo: 'See Privacy for what each import may be used for.',
  },
  'too-few-people': {
    what: 'There are too few people to show this.',
    safe: 'Nothing was shown or written.',
    todo: 'Choose a longer period or a wider filter.',
  },
  'not-allowed-here': {
    what: 'This window is no longer connected.',
    safe: UNCHANGED,
    todo: 'Open Inglenook again from where you started it.',
  },
  'file-too-large': {
    what: 'This workbook is too large to be read whole.',
    safe: NOT_IMPORTED,
    todo: 'Save the sheet as CSV, which is read row by row whatever its size.',
  },
  'too-many-attempts': {
    what: 'Too many wrong passphrases in a row.',
    safe: UNCHANGED,
    todo: 'Wait a while – the more wrong ones, the longer – then try again, or use your recovery key.',
  },
  'backup-unreadable': {
    what: 'This backup cannot be opened.',
    safe: 'Nothing was restored; your present data is as it was.',
    todo: 'Check the passphrase it was made with. If that is right, the file is damaged or cut off: use another copy.',
  },
  'backup-keys-missing': {
    what: 'This backup needs its file of keys, and none lies beside it.',
    safe: 'Nothing was restored; your present data is as it was.',
    todo: 'Put the file that ends in “.inglenook-keys” beside it, under the same name. Any newer one of the same workspace does.',
  },
  'backup-keys-other': {
    what: 'This file of keys belongs to the backups of another workspace.',
    safe: 'Nothing was restored; your present data is as it was.',
    todo: 'Use one that was written with a backup of the same workspace: this one or a later one.',
  },
  'backup-keys-unreadable': {
    what: 'This file of keys cannot be opened.',
    safe: 'Nothing was restored; your present data is as it was.',
    todo: 'It has the passphrase of the backup it was written with. If that is right, the file is damaged: use another copy.',
  },
  'restore-needs-passphrase': {
    what: 'Somebody was erased since this backup was made, and must not come back with it.',
    safe: 'Nothing was restored; your present data is as it was.',
    todo: 'To find their name in its texts, Inglenook needs the passphrase the workspace had when the backup was made.',
  },
  'export-too-close': {
    what: 'This would differ from something you handed out before by a few people only, so the two together would tell about them.',
    safe: 'Nothing was written.',
    todo: 'Choose the same dates as then, or dates that differ by more people; or wait until more has been imported.',
  },
  'budget-spent': {
    what: 'This workspace has told as much by noisy figures as you allowed: any more, and they could be averaged.',
    safe: 'Nothing was written.',
    todo: 'Ask for fewer figures or more noise. Raising the limit is possible, but takes protection from what is already out.',
  },
  'special-category': {
    what: 'This group would be formed by health, belief, politics, orientation, union, origin or being a child.',
    safe: 'Nothing was kept or written.',
    todo: 'Choose another page, property or name. Such data may be used to form groups of people only with their explicit consent (GDPR Art. 9), which no import can tell.',
  },
  'imported-otherwise': {
    what: 'This very file is already in: with its people where it was now to come without them, or the other way round.',
    safe: 'Nothing was changed, because everything in it would count twice.',
    todo: 'Undo the first import in the list of imports, then import the file again.',
  },
  'mapping-misfit': {
    what: 'This mapping file is for a table with other columns.',
    safe: UNCHANGED,
    todo: 'Choose the mapping file that was saved for this kind of table, or name the columns here.',
  },
};

/** Words for a failure of any kind. What is not an AppError is shown as `internal`. */
export function errorText(error: unknown): ErrorText {
  const known = error instanceof AppError ? error : new AppError('internal', { connection: 'lost' });
  const facts = Object.entries(known.facts).map(([name, value]) => `${name}=${value}`);
  const details = [known.code, ...facts, ...(known.supportId ? [`id=${known.supportId}`] : [])].join(' ');
  return { ...(WORDS[known.code] ?? WORDS.internal), details };
}

/** Words for a code that came in data (a failed job, an unreadable file). */
export const errorTextOf = (code: string): ErrorText =>
  errorText(new AppError(Object.hasOwn(WORDS, code) ? (code as ErrorCode) : 'internal'));
