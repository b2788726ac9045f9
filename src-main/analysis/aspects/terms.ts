import { isStopWord } from '../lexicons/stop-words.ts';
import type { Token } from '../text/tokens.ts';
import type { OwnAspects } from './aspect.ts';
import { isListedThing, isVerbHere } from './english-words.ts';
import { addTermFeatures, type Facts } from './features.ts';
import { addScores, aspectModel, BEGINS, bestTags, INSIDE, makePlaces, TAGS } from './model.ts';

/** From which to which token (inclusive) a term reaches. */
export type Span = readonly [from: number, to: number];

/**
 * What a listed thing is ahead of other words by, in the scores of the term finder, which knows the nouns of two trades: found
 * on the held-back part, where other values from 2 to 8 give the same F1 within its interval.
 */
const LISTED_AHEAD = 6;

/** Features of one token at a time. */
const places = makePlaces();

function spansOf(tags: ArrayLike<number>): Span[] {
  const found: Span[] = [];
  for (let i = 0; i < tags.length; i++) {
    if (tags[i] !== BEGINS) continue;
    let to = i;
    while (tags[to + 1] === INSIDE) to++;
    found.push([i, to]);
  }
  return found;
}

/** Terms the owner listed, as spans of tokens; up to four words each. */
function ownSpans(tokens: readonly Token[], own: OwnAspects): Span[] {
  if (own.size === 0) return [];
  const found: Span[] = [];
  for (let i = 0; i < tokens.length; i++)
    for (let to = Math.min(tokens.length - 1, i + 3); to >= i; to--)
      if (own.has(wording(tokens, i, to))) {
        found.push([i, to]);
        i = to;
        break;
      }
  return found;
}

const DETERMINERS = new Set(
  'the a an this that these those your their our my his her its no any some and &'.split(' '),
);
const CLAUSE_ENDS = new Set(['.', '!', '?', ';', ',', '…', '\n', 'and', 'but']);

/**
 * Listed things after a determiner or a word with a mood, in clauses where the term finder found nothing: it learnt from sentences that name
 * something of a restaurant or laptop, and passes over "the website was terrible". They count where they are liked or disliked.
 */
export function missedThings(tokens: readonly Token[], facts: readonly Facts[], found: readonly Span[]): Span[] {
  const isThing = (i: number): boolean =>
    isListedThing((tokens[i] as Token).norm) &&
    (DETERMINERS.has((tokens[i - 1] as Token).norm) || (facts[i - 1] as Facts).mood !== 0);
  const missed: Span[] = [];
  let next = 0;
  for (let from = 0; from < tokens.length; ) {
    let to = from;
    while (to < tokens.length && !CLAUSE_ENDS.has((tokens[to] as Token).norm)) to++;
    let taken = false;
    for (; next < found.length && (found[next] as Span)[0] <= to; next++) taken = true;
    if (!taken) for (let i = from + 1; i < to; i++) if (isThing(i)) missed.push([i, i]);
    from = to + 1;
  }
  return missed;
}

/** What the owner's words are looked up by. */
export const wording = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to + 1)
    .map(({ norm }) => norm)
    .join(' ');

/** Terms the model finds, and the owner's, in order. */
export function termSpans(tokens: readonly Token[], facts: readonly Facts[], own: OwnAspects): Span[] {
  const model = aspectModel();
  const scores = new Float64Array(tokens.length * TAGS);
  for (let i = 0; i < tokens.length; i++) {
    places.count = 0;
    addTermFeatures(facts, i, places);
    addScores(model.terms, places, 0, places.count, scores, i * TAGS);
    if (!isListedThing((tokens[i] as Token).norm)) continue;
    for (const tag of [BEGINS, INSIDE]) scores[i * TAGS + tag] = (scores[i * TAGS + tag] as number) + LISTED_AHEAD;
  }
  const mine = ownSpans(tokens, own);
  const taken = new Set(mine.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i)));
  const found = spansOf(bestTags(scores, tokens.length, model.follows)).filter(([from, to]) => {
    for (let i = from; i <= to; i++) if (taken.has(i)) return false;
    if (from === to && isVerbHere((tokens[from] as Token).norm, tokens[from - 1]?.norm)) return false;
    // A handle or address is no aspect, whatever stands round it.
    return tokens
      .slice(from, to + 1)
      .some(({ kind, norm }) => (kind === 'word' || kind === 'hashtag') && !isStopWord(norm, 'en'));
  });
  return [...found, ...mine].sort(([a], [b]) => a - b);
}
