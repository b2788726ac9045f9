import type { MessageColumns } from '../../../shared/columns.ts';
import { MESSAGE_KINDS, type MessageKind, NETWORKS, type Network } from '../../../shared/model.ts';
import type { ReadDb } from '../open.ts';
import { iterateRaw, number } from '../sql.ts';
import { countRecords } from '../tables/records.ts';

function emptyMessages(length: number): MessageColumns {
  return {
    length,
    id: new Uint32Array(length),
    at: new Float64Array(length),
    author: new Uint32Array(length),
    network: new Uint8Array(length),
    kind: new Uint8Array(length),
    own: new Uint8Array(length),
    language: new Uint8Array(length),
    languages: [''],
    rating: new Float32Array(length),
    likes: new Uint32Array(length),
    shares: new Uint32Array(length),
    replies: new Uint32Array(length),
    views: new Uint32Array(length),
    reach: new Uint32Array(length),
    saves: new Uint32Array(length),
    clicks: new Uint32Array(length),
    sentiment: new Float32Array(length),
    item: new Uint32Array(length),
    items: 0,
    run: new Uint16Array(length),
  };
}

const QUERY = `SELECT id, at_ms, author_id, network, kind, own, language, rating, likes, shares, replies, views, sentiment, item_id, run_id, reach, saves, clicks
  FROM messages WHERE current = 1 ORDER BY at_ms IS NULL, at_ms, id`;

/** Loads the messages that count, in time order; undated ones last with at = NaN. */
export function loadMessages(db: ReadDb): MessageColumns {
  const columns = emptyMessages(countRecords(db, 'messages'));
  const languages = new Map([['', 0]]);
  const numeric = [
    'id',
    'at',
    'author',
    'network',
    'kind',
    'own',
    'language',
    'rating',
    'likes',
    'shares',
    'replies',
    'views',
    'sentiment',
    'item',
    'run',
    'reach',
    'saves',
    'clicks',
  ] as const;
  let i = 0;
  for (const row of iterateRaw(db, QUERY)) {
    const language = row[6] as string;
    let code = languages.get(language);
    if (code === undefined) {
      code = languages.size < 255 ? languages.size : 0;
      if (code > 0) {
        languages.set(language, code);
        columns.languages.push(language);
      }
    }
    row[1] ??= Number.NaN;
    row[3] = Math.max(0, NETWORKS.indexOf(row[3] as Network));
    row[4] = Math.max(0, MESSAGE_KINDS.indexOf(row[4] as MessageKind));
    row[6] = code;
    row[7] ??= Number.NaN;
    row[12] ??= Number.NaN;
    for (let c = 0; c < numeric.length; c++) (columns[numeric[c] as 'at'] as Float64Array)[i] = row[c] as number;
    i++;
  }
  columns.items = number(db, 'SELECT coalesce(max(id), 0) FROM items');
  return columns;
}
