import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { type Chain, type FunnelPlan, funnelParams, labelOfStep, walkFunnel } from './base/funnel.ts';
import { IS_ACT, newestFirst, outOfScope } from './base/scan.ts';

/** Row of the act after the one given, of the same person, in period and scope; −1 when there is none. */
function nextAct({ at, person, kind, flags, length }: EventColumns, context: RunContext, row: number): number {
  const hidden = outOfScope(context);
  for (let i = row + 1; i < length && person[i] === person[row]; i++) {
    if ((at[i] as number) >= context.range.toMs) return -1;
    if (IS_ACT[kind[i] as number] === 1 && ((flags[i] as number) & hidden) === 0) return i;
  }
  return -1;
}

/** Calls back for every person who did not get to the end: last step reached, page after it (0 = none), row of the step. */
function walk(
  events: EventColumns,
  plan: FunnelPlan,
  context: RunContext,
  found: (step: number, page: number, row: number) => void,
): void {
  walkFunnel(events, plan, context, ({ level, lastRow }: Chain) => {
    if (level >= plan.steps.length) return;
    const next = nextAct(events, context, lastRow);
    found(level - 1, next < 0 ? 0 : (events.page[next] as number), lastRow);
  });
}

/** Where people go who leave a funnel. */
export const funnelLost = defineAnalysis({
  id: 'funnel-lost',
  title: 'Where the lost went',
  question: 'What do people do next who do not go on in the funnel?',
  definition:
    'People who did not reach the last step, by the furthest step they reached and the page or event that came right after it; “nothing more” when they did nothing else in the chosen dates.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ ...funnelParams, limit: z.number().int().min(1).max(500).default(100) }),
  version: 1,
  run({ events }, { limit, ...plan }, context) {
    const counts = new Map<string, { step: number; page: number; people: number }>();
    const lost = plan.steps.map(() => 0);
    walk(events, plan, context, (step, page) => {
      const key = `${step}:${page}`;
      const count = counts.get(key) ?? { step, page, people: 0 };
      counts.set(key, count);
      count.people++;
      lost[step] = (lost[step] as number) + 1;
    });
    const all = lost.reduce((a, b) => a + b, 0);
    const sorted = [...counts].sort(([, a], [, b]) => a.step - b.step || b.people - a.people || a.page - b.page);
    return {
      kind: 'table',
      columns: [
        { id: 'step', label: 'Reached', type: 'text' },
        { id: 'next', label: 'then went to', type: 'page' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
        { id: 'share', label: 'Share of those lost there', type: 'number', unit: 'share', isPart: true },
      ],
      rows: sorted.slice(0, limit).map(([key, { step, page, people }]) => ({
        key,
        cells: [
          labelOfStep(plan.steps[step] as (typeof plan.steps)[number]),
          page === 0 ? '(nothing more)' : page,
          people,
          people / (lost[step] as number),
        ],
        people,
      })),
      total: counts.size,
      n: all,
      people: all,
    };
  },
  rows({ events }, { limit: _limit, ...plan }, context, key) {
    const rows: number[] = [];
    walk(events, plan, context, (step, page, row) => {
      if (key === `${step}:${page}`) rows.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
