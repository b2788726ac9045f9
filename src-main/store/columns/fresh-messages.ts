import { type MessageColumns, unreadColumns } from '../../../shared/columns.ts';
import { MESSAGE_KINDS, NETWORKS } from '../../../shared/model.ts';
import { release } from '../../../shared/release.ts';
import type { ReadDb } from '../open.ts';
import { get } from '../sql.ts';
import { correctionsByMessage, type StoredCorrection } from '../tables/corrections.ts';
import { countedAs, loadThingMeanings } from '../tables/own-things.ts';
import { FreshLists } from './block-lists.ts';
import type { ChangedBlocks } from './message-changes.ts';
import { TextNumbers } from './text-numbers.ts';

/** Texts that codes of rows stand for, as far as they are known; further ones get further codes. */
export interface KnownTexts {
  languages: readonly string[];
  groups: readonly string[];
  categories: readonly string[];
  tags: readonly string[];
}

/** Columns of messages as they were read, by id. */
export type FreshColumns = Omit<
  MessageColumns,
  'length' | 'language' | 'languages' | 'items' | 'topic' | 'topics' | 'aspects' | 'tags'
> & {
  /** Code of `languages`. */
  language: Uint16Array;
  /** Id of a topic; 0 = none. */
  topicId: Uint32Array;
};

/** Messages that were read, by id, with what is said of them. */
export interface FreshMessages {
  columns: FreshColumns;
  languages: string[];
  aspects: {
    lists: FreshLists;
    group: Uint32Array;
    groups: string[];
    category: Uint16Array;
    categories: string[];
    polarity: Uint8Array;
  };
  tags: { lists: FreshLists; tag: Uint32Array; names: string[] };
}

/** Columns of so many messages of which nothing is known. */
export function emptyColumns(length: number): FreshColumns {
  const { intents, apart, aspectStart, aspectCount, tagStart, tagCount } = unreadColumns(length);
  return {
    id: new Uint32Array(length),
    at: new Float64Array(length),
    author: new Uint32Array(length),
    network: new Uint8Array(length),
    kind: new Uint8Array(length),
    own: new Uint8Array(length),
    language: new Uint16Array(length),
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
    run: new Uint16Array(length),
    topicId: new Uint32Array(length),
    intents,
    apart,
    aspectStart,
    aspectCount,
    tagStart,
    tagCount,
  };
}

export const FRESH_MESSAGES = `SELECT messages.id, at_ms, author_id, network, kind, own, language, rating, likes, shares, replies, views, coalesce(s.score, sentiment), item_id, run_id, reach, saves, clicks,
    coalesce(r.intents, 0), coalesce(r.apart, 0), coalesce(r.topic_id, 0)
  FROM messages LEFT JOIN message_readings r ON r.message_id = messages.id
  LEFT JOIN own_scores s ON s.message_id = messages.id
  WHERE current = 1 AND messages.id >= ? AND messages.id < ? ORDER BY messages.id`;
export const FRESH_ASPECTS = `SELECT message_id, group_id, category, polarity FROM message_aspects
  WHERE message_id >= ? AND message_id < ? ORDER BY message_id, position`;
export const FRESH_TAGS = `SELECT message_id, tag_id FROM message_tags
  WHERE message_id >= ? AND message_id < ? ORDER BY message_id, tag_id`;

type Value = number | string | null;

/** Rows of some ids as arrays, a range at a time: that takes half the time that streaming them one by one does. */
function* rowsOf(db: ReadDb, query: string, blocks: ChangedBlocks): Generator<Value[]> {
  const statement = db.prepare(query).raw(true);
  for (const [from, to] of blocks.ranges()) yield* statement.all(from, to) as Value[][];
}

/** A column filled from one of the query, value by value. A function each: one loop over all of them takes three times as long. */
type Fill = (i: number, value: Value) => void;

