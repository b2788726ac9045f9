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
  /** Name of the file of keys that lies beside it; null where it holds its keys itself, or the file is not there. */
  keysName: string | null;
  /** Whether it opens without a file of keys: whoever is erased later can still be read from it. */
  oneFile: boolean;
}

/** Files of keys in the folder of backups, by name, after somebody was removed. */
export interface KeyFilesRenewed {
  /** Written anew: copies of them elsewhere still open the person, until they are replaced. */
  renewed: string[];
  /** Written anew where they were, but had been taken to another place: that copy has to be replaced. */
  away: string[];
  /** Could not be written anew: to be deleted. */
  failed: string[];
}

/** Files of keys that still open whoever was removed since they were written. */
export interface KeyFilesBehind {
  /** Could not be written anew; tried again every hour and at the next backup. */
  names: string[];
  /** Somebody was removed while names were locked: all of them are written anew once names are unlocked. */
  waits: boolean;
}

export const backup = {
  'backup.list': query<{ folder: string; files: BackupFile[]; behind: KeyFilesBehind }>()(
    'Encrypted backups of this workspace, and files of keys that still open whoever was removed since',
    nothing(),
  ),
  'backup.make': command<{ fileName: string; keysName: string | null; folder: string; sizeBytes: number }>()(
    'Write an encrypted backup of this workspace and the file of keys that opens it; with `oneFile` a single file, for moving to another computer',
    z.strictObject({ passphrase: text(1024), oneFile: z.boolean().default(false) }),
  ),
  'backup.restore': command<{ workspace: string; erasedAgain: number; gone: number }>()(
    'Restore a backup into a new workspace; what is there now stays, and whoever was erased since stays erased',
    z.strictObject({
      file: fileRef(),
      passphrase: text(1024),
      name: text(80).refine((name) => name.trim() !== ''),
      // Passphrase of the workspace when the backup was made: needed only to erase again who was erased since.
      unlock: text(1024).optional(),
      // File of keys, where it does not lie beside the backup; any newer one of the same workspace will do.
      keysFile: fileRef().optional(),
      // Passphrase of the file of keys, where it was written with another backup.
      keysPassphrase: text(1024).optional(),
    }),
  ),
};
