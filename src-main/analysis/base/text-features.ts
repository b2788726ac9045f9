import { lookUp } from './hash-table.ts';
import { type MoodList, moodList, negations, SIGNS_ONLY } from './mood-lists.ts';
import { mayBegin, joinTokens, phraseAt, type SetPhrases } from './set-phrases.ts';
import { OFFSET, PRIME, spread } from './text-hash.ts';
import { FLAG, makeReading, type Reading, readText, TOKEN, WINDOW } from './text-reading.ts';

/** Features of three kinds; the sum of each kind is scaled on its own. */
export const KINDS = 3;

/**
 * What one stretch of text consists of, as 32-bit hashes: runs of one to three tokens, runs of two to five characters,
 * and what a word list says. `kindEnds[k]` = end of kind k; `first`/`last` = range of the feature in `reading.codes`.
 * Hashed features: Weinberger et al. 2009; word and character runs for tweets: Mohammad, Kiritchenko & Zhu 2013.
 */
export interface Features {
  reading: Reading;
  hash: Int32Array;
  first: Int32Array;
  last: Int32Array;
  kindEnds: Int32Array;
  count: number;
  /** Whether `first` and `last` of characters are filled in: only for reasons. */
  placed: boolean;
  /** Hash of each token. */
  tokenHash: Int32Array;
  /** Weight of each token in the word list of the language; 0 = not in it. */
  tokenMood: Int8Array;
}

const LONGEST_WORDS = 3;
const SHORTEST_CHARS = 2;
const LONGEST_CHARS = 5;
const NEGATION_REACH = 4;

/** Buffers for one reader at a time. */
export function makeFeatures(): Features {
  const reading = makeReading();
  const capacity = reading.codes.length * (LONGEST_CHARS - SHORTEST_CHARS + 1) + reading.first.length * 13;
  return {
    reading,
    hash: new Int32Array(capacity),
    first: new Int32Array(capacity),
    last: new Int32Array(capacity),
    kindEnds: new Int32Array(KINDS),
    count: 0,
    placed: false,
    tokenHash: new Int32Array(reading.first.length),
    tokenMood: new Int8Array(reading.first.length),
  };
}

const SEED = { negated: 0x5bd1e995, shouted: 0x1b873593, hashtag: 0x2545f491, list: 0x7ed55d16 };
const START = 77;

const isPause = (code: number): boolean =>
  code === 0x2e || code === 0x2c || code === 0x21 || code === 0x3f || code === 0x3a || code === 0x3b;

function emit(features: Features, hash: number, first: number, last: number): void {
  const at = features.count++;
  features.hash[at] = hash;
  features.first[at] = first;
  features.last[at] = last;
}

/** Shortest beginning of a word that can stand in a list. */
const SHORTEST_STEM = 3;

/** Hashes a token and looks it, or its longest known beginning, up. */
function lookUpToken(features: Features, list: MoodList, t: number): number {
  const { codes, first, last } = features.reading;
  const { exact, stems } = list;
  const from = first[t] as number;
  const to = last[t] as number;
  let h = OFFSET;
  let mood = 0;
  for (let i = from; i < to; i++) {
    h = Math.imul(h ^ (codes[i] as number), PRIME);
    if (stems === null || i - from + 1 < SHORTEST_STEM) continue;
    mood = lookUp(stems, spread(h)) || mood;
  }
  const hash = spread(h);
  features.tokenHash[t] = hash;
  mood = lookUp(exact, hash) || mood;
  if (mood === 0 && ((features.reading.flags[t] as number) & FLAG.drawnOut) !== 0)
    mood = lookUp(exact, hashUndoubled(codes, from, to));
  features.tokenMood[t] = mood;
  return hash;
}

/** Hash of a drawn-out word with single letters: "loove" as "love". */
function hashUndoubled(codes: Uint16Array, from: number, to: number): number {
  let h = OFFSET;
  for (let i = from; i < to; i++)
    if (i === from || codes[i] !== codes[i - 1]) h = Math.imul(h ^ (codes[i] as number), PRIME);
  return spread(h);
}

