import type { HeldBack, Learnt, LearntThings, Trial, TriedWords } from '../../shared/contract/corrections.ts';
import { wilson } from '../analysis/base/growth.ts';
import { makeAdapter } from '../analysis/own/layer.ts';
import { listCorrections } from '../store/tables/corrections.ts';
import { timesNamed } from '../store/tables/own-things.ts';
import type { QueryContext } from './context.ts';
import type { KeptWords } from './kept-layer.ts';
import { keptLayer } from './kept-meaning.ts';
import { FEWEST_CORRECTIONS } from './learn.ts';

/** Learnt words that are shown. */
const SHOWN_WORDS = 30;

function heldBack(right: number, n: number): HeldBack | null {
  const band = wilson(right, n);
  return band && { right, share: right / n, ...band };
}

const NO_WORDS: KeptWords = {
  moods: { n: 0, before: 0, after: 0, others: 0, changed: 0 },
  things: { n: 0, before: 0, after: 0 },
};
const UNTRIED = { before: null, after: null, others: 0, changed: 0, words: [] };

/** What was learnt from corrected moods. */
export function learnt({ db }: QueryContext): Learnt {
  const kept = keptLayer(db);
  const needed = FEWEST_CORRECTIONS;
  if (!kept) {
    // Not looked at yet: learning waits for what runs before it.
    const n = listCorrections(db).filter(({ what }) => what === 'mood').length;
    return { state: n < needed ? 'too-few' : 'waiting', n, needed, ...UNTRIED };
  }
  const { state, n, others, changed, layer } = kept;
  const tried = state !== 'too-few' && state !== 'no-words';
  const { lean } = makeAdapter(layer);
  const words = layer.words
    .map((word, row) => ({ word, weight: Math.round(lean(row, 1) * 100) / 100 }))
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.word < b.word ? -1 : 1))
    .slice(0, SHOWN_WORDS);
  return {
    state,
    n,
    needed,
    before: tried ? heldBack(kept.before, n) : null,
    after: tried ? heldBack(kept.after, n) : null,
    others,
    changed,
    words,
  };
}

/** How something does on `n` corrections; of fewer than are needed a share says nothing. */
function trialOf(n: number, before: number, after: number): Trial {
  const isEnough = n >= FEWEST_CORRECTIONS;
  return { n, before: isEnough ? heldBack(before, n) : null, after: isEnough ? heldBack(after, n) : null };
}

/** What was learnt from corrected things. */
export function learntThings({ db }: QueryContext): LearntThings {
  const things = keptLayer(db)?.things;
  const needed = FEWEST_CORRECTIONS;
  if (!things) {
    const n = listCorrections(db).filter(({ what }) => what === 'aspect').length;
    const state = n < needed ? 'too-few' : 'waiting';
    return { state, needed, ...trialOf(0, 0, 0), n, others: 0, changed: 0, rules: [] };
  }
  const { state, rules, n, after, others, changed } = things;
  const named = timesNamed(db);
  return {
    state,
    needed,
    ...trialOf(n, 0, after),
    others,
    changed,
    rules: state === 'used' ? rules.map((rule) => ({ ...rule, named: named.get(rule.found) ?? 0 })) : [],
  };
}

/** What the meanings of words do. */
export function triedWords({ db }: QueryContext): TriedWords {
  const words = keptLayer(db)?.words;
  const { moods, things } = words ?? NO_WORDS;
  return {
    needed: FEWEST_CORRECTIONS,
    moods: { ...trialOf(moods.n, moods.before, moods.after), others: moods.others, changed: moods.changed },
    things: trialOf(things.n, things.before, things.after),
  };
}
