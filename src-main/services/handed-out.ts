import type { TableName } from '../../shared/columns.ts';
import type { NoisyFigureId, Recipient } from '../../shared/contract/exports.ts';
import { ANALYSES } from '../analysis/index.ts';
import type { ReadDb } from '../store/open.ts';
import { listExportParts, listExports } from '../store/tables/exports.ts';

const TABLE_OF: Readonly<Record<NoisyFigureId, TableName>> = {
  buyers: 'orders',
  orders: 'orders',
  revenue: 'orders',
  visitors: 'events',
  views: 'events',
  writers: 'messages',
  messages: 'messages',
};

/** One file that was handed out: to whom, of which imports (up to `lastRun`), and which kinds of data its figures come from. */
export interface HandedOut {
  atMs: number;
  recipient: Recipient;
  lastRun: number;
  tables: ReadonlySet<TableName>;
  /** Whether it names people, by hashed addresses; else it holds figures of groups. */
  people: boolean;
}

const isBySegment = (filter: string): boolean => 'segment' in (JSON.parse(filter) as object);

/** Every file that was handed out, newest first. */
export function handedOut(db: ReadDb): HandedOut[] {
  const reads = new Map<string, readonly TableName[]>(ANALYSES.map((analysis) => [analysis.id, analysis.reads]));
  return listExports(db, 0, Number.MAX_SAFE_INTEGER).map(({ id, at_ms, kind, recipient, filter, last_run }) => {
    const parts = listExportParts(db, id);
    const tables = parts.flatMap((part) =>
      kind === 'noisy' ? [TABLE_OF[part as NoisyFigureId]] : (reads.get(part) ?? []),
    );
    // A list of people was chosen by what they did; the addresses in it are identifiers.
    const listed = kind === 'audience' ? [isBySegment(filter) ? ('events' as const) : ('orders' as const)] : [];
    return {
      atMs: at_ms,
      recipient,
      lastRun: last_run,
      tables: new Set([...tables, ...listed]),
      people: kind === 'audience',
    };
  });
}

/** How often and when last to whom; whoever got something last comes first. */
export function recipientsOf(
  files: readonly Pick<HandedOut, 'atMs' | 'recipient'>[],
): { recipient: Recipient; times: number; lastMs: number }[] {
  return [...Map.groupBy(files, ({ recipient }) => recipient)].map(([recipient, list]) => ({
    recipient,
    times: list.length,
    lastMs: Math.max(...list.map(({ atMs }) => atMs)),
  }));
}