/** Hashes the tokens, looks them up, and marks what stands after a negation. */
function markTokens(features: Features, list: MoodList): void {
  const { reading } = features;
  let reach = 0;
  for (let t = 0; t < reading.tokens; t++) {
    const hash = lookUpToken(features, list, t);
    if (reading.kind[t] === TOKEN.sign && isPause(reading.codes[reading.first[t] as number] as number)) reach = 0;
    if (reading.kind[t] !== TOKEN.word) continue;
    if (lookUp(negations, hash) === 1) {
      reading.flags[t] = (reading.flags[t] as number) | FLAG.negation;
      reach = NEGATION_REACH;
    } else if (reach > 0) {
      reading.flags[t] = (reading.flags[t] as number) | FLAG.negated;
      reach--;
    }
  }
}

/** Makes each set phrase one token, and marks anew what stands after a negation. */
function joinPhrases(features: Features, list: MoodList, phrases: SetPhrases): void {
  const { tokenHash } = features;
  const { tokens } = features.reading;
  let t = 0;
  while (t < tokens && !mayBegin(phrases, tokenHash[t] as number)) t++;
  if (t < tokens && joinFrom(features, list, phrases, t)) markAnew(features);
}

/** Makes set phrases from token `begun` on one token each; answers whether there were any. */
function joinFrom(features: Features, list: MoodList, phrases: SetPhrases, begun: number): boolean {
  const { reading, tokenHash, tokenMood } = features;
  const before = reading.tokens;
  for (let t = begun; t < reading.tokens; t++) {
    if (!mayBegin(phrases, tokenHash[t] as number)) continue;
    const found = phraseAt(phrases, reading, tokenHash, t);
    if (found === null) continue;
    const rest = t + found.length;
    if (found.word.length === 0) {
      t = rest - 1;
      continue;
    }
    for (const places of [tokenHash, tokenMood]) places.copyWithin(t + 1, rest, reading.tokens);
    joinTokens(reading, t, found.length, found.word);
    reading.flags[t] = ((reading.flags[t] as number) & FLAG.shouted) | FLAG.phrase;
    lookUpToken(features, list, t);
  }
  return reading.tokens < before;
}

/** A set phrase is no negation and is not turned by one. */
function markAnew({ reading, tokenHash }: Features): void {
  const { kind, flags, tokens } = reading;
  let reach = 0;
  for (let t = 0; t < tokens; t++) {
    const flag = (flags[t] as number) & ~(FLAG.negated | FLAG.negation);
    flags[t] = flag;
    if (kind[t] === TOKEN.sign && isPause(reading.codes[reading.first[t] as number] as number)) reach = 0;
    if (kind[t] !== TOKEN.word) continue;
    if ((flag & FLAG.phrase) !== 0) reach = 0;
    else if (lookUp(negations, tokenHash[t] as number) === 1) {
      flags[t] = flag | FLAG.negation;
      reach = NEGATION_REACH;
    } else if (reach > 0) {
      flags[t] = flag | FLAG.negated;
      reach--;
    }
  }
}

function emitWords(features: Features): void {
  const { reading, tokenHash } = features;
  const { first, last, flags, tokens } = reading;
  let h = START;
  for (let n = 0; n < 2 && n < tokens; n++) {
    h = spread(Math.imul(h, 31) + (tokenHash[n] as number));
    emit(features, h, 0, last[n] as number);
  }
  for (let t = 0; t < tokens; t++) {
    const from = first[t] as number;
    const own = tokenHash[t] as number;
    const flag = flags[t] as number;
    if (flag !== 0) {
      const to = last[t] as number;
      if (flag & FLAG.negated) emit(features, spread(own ^ SEED.negated), from, to);
      if (flag & FLAG.shouted) emit(features, spread(own ^ SEED.shouted), from, to);
      if (flag & FLAG.hashtag) emit(features, spread(own ^ SEED.hashtag), from, to);
      if (flag & FLAG.drawnOut) emit(features, 910, from, to);
    }
    h = 0;
    for (let n = t; n < t + LONGEST_WORDS && n < tokens; n++) {
      h = spread(Math.imul(h, 31) + (tokenHash[n] as number));
      emit(features, h, from, last[n] as number);
    }
  }
}

/** 2^32 over the golden ratio (Knuth): enough to spread runs over buckets, which are taken from the top bits. */
const GOLDEN = 0x9e3779b1;

function emitChars(features: Features): void {
  const { codes, length } = features.reading;
  const { hash, first, last, placed } = features;
  let at = features.count;
  for (let i = 0; i + 1 < length; i++) {
    let h = Math.imul(OFFSET ^ (codes[i] as number), PRIME);
    const end = i + LONGEST_CHARS < length ? i + LONGEST_CHARS : length;
    for (let j = i + 1; j < end; j++) {
      h = Math.imul(h ^ (codes[j] as number), PRIME);
      hash[at++] = Math.imul(h ^ (h >>> 15), GOLDEN);
      if (placed) {
        first[at - 1] = i;
        last[at - 1] = j + 1;
      }
    }
  }
  features.count = at;
}

