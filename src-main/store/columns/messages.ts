import { type MessageColumns, unreadColumns } from '../../../shared/columns.ts';
import { MESSAGE_KINDS, type MessageKind, NETWORKS, type Network } from '../../../shared/model.ts';
import type { ReadDb } from '../open.ts';
import { all, iterateRaw, number, rowsByIds } from '../sql.ts';
import { correctionsByMessage, listOwnWords, type StoredCorrection } from '../tables/corrections.ts';
import { listTopics } from '../tables/readings.ts';
import { countRecords } from '../tables/records.ts';
import { topicNames } from '../tables/topic-names.ts';
import { ListPlaces } from './list-places.ts';
import { loadTags } from './tags.ts';
import { TextNumbers } from './text-numbers.ts';

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
    ...unreadColumns(length),
  };
}

const QUERY = `SELECT messages.id, at_ms, author_id, network, kind, own, language, rating, likes, shares, replies, views, coalesce(s.score, sentiment), item_id, run_id, reach, saves, clicks,
    coalesce(r.intents, 0), coalesce(r.apart, 0), coalesce(r.topic_id, 0)
  FROM messages LEFT JOIN message_readings r ON r.message_id = messages.id
  LEFT JOIN own_scores s ON s.message_id = messages.id WHERE current = 1 ORDER BY at_ms IS NULL, at_ms, messages.id`;

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
    'intents',
    'apart',
  ] as const;
  const topics = topicNames(listTopics(db));
  const corrections = correctionsByMessage(db);
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
    const mood = corrections.get(row[0] as number)?.find(({ what }) => what === 'mood');
    if (mood?.polarity !== null && mood?.polarity !== undefined) columns.sentiment[i] = mood.polarity - 1;
    columns.topic[i] = topics.numberOf.get(row[20] as number) ?? 0;
    i++;
  }
  columns.topics = topics.names;
  loadAspects(db, columns, corrections);
  loadTags(db, columns);
  columns.items = number(db, 'SELECT coalesce(max(id), 0) FROM items');
  return columns;
}

const ASPECTS = `SELECT a.message_id, a.group_id, a.category, a.polarity FROM message_aspects a
  JOIN messages m ON m.id = a.message_id WHERE m.current = 1 AND a.message_id > ? AND a.message_id <= ?
  ORDER BY a.message_id, a.position`;

/** Aspects of all messages that count, by message, as they were read or as the owner corrected them. */
function loadAspects(db: ReadDb, columns: MessageColumns, corrections: ReadonlyMap<number, StoredCorrection[]>): void {
  const count = number(db, `SELECT count(*) FROM message_aspects`);
  const group = new Uint32Array(count);
  const category = new Uint8Array(count);
  const polarity = new Uint8Array(count);
  const names = new Map(
    all<{ id: number; name: string }>(db, 'SELECT id, name FROM aspect_groups').map((row) => [row.id, row.name]),
  );
  const categoryOf = ownCategories(db);
  const groups = new TextNumbers();
  const categories = new TextNumbers(255);
  const places = new ListPlaces(columns.id);
  let i = 0;
  for (const row of rowsByIds(db, ASPECTS, number(db, 'SELECT max(message_id) FROM message_aspects'))) {
    const found = names.get(row[1] as number) ?? '';
    const said = corrections.get(row[0] as number)?.find((one) => one.what === 'aspect' && one.found === found);
    if (said?.dropped) continue;
    const name = said?.name || found;
    group[i] = groups.of(name);
    category[i] = categories.of(said?.category || categoryOf.get(name) || (row[2] as string));
    polarity[i] = said?.polarity ?? (row[3] as number);
    places.add(row[0] as number, i);
    i++;
  }
  places.fill(columns.id, columns.aspectStart, columns.aspectCount);
  columns.aspects = {
    group: group.subarray(0, i),
    groups: groups.texts,
    category: category.subarray(0, i),
    categories: categories.texts,
    polarity: polarity.subarray(0, i),
  };
}

/** What the owner's words belong to, by what they are counted as. */
const ownCategories = (db: ReadDb): Map<string, string> =>
  new Map(listOwnWords(db).flatMap(({ word, name, category }) => (category === '' ? [] : [[name || word, category]])));
