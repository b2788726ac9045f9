import { LISTED_LANGUAGES } from '../lexicons/aspect-words.ts';
import { isStopWord } from '../lexicons/stop-words.ts';
import { singular } from '../text/stem.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Aspect, OwnAspects } from './aspect.ts';
import { categoryInCompany, listedCategory } from './english-words.ts';
import {
  addCategoryFeatures,
  addPolarityFeatures,
  factsOfAll,
  isNegation,
  type TextFacts,
  textFacts,
} from './features.ts';
import { conceptCategory } from './grouping.ts';
import { listedAspects } from './listed.ts';
import {
  addScores,
  aspectModel,
  CATEGORIES,
  type Category,
  largest,
  makePlaces,
  POLARITIES,
  type Polarity,
  softmax,
} from './model.ts';
import { missedThings, type Span, termSpans, wording } from './terms.ts';

/** Aspects of a text; null where its language has neither model nor list. */
type AspectReply = Aspect[] | null;

const MOST_TOKENS = 400;
/** UTF-16 units of an English text that are read for what it likes and dislikes; null = all of it, as lists read every text whole. */
export function aspectsReadTo(text: string, language: string): number | null {
  if (language.slice(0, 2) !== 'en') return null;
  return tokenize(text, language)[MOST_TOKENS]?.start ?? null;
}
/** A word's pull, above the mean of the other polarities, from which it counts as an opinion word. */
const SPEAKS = 0.25;
const MOST_OPINIONS = 3;
/**
 * A category less likely than this is not named: words the model never met get one at random ("sauna": food). See
 * docs/models/aspects.md for what that costs.
 */
const SURE_OF_CATEGORY = 0.5;
const NEUTRAL = POLARITIES.indexOf('neutral');

/** Features of one thing at a time. */
const places = makePlaces();

function categoryAt({ tokens, facts }: TextFacts, from: number, to: number, group: string): Category {
  const concept = categoryInCompany(tokens, to) ?? conceptCategory(group);
  if (concept) return concept;
  for (let i = to; i >= from; i--) {
    const listed = listedCategory((tokens[i] as Token).norm);
    if (listed) return listed;
  }
  const scores = new Float64Array(CATEGORIES.length);
  places.count = 0;
  addCategoryFeatures(facts, from, to, places);
  addScores(aspectModel().category, places, 0, places.count, scores);
  const p = softmax(scores);
  const c = largest(p);
  return (p[c] as number) < SURE_OF_CATEGORY ? 'general' : (CATEGORIES[c] as Category);
}

/** Where the features of single words begin in `places`, in the order of the words. */
type Said = { token: number; first: number }[];

/** The words that pulled towards polarity `c` most, with a negation before them; none of those in a term. */
function opinionsOf(tokens: readonly Token[], said: Said, inTerm: ReadonlySet<number>, c: number): Aspect['opinion'] {
  const pulls = said.map(({ token, first }, i) => {
    const scores = new Float64Array(POLARITIES.length);
    addScores(aspectModel().polarity, places, first, said[i + 1]?.first ?? places.count, scores);
    const others = POLARITIES.length - 1;
    const rest = (scores.reduce((a, b) => a + b, 0) - (scores[c] as number)) / others;
    return { token, pull: (scores[c] as number) - rest };
  });
  return pulls
    .filter(({ token, pull }) => !inTerm.has(token) && pull > SPEAKS && speaks(tokens[token] as Token))
    .sort((a, b) => b.pull - a.pull || a.token - b.token)
    .slice(0, MOST_OPINIONS)
    .sort((a, b) => a.token - b.token)
    .map(({ token }) => {
      const { text, start, end } = tokens[token] as Token;
      return { text, start, end };
    });
}

const speaks = ({ kind, norm }: Token): boolean =>
  kind === 'emoji' ||
  kind === 'emoticon' ||
  (kind === 'word' &&
    (isNegation(norm) || !isStopWord(norm, 'en') || /^(?:good|great|nice|bad|well|like|best)$/.test(norm)));

/**
 * What wordings of a thing share: its words in lower case, the last of them in the singular, without articles and the like.
 * "The quality of the tea" is about quality, as "quality" is.
 */
