import { activeAuthors } from './active-authors.ts';
import { activitySummary } from './activity-summary.ts';
import { adSpendOverTime } from './ad-spend-over-time.ts';
import { alsoBought } from './also-bought.ts';
import { alsoViewed } from './also-viewed.ts';
import type { Analysis } from './analysis.ts';
import { attribution } from './attribution.ts';
import { bandwidth } from './bandwidth.ts';
import { bandwidthOverTime } from './bandwidth-over-time.ts';
import { baskets } from './baskets.ts';
import { botClasses } from './bot-classes.ts';
import { bots } from './bots.ts';
import { browsers } from './browsers.ts';
import { campaignResults } from './campaign-results.ts';
import { campaignVisits } from './campaign-visits.ts';
import { channels } from './channels.ts';
import { churn } from './churn.ts';
import { contentGroups } from './content-groups.ts';
import { converterPages } from './converter-pages.ts';
import { converterWays } from './converter-ways.ts';
import { customerValue } from './customer-value.ts';
import { countriesOfVisits } from './countries.ts';
import { devices } from './devices.ts';
import { entryPages } from './entry-pages.ts';
import { eventProperties } from './event-properties.ts';
import { exitPages } from './exit-pages.ts';
import { explore } from './explore.ts';
import { funnel } from './funnel.ts';
import { funnelBySegment } from './funnel-by-segment.ts';
import { funnelLost } from './funnel-lost.ts';
import { funnelOverTime } from './funnel-over-time.ts';
import { goals } from './goals.ts';
import { hashtags } from './hashtags.ts';
import { hoursWeekdays } from './hours-weekdays.ts';
import { influentialVoices } from './influential-voices.ts';
import { interfaceLanguages } from './interface-languages.ts';
import { keptApart } from './kept-apart.ts';
import { levelChanges } from './level-changes.ts';
import { likedDisliked } from './liked-disliked.ts';
import { listeningAlerts } from './listening-alerts.ts';
import { listeningSummary } from './listening-summary.ts';
import { loops } from './loops.ts';
import { messageChanges } from './message-changes.ts';
import { messageLanguages } from './message-languages.ts';
import { messageSpikes } from './message-spikes.ts';
import { messageVolume } from './message-volume.ts';
import { messageWeekdays } from './message-weekdays.ts';
import { messagesOverTime } from './messages-over-time.ts';
import { missingPages } from './missing-pages.ts';
import { namedTogether } from './named-together.ts';
import { needs } from './needs.ts';
import { needsBySegment } from './needs-by-segment.ts';
import { negativeShare } from './negative-share.ts';
import { newAndReturning } from './new-and-returning.ts';
import { ordersOverTime } from './orders-over-time.ts';
import { outsideFigures } from './outside-figures.ts';
import { pageEngagement } from './page-engagement.ts';
import { pathFlow } from './path-flow.ts';
import { propertyBreakdown } from './property-breakdown.ts';
import { propertyNumbers } from './property-numbers.ts';
import { ratingsOverTime } from './ratings-over-time.ts';
import { repeatClicks } from './repeat-clicks.ts';
import { repeatPurchase } from './repeat-purchase.ts';
import { retention } from './retention.ts';
import { rfmGrid } from './rfm-grid.ts';
import { rfmSegments } from './rfm-segments.ts';
import { salesSummary } from './sales-summary.ts';
import { searchTerms } from './search-terms.ts';
import { secondVisit } from './second-visit.ts';
import { sentimentOverTime } from './sentiment-over-time.ts';
import { screens } from './screens.ts';
import { siteSearch } from './site-search.ts';
import { slowPages } from './slow-pages.ts';
import { suggestions } from './suggestions.ts';
import { topEvents } from './top-events.ts';
import { topItems } from './top-items.ts';
import { topMessages } from './top-messages.ts';
import { topPages } from './top-pages.ts';
import { topPosts } from './top-posts.ts';
import { topSequences } from './top-sequences.ts';
import { topSources } from './top-sources.ts';
import { topicsFound } from './topics-found.ts';
import { topicsOverTime } from './topics-over-time.ts';
import { unusualDays } from './unusual-days.ts';
import { visitDepth } from './visit-depth.ts';
import { visitFrequency } from './visit-frequency.ts';
import { visitorsOverTime } from './visitors-over-time.ts';

/** Every analysis, in the order people meet them. Pages, reports, the command line and the lab learn them from here. */
export const ANALYSES = [
  activitySummary,
  visitorsOverTime,
  topPages,
  pageEngagement,
  entryPages,
  exitPages,
  topSources,
  channels,
  campaignVisits,
  devices,
  browsers,
  screens,
  interfaceLanguages,
  countriesOfVisits,
  hoursWeekdays,
  contentGroups,
  visitDepth,
  visitFrequency,
  newAndReturning,
  secondVisit,
  goals,
  topEvents,
  eventProperties,
  propertyBreakdown,
  propertyNumbers,
  siteSearch,
  searchTerms,
  repeatClicks,
  pathFlow,
  topSequences,
  loops,
  converterPages,
  converterWays,
  funnel,
  funnelOverTime,
  funnelBySegment,
  funnelLost,
  retention,
  churn,
  attribution,
  unusualDays,
  levelChanges,
  explore,
  missingPages,
  slowPages,
  bandwidth,
  bandwidthOverTime,
  bots,
  botClasses,
  alsoViewed,
  listeningSummary,
  listeningAlerts,
  messagesOverTime,
  sentimentOverTime,
  negativeShare,
  messageVolume,
  messageChanges,
  messageSpikes,
  messageWeekdays,
  ratingsOverTime,
  topMessages,
  likedDisliked,
  topicsFound,
  topicsOverTime,
  needs,
  needsBySegment,
  messageLanguages,
  keptApart,
  activeAuthors,
  hashtags,
  namedTogether,
  influentialVoices,
  adSpendOverTime,
  campaignResults,
  topPosts,
  outsideFigures,
  salesSummary,
  ordersOverTime,
  topItems,
  rfmSegments,
  rfmGrid,
  repeatPurchase,
  customerValue,
  baskets,
  alsoBought,
  suggestions,
] as unknown as readonly Analysis[];
