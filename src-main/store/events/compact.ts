import type { WriteDb } from '../open.ts';
import { copyRows, type EventBlock, makeBlock } from './block.ts';
import { type OpenSegment, walkChains } from './merge.ts';
import {
  chainsOf,
  deleteSegment,
  listSegments,
  readGroups,
  readSegment,
  SEGMENT_ROWS,
  type Segment,
  saveSegment,
} from './segments.ts';
import { PARTITIONS } from './sort.ts';

export interface CompactOptions {
  /** Leave one chain per partition, whatever it costs. */
  full?: boolean;
  /** Asked between partitions; true = stop here (everything done so far stays). */
  stop?: () => boolean;
}

/** An older chain stays apart while it is this many times larger than all newer ones together. */
const RATIO = 3;
/** Below this many rows in a partition merging costs next to nothing. */
const SMALL_ROWS = 65_536;
/** Rows that the open segments of one merge may hold: 40 bytes each. */
const OPEN_ROWS = 1_000_000;

type Chain = readonly Segment[];
const rowsOf = (chain: Chain): number => chain.reduce((sum, segment) => sum + segment.rows, 0);
const openRowsOf = (chain: Chain): number => Math.max(...chain.map((segment) => segment.rows));

/** The newest chains that should become one: all from the first that is too small to stay apart. */
export function chainsToMerge(chains: readonly Chain[], full: boolean): Chain[] {
  if (full) return chains.length > 1 ? [...chains] : [];
  let newer = 0;
  let first = chains.length - 1;
  for (let i = chains.length - 1; i >= 0; i--) {
    const rows = rowsOf(chains[i] as Chain);
    if (newer > 0 && (rows < RATIO * newer || rows + newer <= SMALL_ROWS)) first = i;
    newer += rows;
  }
  return chains.slice(first).length > 1 ? chains.slice(first) : [];
}

/** Neighbouring chains in groups whose open segments fit into memory together, at least two in each. */
function groupsThatFit(chains: readonly Chain[]): Chain[][] {
  const groups: Chain[][] = [];
  let open = 0;
  for (const chain of chains) {
    const rows = openRowsOf(chain);
    const last = groups.at(-1);
    if (last && (last.length < 2 || open + rows <= OPEN_ROWS)) {
      last.push(chain);
      open += rows;
    } else {
      groups.push([chain]);
      open = rows;
    }
  }
  return groups;
}

interface Whole extends OpenSegment {
  block: EventBlock;
}

/** Merges neighbouring chains into one that takes the place of the oldest. Segments go as soon as they are read. */
function mergeChains(db: WriteDb, partition: number, chains: readonly Chain[], out: EventBlock): void {
  const chain = chains[0]?.[0]?.chain as number;
  let rows = 0;
  const flush = () => {
    if (rows > 0) saveSegment(db, partition, chain, out, rows);
    rows = 0;
  };
  // Blocks of segments that are done serve the next ones.
  const spare: EventBlock[] = [];
  const largest = Math.max(...chains.map(openRowsOf));
  const blockFor = (rows: number): EventBlock => {
    const fits = spare.findIndex((block) => block.at.length >= rows);
    return fits < 0 ? makeBlock(rows > largest / 2 ? largest : rows) : (spare.splice(fits, 1)[0] as EventBlock);
  };
  walkChains<Whole>(chains, {
    open(segment) {
      const groups = readGroups(db, segment);
      const block = readSegment(db, segment, groups, blockFor(segment.rows));
      return { groups, block, at: block.at };
    },
    take({ block }, start, to) {
      for (let from = start; from < to; ) {
        const end = Math.min(to, from + SEGMENT_ROWS - rows);
        copyRows(out, rows, block, from, end);
        rows += end - from;
        from = end;
        if (rows === SEGMENT_ROWS) flush();
      }
    },
    leave({ block }, segment) {
      spare.push(block);
      deleteSegment(db, segment.id);
    },
  });
  flush();
}

/**
 * Merges what imports have left in small pieces, so that loading is copying. Changes nothing that can be seen.
 * One transaction per merge: a crash leaves the store as it was before that merge. Memory is bounded.
 */
export function compact(db: WriteDb, options: CompactOptions = {}): void {
  const out = makeBlock(SEGMENT_ROWS);
  for (let partition = 0; partition < PARTITIONS; partition++) {
    let chains = chainsToMerge(chainsOf(listSegments(db, partition)), options.full ?? false);
    while (chains.length > 1) {
      if (options.stop?.()) return;
      const before = chains;
      for (const group of groupsThatFit(chains))
        if (group.length > 1) db.transaction(() => mergeChains(db, partition, group, out))();
      // Chains keep the number of the oldest member: what was merged is what now stands from the first one on.
      const oldest = before[0]?.[0]?.chain as number;
      chains = chainsOf(listSegments(db, partition).filter((segment) => segment.chain >= oldest));
    }
  }
}
