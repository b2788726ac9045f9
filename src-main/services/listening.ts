import type { MessageColumns, Tables } from '../../shared/columns.ts';
import { AppError } from '../../shared/errors.ts';
import { NETWORKS } from '../../shared/model.ts';
import type { RunContext } from '../analysis/analysis.ts';
import { selectMessages } from '../analysis/base/messages.ts';
import { READING_VERSION } from '../analysis/base/readings.ts';
import { rowsOfHits } from '../analysis/mentions/hits.ts';
import { compileQuery } from '../analysis/mentions/query.ts';
import { namingOf } from '../analysis/mentions/naming.ts';
import { shareOfVoice } from '../analysis/mentions/share-of-voice.ts';
import { namedTogether, namesBoth } from '../analysis/mentions/together.ts';
import { passResult } from '../privacy/gate.ts';
import type { ReadDb } from '../store/open.ts';
import { all } from '../store/sql.ts';
import { listJobs } from '../store/tables/jobs.ts';
import { findMessages, listSearches, removeSearch, saveSearch } from '../store/tables/message-search.ts';
import { countUnread, editTopic, listTopics } from '../store/tables/readings.ts';
import { countRecords } from '../store/tables/records.ts';
import { loadTopicQuality } from '../store/tables/topic-models.ts';
import { type Filter, narrowed, policyFor, withSavedSegment } from './analyses.ts';
import { dataRanges, spanOf } from './app.ts';
import type { QueryContext } from './context.ts';
import type { Group } from './handlers.ts';
import { startReading } from './reading.ts';
import { resolveResult } from './resolve.ts';
import { listRowsBehind } from './rows-behind.ts';
import { editThing, listThings } from './things.ts';
import { topicMap } from './topic-map.ts';
import { messagesWithWord, wordsBehind } from './words-behind.ts';

/** Hits looked through for one list: more cannot be read by anybody, and the answer stays quick. */
const MOST_HITS = 20_000;
/** Hits counted for a chart. */
const MOST_COUNTED = 2_000_000;
const MOST_SEARCHES = 50;

/** Ids the query finds; what is wrong with it is told by kind and place. */
function idsOf({ db }: QueryContext, query: string, most: number): Uint32Array {
  const compiled = compileQuery(query);
  if ('problem' in compiled)
    throw new AppError('invalid-input', { field: 'query', problem: compiled.problem, at: compiled.at });
  return findMessages(db, compiled.match, compiled.fields, most);
}

async function permittedMessages(context: QueryContext, asked: Filter) {
  const filter = withSavedSegment(context, asked);
  const narrows = filter.segment !== undefined;
  const { tables, leftOut } = await context.tables.permitted(
    narrows ? ['messages', 'events'] : ['messages'],
    'service',
  );
  const { messages: span, events: eventSpan } = dataRanges(context.db);
  const range = filter.range ?? span ?? { fromMs: 0, toMs: 1 };
  const { zone, sessionIdleMinutes } = context.settings();
  const run: RunContext = {
    range,
    segmentRange: filter.range ?? spanOf([span, eventSpan]) ?? range,
    zone,
    dataEndMs: span?.toMs ?? range.toMs,
    sessionIdleMs: sessionIdleMinutes * 60_000,
    bots: filter.bots,
  };
  const { messages } = narrowed(tables as Tables, filter, narrows, run);
  return { messages, leftOut, run };
}

/** What messages that may be used can be narrowed to; no counts, which would have to pass the gate. */
async function facetsOf({ db, tables }: QueryContext) {
  const messages = (await tables.permitted(['messages'], 'service')).tables.messages as MessageColumns;
  const networks = new Set<number>(messages.network);
  const languages = new Set<number>(messages.language);
  const runs = new Set<number>(messages.run);
  return {
    networks: NETWORKS.filter((_, network) => networks.has(network)),
    languages: messages.languages.filter((_, language) => languages.has(language)).sort(),
    sources: all<{ run: number; file: string }>(
      db,
      'SELECT id AS run, file_name AS file FROM import_runs ORDER BY id DESC',
    ).filter(({ run }) => runs.has(run)),
  };
}
/** What each kept search finds. */
const findSearches = (context: QueryContext) =>
  listSearches(context.db).map((search) => ({ search, ids: idsOf(context, search.query, MOST_COUNTED) }));

/** Pairs of a kept search and something else need this many messages. */
const TOGETHER = { support: 3, limit: 100 };

/** Whether the last time messages were read did not come to its end, and nothing reads them now. */
function wasStopped(db: ReadDb): boolean {
  const last = listJobs(db).find(({ kind }) => kind === 'reading');
  return last?.state === 'cancelled' || last?.state === 'failed';
}

