import * as z from 'zod';
import { allTestWords, propertyListSchema, type PropertyTest } from '../../../shared/conditions.ts';

const text = z.string().min(1).max(2000);
/** A step as it is typed, and what properties of the event must be, where it asks for any. */
const stepSchema = z.union([text, z.strictObject({ text, properties: propertyListSchema })]);
export type PlanStep = z.infer<typeof stepSchema>;

/** What a funnel counts: two to ten steps, their order and the time they may take. Matches the parameters of the analysis. */
export const planSchema = z.strictObject({
  steps: z.array(stepSchema).max(10),
  order: z.enum(['loose', 'strict']),
  windowMinutes: z.number().int().min(1).max(527_040),
});
export type FunnelPlan = z.infer<typeof planSchema>;

export const EMPTY_PLAN: FunnelPlan = { steps: [], order: 'loose', windowMinutes: 43_200 };
export const MOST_STEPS = 10;
const FEWEST_STEPS = 2;

/** Time windows offered, in minutes. */
export const WINDOWS = [
  { id: '30', label: '30 minutes' },
  { id: '1440', label: '1 day' },
  { id: '10080', label: '7 days' },
  { id: '43200', label: '30 days' },
  { id: '129600', label: '90 days' },
] as const;

export const isComplete = ({ steps }: FunnelPlan): boolean => steps.length >= FEWEST_STEPS;

export const textOf = (step: PlanStep): string => (typeof step === 'string' ? step : step.text);
export const testsOf = (step: PlanStep): readonly PropertyTest[] => (typeof step === 'string' ? [] : step.properties);
/** A step in words: what was typed, and the properties it asks for. */
export const stepWords = (step: PlanStep): string =>
  testsOf(step).length > 0 ? `${textOf(step)} with ${allTestWords(testsOf(step))}` : textOf(step);

const makeStep = (typed: string, properties: readonly PropertyTest[]): PlanStep =>
  properties.length > 0 ? { text: typed, properties: [...properties] } : typed;

/** Adds a step at the end: trimmed, at most ten, not twice in a row (nobody gets from a page to the same page). */
export function withStep(plan: FunnelPlan, typed: string, properties: readonly PropertyTest[] = []): FunnelPlan {
  const step = makeStep(typed.trim(), properties);
  const last = plan.steps.at(-1);
  if (textOf(step) === '' || plan.steps.length >= MOST_STEPS) return plan;
  if (last !== undefined && stepWords(last) === stepWords(step)) return plan;
  return { ...plan, steps: [...plan.steps, step] };
}

/** Step `at` asks for other properties. */
export const withProperties = (plan: FunnelPlan, at: number, properties: readonly PropertyTest[]): FunnelPlan => ({
  ...plan,
  steps: plan.steps.map((step, i) => (i === at ? makeStep(textOf(step), properties) : step)),
});

/** Takes step `at` out. */
export const withoutStep = (plan: FunnelPlan, at: number): FunnelPlan => ({
  ...plan,
  steps: plan.steps.filter((_, i) => i !== at),
});

/** Moves step `at` one place up (−1) or down (+1); at the ends it stays. */
export function withMoved(plan: FunnelPlan, at: number, by: -1 | 1): FunnelPlan {
  const steps = [...plan.steps];
  const [here, there] = [steps[at], steps[at + by]];
  if (here === undefined || there === undefined) return plan;
  steps[at] = there;
  steps[at + by] = here;
  return { ...plan, steps };
}

/** A step as the analysis takes it. */
type StepParams = string | { any: string[]; optional: boolean; property?: PropertyTest[] };

/** Steps as the analysis takes them: alternatives are written with |, a step that may be left out with ? before it. */
export function stepParams(steps: readonly PlanStep[]): StepParams[] {
  return steps.map((step, i) => {
    const typed = textOf(step);
    const property = [...testsOf(step)];
    // Nobody can leave the first step out.
    const optional = i > 0 && typed.startsWith('?');
    const names = (typed.startsWith('?') ? typed.slice(1) : typed)
      .split('|')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const [only = typed] = names;
    if (property.length > 0) return { any: names.length > 0 ? names : [typed], optional, property };
    return names.length === 0 || (names.length === 1 && !optional) ? only : { any: names, optional };
  });
}
