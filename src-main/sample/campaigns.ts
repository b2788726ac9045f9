import { DAY_MS } from '../../shared/time.ts';
import { type Calendar, dayWeight, isWithin } from './calendar.ts';
import { STORY } from './catalogue.ts';
import { csvLine } from './csv.ts';
import type { SampleOrder } from './orders.ts';
import type { Random } from './random.ts';

/** A campaign's day as the advertising network reports it. */
export interface CampaignDay {
  dayMs: number;
  name: string;
  spend: number;
  impressions: number;
  clicks: number;
  purchases: number;
  revenue: number;
}

/** The shop's small campaign beside the story's: it runs all the time and brings little. */
const ALWAYS_ON = 'always-on';
/** Share of visits that the ads bring: about what the log has more from Instagram while the campaign runs. */
const CAMPAIGN_SHARE = 0.33;
const ALWAYS_ON_SHARE = 0.04;
const VISITS_PER_HIT = 0.88 / 3.75;

const cents = (amount: number) => Math.round(amount * 100) / 100;

function adDay(
  random: Random,
  name: string,
  dayMs: number,
  meanClicks: number,
  price: number,
  rate: number,
): CampaignDay {
  const clicks = random.poisson(meanClicks);
  const spend = cents(clicks * price * (0.85 + 0.3 * random.next()) + 0.5 + random.next());
  return { dayMs, name, spend, impressions: random.poisson(clicks / rate + 40), clicks, purchases: 0, revenue: 0 };
}

/** Days of both campaigns, in time order. What the story's campaign sold is what the orders say. */
export function makeCampaigns(
  random: Random,
  calendar: Calendar,
  orders: readonly SampleOrder[],
  wantedHits: number,
): CampaignDay[] {
  const days = (calendar.endMs - calendar.startMs) / DAY_MS;
  const starts = Array.from({ length: days }, (_, i) => calendar.startMs + i * DAY_MS);
  const weights = starts.map((dayMs) => dayWeight(calendar, dayMs));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sold = new Map<number, SampleOrder[]>();
  for (const order of orders) {
    if (!order.campaign) continue;
    const dayMs = Math.floor(order.atMs / DAY_MS) * DAY_MS;
    sold.set(dayMs, [...(sold.get(dayMs) ?? []), order]);
  }
  return starts.flatMap((dayMs, i) => {
    const visits = (wantedHits * VISITS_PER_HIT * (weights[i] as number)) / total;
    const steady = adDay(random, ALWAYS_ON, dayMs, visits * ALWAYS_ON_SHARE, 0.62, 0.008);
    steady.purchases = random.poisson(steady.clicks * 0.02);
    steady.revenue = cents(steady.purchases * (28 + 24 * random.next()));
    if (!isWithin(calendar.campaign, dayMs)) return [steady];
    const story = adDay(random, STORY.campaignName, dayMs, visits * CAMPAIGN_SHARE, 0.38, 0.014);
    const brought = sold.get(dayMs) ?? [];
    story.purchases = brought.length;
    story.revenue = cents(brought.reduce((sum, order) => sum + order.total, 0));
    return [steady, story];
  });
}

const HEADER = [
  'Reporting starts',
  'Reporting ends',
  'Campaign name',
  'Campaign delivery',
  'Amount spent (EUR)',
  'Impressions',
  'Reach',
  'Link clicks',
  'Purchases',
  'Purchases conversion value',
];

/** A report of Meta Ads with a row per campaign and day. */
export function campaignsCsv(days: readonly CampaignDay[]): string {
  const lines = days.map(({ dayMs, name, spend, impressions, clicks, purchases, revenue }) => {
    const day = new Date(dayMs).toISOString().slice(0, 10);
    const reach = Math.round(impressions * 0.8);
    const bought = purchases > 0 ? [purchases, revenue.toFixed(2)] : ['', ''];
    return csvLine([day, day, name, 'active', spend.toFixed(2), impressions, reach, clicks, ...bought]);
  });
  return `${[csvLine(HEADER), ...lines].join('\n')}\n`;
}
