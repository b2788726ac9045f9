import * as z from 'zod';

/** What a funnel counts: two to ten steps, their order and the time they may take. Matches the parameters of the analysis. */
export const planSchema = z.strictObject({
  steps: z.array(z.string().min(1).max(2000)).max(10),
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

/** Adds a step at the end: trimmed, at most ten, not twice in a row (nobody gets from a page to the same page). */
export function withStep(plan: FunnelPlan, typed: string): FunnelPlan {
  const step = typed.trim();
  if (step === '' || plan.steps.length >= MOST_STEPS || plan.steps.at(-1) === step) return plan;
  return { ...plan, steps: [...plan.steps, step] };
}

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

/** Steps as the analysis takes them: alternatives are written with |, a step that may be left out with ? before it. */
export function stepParams(steps: readonly string[]): (string | { any: string[]; optional: boolean })[] {
  return steps.map((step, i) => {
    // Nobody can leave the first step out.
    const optional = i > 0 && step.startsWith('?');
    const any = (step.startsWith('?') ? step.slice(1) : step)
      .split('|')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const [only] = any;
    if (any.length === 1 && !optional && only !== undefined) return only;
    return any.length === 0 ? step : { any, optional };
  });
}
