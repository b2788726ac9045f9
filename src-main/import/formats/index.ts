import type { Format } from '../format.ts';
import { accessLog } from './access-log.ts';
import { blueskyRepo } from './bluesky-repo.ts';
import { mastodonArchive } from './mastodon-archive.ts';
import { pinterestArchive } from './pinterest-archive.ts';
import { redditArchive } from './reddit-archive.ts';
import { tableFile } from './table-file.ts';
import { xArchive } from './x-archive.ts';

/** Every importable format, as a list. `test/meta` compares it with the folder. */
export const FORMATS: readonly Format[] = [
  accessLog,
  blueskyRepo,
  mastodonArchive,
  pinterestArchive,
  redditArchive,
  tableFile,
  xArchive,
];
