import type { CampaignRow } from '../../../shared/model.ts';
import type { WriteDb } from '../open.ts';
import { run } from '../sql.ts';
import { contentHash, place, type Saved } from './records.ts';

/** Saves a campaign's figures under its natural key (network, key). */
export function saveCampaign(db: WriteDb, runId: number, row: CampaignRow): Saved {
  const content = contentHash([
    row.name,
    row.fromMs,
    row.toMs,
    row.currency,
    row.spend,
    row.impressions,
    row.clicks,
    row.conversions,
    row.group ?? '',
    row.ad ?? '',
    row.reach ?? 0,
    row.revenue ?? 0,
  ]);
  return place(db, 'campaigns', { key: [row.network, row.key], runId, line: row.line, content, weight: 0 }, (current) =>
    Number(
      run(
        db,
        `INSERT INTO campaigns (run_id, line, current, content_hash, network, key, name, from_ms, to_ms, currency, spend, impressions, clicks, conversions, ad_group, ad, reach, revenue)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        runId,
        row.line,
        current,
        content,
        row.network,
        row.key,
        row.name,
        Math.round(row.fromMs),
        Math.round(row.toMs),
        row.currency,
        row.spend,
        row.impressions,
        row.clicks,
        row.conversions,
        row.group ?? '',
        row.ad ?? '',
        Math.round(row.reach ?? 0),
        row.revenue ?? 0,
      ).lastInsertRowid,
    ),
  );
}
