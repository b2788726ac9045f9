import type { Format } from '../format.ts';
import { accessLog } from './access-log.ts';
import { amplitudeExport } from './amplitude-export.ts';
import { appStoreReviews } from './app-store-reviews.ts';
import { blueskyRepo } from './bluesky-repo.ts';
import { cloudFrontLog } from './cloudfront-log.ts';
import { cloudFrontParquet } from './cloudfront-parquet.ts';
import { customLog } from './custom-log.ts';
import { facebookArchive } from './facebook-archive.ts';
import { ga4Export } from './ga4-export.ts';
import { ga4Report } from './ga4-report.ts';
import { gcsLog } from './gcs-log.ts';
import { googleAds } from './google-ads.ts';
import { googleBusinessReviews } from './google-business-reviews.ts';
import { googleTakeout } from './google-takeout.ts';
import { harVisit } from './har-visit.ts';
import { instagramArchive } from './instagram-archive.ts';
import { jsonLog } from './json-log.ts';
import { jsonTable } from './json-table.ts';
import { linkedinAds } from './linkedin-ads.ts';
import { linkedinArchive } from './linkedin-archive.ts';
import { linkedinPage } from './linkedin-page.ts';
import { loadBalancerLog } from './load-balancer-log.ts';
import { mastodonArchive } from './mastodon-archive.ts';
import { matomoDatabase } from './matomo-database.ts';
import { matomoVisits } from './matomo-visits.ts';
import { metaAds } from './meta-ads.ts';
import { metaContentInsights } from './meta-content-insights.ts';
import { metaMetric } from './meta-metric.ts';
import { mixpanelExport } from './mixpanel-export.ts';
import { parquetTable } from './parquet-table.ts';
import { pinterestArchive } from './pinterest-archive.ts';
import { plausibleExport } from './plausible-export.ts';
import { playReviews } from './play-reviews.ts';
import { posthogExport } from './posthog-export.ts';
import { proxyLog } from './proxy-log.ts';
import { redditArchive } from './reddit-archive.ts';
import { s3Log } from './s3-log.ts';
import { segmentEvents } from './segment-events.ts';
import { sheetFile } from './sheet-file.ts';
import { snowplowEvents } from './snowplow-events.ts';
import { tableFile } from './table-file.ts';
import { threadsArchive } from './threads-archive.ts';
import { tiktokAds } from './tiktok-ads.ts';
import { tiktokArchive } from './tiktok-archive.ts';
import { tiktokStudio } from './tiktok-studio.ts';
import { umamiExport } from './umami-export.ts';
import { w3cLog } from './w3c-log.ts';
import { whatsappChat } from './whatsapp-chat.ts';
import { xAnalytics } from './x-analytics.ts';
import { xArchive } from './x-archive.ts';
import { youtubeStudio } from './youtube-studio.ts';

/** Every importable format, as a list. `test/meta` compares it with the folder. */
export const FORMATS: readonly Format[] = [
  accessLog,
  amplitudeExport,
  appStoreReviews,
  blueskyRepo,
  cloudFrontLog,
  cloudFrontParquet,
  customLog,
  facebookArchive,
  ga4Export,
  ga4Report,
  gcsLog,
  googleAds,
  googleBusinessReviews,
  googleTakeout,
  harVisit,
  instagramArchive,
  jsonLog,
  jsonTable,
  linkedinAds,
  linkedinArchive,
  linkedinPage,
  loadBalancerLog,
  mastodonArchive,
  matomoDatabase,
  matomoVisits,
  metaAds,
  metaContentInsights,
  metaMetric,
  mixpanelExport,
  parquetTable,
  pinterestArchive,
  plausibleExport,
  playReviews,
  posthogExport,
  proxyLog,
  redditArchive,
  s3Log,
  segmentEvents,
  sheetFile,
  snowplowEvents,
  tableFile,
  threadsArchive,
  tiktokAds,
  tiktokArchive,
  tiktokStudio,
  umamiExport,
  w3cLog,
  whatsappChat,
  xAnalytics,
  xArchive,
  youtubeStudio,
];
