import type { Format } from '../format.ts';
import { accessLog } from './access-log.ts';
import { googleAds } from './google-ads.ts';
import { linkedinAds } from './linkedin-ads.ts';
import { linkedinPage } from './linkedin-page.ts';
import { metaAds } from './meta-ads.ts';
import { metaContentInsights } from './meta-content-insights.ts';
import { metaMetric } from './meta-metric.ts';
import { tableFile } from './table-file.ts';
import { tiktokAds } from './tiktok-ads.ts';
import { tiktokStudio } from './tiktok-studio.ts';
import { xAnalytics } from './x-analytics.ts';
import { xArchive } from './x-archive.ts';
import { youtubeStudio } from './youtube-studio.ts';

/** Every importable format, as a list. `test/meta` compares it with the folder. */
export const FORMATS: readonly Format[] = [
  accessLog,
  tableFile,
  xArchive,
  metaAds,
  googleAds,
  tiktokAds,
  linkedinAds,
  metaContentInsights,
  metaMetric,
  xAnalytics,
  linkedinPage,
  tiktokStudio,
  youtubeStudio,
];
