import { type MessageColumns, unreadColumns } from '../../../shared/columns.ts';
import { MESSAGE_KINDS, NETWORKS } from '../../../shared/model.ts';
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

type Value = number | string | null;

/** A column filled from one of the query, value by value. A function each: one loop over all of them takes three times as long. */
type Fill = (i: number, value: Value) => void;

const into =
  (column: Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array): Fill =>
  (i, value) => {
    column[i] = value as number;
  };
/** NULL = not known. */
const intoOrNaN =
  (column: Float64Array | Float32Array): Fill =>
  (i, value) => {
    column[i] = value === null ? Number.NaN : (value as number);
  };
/** A word as its place in a list, 0 where it is in none. */
function intoCodes(column: Uint8Array, words: readonly string[]): Fill {
  const codes = new Map(words.map((word, code) => [word, code]));
  return (i, value) => {
    column[i] = codes.get(value as string) ?? 0;
  };
}
/** Languages are numbered as they come; the 255th and those after it are not told apart. */
function intoLanguages(column: Uint8Array, languages: string[]): Fill {
  const codes = new Map(languages.map((language, code) => [language, code]));
  return (i, value) => {
    const language = value as string;
    let code = codes.get(language);
    if (code === undefined) {
      code = languages.length < 255 ? languages.length : 0;
      if (code > 0) {
        codes.set(language, code);
        languages.push(language);
      }
    }
    column[i] = code;
  };
}

/** What each value of a row of QUERY goes to, in its order. */
function fillsOf(columns: MessageColumns, numberOfTopic: ReadonlyMap<number, number>): Fill[] {
  return [
    into(columns.id),
    intoOrNaN(columns.at),
    into(columns.author),
    intoCodes(columns.network, NETWORKS),
    intoCodes(columns.kind, MESSAGE_KINDS),
    into(columns.own),
    intoLanguages(columns.language, columns.languages),
    intoOrNaN(columns.rating),
    into(columns.likes),
    into(columns.shares),
    into(columns.replies),
    into(columns.views),
    intoOrNaN(columns.sentiment),
    into(columns.item),
    into(columns.run),
    into(columns.reach),
    into(columns.saves),
    into(columns.clicks),
    into(columns.intents),
    into(columns.apart),
    (i, value) => {
      columns.topic[i] = numberOfTopic.get(value as number) ?? 0;
    },
  ];
}

/** Loads the messages that count, in time order; undated ones last with at = NaN. */
export function loadMessages(db: ReadDb): MessageColumns {
  const columns = emptyMessages(countRecords(db, 'messages'));
  const topics = topicNames(listTopics(db));
  const corrections = correctionsByMessage(db);
  const fills = fillsOf(columns, topics.numberOf);
  let i = 0;
  for (const row of iterateRaw(db, QUERY) as IterableIterator<Value[]>) {
    for (let c = 0; c < fills.length; c++) (fills[c] as Fill)(i, row[c] as Value);
    const mood = corrections.get(row[0] as number)?.find(({ what }) => what === 'mood');
    if (mood?.polarity !== null && mood?.polarity !== undefined) columns.sentiment[i] = mood.polarity - 1;
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
