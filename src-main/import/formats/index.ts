import type { Format } from '../format.ts';
import { accessLog } from './access-log.ts';
import { mastodonArchive } from './mastodon-archive.ts';
import { redditArchive } from './reddit-archive.ts';
import { tableFile } from './table-file.ts';
import { xArchive } from './x-archive.ts';

/** Every importable format, as a list. `test/meta` compares it with the folder. */
export const FORMATS: readonly Format[] = [
  accessLog,
  mastodonArchive,
  redditArchive,
  tableFile,
  // Comments keep one entry a line.
  xArchive,
];
