import type { FigureRow } from '../../../shared/model.ts';
import type { WriteDb } from '../open.ts';
import { run } from '../sql.ts';
import { contentHash, place, type Saved } from './records.ts';

/** Saves a figure under what it is about: account, metric, dimension, item and period. */
export function saveFigure(db: WriteDb, runId: number, row: FigureRow): Saved {
  const fromMs = Math.round(row.fromMs);
  const toMs = Math.round(row.toMs);
  const scope = `${row.network}\n${row.scope}`;
  const key = [row.metric, row.dimension, row.item, fromMs, toMs].join('\n');
  return place(
    db,
    'figures',
    { key: [scope, key], runId, line: row.line, content: contentHash([row.value, row.currency]), weight: 0 },
    (current) =>
      Number(
        run(
          db,
          `INSERT INTO figures (run_id, line, current, content_hash, scope, key, network, account, metric, dimension, item, from_ms, to_ms, value, currency)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          runId,
          row.line,
          current,
          contentHash([row.value, row.currency]),
          scope,
          key,
          row.network,
          row.scope,
          row.metric,
          row.dimension,
          row.item,
          fromMs,
          toMs,
          row.value,
          row.currency,
        ).lastInsertRowid,
      ),
  );
}
