import type { KeyFilesRenewed } from '../../../shared/contract/backup.ts';

/** What became of one file of keys, in words. */
export interface KeyFileNote {
  name: string;
  text: string;
}

/** What became of the files of keys of backups, and what is left to do. Empty where there are none. */
export function keyFileNotes({ renewed, away, failed }: KeyFilesRenewed): KeyFileNote[] {
  const each = (names: readonly string[], text: string) => names.map((name) => ({ name, text }));
  return [
    ...each(renewed, 'written anew. If you copied it elsewhere, replace that copy.'),
    ...each(away, 'written anew, but it had been moved: replace the one you moved by this one.'),
    ...each(failed, 'could not be written anew, and still opens them: delete it wherever it is.'),
  ];
}

/** What that means for older backups. */
export const KEY_FILES_LEAD =
  'Older backups stay as they are. Their files of keys, in the folder of backups, no longer open this person:';
