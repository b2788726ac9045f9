import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { funnelParams, labelOfStep, requiredBefore, walkFunnel } from './base/funnel.ts';
import { parseIdKey } from './base/keys.ts';
import { medianOf, newestFirst, zeros } from './base/scan.ts';

/** People who go from step to step. */
export const funnel = defineAnalysis({
  id: 'funnel',
  title: 'Funnel',
  question: 'How many people get from one step to the next, and where are they lost?',
  definition:
    'Counts people, each once, by the furthest step reached. A step counts when it follows the step before it within the time window, which begins at the first step. Of a step with alternatives any one will do; an optional step may be left out, and the next is compared with the one before it. In strict order no other page may come in between. Times are medians, of each person’s first time at the step.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject(funnelParams),
  version: 2,
  run({ events }, chosen, context) {
    const { steps } = chosen;
    const reached = zeros(steps.length);
    const times: number[][] = steps.map(() => []);
    const gaps: number[][] = steps.map(() => []);
    walkFunnel(events, chosen, context, (chain) => {
      for (let k = 0; k < chain.level; k++) {
        if ((chain.reached & (1 << k)) === 0) continue;
        reached[k] = (reached[k] as number) + 1;
        times[k]?.push(chain.took[k] as number);
        gaps[k]?.push(chain.between[k] as number);
      }
    });
    const first = reached[0] as number;
    const before = requiredBefore(steps);
    return {
      kind: 'table',
      columns: [
        { id: 'step', label: 'Step', type: 'text' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
        { id: 'of-previous', label: 'Of the step before', type: 'number', unit: 'share', isPart: true },
        { id: 'of-first', label: 'Of the first step', type: 'number', unit: 'share', isPart: true },
        { id: 'median-time', label: 'Median time from the start', type: 'number', unit: 'ms' },
        { id: 'median-gap', label: 'Median time from the step before', type: 'number', unit: 'ms' },
      ],
      rows: steps.map((step, k) => {
        const people = reached[k] as number;
        const previous = reached[before[k] as number] as number;
        const median = (of: number[][]) => (k === 0 ? null : medianOf(of[k] as number[]));
        const shares = [previous > 0 ? people / previous : null, first > 0 ? people / first : null];
        return { key: String(k), cells: [labelOfStep(step), people, ...shares, median(times), median(gaps)], people };
      }),
      total: steps.length,
      n: first,
      people: first,
    };
  },
  rows({ events }, chosen, context, key) {
    const step = parseIdKey(key);
    const found: number[] = [];
    walkFunnel(events, chosen, context, ({ reached, lastRow }) => {
      if (step >= 0 && step < chosen.steps.length && (reached & (1 << step)) !== 0) found.push(lastRow);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
