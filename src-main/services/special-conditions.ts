import type { Condition } from '../../shared/conditions.ts';
import { AppError } from '../../shared/errors.ts';
import { specialCategoryOf } from '../privacy/special-categories.ts';

/** Every text of a condition that is the owner's or the site's own. */
function textsOf(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(textsOf);
  if ('any' in condition) return condition.any.flatMap(textsOf);
  if ('not' in condition) return textsOf(condition.not);
  if (condition.field === 'page') return condition.is;
  if (condition.field !== 'property') return [];
  const { name, is = [], contains = '', event = '' } = condition;
  return [name, ...is, contains, event];
}

/** Refuses a group that is formed by health, belief, politics, orientation, union, origin or childhood: throws `special-category`. */
export function assertNoSpecialCategory(name: string, condition: Condition): void {
  for (const text of [name, ...textsOf(condition)]) {
    const category = specialCategoryOf(text);
    if (category !== null) throw new AppError('special-category', { category });
  }
}
