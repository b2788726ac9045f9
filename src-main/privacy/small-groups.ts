/**
 * Which marks to hide, given the people behind each. Primary: 0 < people < k. Secondary, per set of marks that add up to a
 * total: when the hidden people of a set are fewer than k together, a reader could subtract what is shown from the total and
 * learn about a group below k; so the next smallest marks are hidden too until at least k people stand behind the gap
 * (complementary cell suppression; Hundepool et al., Statistical Disclosure Control, 2012, ch. 4).
 *
 * Each set is treated on its own from the primary marks and the choices are united. In a set the hidden marks are always the
 * first ones by people (ties by place), so a larger k hides the same marks and perhaps more, never fewer.
 */
export function tooSmall(people: readonly number[], sets: readonly (readonly number[])[], k: number): Set<number> {
  const hidden = new Set<number>();
  people.forEach((count, mark) => {
    if (count > 0 && count < k) hidden.add(mark);
  });
  if (hidden.size === 0) return hidden;
  const primary = new Set(hidden);
  for (const set of sets) {
    if (!set.some((mark) => primary.has(mark))) continue;
    const bySize = set
      .filter((mark) => (people[mark] ?? 0) > 0)
      .sort((a, b) => (people[a] ?? 0) - (people[b] ?? 0) || a - b);
    let covered = 0;
    for (const mark of bySize) {
      if (covered >= k && !primary.has(mark)) break;
      hidden.add(mark);
      covered += people[mark] ?? 0;
    }
  }
  return hidden;
}