const within = (value: number, most: number): number => Math.max(-most, Math.min(most, Math.round(value)));

/** A word with a mood and its neighbours: "too good", "no good", "good but" whatever the good is. */
function emitNeighbours(features: Features, t: number, mood: number): void {
  const { reading, tokenHash } = features;
  const to = reading.last[t] as number;
  const from = reading.first[t] as number;
  const key = SEED.list + 20_000 + mood;
  for (let back = 1; back <= 2 && t >= back; back++)
    emit(
      features,
      spread(Math.imul(tokenHash[t - back] as number, 30 + back) + key),
      reading.first[t - back] as number,
      to,
    );
  if (t + 1 < reading.tokens)
    emit(features, spread(Math.imul(tokenHash[t + 1] as number, 37) + key), from, reading.last[t + 1] as number);
}

/** What the word list says: each weight, with its neighbours, each pair of neighbouring weights, and the sums. */
function emitMoods(features: Features): void {
  const { reading, tokenMood } = features;
  let good = 0;
  let bad = 0;
  let before = 0;
  let beforeAt = 0;
  for (let t = 0; t < reading.tokens; t++) {
    const mood = tokenMood[t] as number;
    if (mood === 0) continue;
    const isNegated = ((reading.flags[t] as number) & FLAG.negated) !== 0;
    const turned = isNegated ? -mood * 0.75 : mood;
    const from = reading.first[t] as number;
    const to = reading.last[t] as number;
    emit(features, spread(SEED.list + mood * 2 + (isNegated ? 1 : 0)), from, to);
    if (before !== 0) emit(features, spread(SEED.list + 1000 + before * 50 + mood), beforeAt, to);
    emitNeighbours(features, t, mood);
    before = mood;
    beforeAt = from;
    if (turned > 0) good += turned;
    else bad += turned;
  }
  const { length } = reading;
  if (before !== 0) emit(features, spread(SEED.list + 9000 + before), beforeAt, beforeAt + 1);
  emit(features, spread(SEED.list + 5000 + within(good + bad, 10)), 0, length);
  emit(features, spread(SEED.list + 4000 + within(good, 7) * 20 + within(bad, 7)), 0, length);
  emit(features, spread(SEED.list + 6000 + Math.min(3, reading.shouted)), 0, length);
  emit(features, spread(SEED.list + 7000 + Math.min(3, reading.drawnOut)), 0, length);
}

/**
 * Takes `text[start..end)` apart, at most `WINDOW` code units of it. `language`: ISO 639-1, or '' where it is not known.
 * `phrases`: set phrases that are read as one word; null = word by word, as models learn.
 */
export function readFeatures(
  features: Features,
  text: string,
  start: number,
  end: number,
  language: string,
  phrases: SetPhrases | null,
): void {
  readText(features.reading, text, start, end);
  features.count = 0;
  const list = moodList(language);
  markTokens(features, list);
  if (phrases !== null) joinPhrases(features, list, phrases);
  emitWords(features);
  features.kindEnds[0] = features.count;
  emitChars(features);
  features.kindEnds[1] = features.count;
  emitMoods(features);
  features.kindEnds[2] = features.count;
}

let signReader: Features | null = null;

/**
 * The text with everything blanked but emoji and emoticons that have a mood in every language, so that places stay; null if
 * there are none.
 */
export function maskToSigns(text: string): string | null {
  signReader ??= makeFeatures();
  const { reading, tokenMood } = signReader;
  let masked = '';
  let found = false;
  for (let start = 0; start < text.length; start += WINDOW) {
    const end = Math.min(text.length, start + WINDOW);
    readText(reading, text, start, end);
    markTokens(signReader, SIGNS_ONLY);
    for (let t = 0; t < reading.tokens; t++) {
      if (reading.kind[t] === TOKEN.word || tokenMood[t] === 0) continue;
      const from = reading.from[reading.first[t] as number] as number;
      const to = reading.to[(reading.last[t] as number) - 1] as number;
      masked += ' '.repeat(from - masked.length) + text.slice(from, to);
      found = true;
    }
  }
  return found ? masked.padEnd(text.length) : null;
}
