import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { IS_ACT, medianOf, newestFirst, outOfScope, zeros } from './base/scan.ts';

const params = z.strictObject({
  /** Page paths or event names; a trailing * takes every page that begins so. */
  steps: z.array(z.string().min(1).max(2000)).min(2).max(10),
  /** strict: no other page view between two steps. */
  order: z.enum(['loose', 'strict']).default('loose'),
  windowMinutes: z.number().int().min(1).max(527_040).default(43_200),
});
type Params = z.output<typeof params>;

/** Bit k set: the page fulfils step k. */
function stepMasks(events: EventColumns, steps: readonly string[]): Uint16Array {
  const masks = new Uint16Array(events.pages + 1);
  steps.forEach((step, k) => {
    const ids = step.endsWith('*') ? events.pagesWithPrefix(step.slice(0, -1)) : [events.pageId(step)];
    for (const id of ids) if (id > 0) masks[id] = (masks[id] as number) | (1 << k);
  });
  return masks;
}

/**
 * Walks each person's acts in time order and reports the furthest step reached, as ClickHouse's windowFunnel does:
 * a step counts when it comes after the step before it and within the window of the chain's first step.
 * `done` gets person, steps reached, and for each step the time since the chain's start.
 */
function walk(
  events: EventColumns,
  { steps, order, windowMinutes }: Params,
  context: RunContext,
  done: (person: number, level: number, times: Float64Array, lastRow: number) => void,
): void {
  const masks = stepMasks(events, steps);
  const { at, person, kind, flags, page, length } = events;
  const { fromMs, toMs } = context.range;
  const hidden = outOfScope(context);
  const windowMs = windowMinutes * MINUTE_MS;
  const count = steps.length;
  const started = new Float64Array(count);
  const took = new Float64Array(count);
  let current = 0;
  let level = 0;
  let lastRow = 0;
  const reset = () => {
    started.fill(Number.NaN);
    took.fill(Number.NaN);
    level = 0;
  };
  reset();
  for (let i = 0; i < length; i++) {
    const who = person[i] as number;
    const when = at[i] as number;
    if (
      who === 0 ||
      when < fromMs ||
      when >= toMs ||
      IS_ACT[kind[i] as number] === 0 ||
      ((flags[i] as number) & hidden) !== 0
    )
      continue;
    if (who !== current) {
      if (level > 0) done(current, level, took, lastRow);
      if (current !== 0) reset();
      current = who;
    }
    const mask = masks[page[i] as number] as number;
    if (mask === 0 && order === 'loose') continue;
    // From the last step down, so that one act never fulfils two steps of the same chain.
    for (let k = count - 1; k > 0; k--) {
      const start = started[k - 1] as number;
      if ((mask & (1 << k)) === 0 || Number.isNaN(start) || when - start > windowMs) continue;
      started[k] = start;
      if (k >= level) {
        level = k + 1;
        took[k] = when - start;
        lastRow = i;
      }
    }
    if (order === 'strict')
      for (let k = 0; k < count - 1; k++)
        if ((mask & (1 << (k + 1))) === 0 && (mask & (1 << k)) === 0) started[k] = Number.NaN;
    if ((mask & 1) === 1) {
      started[0] = when;
      if (level === 0) {
        level = 1;
        took[0] = 0;
        lastRow = i;
      }
    }
  }
  if (level > 0) done(current, level, took, lastRow);
}

/** People who go from step to step. */
export const funnel = defineAnalysis({
  id: 'funnel',
  title: 'Funnel',
  question: 'How many people get from one step to the next, and where are they lost?',
  definition:
    'Counts people, each once, by the furthest step reached. A step counts when it follows the step before it within the time window, which begins at the first step. In strict order no other page may come in between. Median time is from the first step.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, chosen, context) {
    const reached = zeros(chosen.steps.length);
    const times: number[][] = chosen.steps.map(() => []);
    walk(events, chosen, context, (_person, level, took) => {
      for (let k = 0; k < level; k++) {
        reached[k] = (reached[k] as number) + 1;
        const time = took[k] as number;
        if (!Number.isNaN(time)) times[k]?.push(time);
      }
    });
    const first = reached[0] as number;
    return {
      kind: 'table',
      columns: [
        { id: 'step', label: 'Step', type: 'text' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
        { id: 'of-previous', label: 'Of the step before', type: 'number', unit: 'share' },
        { id: 'of-first', label: 'Of the first step', type: 'number', unit: 'share' },
        { id: 'median-time', label: 'Median time from the start', type: 'number', unit: 'ms' },
      ],
      rows: chosen.steps.map((step, k) => {
        const people = reached[k] as number;
        const before = k === 0 ? first : (reached[k - 1] as number);
        const median = k === 0 ? null : medianOf(times[k] as number[]);
        return {
          key: String(k),
          cells: [step, people, before > 0 ? people / before : null, first > 0 ? people / first : null, median],
          people,
        };
      }),
      total: chosen.steps.length,
      n: first,
      people: first,
    };
  },
  rows({ events }, chosen, context, key) {
    const wanted = Number(key) + 1;
    const found: number[] = [];
    walk(events, chosen, context, (_person, level, _took, lastRow) => {
      if (level >= wanted) found.push(lastRow);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
