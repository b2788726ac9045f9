import { createHash } from 'node:crypto';
import { filter as filterCheck, type MessageFilter } from '../../shared/check.ts';
import type { MessageColumns, Tables } from '../../shared/columns.ts';
import type { Condition } from '../../shared/conditions.ts';
import type { AnalysisReply } from '../../shared/contract/analyses.ts';
import type { Range } from '../../shared/time.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { outOfScope } from '../analysis/base/scan.ts';
import { Combinations } from '../privacy/export-combinations.ts';
import { maskContacts } from '../privacy/redact.ts';
import {
  type ExportPart,
  type ExportScope,
  lastRun,
  listPastScopes,
  type PastScope,
  wasExported,
} from '../store/tables/exports.ts';
import { prepareRun } from './analyses.ts';
import type { QueryContext } from './context.ts';

interface Filter {
  range: Range | null;
  bots: boolean;
  segment?: Condition | undefined;
  messages?: MessageFilter | undefined;
}

/** Tables whose rows are about people. */
const PERSONAL = ['events', 'orders', 'messages'] as const;
type Personal = (typeof PERSONAL)[number];

/** Rows that a filter lets an analysis count: 1 per row of a permitted table, with the people they are about. */
interface RowSet {
  person: Uint32Array;
  inside: Uint8Array;
  rows: number;
  /** Distinct; rows by nobody known are one more. */
  people: number;
}

function maskCondition(condition: Condition): Condition {
  if ('all' in condition) return { all: condition.all.map(maskCondition) };
  if ('any' in condition) return { any: condition.any.map(maskCondition) };
  if ('not' in condition) return { not: maskCondition(condition.not) };
  return condition.field === 'page' ? { ...condition, is: condition.is.map(maskContacts) } : condition;
}

/** A filter as the log keeps it: pages as they are stored, without what could name somebody. */
export function storedFilter({ range, bots, segment, messages }: Filter): string {
  return JSON.stringify({
    range,
    bots,
    ...(segment === undefined ? {} : { segment: maskCondition(segment) }),
    ...(messages === undefined ? {} : { messages }),
  });
}

const figuresHash = ({ result, previous }: AnalysisReply): Uint8Array =>
  Uint8Array.from(
    createHash('sha256')
      .update(JSON.stringify([result, previous]))
      .digest(),
  );

/** Distinct ids among the rows marked, at most `most`; an id of 0 is one more. */
function countPeople(person: Uint32Array, isMarked: (row: number) => boolean, most: number): number {
  const seen = new Uint8Array(person.reduce((a, b) => Math.max(a, b), 0) + 1);
  let people = 0;
  for (let i = 0; i < person.length && people < most; i++) {
    const who = person[i] as number;
    if (seen[who] === 1 || !isMarked(i)) continue;
    seen[who] = 1;
    people++;
  }
  return people;
}

const peopleOf = (record: Personal, { events, orders, messages }: Tables): Uint32Array =>
  record === 'events' ? events.person : record === 'orders' ? orders.buyer : messages.author;

/** Which of the messages a filter leaves: it makes new columns, whose rows are not those of others. */
function leftIn({ id }: MessageColumns, kept: MessageColumns): (row: number) => boolean {
  if (kept.id === id) return () => true;
  const left = new Uint8Array(id.reduce((a, b) => Math.max(a, b), 0) + 1);
  for (const one of kept.id) left[one] = 1;
  return (row) => left[id[row] as number] === 1;
}

async function rowSetOf(
  context: QueryContext,
  analysis: Analysis,
  record: Personal,
  filter: Filter,
  last: number,
): Promise<RowSet> {
  const prepared = await prepareRun(context, { id: analysis.id, params: {}, filter });
  const now = prepared.runContext(prepared.range ?? { fromMs: 0, toMs: 1 });
  const { tables } = prepared.tablesFor(now);
  const hidden = outOfScope(now);
  const { range } = filter;
  // Rows as the store has them, so that those of two filters can be told to be the same.
  const { at, run, length } = prepared.tables[record];
  const isLeft = record === 'messages' ? leftIn(prepared.tables.messages, tables.messages) : () => true;
  const inside = new Uint8Array(length);
  let rows = 0;
  for (let i = 0; i < length; i++) {
    const instant = at[i] as number;
    if (range !== null && !(instant >= range.fromMs && instant < range.toMs)) continue;
    if ((run[i] as number) > last || !isLeft(i)) continue;
    if (record === 'events' && ((tables.events.flags[i] as number) & hidden) !== 0) continue;
    // A segment leaves the orders of others without a state.
    if (record === 'orders' && filter.segment !== undefined && tables.orders.status[i] === 0) continue;
    inside[i] = 1;
    rows++;
  }
  const person = peopleOf(record, prepared.tables);
  return { person, inside, rows, people: countPeople(person, (i) => inside[i] === 1, length) };
}

