import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { CHANNELS, DEVICES } from '../../shared/model.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { dimensionOf } from './base/dimensions.ts';
import { type FunnelPlan, funnelParams, labelOfStep, walkFunnel } from './base/funnel.ts';
import { newestFirst, zeros } from './base/scan.ts';

const params = z.strictObject({
  ...funnelParams,
  by: z.enum(['device', 'channel']).default('device'),
});
type By = z.output<typeof params>['by'];

const wordsOf = (by: By): readonly string[] => (by === 'device' ? DEVICES : CHANNELS);

function walk(
  events: EventColumns,
  plan: FunnelPlan,
  by: By,
  context: RunContext,
  found: (group: number, reached: number, row: number) => void,
): void {
  const { idOf } = dimensionOf(events, context, by);
  walkFunnel(events, plan, context, ({ reached, entryRow, lastRow }) => found(idOf(entryRow), reached, lastRow));
}

/** The same funnel for each group of people. */
export const funnelBySegment = defineAnalysis({
  id: 'funnel-by-segment',
  title: 'Funnel by group',
  question: 'Who gets through the funnel, and who is lost?',
  definition:
    'The funnel of each group by itself: by device, or by the channel that brought the visit in which somebody first entered. Each cell is the share of those who entered.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 2,
  run({ events }, { by, ...plan }, context) {
    const words = wordsOf(by);
    const width = plan.steps.length;
    const counts = zeros(words.length * width);
    let n = 0;
    walk(events, plan, by, context, (group, reached) => {
      n++;
      for (let k = 0; k < width; k++)
        if ((reached & (1 << k)) !== 0) counts[group * width + k] = (counts[group * width + k] as number) + 1;
    });
    return {
      kind: 'matrix',
      unit: 'share',
      isPart: true,
      rows: [...words],
      columns: plan.steps.map((step, k) => `${k + 1}. ${labelOfStep(step)}`),
      values: counts.map((people, cell) => {
        const entered = counts[cell - (cell % width)] as number;
        return entered > 0 ? people / entered : null;
      }),
      people: counts,
      n,
    };
  },
  rows({ events }, { by, ...plan }, context, key) {
    const match = /^(\d+):(\d+)$/.exec(key);
    const [wanted, step] = match ? [Number(match[1]), Number(match[2])] : [-1, -1];
    const rows: number[] = [];
    walk(events, plan, by, context, (group, reached, row) => {
      if (group === wanted && step < plan.steps.length && (reached & (1 << step)) !== 0) rows.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