/** 0 stands there already: memory in which nothing is written is never taken. */
const into =
  (column: Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array): Fill =>
  (i, value) => {
    if (value !== 0) column[i] = value as number;
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
const intoNumbers =
  (column: Uint16Array, texts: TextNumbers): Fill =>
  (i, value) => {
    column[i] = texts.of(value as string);
  };

/** What each value of a row goes to, in its order. */
const fillsOf = (columns: FreshColumns, languages: TextNumbers): Fill[] => [
  into(columns.id),
  intoOrNaN(columns.at),
  into(columns.author),
  intoCodes(columns.network, NETWORKS),
  intoCodes(columns.kind, MESSAGE_KINDS),
  into(columns.own),
  intoNumbers(columns.language, languages),
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
  into(columns.topicId),
];

/** What codes of 16 bits tell apart. */
const MOST_CODES = 2 ** 16 - 1;

type Corrections = ReadonlyMap<number, StoredCorrection[]>;

/** Reads the messages of some blocks that count, at most `most`. */
export function readMessages(
  db: ReadDb,
  blocks: ChangedBlocks,
  most: number,
  { languages: known, groups, categories, tags }: KnownTexts,
): FreshMessages {
  const columns = emptyColumns(most);
  const languages = new TextNumbers(MOST_CODES, known);
  const corrections = correctionsByMessage(db);
  const fills = fillsOf(columns, languages);
  let length = 0;
  for (const row of rowsOf(db, FRESH_MESSAGES, blocks)) {
    for (let c = 0; c < fills.length; c++) (fills[c] as Fill)(length, row[c] as Value);
    const mood = corrections.get(row[0] as number)?.find(({ what }) => what === 'mood');
    if (mood?.polarity !== null && mood?.polarity !== undefined) columns.sentiment[length] = mood.polarity - 1;
    length++;
  }
  const ids = columns.id.subarray(0, length);
  const aspects = readAspects(db, blocks, { ids, corrections, groups, categories });
  return {
    columns: cut(columns, length),
    languages: languages.texts,
    aspects,
    tags: readTags(db, blocks, ids, tags),
  };
}

/** The first rows of columns. */
function cut(columns: FreshColumns, length: number): FreshColumns {
  if (columns.id.length === length) return columns;
  const entries = Object.entries(columns).map(([name, column]) => [name, column.subarray(0, length)] as const);
  return Object.fromEntries(entries) as unknown as FreshColumns;
}

/** The name that an id of a table stands for, looked up once. */
function namesOf(db: ReadDb, table: 'aspect_groups' | 'hashtags'): (id: number) => string {
  const known = new Map<number, string>();
  return (id) => {
    let name = known.get(id);
    if (name === undefined) {
      name = get<{ name: string }>(db, `SELECT name FROM ${table} WHERE id = ?`, id)?.name ?? '';
      known.set(id, name);
    }
    return name;
  };
}

/** Typed arrays that double when they are full. */
class Growing {
  group = new Uint32Array(1024);
  category = new Uint16Array(1024);
  polarity = new Uint8Array(1024);
  length = 0;

  add(group: number, category: number, polarity: number): void {
    if (this.length === this.group.length) {
      this.group = doubled(this.group);
      this.category = doubled(this.category);
      this.polarity = doubled(this.polarity);
    }
    this.group[this.length] = group;
    this.category[this.length] = category;
    this.polarity[this.length] = polarity;
    this.length++;
  }
}

function doubled<C extends Uint32Array | Uint16Array | Uint8Array>(column: C): C {
  const larger = new (column.constructor as new (length: number) => C)(2 * column.length);
  larger.set(column);
  release(column);
  return larger;
}

/** What the owner said of one thing in one message. */
function correctionOf(
  corrections: Corrections,
  message: number,
  group: number,
  nameOf: (id: number) => string,
): StoredCorrection | undefined {
  const said = corrections.get(message);
  return said?.find(({ what, found }) => what === 'aspect' && found === nameOf(group));
}

/** A function of the id of a group and a category that is asked once for each pair. */
function onceForEach<T>(make: (group: number, category: string) => T): (group: number, category: string) => T {
  const known = new Map<number, Map<string, T>>();
  return (group, category) => {
    const byCategory = known.get(group) ?? new Map<string, T>();
    if (byCategory.size === 0) known.set(group, byCategory);
    const made = byCategory.get(category);
    if (made !== undefined) return made;
    const value = make(group, category);
    byCategory.set(category, value);
    return value;
  };
}

/** Aspects of messages, as they were read or as the owner corrected them. */
function readAspects(
  db: ReadDb,
  blocks: ChangedBlocks,
  given: { ids: Uint32Array; corrections: Corrections } & Pick<KnownTexts, 'groups' | 'categories'>,
): FreshMessages['aspects'] {
  const lists = new FreshLists(given.ids, blocks.length);
  const nameOf = namesOf(db, 'aspect_groups');
  const meanings = loadThingMeanings(db);
  const groups = new TextNumbers(undefined, given.groups);
  const categories = new TextNumbers(MOST_CODES, given.categories);
  const read = new Growing();
  // What is counted as what: asked for each thing and category once, not for each of two million aspects.
  const usual = onceForEach((group, category) => countedAs({ found: nameOf(group), category }, undefined, meanings));
  for (const row of rowsOf(db, FRESH_ASPECTS, blocks)) {
    const [message, group, category, polarity] = row as [number, number, string, number];
    const said = correctionOf(given.corrections, message, group, nameOf);
    const counted = said ? countedAs({ found: nameOf(group), category }, said, meanings) : usual(group, category);
    if (counted === null || !lists.add(message)) continue;
    read.add(groups.of(counted.name), categories.of(counted.category), said?.polarity ?? polarity);
  }
  const { group, category, polarity, length } = read;
  return {
    lists,
    group: group.subarray(0, length),
    groups: groups.texts,
    category: category.subarray(0, length),
    categories: categories.texts,
    polarity: polarity.subarray(0, length),
  };
}

function readTags(
  db: ReadDb,
  blocks: ChangedBlocks,
  ids: Uint32Array,
  known: readonly string[],
): FreshMessages['tags'] {
  const lists = new FreshLists(ids, blocks.length);
  const nameOf = namesOf(db, 'hashtags');
  const names = new TextNumbers(undefined, known);
  const tags: number[] = [];
  for (const row of rowsOf(db, FRESH_TAGS, blocks))
    if (lists.add(row[0] as number)) tags.push(names.of(nameOf(row[1] as number)));
  return { lists, tag: Uint32Array.from(tags), names: names.texts };
}
