import { FOLDS, foldOf } from './layer.ts';

/** What a thing counts as; null = as none at all. */
export type ThingMeant = { name: string; category: string } | null;

/** What is learnt for a thing, by the name it is found under. */
export interface ThingRule {
  found: string;
  meant: ThingMeant;
  /** Texts in which the owner said so. */
  texts: number;
}

/** A corrected thing to learn from. */
export interface ThingExample {
  /** Equal for texts that say the same: they are never on both sides of a test. */
  id: string;
  /** Who wrote the text; 0 = unknown. */
  author: number;
  /** As it is read: the name it is found under, and what it belongs to. */
  found: string;
  category: string;
  /** What the owner says it is; the same where the owner only corrected how it is liked. */
  said: ThingMeant;
}

/** So many texts, by as many people, in which the owner said the same of a thing. A name that one person uses could be theirs. */
const FEWEST_TEXTS = 2;
/** Part of a thing's corrections that must be of one mind: owners correct what is wrong, so what was right is not among them. */
const OF_ONE_MIND = 2 / 3;

const isSame = (a: ThingMeant, b: ThingMeant): boolean =>
  a === null || b === null ? a === b : a.name === b.name && a.category === b.category;

const asRead = ({ found, category }: ThingExample): ThingMeant => ({ name: found, category });
const isLeft = (example: ThingExample): boolean => isSame(example.said, asRead(example));

function ruleOf(found: string, examples: readonly ThingExample[]): ThingRule[] {
  const all = new Set(examples.map(({ id }) => id)).size;
  const votes: { meant: ThingMeant; texts: Set<string>; people: Set<string>; isNew: boolean }[] = [];
  for (const example of examples) {
    const { id, author, said } = example;
    let vote = votes.find(({ meant }) => isSame(meant, said));
    if (!vote) {
      vote = { meant: said, texts: new Set(), people: new Set(), isNew: false };
      votes.push(vote);
    }
    vote.texts.add(id);
    vote.people.add(author > 0 ? String(author) : id);
    vote.isNew ||= !isLeft(example);
  }
  return votes
    .filter(({ texts, people, isNew }) => {
      const isHeard = texts.size >= FEWEST_TEXTS && people.size >= FEWEST_TEXTS;
      return isNew && isHeard && texts.size >= OF_ONE_MIND * all;
    })
    .map(({ meant, texts }) => ({ found, meant, texts: texts.size }));
}

/** What corrections teach: what several of one mind say of a thing goes for it in every message. In any order the same. */
export function thingRules(examples: readonly ThingExample[]): ThingRule[] {
  const byThing = new Map<string, ThingExample[]>();
  for (const example of examples) {
    const its = byThing.get(example.found);
    if (its) its.push(example);
    else byThing.set(example.found, [example]);
  }
  return [...byThing].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([found, its]) => ruleOf(found, its));
}

/** How rules do on texts that they were not learnt from. */
export interface ThingTrial {
  /** Things that the owner says are something else than was read, so none is right without rules; how many are with them. */
  n: number;
  after: number;
  /** Things that the owner left what they were read as, and how many of them would become something else. */
  others: number;
  changed: number;
}

/** Tries rules: each fifth of the texts is judged by what the other four teach. */
export function tryThings(examples: readonly ThingExample[]): ThingTrial {
  const trial: ThingTrial = { n: 0, after: 0, others: 0, changed: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const rest = examples.filter(({ id }) => foldOf(id) !== fold);
    const rules = new Map(thingRules(rest).map((rule) => [rule.found, rule]));
    for (const example of examples) {
      if (foldOf(example.id) !== fold) continue;
      const rule = rules.get(example.found);
      const isRight = isSame(rule ? rule.meant : asRead(example), example.said);
      if (isLeft(example)) {
        trial.others++;
        if (!isRight) trial.changed++;
      } else {
        trial.n++;
        if (isRight) trial.after++;
      }
    }
  }
  return trial;
}

/** How many of some corrected things are to become something else than they are read as. */
export const countNew = (examples: readonly ThingExample[]): number => examples.filter((one) => !isLeft(one)).length;
