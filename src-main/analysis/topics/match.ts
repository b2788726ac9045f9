import type { FoundTopic } from './topics.ts';

/** A topic as it is kept: what it is recognised by, and what the owner made of it. Ids are never used again. */
export interface KeptTopic {
  id: number;
  label: string;
  /** The owner's name for it; '' = none. */
  ownName: string;
  /** Kept topic this one belongs to by the owner's wish; 0 = itself. */
  mergedInto: number;
  hidden: boolean;
  signature: Readonly<Record<string, number>>;
}

/** Topics less alike than this are different topics. */
const SAME = 0.3;

/** Likeness 0..1 of two topics by the words they are recognised by (cosine). */
export function likeness(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (const [stem, weight] of Object.entries(a)) {
    aa += weight * weight;
    if (Object.hasOwn(b, stem)) dot += weight * (b[stem] as number);
  }
  for (const weight of Object.values(b)) bb += weight * weight;
  return aa === 0 || bb === 0 ? 0 : dot / Math.sqrt(aa * bb);
}

/**
 * Which kept topic each found topic is, by id; null = new. Pairs are taken from the most alike down, each topic once. What the
 * owner named, merged or hid is so found again in new data.
 */
export function matchTopics(found: readonly FoundTopic[], kept: readonly KeptTopic[]): (KeptTopic | null)[] {
  const pairs = found.flatMap((topic, i) =>
    kept.map((old, j) => ({ i, j, alike: likeness(topic.signature, old.signature) })),
  );
  pairs.sort((a, b) => b.alike - a.alike || a.i - b.i || a.j - b.j);
  const match: (KeptTopic | null)[] = found.map(() => null);
  const taken = new Set<number>();
  for (const { i, j, alike } of pairs) {
    if (alike < SAME) break;
    if (match[i] !== null || taken.has(j)) continue;
    match[i] = kept[j] as KeptTopic;
    taken.add(j);
  }
  return match;
}