export const listening: Group<'listening'> = {
  'listening.search': async (context, { query, filter, limit }) => {
    const policy = policyFor(context, 'service', false);
    const ids = idsOf(context, query, MOST_HITS + 1);
    // Single messages are about single people: where the small-group rule binds, they are not listed at all.
    if (policy.mode === 'binding') throw new AppError('too-few-people', { smallest: policy.k });
    const { messages, leftOut, run } = await permittedMessages(context, filter);
    const indices = rowsOfHits(messages, run, ids.subarray(0, MOST_HITS), filter.range === null);
    const table = resolveResult(
      context.db,
      listRowsBehind(context.db, { messages }, { table: 'messages', indices }, limit),
    );
    const cleared = passResult(table, policy);
    return { table: cleared.result, leftOut: [...leftOut, ...cleared.leftOut], capped: ids.length > MOST_HITS };
  },
  'listening.searches': ({ db }) => listSearches(db),
  'listening.mentions': async (context, { filter }) => {
    const { messages, leftOut, run } = await permittedMessages(context, filter);
    const table = shareOfVoice(messages, findSearches(context), run);
    const cleared = passResult(table, policyFor(context, 'service', false));
    return { table: cleared.result, leftOut: [...leftOut, ...cleared.leftOut] };
  },
  'listening.together': async (context, { filter }) => {
    const { messages, leftOut, run } = await permittedMessages(context, filter);
    const searches = findSearches(context);
    // Without a search there is no pair with one.
    const shown = searches.length > 0 ? run : { ...run, range: { fromMs: 0, toMs: 0 } };
    const table = namedTogether(messages, shown, namingOf(messages, searches), TOGETHER);
    const cleared = passResult(table, policyFor(context, 'service', false));
    return { table: cleared.result, leftOut: [...leftOut, ...cleared.leftOut] };
  },
  'listening.togetherRows': async (context, { key, filter, limit }) => {
    const policy = policyFor(context, 'service', false);
    if (policy.mode === 'binding') throw new AppError('too-few-people', { smallest: policy.k });
    const { messages, leftOut, run } = await permittedMessages(context, filter);
    const both = namesBoth(namingOf(messages, findSearches(context)), key);
    const rows = { table: 'messages' as const, indices: selectMessages(messages, run, both) };
    const cleared = passResult(
      resolveResult(context.db, listRowsBehind(context.db, { messages }, rows, limit)),
      policy,
    );
    return { table: cleared.result, leftOut: [...leftOut, ...cleared.leftOut] };
  },
  'listening.wordsBehind': (context, { of, filter }) => wordsBehind(context, of, filter),
  'listening.wordsBehindRows': (context, { of, key, filter, limit }) =>
    messagesWithWord(context, of, key, filter, limit),
  'listening.facets': facetsOf,
  'listening.status': ({ db }) => {
    const messages = countRecords(db, 'messages');
    return { messages, unread: countUnread(db, READING_VERSION, messages), stopped: wasStopped(db) };
  },
  'listening.read': (context) => ({ job: startReading(context, false) }),
  'listening.topics': ({ db }) =>
    listTopics(db).map(({ id, label, ownName, mergedInto, hidden }) => ({ id, label, ownName, mergedInto, hidden })),
  'listening.topicMap': (context, { filter }) => topicMap(context, filter),
  'listening.topicQuality': ({ db }) => ({ quality: loadTopicQuality(db) ?? null }),
  'listening.editTopic': ({ db, audit, touch }, { topic, name, mergedInto, hidden }) => {
    const known = listTopics(db);
    // A topic that others were counted with cannot be counted with a third: charts would not know where they went.
    const into = known.find(({ id }) => id === mergedInto);
    if (mergedInto !== 0 && (into?.mergedInto !== 0 || mergedInto === topic))
      throw new AppError('invalid-input', { field: 'mergedInto' });
    if (mergedInto !== 0 && known.some((other) => other.mergedInto === topic))
      throw new AppError('invalid-input', { field: 'topic' });
    const saved = editTopic(db, topic, name.trim(), mergedInto, hidden);
    if (!saved) throw new AppError('not-found');
    audit('listening.topic-edited');
    touch('messages');
    return { saved };
  },
  'listening.things': listThings,
  'listening.editThing': editThing,
  'listening.saveSearch': (context, { name, kind, query }) => {
    const { db, audit, touch } = context;
    // A search that cannot be read is refused now, not when a chart asks it.
    idsOf(context, query, 1);
    const known = listSearches(db);
    if (known.length >= MOST_SEARCHES && !known.some((search) => search.name === name))
      throw new AppError('invalid-input', { field: 'name', searches: known.length });
    saveSearch(db, { name, kind, query });
    audit('listening.search-saved', { kind });
    touch('messages');
    return { saved: true };
  },
  'listening.removeSearch': ({ db, audit, touch }, { search }) => {
    const removed = removeSearch(db, search);
    if (removed) {
      audit('listening.search-removed');
      touch('messages');
    }
    return { removed };
  },
};
