import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parsePointKey } from './base/keys.ts';
import { IS_ACT, newestFirst } from './base/scan.ts';
import { eachSentBlock, type SentBlock } from './base/sent-rows.ts';
import { countSent } from './base/sent-series.ts';
import { bucketFinder, bucketsOf, timeSeries } from './base/series.ts';

const LINES = [
  { id: 'pages', label: 'Pages and downloads' },
  { id: 'others', label: 'Files, redirects and errors' },
] as const;

/** Number of the line of each kind. */
const LINE_OF_KIND = Array.from(IS_ACT, (isAct) => 1 - isAct);

/** Calls back for every block of answers with a size, by their bucket. */
function eachBlock(
  events: EventColumns,
  context: RunContext,
  edges: Float64Array,
  found: (block: SentBlock) => void,
): void {
  const buckets = bucketFinder(edges);
  eachSentBlock(events, context, (block) => {
    buckets.into(events.at, block.rows, block.count, block.ids);
    found(block);
  });
}

/** Data sent over time. */
export const bandwidthOverTime = defineAnalysis({
  id: 'bandwidth-over-time',
  title: 'Data sent over time',
  question: 'How much data does the site send, and when?',
  definition:
    'The sizes of all answers as the log gives them, without headers: what people asked for (pages, downloads), and what pages load besides or what failed.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ bucket: z.enum(['auto', 'hour', 'day', 'week', 'month', 'year']).default('auto') }),
  version: 1,
  run({ events }, { bucket }, context) {
    const buckets = bucketsOf(context, bucket);
    const sent = countSent(events, context, buckets.edges, LINE_OF_KIND, LINES.length);
    const ofBuckets = (of: (bucket: number) => number) => Array.from({ length: buckets.count }, (_, b) => of(b));
    const lines = LINES.map((line, l) => ({
      ...line,
      values: ofBuckets((b) => sent.bytesOf(b, l)),
      people: ofBuckets((b) => sent.peopleOf(b, l)),
    }));
    return timeSeries(context, buckets, 'bytes', lines, sent.answers, sent.people);
  },
  rows({ events }, { bucket }, context, key) {
    const { edges } = bucketsOf(context, bucket);
    const point = parsePointKey(key);
    const line = LINES.findIndex(({ id }) => id === point?.line);
    const wanted = point && line >= 0 ? bucketFinder(edges)(point.startMs) : -1;
    const found: number[] = [];
    if (wanted >= 0)
      eachBlock(events, context, edges, ({ rows, ids, count }) => {
        for (let j = 0; j < count; j++) {
          const row = rows[j] as number;
          if (ids[j] === wanted && LINE_OF_KIND[events.kind[row] as number] === line) found.push(row);
        }
      });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
