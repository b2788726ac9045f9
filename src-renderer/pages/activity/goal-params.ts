import { allTestWords, type PropertyTest } from '../../../shared/conditions.ts';
import type { KeptGoal } from '../../../shared/contract/kept.ts';

/** Longest name of a goal that the analysis takes. */
const LONGEST = 200;

/** A goal in words: its page or event, and the properties it asks for. */
export const goalWords = ({ page, properties }: KeptGoal): string =>
  properties.length > 0 ? `${page} with ${allTestWords(properties)}` : page;

/** A goal as the analysis takes it. */
interface GoalParams {
  name: string;
  page: string;
  property?: PropertyTest[];
}

/** Goals as the analysis takes them; none = those it counts by itself. */
export const goalParams = (goals: readonly KeptGoal[]): { goals?: GoalParams[] } =>
  goals.length === 0
    ? {}
    : {
        goals: goals.map((goal) => ({
          name: goalWords(goal).slice(0, LONGEST),
          page: goal.page,
          ...(goal.properties.length > 0 ? { property: goal.properties } : {}),
        })),
      };
