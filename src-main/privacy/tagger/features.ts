import { once } from '../../../shared/once.ts';
import { CLAIM_MARK } from './tokens.ts';
import { classesOf } from './word-classes.ts';

/** Buckets that features are hashed to. */
export const BUCKETS = 1 << 16;

/** Positions, relative to the token in question, at which a word is looked at. */
export const ROLES = [0, -1, 1, -2, 2] as const;

/** All that the tagger uses of one word; the same for every occurrence. */
export interface WordInfo {
  /** Buckets by role, in the order of ROLES. */
  roles: readonly Uint32Array[];
  word: number;
  shape: number;
  classes: number;
  /** 0 nothing, 1 all lower case, 2 begins with a capital, 3 all capitals. */
  letterCase: number;
  /** Whether it is a word that announces something: its hash, else 0. */
  cue: number;
}

const FNV_PRIME = 0x01000193;
const FNV_START = 0x811c9dc5;

/** FNV-1a, 32 bits, over UTF-16 units. */
function hashText(text: string, seed: number): number {
  let hash = seed ^ FNV_START;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash >>> 0;
}

/** Mixes numbers into a bucket; the final step is that of MurmurHash3. */
function bucket(a: number, b: number, c: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  hash = Math.imul((hash ^ (hash >>> 15)) + b, 0xc2b2ae35);
  hash = Math.imul((hash ^ (hash >>> 13)) + c, 0x27d4eb2f);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) % BUCKETS;
}

/** "O'Brien" → Xx'Xx, "12th" → 0x; four digits and more by their count, as years and postcodes are. */
function shapeOf(text: string): string {
  if (text.startsWith(CLAIM_MARK)) return text;
  const signs = text
    .replace(/\p{Lu}/gu, 'X')
    .replace(/[\p{L}\p{M}]/gu, 'x')
    .replace(/\p{N}/gu, '0');
  return /^0+$/.test(signs) ? signs.slice(0, 8) : signs.replace(/(.)\1+/g, '$1$1');
}

function caseOf(text: string): number {
  if (!/\p{L}/u.test(text) || text.startsWith(CLAIM_MARK)) return 0;
  const lower = text.toLowerCase();
  if (lower === text) return 1;
  return text.length > 1 && text.toUpperCase() === text ? 3 : 2;
}

const CUES = new Set(
  (
    'name names called call address addresses lives live lived living street zip postcode postal plz phone tel mobile fax cell office ' +
    'born birthday birth dob date age aged old years from to in at by said says city town country work works worked company ' +
    'employer dear hi hello regards sincerely mr mrs ms dr deliver ship return account card patient customer client user'
  ).split(' '),
);

/** Kinds of features of one word. */
const KIND = {
  bias: 1,
  word: 2,
  shape: 3,
  classes: 4,
  classShape: 5,
  suffix: 6,
  prefix: 16,
  /** From here on: features of several words. */
  pair: 32,
} as const;

function roleBuckets(lower: string, info: Omit<WordInfo, 'roles'>): Uint32Array[] {
  const own: [number, number][] = [
    [KIND.bias, 0],
    [KIND.word, info.word],
    [KIND.shape, info.shape],
    [KIND.classes, info.classes],
    [KIND.classShape, Math.imul(info.classes + 1, 31) + info.letterCase],
  ];
  const suffix = (length: number): [number, number] => [KIND.suffix + length, hashText(lower.slice(-length), length)];
  const prefix = (length: number): [number, number] => [KIND.prefix + length, hashText(lower.slice(0, length), length)];
  const affixes = lower.startsWith(CLAIM_MARK)
    ? []
    : [suffix(1), suffix(2), suffix(3), suffix(4), prefix(1), prefix(2), prefix(3)];
  return ROLES.map((_, role) => {
    const wanted = role === 0 ? [...own, ...affixes] : role < 3 ? [...own, ...affixes.slice(1, 3)] : own.slice(1, 4);
    return Uint32Array.from(wanted, ([kind, value]) => bucket(kind, value, role));
  });
}

function describe(text: string): WordInfo {
  const lower = text.toLowerCase();
  const info = {
    word: hashText(/^\p{N}{5,}$/u.test(text) ? `#${text.length}` : lower, 1),
    shape: hashText(shapeOf(text), 2),
    classes: classesOf(lower),
    letterCase: caseOf(text),
    cue: CUES.has(lower) ? hashText(lower, 3) : 0,
  };
  return { ...info, roles: roleBuckets(lower, info) };
}

/** Words described so far; emptied when full, so that memory stays bounded. */
const MOST_WORDS = 50_000;
const described = new Map<string, WordInfo>();

export function wordInfo(text: string): WordInfo {
  let info = described.get(text);
  if (!info) {
    if (described.size >= MOST_WORDS) described.clear();
    info = describe(text);
    described.set(text, info);
  }
  return info;
}

/** Stands before the first and after the last word of a piece. */
const edge = once(() => wordInfo(`${CLAIM_MARK}EDGE`));
/** Two edges before and two behind: the widest window then never leaves the list. */
export const withEdges = (infos: readonly WordInfo[]): WordInfo[] => [edge(), edge(), ...infos, edge(), edge()];

/** How a piece is written: 0 without letters, 1 without capitals, 2 mixed, 3 in capitals. */
export function writtenIn(infos: readonly WordInfo[]): number {
  let lower = 0;
  let upper = 0;
  let capital = 0;
  for (const { letterCase } of infos) {
    if (letterCase === 1) lower++;
    else if (letterCase === 2) capital++;
    else if (letterCase === 3) upper++;
  }
  if (capital > 0 || (lower > 0 && upper > 0)) return 2;
  return lower > 0 ? 1 : upper > 0 ? 3 : 0;
}

/** Number of buckets that `contextBuckets` fills in. */
export const CONTEXT_BUCKETS = 14;

const CUE_REACH = 6;

/** Buckets of the features that need more than one word, for the token at `i` of a list with edges. */
export function contextBuckets(infos: readonly WordInfo[], i: number, writing: number, to: Uint32Array): void {
  const own = infos[i] as WordInfo;
  const before = infos[i - 1] as WordInfo;
  const after = infos[i + 1] as WordInfo;
  const before2 = infos[i - 2] as WordInfo;
  const after2 = infos[i + 2] as WordInfo;
  const { pair } = KIND;
  to[0] = bucket(pair, before.shape, own.shape);
  to[1] = bucket(pair + 1, own.shape, after.shape);
  to[2] = bucket(pair + 2, before.word, own.shape);
  to[3] = bucket(pair + 3, own.shape, after.word);
  to[4] = bucket(pair + 4, before.classes, own.classes);
  to[5] = bucket(pair + 5, own.classes, after.classes);
  to[6] = bucket(pair + 6, before2.word, before.word);
  to[7] = bucket(pair + 7, after.word, after2.word);
  to[8] = bucket(pair + 8, writing, own.shape);
  to[9] = bucket(pair + 9, writing * 8192 + own.classes, before.word);
  to[10] = bucket(pair + 10, before.shape ^ Math.imul(own.shape, 3), after.shape);
  to[11] = bucket(pair + 11, before2.shape ^ Math.imul(before.shape, 3), own.shape);
  to[12] = bucket(pair + 12, before.word ^ Math.imul(own.letterCase + 1, 7), after.word);
  let cue = 0;
  for (let k = i - 1; k >= 0 && k >= i - CUE_REACH && cue === 0; k--) cue = (infos[k] as WordInfo).cue;
  to[13] = bucket(pair + 13, cue, own.shape);
}
