import { UNKNOWN_LANGUAGE } from '../analysis/base/readings.ts';
import type { MessageColumns, Tables } from '../../shared/columns.ts';
import type { MARKED } from '../../shared/contract/listening.ts';
import { AppError } from '../../shared/errors.ts';
import type { LeftOut, TableResult } from '../../shared/results.ts';
import type { RunContext } from '../analysis/analysis.ts';
import { isCounted } from '../analysis/base/message-days.ts';
import { messagesInRange, moodOf } from '../analysis/base/messages.ts';
import { tellingWords, termsOf, WordUse } from '../analysis/text/telling-words.ts';
import { passResult } from '../privacy/gate.ts';
import type { ReadDb } from '../store/open.ts';
import { getOriginal } from '../store/tables/repeats.ts';
import { type Filter, policyFor, prepareRun } from './analyses.ts';
import type { QueryContext } from './context.ts';
import { resolveResult } from './resolve.ts';
import { listRowsBehind } from './rows-behind.ts';

/** Newest marks whose words are looked for, words told of each, and texts read for each and for what is beside. */
const MOST_MARKS = 20;
const MOST_WORDS = 5;
const TEXTS_OF_MARK = 1000;
const TEXTS_BESIDE = 10_000;
const FEWEST_BESIDE = 30;
/** Texts looked through for the messages that hold a word. */
const MOST_SEARCHED = 20_000;

type Marked = (typeof MARKED)[number];

/** Evenly taken out of a list, so that the answer is the same each time. */
function evenly(indices: Uint32Array, most: number): Uint32Array {
  if (indices.length <= most) return indices;
  return Uint32Array.from({ length: most }, (_, i) => indices[Math.floor((i * indices.length) / most)] as number);
}

function useOf(db: ReadDb, messages: MessageColumns, indices: Uint32Array): WordUse {
  const use = new WordUse();
  for (const i of indices) {
    const message = getOriginal(db, messages.id[i] as number);
    if (message) use.add(message.text, message.language || UNKNOWN_LANGUAGE, messages.author[i] as number);
  }
  return use;
}

async function marksOf(context: QueryContext, of: Marked, filter: Filter) {
  const prepared = await prepareRun(context, { id: of, params: {}, filter });
  const now = prepared.runContext(prepared.range ?? { fromMs: 0, toMs: 1 });
  const { tables } = prepared.tablesFor(now);
  const rowsOf = (key: string): Uint32Array =>
    prepared.analysis.rows?.(tables, prepared.params, now, key).indices ?? new Uint32Array(0);
  return { ...prepared, now, tables, rowsOf };
}

/** Counted messages of the period that are behind none of the marks; for the mood those that are negative, too. */
function besideOf(
  messages: MessageColumns,
  now: RunContext,
  marked: readonly Uint32Array[],
  isNegative: boolean,
): Uint32Array {
  const { from, to } = messagesInRange(messages, now);
  const taken = new Uint8Array(messages.length);
  for (const indices of marked) for (const i of indices) taken[i] = 1;
  const beside: number[] = [];
  for (let i = from; i < to; i++)
    if (taken[i] === 0 && isCounted(messages, i) && (!isNegative || moodOf(messages.sentiment[i] as number) === 0))
      beside.push(i);
  return evenly(Uint32Array.from(beside), TEXTS_BESIDE);
}

const COLUMNS: TableResult['columns'] = [
  { id: 'mark', label: 'Mark', type: 'text' },
  { id: 'word', label: 'Word', type: 'text' },
  { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
  { id: 'authors', label: 'People', type: 'number', unit: 'people' },
  { id: 'share', label: 'Share', type: 'number', unit: 'share', isPart: true },
  { id: 'usual', label: 'Usual share', type: 'number', unit: 'share' },
];

interface Mark {
  key: string;
  rows: Uint32Array;
}

/** Words of each mark. Changes of one kind are each looked at beside everything before and after; spikes beside ordinary days. */
function rowsOfMarks(db: ReadDb, messages: MessageColumns, now: RunContext, of: Marked, marks: readonly Mark[]) {
  const usual = new Map<string, WordUse>();
  const besideFor = (mark: Mark): WordUse => {
    const isNegative = mark.key.startsWith('negative@');
    const isSpike = of === 'message-spikes';
    const key = isSpike ? '' : mark.key;
    let use = usual.get(key);
    if (!use) {
      const excluded = isSpike ? marks.map(({ rows }) => rows) : [mark.rows];
      const beside = besideOf(messages, now, excluded, isNegative);
      // Where hardly anything was negative before, what is negative now is looked at beside all the rest.
      const enough = beside.length >= FEWEST_BESIDE ? beside : besideOf(messages, now, excluded, false);
      use = useOf(db, messages, enough);
      usual.set(key, use);
    }
    return use;
  };
  return marks.flatMap((mark) => {
    const here = useOf(db, messages, evenly(mark.rows, TEXTS_OF_MARK));
    const part = mark.rows.length / Math.max(1, here.texts);
    return tellingWords(here, besideFor(mark), MOST_WORDS).map(({ term, word, texts, people, shareBeside }) => ({
      key: `${mark.key} ${term}`,
      cells: [mark.key, word, Math.round(texts * part), people, texts / here.texts, shareBeside],
      people,
    }));
  });
}

/**
 * Words and phrases behind the newest spikes or lasting changes, under the same filter as those. Of many messages an even part is
 * read, and counts are made up to the whole.
 */
export async function wordsBehind(context: QueryContext, of: Marked, filter: Filter) {
  const { analysis, params, now, tables, rowsOf, leftOut } = await marksOf(context, of, filter);
  const { messages } = tables as Tables;
  const found = analysis.run(tables, params, now);
  const keys = found.kind === 'table' ? found.rows.slice(0, MOST_MARKS).map(({ key }) => key) : [];
  const marks = keys.map((key) => ({ key, rows: rowsOf(key) }));
  const rows = rowsOfMarks(context.db, messages, now, of, marks);
  const table: TableResult = {
    kind: 'table',
    columns: COLUMNS,
    rows,
    total: rows.length,
    n: marks.reduce((sum, mark) => sum + mark.rows.length, 0),
    people: found.kind === 'table' ? found.people : 0,
  };
  return clear(context, table, leftOut);
}

/** Messages behind a mark that hold one of its words, newest first. */
export async function messagesWithWord(context: QueryContext, of: Marked, key: string, filter: Filter, limit: number) {
  // Single messages are about single people: where the small-group rule binds, they are not listed at all.
  const policy = policyFor(context, 'service', false);
  if (policy.mode === 'binding') throw new AppError('too-few-people', { smallest: policy.k });
  const space = key.indexOf(' ');
  const { tables, rowsOf, leftOut } = await marksOf(context, of, filter);
  const { messages } = tables as Tables;
  const term = key.slice(space + 1);
  const hits: number[] = [];
  for (const i of rowsOf(key.slice(0, Math.max(0, space))).subarray(0, MOST_SEARCHED)) {
    const message = getOriginal(context.db, messages.id[i] as number);
    if (message && termsOf(message.text, message.language || UNKNOWN_LANGUAGE).has(term)) hits.push(i);
  }
  const indices = Uint32Array.from(hits);
  const table = resolveResult(
    context.db,
    listRowsBehind(context.db, tables as Tables, { table: 'messages', indices }, limit),
  );
  return clear(context, table, leftOut);
}

function clear(context: QueryContext, table: TableResult, leftOut: readonly LeftOut[]) {
  const cleared = passResult(table, policyFor(context, 'service', false));
  return { table: cleared.result, leftOut: [...leftOut, ...cleared.leftOut] };
}