/** People behind the rows that are in one and not in the other; counting ends at `most`. */
const peopleBetween = (a: RowSet, b: RowSet, most: number): number =>
  countPeople(a.person, (i) => a.inside[i] !== b.inside[i], most);

/** At least so many people's rows have gone from what was handed out then: erased, withdrawn, undone. */
const goneSince = (then: PastScope, now: RowSet): number =>
  Math.max(Math.abs(then.people - now.people), then.rows === now.rows ? 0 : 1);

/** Looks whether analyses may go into a file, and what the log has to keep of them. */
interface ExportGuard {
  /** `tooCloseMs`: not so, for it could be subtracted from the file of that instant. */
  admit(analysis: Analysis, reply: AnalysisReply): Promise<{ part: ExportPart } | { tooCloseMs: number }>;
  /** What stands behind all that was admitted. */
  scopes(): ExportScope[];
}

/**
 * Guards a file against being subtracted from earlier ones (tracker and difference attacks: Denning, Denning and Schwartz, The
 * tracker, ACM TODS 1979; Hundepool et al., Statistical Disclosure Control, 2012, ch. 4 and 5). The rows that an earlier file
 * counted are worked out anew from its filter; when those of the new one differ from them by rows of 1 to k − 1 people, the
 * difference of two figures would be about so few. Then the analysis stays out, unless it was handed out with the very same
 * rounded figures before: what is known already tells nothing. Compared are pairs of files of one purpose, and sums and
 * differences of the new one with two of the newest thirty; those over four or more are not (what they can tell is bounded only by
 * noise).
 */
export function exportGuard(context: QueryContext, filter: Filter, k: number): ExportGuard {
  const known = new Map<string, Promise<RowSet>>();
  const verdicts = new Map<string, Promise<number | null>>();
  const scopes = new Map<string, ExportScope>();
  const last = lastRun(context.db);
  const past = listPastScopes(context.db);
  const once = <T>(map: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> => {
    const found = map.get(key) ?? make();
    map.set(key, found);
    return found;
  };
  const mineOf = (analysis: Analysis, record: Personal) =>
    once(known, `${analysis.purpose} ${record}`, () => rowSetOf(context, analysis, record, filter, last));
  /** Instant of the newest file that is too close in one table; null = none. */
  const closest = async (analysis: Analysis, record: Personal): Promise<number | null> => {
    const mine = await mineOf(analysis, record);
    const combinations = new Combinations(mine.person, mine.inside, k);
    const combined: PastScope[] = [];
    for (const then of past) {
      if (then.purpose !== analysis.purpose || then.record !== record) continue;
      const asked: Filter = filterCheck().parse(JSON.parse(then.filter));
      // Not kept: every earlier file is looked at once, and ten million rows are ten megabytes.
      const theirs = await rowSetOf(context, analysis, record, asked, then.lastRun);
      const gone = goneSince(then, theirs);
      const people = peopleBetween(theirs, mine, k) + gone;
      if (people > 0 && people < k) return then.atMs;
      if (combinations.add(theirs.inside, gone)) combined.push(then);
    }
    const pair = combinations.isolating();
    return pair === null ? null : (combined[pair[0]] as PastScope).atMs;
  };
  return {
    async admit(analysis, reply) {
      const part: ExportPart = { analysis: analysis.id, figures: figuresHash(reply) };
      const reads = PERSONAL.filter((record) => analysis.reads.includes(record));
      if (!wasExported(context.db, part))
        for (const record of reads) {
          const key = `${analysis.purpose} ${record}`;
          const tooCloseMs = await once(verdicts, key, () => closest(analysis, record));
          if (tooCloseMs !== null) return { tooCloseMs };
        }
      for (const record of reads) {
        const { rows, people } = await mineOf(analysis, record);
        scopes.set(`${analysis.purpose} ${record}`, { purpose: analysis.purpose, record, rows, people });
      }
      return { part };
    },
    scopes: () => [...scopes.values()],
  };
}
