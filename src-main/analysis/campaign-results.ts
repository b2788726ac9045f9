import * as z from 'zod';
import type { CampaignColumns } from '../../shared/columns.ts';
import { NETWORKS } from '../../shared/model.ts';
import type { TableColumn, TableResult } from '../../shared/results.ts';
import { defineAnalysis } from './analysis.ts';
import { campaignCurrency, campaignParts, moneyUnit } from './base/campaigns.ts';
import { rowsOfParts } from './base/periods.ts';

interface Total {
  network: number;
  campaign: number;
  currency: number;
  spend: number;
  impressions: number;
  clicks: number;
  conversions: number;
  revenue: number;
}

/** Names the row: network and campaign; amounts in different currencies are never added up. */
const keyOf = ({ network, campaign, currency }: CampaignColumns, i: number): string =>
  `${network[i]}-${campaign[i]}-${currency[i]}`;

const ratio = (part: number | null, whole: number): number | null => (part !== null && whole > 0 ? part / whole : null);

function rowOf(total: Total, campaigns: CampaignColumns, main: number): TableResult['rows'][number] {
  const { network, campaign, currency, spend, impressions, clicks, conversions, revenue } = total;
  // Amounts in another currency cannot stand beside the others.
  const isMain = currency === main;
  const spent = isMain ? spend : null;
  const earned = isMain && revenue > 0 ? revenue : null;
  return {
    key: `${network}-${campaign}-${currency}`,
    cells: [
      campaigns.names[campaign] ?? '',
      NETWORKS[network] ?? '',
      spent,
      campaigns.currencies[currency] ?? '',
      impressions,
      clicks,
      ratio(clicks, impressions),
      ratio(spent, clicks),
      conversions,
      ratio(spent, conversions),
      earned,
      ratio(earned, spent ?? 0),
    ],
    people: 0,
  };
}

/** Campaigns with what they cost and brought. */
export const campaignResults = defineAnalysis({
  id: 'campaign-results',
  title: 'Campaigns',
  question: 'What did each campaign cost, and what did it bring?',
  definition:
    'What the advertising networks report, added up per campaign. Click rate is clicks ÷ impressions; return on ad spend is the networks’ own revenue ÷ spend. Networks claim sales that had other causes too. Where exports overlap, the newest one counts; a total over several days is spread evenly over them. Amounts are in the currency most rows are in, those in another one are left blank.',
  area: 'engagement',
  purpose: 'service',
  reads: ['campaigns'],
  params: z.strictObject({ limit: z.number().int().min(1).max(1000).default(100) }),
  version: 1,
  run({ campaigns }, { limit }, context) {
    const main = campaignCurrency(campaigns);
    const totals = new Map<string, Total>();
    const parts = campaignParts(campaigns, context);
    for (const { row: i, share } of parts) {
      const key = keyOf(campaigns, i);
      const total = totals.get(key) ?? {
        network: campaigns.network[i] as number,
        campaign: campaigns.campaign[i] as number,
        currency: campaigns.currency[i] as number,
        spend: 0,
        impressions: 0,
        clicks: 0,
        conversions: 0,
        revenue: 0,
      };
      for (const measure of ['spend', 'impressions', 'clicks', 'conversions', 'revenue'] as const)
        total[measure] += (campaigns[measure][i] as number) * share;
      totals.set(key, total);
    }
    const money = moneyUnit(campaigns, context, 'ratio');
    const number = (id: string, label: string, unit: TableColumn['unit'] & string): TableColumn => ({
      id,
      label,
      type: 'number',
      unit,
    });
    const sorted = [...totals.values()].sort(
      (a, b) =>
        Number(b.currency === main) - Number(a.currency === main) ||
        b.spend - a.spend ||
        b.impressions - a.impressions ||
        a.network - b.network ||
        a.campaign - b.campaign,
    );
    return {
      kind: 'table',
      columns: [
        { id: 'campaign', label: 'Campaign', type: 'text' },
        { id: 'network', label: 'Network', type: 'text' },
        number('spend', 'Spend', money),
        { id: 'currency', label: 'Currency', type: 'text' },
        number('impressions', 'Impressions', 'count'),
        number('clicks', 'Clicks', 'count'),
        number('click-rate', 'Click rate', 'share'),
        number('cost-per-click', 'Cost per click', money),
        number('conversions', 'Conversions', 'count'),
        number('cost-per-conversion', 'Cost per conversion', money),
        number('revenue', 'Revenue', money),
        number('return', 'Return on ad spend', 'ratio'),
      ],
      rows: sorted.slice(0, limit).map((total) => rowOf(total, campaigns, main)),
      total: sorted.length,
      n: new Set(parts.map(({ row }) => row)).size,
      people: 0,
    };
  },
  rows({ campaigns }, _params, context, key) {
    const behind = campaignParts(campaigns, context).filter(({ row }) => keyOf(campaigns, row) === key);
    return { table: 'campaigns', indices: rowsOfParts(behind, campaigns.from) };
  },
});
