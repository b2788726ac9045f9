import type { CampaignColumns } from '../../../shared/columns.ts';
import { NETWORKS, type Network } from '../../../shared/model.ts';
import type { ReadDb } from '../open.ts';
import { iterateRaw, number } from '../sql.ts';
import { TextNumbers } from './text-numbers.ts';

const DATED = 'FROM campaigns WHERE current = 1 AND to_ms > from_ms';
const QUERY = `SELECT id, from_ms, to_ms, network, name, ad_group, ad, currency, spend, impressions, clicks, conversions, reach, revenue, run_id
  ${DATED} ORDER BY from_ms, id`;

type Raw = [
  ...[id: number, from: number, to: number, network: Network],
  ...[name: string, group: string, ad: string, currency: string],
  ...[spend: number, impressions: number, clicks: number, conversions: number, reach: number, revenue: number],
  run: number,
];

/** Loads the campaign figures that count, by the start of their period. */
export function loadCampaigns(db: ReadDb): CampaignColumns {
  const length = number(db, `SELECT count(*) ${DATED}`);
  const names = new TextNumbers();
  const currencies = new TextNumbers(255);
  const columns: CampaignColumns = {
    length,
    id: new Uint32Array(length),
    from: new Float64Array(length),
    to: new Float64Array(length),
    network: new Uint8Array(length),
    campaign: new Uint32Array(length),
    group: new Uint32Array(length),
    ad: new Uint32Array(length),
    names: names.texts,
    currency: new Uint8Array(length),
    currencies: currencies.texts,
    spend: new Float64Array(length),
    impressions: new Float64Array(length),
    clicks: new Float64Array(length),
    conversions: new Float64Array(length),
    reach: new Float64Array(length),
    revenue: new Float64Array(length),
    run: new Uint16Array(length),
  };
  const measures = ['spend', 'impressions', 'clicks', 'conversions', 'reach', 'revenue'] as const;
  let i = 0;
  for (const row of iterateRaw(db, QUERY) as Iterable<Raw>) {
    columns.id[i] = row[0];
    columns.from[i] = row[1];
    columns.to[i] = row[2];
    columns.network[i] = Math.max(0, NETWORKS.indexOf(row[3]));
    columns.campaign[i] = names.of(row[4]);
    columns.group[i] = names.of(row[5]);
    columns.ad[i] = names.of(row[6]);
    columns.currency[i] = currencies.of(row[7]);
    measures.forEach((measure, m) => {
      columns[measure][i] = row[8 + m] as number;
    });
    columns.run[i] = row[14];
    i++;
  }
  return columns;
}
