import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseIdKey } from './base/keys.ts';
import { IS_ACT, medianOf, newestFirst, outOfScope, zeros } from './base/scan.ts';
import { ScopeReader } from './base/scope.ts';

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
 * One person's way through the steps, as ClickHouse's windowFunnel reads it: a step counts when it comes after the
 * step before it and within the window of the chain's first step.
 */
class Chain {
  /** Furthest step reached; 0 = none. */
  level = 0;
  /** Row of the act that reached it. */
  lastRow = 0;
  /** Per step reached: time since the first step of its chain. */
  readonly took: Float64Array;
  /** Per step: when the latest chain that came this far began; NaN = no chain did. */
  readonly #started: Float64Array;
  readonly #windowMs: number;
  readonly #strict: boolean;

  constructor({ steps, order, windowMinutes }: Params) {
    this.took = new Float64Array(steps.length);
    this.#started = new Float64Array(steps.length);
    this.#windowMs = windowMinutes * MINUTE_MS;
    this.#strict = order === 'strict';
    this.reset();
  }

  reset(): void {
    this.#started.fill(Number.NaN);
    this.took.fill(Number.NaN);
    this.level = 0;
  }

  /** The next act, in time order; bit k of `mask` = it fulfils step k. */
  act(mask: number, when: number, row: number): void {
    const started = this.#started;
    // From the last step down, so that one act never fulfils two steps of the same chain.
    for (let k = started.length - 1; k > 0; k--) {
      const start = started[k - 1] as number;
      if ((mask & (1 << k)) === 0 || Number.isNaN(start) || when - start > this.#windowMs) continue;
      started[k] = start;
      this.#reach(k, when - start, row);
    }
    if (this.#strict) this.#breakOff(mask);
    if ((mask & 1) === 1) {
      started[0] = when;
      this.#reach(0, 0, row);
    }
  }

  #reach(k: number, sinceMs: number, row: number): void {
    if (k < this.level) return;
    this.level = k + 1;
    this.took[k] = sinceMs;
    this.lastRow = row;
  }

  /** Strict order: an act that is neither the step awaited nor the step just done ends the chain. */
  #breakOff(mask: number): void {
    for (let k = 0; k < this.#started.length - 1; k++)
      if ((mask & (1 << (k + 1))) === 0 && (mask & (1 << k)) === 0) this.#started[k] = Number.NaN;
  }
}

/** Rows looked at together: their numbers stay in the processor's nearest cache. */
const BLOCK = 4096;

/**
 * Rows that fulfil a step and are in period and scope, in the order of the columns. Steps are few among many pages, so
 * that the page is looked at first, without a branch (see ScopeReader), and all else only for the rows that are left.
 */
class StepReader {
  readonly rows = new Uint32Array(BLOCK);
  readonly #events: EventColumns;
  readonly #range: RunContext['range'];
  readonly #hidden: number;
  readonly #isStep: Uint8Array;
  #next = 0;

  constructor(events: EventColumns, context: RunContext, masks: Uint16Array) {
    this.#events = events;
    this.#range = context.range;
    this.#hidden = outOfScope(context);
    this.#isStep = Uint8Array.from(masks, (mask) => (mask === 0 ? 0 : 1));
  }

  read(): number {
    const { at, kind, flags, page, length } = this.#events;
    const start = this.#next;
    if (start >= length) return -1;
    const end = Math.min(length, start + BLOCK);
    this.#next = end;
    const { rows } = this;
    const isStep = this.#isStep;
    let wanted = 0;
    for (let i = start; i < end; i++) {
      rows[wanted] = i;
      wanted += isStep[page[i] as number] as number;
    }
    const { fromMs, toMs } = this.#range;
    const hidden = this.#hidden;
    let count = 0;
    for (let j = 0; j < wanted; j++) {
      const i = rows[j] as number;
      const when = at[i] as number;
      rows[count] = i;
      if (IS_ACT[kind[i] as number] === 1 && ((flags[i] as number) & hidden) === 0 && when >= fromMs && when < toMs)
        count++;
    }
    return count;
  }
}

/** Walks each person's acts in time order; `done` gets each person's chain once, when it reached any step. */
function walk(events: EventColumns, chosen: Params, context: RunContext, done: (chain: Chain) => void): void {
  const masks = stepMasks(events, chosen.steps);
  const { at, person, page } = events;
  // In strict order the acts between two steps matter too.
  const reader =
    chosen.order === 'loose' ? new StepReader(events, context, masks) : new ScopeReader(events, context, IS_ACT);
  const chain = new Chain(chosen);
  const { rows } = reader;
  let current = 0;
  for (let count = reader.read(); count >= 0; count = reader.read()) {
    for (let j = 0; j < count; j++) {
      const i = rows[j] as number;
      const who = person[i] as number;
      if (who === 0) continue;
      if (who !== current) {
        // Writing the arrays anew for people who did not enter would cost more than all the rest.
        if (chain.level > 0) {
          done(chain);
          chain.reset();
        }
        current = who;
      }
      chain.act(masks[page[i] as number] as number, at[i] as number, i);
    }
  }
  if (chain.level > 0) done(chain);
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
    walk(events, chosen, context, ({ level, took }) => {
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
    const step = parseIdKey(key);
    const found: number[] = [];
    walk(events, chosen, context, ({ level, lastRow }) => {
      if (step >= 0 && level > step) found.push(lastRow);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
