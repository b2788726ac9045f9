import { activeAuthors } from './active-authors.ts';
import { activitySummary } from './activity-summary.ts';
import { adSpendOverTime } from './ad-spend-over-time.ts';
import { alsoBought } from './also-bought.ts';
import { alsoViewed } from './also-viewed.ts';
import type { Analysis } from './analysis.ts';
import { botClasses } from './bot-classes.ts';
import { bots } from './bots.ts';
import { campaignResults } from './campaign-results.ts';
import { channels } from './channels.ts';
import { devices } from './devices.ts';
import { entryPages } from './entry-pages.ts';
import { funnel } from './funnel.ts';
import { hoursWeekdays } from './hours-weekdays.ts';
import { likedDisliked } from './liked-disliked.ts';
import { listeningSummary } from './listening-summary.ts';
import { messageLanguages } from './message-languages.ts';
import { messagesOverTime } from './messages-over-time.ts';
import { messageSpikes } from './message-spikes.ts';
import { missingPages } from './missing-pages.ts';
import { needs } from './needs.ts';
import { negativeShare } from './negative-share.ts';
import { ordersOverTime } from './orders-over-time.ts';
import { outsideFigures } from './outside-figures.ts';
import { ratingsOverTime } from './ratings-over-time.ts';
import { retention } from './retention.ts';
import { rfmSegments } from './rfm-segments.ts';
import { salesSummary } from './sales-summary.ts';
import { sentimentOverTime } from './sentiment-over-time.ts';
import { suggestions } from './suggestions.ts';
import { topicsFound } from './topics-found.ts';
import { topicsOverTime } from './topics-over-time.ts';
import { topItems } from './top-items.ts';
import { topMessages } from './top-messages.ts';
import { topPages } from './top-pages.ts';
import { topPosts } from './top-posts.ts';
import { topSources } from './top-sources.ts';
import { visitDepth } from './visit-depth.ts';
import { visitorsOverTime } from './visitors-over-time.ts';

/** Every analysis, in the order people meet them. Pages, reports, the command line and the lab learn them from here. */
export const ANALYSES = [
  activitySummary,
  visitorsOverTime,
  topPages,
  entryPages,
  topSources,
  channels,
  devices,
  hoursWeekdays,
  visitDepth,
  retention,
  funnel,
  missingPages,
  bots,
  botClasses,
  alsoViewed,
  listeningSummary,
  messagesOverTime,
  sentimentOverTime,
  negativeShare,
  messageSpikes,
  ratingsOverTime,
  topMessages,
  likedDisliked,
  topicsFound,
  topicsOverTime,
  needs,
  messageLanguages,
  activeAuthors,
  adSpendOverTime,
  campaignResults,
  topPosts,
  outsideFigures,
  salesSummary,
  ordersOverTime,
  topItems,
  rfmSegments,
  alsoBought,
  suggestions,
] as unknown as readonly Analysis[];
