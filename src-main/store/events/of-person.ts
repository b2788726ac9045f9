import type { ReadDb } from '../open.ts';
import { copyRows, type EventBlock, makeBlock } from './block.ts';
import { listSegments, readGroups, readSegment } from './segments.ts';
import { partitionOf } from './sort.ts';

/** Number of events of one person. */
export function countEventsOf(db: ReadDb, person: number): number {
  let events = 0;
  for (const segment of listSegments(db, partitionOf(person))) {
    if (person < segment.first_person || person > segment.last_person) continue;
    const groups = readGroups(db, segment);
    groups.person.forEach((who, g) => {
      if (who === person) events += groups.events[g] as number;
    });
  }
  return events;
}

/** Every event of one person, in time order within what one import brought. For access requests, not for analyses. */
export function readEventsOf(db: ReadDb, person: number): { block: EventBlock; rows: number } {
  const total = countEventsOf(db, person);
  const out = makeBlock(total);
  let rows = 0;
  for (const segment of listSegments(db, partitionOf(person))) {
    if (person < segment.first_person || person > segment.last_person) continue;
    const groups = readGroups(db, segment);
    if (!groups.person.includes(person)) continue;
    const block = readSegment(db, segment, groups);
    const from = block.person.indexOf(person);
    const to = block.person.lastIndexOf(person, segment.rows - 1) + 1;
    copyRows(out, rows, block, from, to);
    rows += to - from;
  }
  return { block: out, rows };
}
