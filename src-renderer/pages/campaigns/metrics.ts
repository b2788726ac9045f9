import type { FigureMetric } from '../../../shared/model.ts';

/** Figures of other tools worth a chart, in words for people; the ones most exports have come first. */
export const METRIC_WORDS: readonly { id: FigureMetric; label: string }[] = [
  { id: 'views', label: 'Views' },
  { id: 'impressions', label: 'Impressions' },
  { id: 'reach', label: 'Reach' },
  { id: 'followers', label: 'Followers' },
  { id: 'follows', label: 'New followers' },
  { id: 'unfollows', label: 'Lost followers' },
  { id: 'subscribers', label: 'New subscribers' },
  { id: 'interactions', label: 'Interactions' },
  { id: 'likes', label: 'Likes' },
  { id: 'comments', label: 'Comments' },
  { id: 'shares', label: 'Shares' },
  { id: 'saves', label: 'Saves' },
  { id: 'clicks', label: 'Clicks' },
  { id: 'profile-visits', label: 'Profile visits' },
  { id: 'posts', label: 'Posts' },
  { id: 'video-views', label: 'Video views' },
  { id: 'watch-ms', label: 'Watch time' },
  { id: 'visitors', label: 'Visitors' },
  { id: 'new-visitors', label: 'New visitors' },
  { id: 'visits', label: 'Visits' },
  { id: 'engaged-visits', label: 'Engaged visits' },
  { id: 'bounces', label: 'Bounces' },
  { id: 'visit-duration-ms', label: 'Time on site' },
  { id: 'entrances', label: 'Entrances' },
  { id: 'exits', label: 'Exits' },
  { id: 'events', label: 'Events' },
  { id: 'conversions', label: 'Conversions' },
  { id: 'orders', label: 'Orders' },
  { id: 'units', label: 'Units sold' },
  { id: 'revenue', label: 'Revenue' },
];

/** What the page has to show, from what the store holds. */
export function partsShown(counts: { campaigns: number; figures: number; messages: number }): {
  ads: boolean;
  figures: boolean;
  posts: boolean;
} {
  return { ads: counts.campaigns > 0, figures: counts.figures > 0, posts: counts.messages > 0 };
}
