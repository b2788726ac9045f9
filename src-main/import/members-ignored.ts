import { isHidden } from './members.ts';

/** Members that match, and why they stay unread. A pattern that ends at a `/` stands for the whole folder. */
export type IgnoreRule = readonly [RegExp, string];

const MOST_LISTED = 150;

/** Members that are not read, with the reason; each folder that a rule names once. Patterns are for lower case. */
export function ignoredMembers(
  paths: readonly string[],
  read: ReadonlySet<string>,
  rules: readonly IgnoreRule[],
  otherwise: string,
): { member: string; why: string }[] {
  const reasons = new Map<string, string>();
  for (const path of paths) {
    if (read.has(path) || path.endsWith('/') || isHidden(path)) continue;
    const lower = path.toLowerCase();
    const rule = rules.find(([pattern]) => pattern.test(lower));
    const found = rule?.[0].exec(lower);
    const end = found ? found.index + found[0].length : 0;
    reasons.set(lower[end - 1] === '/' ? path.slice(0, end) : path, rule?.[1] ?? otherwise);
  }
  return [...reasons].slice(0, MOST_LISTED).map(([member, why]) => ({ member, why }));
}
