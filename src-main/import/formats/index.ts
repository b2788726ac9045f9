import type { Format } from '../format.ts';
import { accessLog } from './access-log.ts';
import { appStoreReviews } from './app-store-reviews.ts';
import { googleBusinessReviews } from './google-business-reviews.ts';
import { googleTakeout } from './google-takeout.ts';
import { linkedinArchive } from './linkedin-archive.ts';
import { playReviews } from './play-reviews.ts';
import { tableFile } from './table-file.ts';
import { tiktokArchive } from './tiktok-archive.ts';
import { xArchive } from './x-archive.ts';

/** Every importable format, as a list. `test/meta` compares it with the folder. */
export const FORMATS: readonly Format[] = [
  accessLog,
  appStoreReviews,
  googleBusinessReviews,
  googleTakeout,
  linkedinArchive,
  playReviews,
  tableFile,
  tiktokArchive,
  xArchive,
];
