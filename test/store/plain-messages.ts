import { type MessageColumns, unreadColumns } from '../../shared/columns.ts';
import { MESSAGE_KINDS, type MessageKind, type Network, NETWORKS } from '../../shared/model.ts';
import { TextNumbers } from '../../src-main/store/columns/text-numbers.ts';
import type { ReadDb } from '../../src-main/store/open.ts';
import { all, number } from '../../src-main/store/sql.ts';
import { correctionsByMessage, listOwnWords } from '../../src-main/store/tables/corrections.ts';
import { listTopics } from '../../src-main/store/tables/readings.ts';
import { topicNames } from '../../src-main/store/tables/topic-names.ts';

interface Row extends Record<string, number | string | null> {
  id: number;
  network: Network;
  kind: MessageKind;
  language: string;
}

const MESSAGES = `SELECT m.*, coalesce(s.score, sentiment) AS score, coalesce(r.intents, 0) AS intents, coalesce(r.apart, 0) AS apart,
  coalesce(r.topic_id, 0) AS topic
  FROM messages m LEFT JOIN message_readings r ON r.message_id = m.id LEFT JOIN own_scores s ON s.message_id = m.id
  WHERE current = 1 ORDER BY at_ms IS NULL, at_ms, m.id`;

/** What the columns of messages are to be, in the plainest way: all at once, sorted by SQLite, a look-up for each message. */
export function plainMessages(db: ReadDb): MessageColumns {
  const rows = all<Row>(db, MESSAGES);
  const numbers = (name: string) => rows.map((row) => row[name] as number);
  const known = (name: string) => rows.map((row) => (row[name] === null ? Number.NaN : (row[name] as number)));
  const topics = topicNames(listTopics(db));
  const corrections = correctionsByMessage(db);
  const languages = new TextNumbers(254);
  const mood = (id: number) => corrections.get(id)?.find(({ what }) => what === 'mood')?.polarity ?? null;
  return {
    ...unreadColumns(rows.length),
    length: rows.length,
    id: Uint32Array.from(numbers('id')),
    at: Float64Array.from(known('at_ms')),
    author: Uint32Array.from(numbers('author_id')),
    network: Uint8Array.from(rows, ({ network }) => Math.max(0, NETWORKS.indexOf(network))),
    kind: Uint8Array.from(rows, ({ kind }) => Math.max(0, MESSAGE_KINDS.indexOf(kind))),
    own: Uint8Array.from(numbers('own')),
    language: Uint8Array.from(rows, ({ language }) => languages.of(language)),
    languages: languages.texts,
    rating: Float32Array.from(known('rating')),
    likes: Uint32Array.from(numbers('likes')),
    shares: Uint32Array.from(numbers('shares')),
    replies: Uint32Array.from(numbers('replies')),
    views: Uint32Array.from(numbers('views')),
    reach: Uint32Array.from(numbers('reach')),
    saves: Uint32Array.from(numbers('saves')),
    clicks: Uint32Array.from(numbers('clicks')),
    sentiment: Float32Array.from(known('score'), (score, i) => {
      const said = mood((rows[i] as Row).id);
      return said === null ? score : said - 1;
    }),
    item: Uint32Array.from(numbers('item_id')),
    items: number(db, 'SELECT coalesce(max(id), 0) FROM items'),
    run: Uint16Array.from(numbers('run_id')),
    intents: Uint8Array.from(numbers('intents')),
    apart: Uint8Array.from(numbers('apart')),
    topic: Uint16Array.from(numbers('topic'), (id) => topics.numberOf.get(id) ?? 0),
    topics: topics.names,
    ...aspectsOf(db, numbers('id'), corrections),
    ...tagsOf(db, numbers('id')),
  };
}

/** Where the lists of messages begin, and how long they are, as their entries lie one behind the other by id. */
function placesOf(ids: readonly number[], owners: readonly number[]) {
  const count = (id: number) => owners.filter((owner) => owner === id).length;
  return {
    start: Uint32Array.from(ids, (id) => Math.max(0, owners.indexOf(id))),
    count: Uint8Array.from(ids, count),
  };
}

function aspectsOf(db: ReadDb, ids: readonly number[], corrections: ReturnType<typeof correctionsByMessage>) {
  const categoryOf = new Map(
    listOwnWords(db).flatMap(({ word, name, category }) =>
      category === '' ? [] : [[name || word, category] as const],
    ),
  );
  const groups = new TextNumbers();
  const categories = new TextNumbers(255);
  const entries = all<{
    id: number;
    found: string;
    category: string;
    polarity: number;
    learntName: string | null;
    learntCategory: string | null;
    learntNone: number | null;
  }>(
    db,
    `SELECT a.message_id AS id, g.name AS found, a.category, a.polarity,
       t.name AS learntName, t.category AS learntCategory, t.dropped AS learntNone FROM message_aspects a
     JOIN messages m ON m.id = a.message_id JOIN aspect_groups g ON g.id = a.group_id
     LEFT JOIN own_things t ON t.found = g.name
     WHERE m.current = 1 ORDER BY a.message_id, a.position`,
  ).flatMap(({ id, found, category, polarity, learntName, learntCategory, learntNone }) => {
    const said = corrections.get(id)?.find((one) => one.what === 'aspect' && one.found === found);
    if (said?.dropped || (!said && learntNone === 1)) return [];
    const name = said?.name || learntName || found;
    return [
      {
        id,
        group: groups.of(name),
        category: categories.of(said?.category || learntCategory || categoryOf.get(name) || category),
        polarity: said?.polarity ?? polarity,
      },
    ];
  });
  const { start, count } = placesOf(
    ids,
    entries.map(({ id }) => id),
  );
  return {
    aspectStart: start,
    aspectCount: count,
    aspects: {
      group: Uint32Array.from(entries, ({ group }) => group),
      groups: groups.texts,
      category: Uint8Array.from(entries, ({ category }) => category),
      categories: categories.texts,
      polarity: Uint8Array.from(entries, ({ polarity }) => polarity),
    },
  };
}

function tagsOf(db: ReadDb, ids: readonly number[]) {
  const names = new TextNumbers();
  const entries = all<{ id: number; name: string }>(
    db,
    `SELECT t.message_id AS id, h.name FROM message_tags t JOIN messages m ON m.id = t.message_id
     JOIN hashtags h ON h.id = t.tag_id WHERE m.current = 1 ORDER BY t.message_id, t.tag_id`,
  );
  const tag = Uint32Array.from(entries, ({ name }) => names.of(name));
  const { start, count } = placesOf(
    ids,
    entries.map(({ id }) => id),
  );
  return { tagStart: start, tagCount: count, tags: { tag, names: names.texts } };
}
