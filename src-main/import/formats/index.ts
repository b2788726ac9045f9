import type { Format } from '../format.ts';
import { accessLog } from './access-log.ts';
import { appStoreReviews } from './app-store-reviews.ts';
import { facebookArchive } from './facebook-archive.ts';
import { googleBusinessReviews } from './google-business-reviews.ts';
import { googleTakeout } from './google-takeout.ts';
import { instagramArchive } from './instagram-archive.ts';
import { linkedinArchive } from './linkedin-archive.ts';
import { playReviews } from './play-reviews.ts';
import { tableFile } from './table-file.ts';
import { threadsArchive } from './threads-archive.ts';
import { tiktokArchive } from './tiktok-archive.ts';
import { whatsappChat } from './whatsapp-chat.ts';
import { xArchive } from './x-archive.ts';

/** Every importable format, as a list. `test/meta` compares it with the folder. */
export const FORMATS: readonly Format[] = [
  accessLog,
  appStoreReviews,
  facebookArchive,
  googleBusinessReviews,
  googleTakeout,
  instagramArchive,
  linkedinArchive,
  playReviews,
  tableFile,
  threadsArchive,
  tiktokArchive,
  whatsappChat,
  xArchive,
];
