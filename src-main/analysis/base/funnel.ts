import * as z from 'zod';
import type { EventColumns } from '../../../shared/columns.ts';
import { allTestWords, propertiesSchema, testsIn } from '../../../shared/conditions.ts';
import { MINUTE_MS } from '../../../shared/time.ts';
import type { RunContext } from '../analysis.ts';
import { hasProperties } from './properties.ts';
import { IS_ACT, outOfScope } from './scan.ts';
import { ScopeReader } from './scope.ts';

const name = z.string().min(1).max(2000);
const stepSchema = z.union([
  name,
  z.strictObject({
    /** Any one of these pages or events fulfils the step. */
    any: z.array(name).min(1).max(20),
    /** What properties of the event must be. */
    property: propertiesSchema.optional(),
    /** People may go on without it. */
    optional: z.boolean().default(false),
  }),
]);
type Step = z.output<typeof stepSchema>;

/** Parameters of every analysis that goes along a funnel. */
export const funnelParams = {
  /** Page paths or event names; a trailing * takes every page that begins so. The first step cannot be optional. */
  steps: z
    .array(stepSchema)
    .min(2)
    .max(10)
    .refine((steps) => !isOptional(steps[0] as Step)),
  /** strict: no other page view between two steps. */
  order: z.enum(['loose', 'strict']).default('loose'),
  windowMinutes: z.number().int().min(1).max(527_040).default(43_200),
};
const funnelSchema = z.strictObject(funnelParams);
export type FunnelPlan = z.output<typeof funnelSchema>;

const namesOf = (step: Step): readonly string[] => (typeof step === 'string' ? [step] : step.any);
const isOptional = (step: Step): boolean => typeof step !== 'string' && step.optional;
const testsOf = (step: Step) => (typeof step === 'string' ? [] : testsIn(step.property));
const propertyWords = (step: Step): string => (testsOf(step).length > 0 ? ` with ${allTestWords(testsOf(step))}` : '');
/** A step as it is written: alternatives with "or", optional ones marked. */
export const labelOfStep = (step: Step): string =>
  `${namesOf(step).join(' or ')}${propertyWords(step)}${isOptional(step) ? ' (optional)' : ''}`;
/** Per step: the nearest step before it that nobody may leave out; 0 for the first. */
export const requiredBefore = (steps: readonly Step[]): number[] =>
  steps.map((_, k) =>
    Math.max(
      0,
      steps.findLastIndex((step, j) => j < k && !isOptional(step)),
    ),
  );

/** Bit k set: the page fulfils step k. */
function stepMasks(events: EventColumns, steps: readonly Step[]): Uint16Array {
  const masks = new Uint16Array(events.pages + 1);
  steps.forEach((step, k) => {
    for (const text of namesOf(step)) {
      const ids = text.endsWith('*') ? events.pagesWithPrefix(text.slice(0, -1)) : [events.pageId(text)];
      for (const id of ids) if (id > 0) masks[id] = (masks[id] as number) | (1 << k);
    }
  });
  return masks;
}

/** Takes the steps out of a page's mask that ask for a property which the row's event does not have. */
function withProperties(events: EventColumns, steps: readonly Step[]): (mask: number, row: number) => number {
  const asked = steps.flatMap((step, k) =>
    testsOf(step).length > 0 ? [{ bit: 1 << k, has: hasProperties(events, testsOf(step)) }] : [],
  );
  if (asked.length === 0) return (mask) => mask;
  return (mask, row) =>
    asked.reduce((left, { bit, has }) => ((left & bit) === 0 || has(row) ? left : left & ~bit), mask);
}

/**
 * One person's way through the steps, as ClickHouse's windowFunnel reads it: a step counts when it comes after the
 * step before it (optional ones may be left out) and within the window of the chain's first step.
 */
export class Chain {
  /** Furthest step reached, counted from 1; 0 = none. */
  level = 0;
  /** Bit k set: step k was reached. */
  reached = 0;
  /** Row of the act that reached the furthest step, and of the act that first reached the first. */
  lastRow = 0;
  entryRow = 0;
  /** Per step reached: time since the first step of its chain, and since the step before it in the chain. NaN = not reached. */
  readonly took: Float64Array;
  readonly between: Float64Array;
  /** Per step: when the latest chain that came this far began, and when it came here; NaN = no chain did. */
  readonly #started: Float64Array;
  readonly #arrived: Float64Array;
  /** Per step: the first of the steps that may come just before it. */
  readonly #earliest: Uint8Array;
  /** Per step: bits of the step itself and of those that may come just after it. */
  readonly #goesOn: Uint16Array;
  readonly #windowMs: number;
  readonly #strict: boolean;

