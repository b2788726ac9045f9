import { MESSAGE_COLUMNS, type MessageColumns, unreadColumns } from '../../../shared/columns.ts';
import { release } from '../../../shared/release.ts';
import type { ReadDb } from '../open.ts';
import { number } from '../sql.ts';
import { listTopics } from '../tables/readings.ts';
import { countRecords } from '../tables/records.ts';
import { topicNames } from '../tables/topic-names.ts';
import { type BlockStarts, MergedLists } from './block-lists.ts';
import { emptyColumns, type FreshMessages, type KnownTexts, readMessages } from './fresh-messages.ts';
import { emptyLike, gather, renumber, type RowColumn, type Sources } from './gather.ts';
import { ChangedBlocks, loadMessageChanges, type MessageChanges } from './message-changes.ts';
import { bytesWithin, isZero, Outgoing } from './outgoing.ts';
import { areAsTheyWere, mergedOrder } from './time-order.ts';

/** Columns of messages, with what it takes to bring them up to date. */
export interface LoadedMessages {
  columns: MessageColumns;
  /** Id of the topic of each message; 0 = none. */
  topicId: Uint32Array;
  /** Where the aspects and the hashtags of each block of messages begin. */
  aspectStarts: BlockStarts;
  tagStarts: BlockStarts;
  /** What the blocks had been through when they were loaded. */
  changes: MessageChanges;
}

/** Codes of languages and of categories go from 1 to these: further ones are not told apart. */
const MOST_LANGUAGES = 254;
const MOST_CATEGORIES = 255;

/** Blocks below this share are not worth keeping. */
const WORTH_KEEPING = 1 / 8;

/** Columns whose values are codes of texts, numbers of topics, or places in lists: each is brought over in its own way. */
const SPECIAL = ['language', 'topic', 'aspectStart', 'aspectCount', 'tagStart', 'tagCount'] as const;
type Plain = Exclude<(typeof MESSAGE_COLUMNS)[number], (typeof SPECIAL)[number]>;
/** The others: one value per row, taken as it is. */
const PLAIN = MESSAGE_COLUMNS.filter((name): name is Plain => !SPECIAL.some((special) => special === name));

/** Nothing, which is brought up to date by loading everything. */
function nothingLoaded(): LoadedMessages {
  const { topicId, ...columns } = emptyColumns(0);
  const { topic, topics, aspects, tags } = unreadColumns(0);
  return {
    columns: {
      ...columns,
      length: 0,
      language: new Uint8Array(0),
      languages: [''],
      items: 0,
      topic,
      topics,
      aspects,
      tags,
    },
    topicId,
    aspectStarts: new Uint32Array(0),
    tagStarts: new Uint32Array(0),
    changes: { everything: 0, blocks: new Uint32Array(0) },
  };
}

/** Whether columns can be brought up to date: what they do not tell apart is not known any more. */
const canBeKept = ({ columns: { languages, aspects }, changes }: LoadedMessages, now: MessageChanges): boolean =>
  changes.everything === now.everything &&
  languages.length <= MOST_LANGUAGES &&
  aspects.categories.length <= MOST_CATEGORIES;

/**
 * Loads the messages that count, in time order; undated ones last with at = NaN. What is the same as in `before` is taken from
 * there, and `before` is empty afterwards: the answer is the same in every byte. One consistent state of the store. `collect`
 * is called whenever many megabytes of `before` were let go of.
 */
export function loadMessages(
  db: ReadDb,
  before: LoadedMessages | null = null,
  collect: () => void = () => {},
): LoadedMessages {
  const load = (): LoadedMessages => {
    const changes = loadMessageChanges(db);
    const old = before ?? nothingLoaded();
    const outgoing = new Outgoing(collect);
    let blocks = new ChangedBlocks(changes, canBeKept(old, changes) ? old.changes : null);
    // Where hardly anything stays, all is let go of before it is loaded: less memory is needed at a time.
    if (blocks.kept < blocks.length * WORTH_KEEPING) {
      blocks = new ChangedBlocks(changes, null);
      letGo(old, outgoing);
    }
    const merged = blocks.most === 0 ? old : mergeMessages(db, blocks, old, outgoing);
    const columns = {
      ...merged.columns,
      ...topicsOf(db, merged.topicId),
      items: number(db, 'SELECT coalesce(max(id), 0) FROM items'),
    };
    return { ...merged, columns, changes };
  };
  return db.inTransaction ? load() : db.transaction(load)();
}

/** Empties what was loaded. */
function letGo(old: LoadedMessages, outgoing: Outgoing): void {
  const bytes = bytesWithin(old);
  Object.assign(old, nothingLoaded());
  outgoing.note(bytes);
}

function topicsOf(db: ReadDb, topicId: Uint32Array): Pick<MessageColumns, 'topic' | 'topics'> {
  const { names, numberOf } = topicNames(listTopics(db));
  const numbers = new Uint16Array(Math.max(0, ...numberOf.keys()) + 1);
  for (const [id, code] of numberOf) numbers[id] = code;
  const topic = new Uint16Array(topicId.length);
  for (let i = 0; i < topicId.length; i++) topic[i] = numbers[topicId[i] as number] ?? 0;
  return { topic, topics: names };
}

