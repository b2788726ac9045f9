import type { KeyFilesBehind } from '../../../shared/contract/backup.ts';
import type { Job } from '../../../shared/contract/app.ts';

/** Whether a job makes or restores a backup. */
export const isBackupWork = ({ kind }: Job): boolean => kind === 'backup' || kind === 'restoring';

/** What is wrong with files of keys, and what to do; null where nothing is. */
export function behindWords({ names, waits }: KeyFilesBehind): string | null {
  const words: string[] = [];
  if (waits)
    words.push('Somebody was removed while names were locked. Unlock names: the files of keys are then written anew.');
  if (names.length > 0)
    words.push(
      `${names.length === 1 ? 'This file of keys' : 'These files of keys'} could not be written anew, and still ${names.length === 1 ? 'opens' : 'open'} whoever was removed since: ${names.join(', ')}. Inglenook tries again every hour and with the next backup. Make sure that the folder of backups can be written to, or delete ${names.length === 1 ? 'the file' : 'the files'}.`,
    );
  return words.length === 0 ? null : words.join(' ');
}
