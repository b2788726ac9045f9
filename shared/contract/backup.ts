import * as z from 'zod';
import { fileRef, nothing, text } from '../check.ts';
import { command, query } from './define.ts';

/** An encrypted backup in this workspace's folder. */
export interface BackupFile {
  /** `backup:<name>`, for restoring. */
  file: string;
  name: string;
  sizeBytes: number;
  madeMs: number;
}

export const backup = {
  'backup.list': query<{ folder: string; files: BackupFile[] }>()('Encrypted backups of this workspace', nothing()),
  'backup.make': command<{ fileName: string; folder: string; sizeBytes: number }>()(
    'Write an encrypted backup of this workspace, also for moving to another computer',
    z.strictObject({ passphrase: text(1024) }),
  ),
  'backup.restore': command<{ workspace: string; erasedAgain: number }>()(
    'Restore a backup into a new workspace; what is there now stays, and whoever was erased since stays erased',
    z.strictObject({
      file: fileRef(),
      passphrase: text(1024),
      name: text(80).refine((name) => name.trim() !== ''),
      // Passphrase of the workspace when the backup was made: needed only to erase again who was erased since.
      unlock: text(1024).optional(),
    }),
  ),
};