/** Columns of what stays and of what is read anew; `old` is empty afterwards. */
function mergeMessages(
  db: ReadDb,
  blocks: ChangedBlocks,
  old: LoadedMessages,
  outgoing: Outgoing,
): Omit<LoadedMessages, 'changes'> {
  const most = Math.min(blocks.most, countRecords(db, 'messages'));
  const fresh = readMessages(db, blocks, most, knownTexts(old.columns));
  const sources = sourcesOf(old.columns, blocks, fresh);
  const { length } = sources.order;
  const columns: MessageColumns = { ...nothingLoaded().columns, length };
  const zerosLike = sameZeros(length);
  for (const name of PLAIN) {
    const [kept, read] = [old.columns[name], fresh.columns[name]] as [RowColumn, RowColumn];
    Object.assign(columns, { [name]: isZero(kept) && isZero(read) ? zerosLike(read) : gather(kept, read, sources) });
    outgoing.column(old.columns, name);
  }
  Object.assign(columns, mergeLanguages(old.columns, fresh, sources));
  const topicId = gather(old.topicId, fresh.columns.topicId, sources);
  outgoing.column(old, 'topicId');
  const aspectStarts = mergeAspects(columns, old, fresh, { blocks, sources });
  const tagStarts = mergeTags(columns, old, fresh, { blocks, sources });
  letGo(old, outgoing);
  return { columns, topicId, aspectStarts, tagStarts };
}

/** Zeros for all columns of a kind that hold nothing else: most exports tell no views, shares or saves. Each was 4 MB of a million. */
function sameZeros(length: number): (fresh: RowColumn) => RowColumn {
  const known = new Map<unknown, RowColumn>();
  return (fresh) => {
    const zeros = known.get(fresh.constructor) ?? emptyLike(fresh, length);
    known.set(fresh.constructor, zeros);
    release(fresh);
    return zeros;
  };
}

const knownTexts = ({ languages, aspects, tags }: MessageColumns): KnownTexts => ({
  languages,
  groups: aspects.groups,
  categories: aspects.categories,
  tags: tags.names,
});

/** Where each row of the merged columns comes from. */
function sourcesOf(old: MessageColumns, blocks: ChangedBlocks, fresh: FreshMessages): Sources {
  const order = mergedOrder(old, (row) => !blocks.hasId(old.id[row] as number), fresh.columns);
  const isFresh = old.length === 0 && order.length === fresh.columns.id.length && areAsTheyWere(order);
  return { order, isFresh };
}

function mergeLanguages(
  { language: codes }: MessageColumns,
  { columns, languages: texts }: FreshMessages,
  sources: Sources,
): Pick<MessageColumns, 'language' | 'languages'> {
  const wide = gather(Uint16Array.from(codes), columns.language, sources);
  const language = new Uint8Array(wide.length);
  return { language, languages: renumber(wide, texts, language, MOST_LANGUAGES) };
}

/** Which blocks are new, and where each row comes from. */
interface Merge {
  blocks: ChangedBlocks;
  sources: Sources;
}

/** Sets the aspects of merged columns; answers where those of each block begin. */
function mergeAspects(
  columns: MessageColumns,
  { columns: old, aspectStarts }: LoadedMessages,
  { aspects: fresh }: FreshMessages,
  { blocks, sources }: Merge,
): BlockStarts {
  const lists = new MergedLists(blocks, aspectStarts, fresh.lists.starts());
  columns.aspectStart = gather(old.aspectStart, fresh.lists.start, sources);
  columns.aspectCount = gather(old.aspectCount, fresh.lists.count, sources);
  lists.move(columns.id, columns.aspectStart, columns.aspectCount);
  const group = lists.take(old.aspects.group, fresh.group);
  const wide = lists.take(Uint16Array.from(old.aspects.category), fresh.category);
  const category = new Uint8Array(wide.length);
  columns.aspects = {
    group,
    groups: renumber(group, fresh.groups, group, Number.POSITIVE_INFINITY),
    category,
    categories: renumber(wide, fresh.categories, category, MOST_CATEGORIES),
    polarity: lists.take(old.aspects.polarity, fresh.polarity),
  };
  return lists.starts;
}

/** The same for hashtags. */
function mergeTags(
  columns: MessageColumns,
  { columns: old, tagStarts }: LoadedMessages,
  { tags: fresh }: FreshMessages,
  { blocks, sources }: Merge,
): BlockStarts {
  const lists = new MergedLists(blocks, tagStarts, fresh.lists.starts());
  columns.tagStart = gather(old.tagStart, fresh.lists.start, sources);
  columns.tagCount = gather(old.tagCount, fresh.lists.count, sources);
  lists.move(columns.id, columns.tagStart, columns.tagCount);
  const tag = lists.take(old.tags.tag, fresh.tag);
  columns.tags = { tag, names: renumber(tag, fresh.names, tag, Number.POSITIVE_INFINITY) };
  return lists.starts;
}
