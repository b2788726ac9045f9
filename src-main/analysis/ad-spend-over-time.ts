import * as z from 'zod';
import { NETWORKS } from '../../shared/model.ts';
import { defineAnalysis } from './analysis.ts';
import { campaignCurrency, campaignParts, moneyUnit } from './base/campaigns.ts';
import { parsePointKey } from './base/keys.ts';
import { pieces, rowsOfParts } from './base/periods.ts';
import { zeros } from './base/scan.ts';
import { bucketFinder, bucketsOf, timeSeries } from './base/series.ts';

const MEASURES = {
  spend: 'Spend',
  impressions: 'Impressions',
  clicks: 'Clicks',
  conversions: 'Conversions',
  revenue: 'Revenue',
} as const;
const params = z.strictObject({
  bucket: z.enum(['auto', 'day', 'week', 'month', 'year']).default('auto'),
  measure: z.enum(Object.keys(MEASURES) as (keyof typeof MEASURES)[]).default('spend'),
});

/** Ad spend (or what it brought) per bucket and network. */
export const adSpendOverTime = defineAnalysis({
  id: 'ad-spend-over-time',
  title: 'Ad spend over time',
  question: 'How much goes into ads, on which network?',
  definition:
    'What the advertising networks report, by the days it is for. Where exports overlap, the newest one counts; a total over several days is spread evenly over them. Spend and revenue are in the currency most rows are in.',
  area: 'engagement',
  purpose: 'service',
  reads: ['campaigns'],
  params,
  version: 1,
  run({ campaigns }, { bucket, measure }, context) {
    const asked = bucketsOf(context, bucket);
    // Networks report days: hours would only be a day cut into pieces.
    const buckets = asked.bucket === 'hour' ? bucketsOf(context, 'day') : asked;
    const isMoney = measure === 'spend' || measure === 'revenue';
    const main = campaignCurrency(campaigns);
    const lines = new Map<number, number[]>();
    const counted = new Set<number>();
    for (const part of campaignParts(campaigns, context)) {
      const i = part.row;
      if (isMoney && campaigns.currency[i] !== main) continue;
      counted.add(i);
      const network = campaigns.network[i] as number;
      const values = lines.get(network) ?? zeros(buckets.count);
      lines.set(network, values);
      for (const piece of pieces(part, buckets.edges))
        values[piece.bucket] = (values[piece.bucket] as number) + (campaigns[measure][i] as number) * piece.share;
    }
    const made = [...lines.entries()]
      .sort(([a], [b]) => a - b)
      .map(([network, values]) => {
        const id = NETWORKS[network] ?? 'other';
        return { id, label: id, values, people: zeros(buckets.count) };
      });
    const unit = isMoney ? moneyUnit(campaigns, context, 'count') : 'count';
    return timeSeries(context, buckets, unit, made, counted.size, 0);
  },
  rows({ campaigns }, { bucket }, context, key) {
    const asked = bucketsOf(context, bucket);
    const { edges } = asked.bucket === 'hour' ? bucketsOf(context, 'day') : asked;
    const point = parsePointKey(key);
    const wanted = bucketFinder(edges)(point?.startMs ?? Number.NaN);
    const behind = campaignParts(campaigns, context).filter(
      (part) =>
        wanted >= 0 &&
        NETWORKS[campaigns.network[part.row] as number] === point?.line &&
        [...pieces(part, edges)].some((piece) => piece.bucket === wanted),
    );
    return { table: 'campaigns', indices: rowsOfParts(behind, campaigns.from) };
  },
});