  constructor({ steps, order, windowMinutes }: FunnelPlan) {
    this.took = new Float64Array(steps.length);
    this.between = new Float64Array(steps.length);
    this.#started = new Float64Array(steps.length);
    this.#arrived = new Float64Array(steps.length);
    this.#earliest = Uint8Array.from(requiredBefore(steps));
    this.#goesOn = Uint16Array.from(steps, (_, k) =>
      steps.reduce(
        (bits, __, next) => (next > k && (this.#earliest[next] as number) <= k ? bits | (1 << next) : bits),
        1 << k,
      ),
    );
    this.#windowMs = windowMinutes * MINUTE_MS;
    this.#strict = order === 'strict';
    this.reset();
  }

  reset(): void {
    const [started, took, between] = [this.#started, this.took, this.between];
    // Of so few numbers: to fill the arrays would cost several times as much.
    for (let k = 0; k < started.length; k++) {
      started[k] = Number.NaN;
      took[k] = Number.NaN;
      between[k] = Number.NaN;
    }
    this.level = 0;
    this.reached = 0;
  }

  /** The next act, in time order; bit k of `mask` = it fulfils step k. */
  act(mask: number, when: number, row: number): void {
    const started = this.#started;
    // From the last step down, so that one act never fulfils two steps of the same chain.
    for (let k = started.length - 1; k > 0; k--) {
      if ((mask & (1 << k)) === 0) continue;
      const from = this.#before(k);
      const start = started[from] as number;
      if (Number.isNaN(start) || when - start > this.#windowMs) continue;
      started[k] = start;
      this.#reach(k, when - start, when - (this.#arrived[from] as number), row);
      this.#arrived[k] = when;
    }
    if (this.#strict) this.#breakOff(mask);
    if ((mask & 1) === 1) {
      started[0] = when;
      this.#arrived[0] = when;
      if (this.level === 0) this.entryRow = row;
      this.#reach(0, 0, 0, row);
    }
  }

  /** The step that step k goes on from: of those that may come before it the one whose chain began last, the nearest of equals. */
  #before(k: number): number {
    let best = k - 1;
    for (let j = k - 2; j >= (this.#earliest[k] as number); j--) {
      const start = this.#started[j] as number;
      if (start > (this.#started[best] as number) || Number.isNaN(this.#started[best] as number)) best = j;
    }
    return best;
  }

  #reach(k: number, sinceMs: number, betweenMs: number, row: number): void {
    if ((this.reached & (1 << k)) !== 0) return;
    this.reached |= 1 << k;
    this.took[k] = sinceMs;
    this.between[k] = betweenMs;
    if (k < this.level) return;
    this.level = k + 1;
    this.lastRow = row;
  }

  /** Strict order: an act that is neither a step awaited nor the step just done ends the chain. */
  #breakOff(mask: number): void {
    for (let k = 0; k < this.#started.length - 1; k++)
      if ((mask & (this.#goesOn[k] as number)) === 0) this.#started[k] = Number.NaN;
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
  readonly #isStep: Uint8Array;
  /** 1 per kind of an act, and per combination of flags in scope. */
  readonly #isAct = new Uint8Array(256);
  readonly #inScope: Uint8Array;
  #next = 0;

  constructor(events: EventColumns, context: RunContext, masks: Uint16Array) {
    this.#events = events;
    this.#range = context.range;
    const hidden = outOfScope(context);
    this.#isAct.set(IS_ACT);
    this.#inScope = Uint8Array.from({ length: 256 }, (_, bits) => Number((bits & hidden) === 0));
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
    const [isAct, inScope] = [this.#isAct, this.#inScope];
    let acts = 0;
    for (let j = 0; j < wanted; j++) {
      const i = rows[j] as number;
      rows[acts] = i;
      acts += (isAct[kind[i] as number] as number) & (inScope[flags[i] as number] as number);
    }
    const { fromMs, toMs } = this.#range;
    let count = 0;
    for (let j = 0; j < acts; j++) {
      const i = rows[j] as number;
      const when = at[i] as number;
      rows[count] = i;
      if (when >= fromMs && when < toMs) count++;
    }
    return count;
  }
}

/** Walks each person's acts in time order; `done` gets each person's chain once, when it reached any step. */
export function walkFunnel(
  events: EventColumns,
  plan: FunnelPlan,
  context: RunContext,
  done: (chain: Chain) => void,
): void {
  const masks = stepMasks(events, plan.steps);
  const narrowed = withProperties(events, plan.steps);
  const { at, person, page } = events;
  // In strict order the acts between two steps matter too.
  const reader =
    plan.order === 'loose' ? new StepReader(events, context, masks) : new ScopeReader(events, context, IS_ACT);
  const chain = new Chain(plan);
  const everything = (1 << plan.steps.length) - 1;
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
      const mask = narrowed(masks[page[i] as number] as number, i);
      // Before the first step nothing counts, and after all of them nothing new.
      if (chain.level === 0 ? (mask & 1) === 1 : chain.reached !== everything) chain.act(mask, at[i] as number, i);
    }
  }
  if (chain.level > 0) done(chain);
}
