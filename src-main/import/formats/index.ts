import type { Format } from '../format.ts';
import { accessLog } from './access-log.ts';
import { googleAds } from './google-ads.ts';
import { linkedinAds } from './linkedin-ads.ts';
import { metaAds } from './meta-ads.ts';
import { tableFile } from './table-file.ts';
import { tiktokAds } from './tiktok-ads.ts';
import { xArchive } from './x-archive.ts';

/** Every importable format, as a list. `test/meta` compares it with the folder. */
export const FORMATS: readonly Format[] = [accessLog, tableFile, xArchive, metaAds, googleAds, tiktokAds, linkedinAds];