function groupOf(tokens: readonly Token[]): string {
  const of = tokens.findIndex(({ norm }) => norm === 'of');
  const head = of > 0 ? wordsOf(tokens.slice(0, of)) : '';
  return conceptCategory(head) ? head : wordsOf(tokens);
}

function wordsOf(tokens: readonly Token[]): string {
  const words = tokens.filter(({ kind, norm }) => (kind === 'word' || kind === 'hashtag') && !isStopWord(norm, 'en'));
  // In English a "café" is a place, in three of the other languages it is coffee.
  return words
    .map(({ norm }, i) => (i === words.length - 1 ? singular(norm) : norm))
    .join(' ')
    .replaceAll('café', 'cafe');
}

/** What is said of the thing at a span; null where a thing nobody but the lists found is neither liked nor disliked. */
function aspectAt(
  text: string,
  all: TextFacts,
  [from, to]: Span,
  {
    inTerm,
    missed,
    own,
    opinions,
  }: { inTerm: ReadonlySet<number>; missed: ReadonlySet<number>; own: OwnAspects; opinions: boolean },
): Aspect | null {
  const { tokens } = all;
  const said: Said = [];
  places.count = 0;
  addPolarityFeatures(all, from, to, places, opinions ? (token, first) => said.push({ token, first }) : undefined);
  const scores = new Float64Array(POLARITIES.length);
  addScores(aspectModel().polarity, places, 0, places.count, scores);
  const p = softmax(scores);
  const c = largest(p);
  if (c === NEUTRAL && missed.has(from)) return null;
  // "Great coffee, rude staff": what another aspect is called is no opinion on this one.
  const opinion = c === NEUTRAL || !opinions ? [] : opinionsOf(tokens, said, inTerm, c);
  const start = (tokens[from] as Token).start;
  const end = (tokens[to] as Token).end;
  const group = groupOf(tokens.slice(from, to + 1));
  return {
    term: text.slice(start, end),
    start,
    end,
    category: categoryAt(all, from, to, group),
    group: (own.size > 0 ? own.get(wording(tokens, from, to)) : undefined) ?? group,
    polarity: POLARITIES[c] as Polarity,
    opinion,
    confidence: p[c] as number,
  };
}

function englishAspects(text: string, own: OwnAspects, given: readonly Token[], opinions: boolean): Aspect[] {
  const tokens = given.length > MOST_TOKENS ? given.slice(0, MOST_TOKENS) : given;
  const facts = factsOfAll(tokens);
  const terms = termSpans(tokens, facts, own);
  const listed = missedThings(tokens, facts, terms);
  if (terms.length + listed.length === 0) return [];
  const spans = [...terms, ...listed].sort(([a], [b]) => a - b);
  const inTerm = new Set(spans.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i)));
  const missed = new Set(listed.map(([from]) => from));
  const all = textFacts(tokens, facts);
  return spans.flatMap((span) => aspectAt(text, all, span, { inTerm, missed, own, opinions }) ?? []);
}

const NO_OWN: OwnAspects = new Map();

/**
 * Finds what a text likes and dislikes. English: a trained term finder and polarity model (docs/models/aspects.md). Spanish,
 * French, German, Italian, Portuguese, Dutch: word lists. Other languages: null, not scored.
 */
export function findAspects(text: string, language: string, own: OwnAspects = NO_OWN): AspectReply {
  return aspectsOf(text, language, own, tokenize(text, language), true);
}

/** The same without the words that tell, of a text that was cut into tokens already: what reading many messages needs. */
export function aspectsAlone(text: string, language: string, tokens: readonly Token[], own: OwnAspects): AspectReply {
  return aspectsOf(text, language, own, tokens, false);
}

function aspectsOf(
  text: string,
  language: string,
  own: OwnAspects,
  tokens: readonly Token[],
  opinions: boolean,
): AspectReply {
  const code = language.slice(0, 2);
  if (code === 'en') return englishAspects(text, own, tokens, opinions);
  return LISTED_LANGUAGES.includes(code) ? listedAspects(text, code, own) : null;
}
