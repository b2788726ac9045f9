import { once } from '../../../shared/once.ts';
import { ENGLISH_FUNCTION_WORDS, NAME_ANNOUNCERS, OTHER_FUNCTION_WORDS } from '../lexicons/function-words.ts';
import { wordInfo } from './features.ts';
import type { TaggedType } from './labels.ts';
import type { Token } from './tokens.ts';
import { entriesOf, WORD_CLASS } from './word-classes.ts';

const words = once(() => {
  const english = new Set(entriesOf(ENGLISH_FUNCTION_WORDS));
  const other = new Set(entriesOf(OTHER_FUNCTION_WORDS));
  const both = new Set([...english].filter((word) => other.has(word)));
  const announcers = new Set(entriesOf(NAME_ANNOUNCERS));
  return { english, other, both, announcers };
});

const lower = ({ text }: Token): string => text.toLowerCase();

/** Small words inside names: `van der`, `de la`, `bin`. */
const PARTICLES = new Set(
  entriesOf('van von der den de da do dos das del della di du la le ten ter zu zum bin ben al el y e'),
);
const isCapital = (token: Token | undefined): boolean => token !== undefined && wordInfo(token.text).letterCase === 2;

/** Whether a word may belong to a name: `de` in "Vanessa de Luca", Como, Le Mans. */
const isPartOfName = (tokens: readonly Token[], i: number): boolean =>
  i > 0 &&
  (isCapital(tokens[i])
    ? !/^[.!?\n]$/.test(tokens[i - 1]?.text ?? '')
    : PARTICLES.has(lower(tokens[i] as Token)) && isCapital(tokens[i + 1]) && isCapital(tokens[i - 1]));

const ACCENT = /[\u00c0-\u024f]/;

/** What a piece of text tells of its language: below 0 English, above 0 another, 0 nothing. */
export function otherTongue(tokens: readonly Token[]): number {
  const { english, other, both } = words();
  let balance = 0;
  let accents = 0;
  for (const [i, token] of tokens.entries()) {
    const word = lower(token);
    if (both.has(word) || isPartOfName(tokens, i)) continue;
    if (other.has(word)) balance++;
    else if (english.has(word)) balance--;
    else if (word === token.text && ACCENT.test(word)) accents++;
  }
  // English words have no accents; names do, so that these alone tell nothing.
  return balance > 0 ? balance + accents : balance;
}

const COPULAS = new Set(entriesOf('ist is est es è é jest er är on είναι mir und - : , . mit'));
/** What an announcer may be away from a name. */
const REACH = 4;

/** Whether one of the words right before says that a name follows: "mein Name ist …", "Frau …". */
function isAnnounced(tokens: readonly Token[], from: number): boolean {
  const { announcers } = words();
  for (let i = from - 1; i >= Math.max(0, from - REACH); i--) {
    const word = lower(tokens[i] as Token);
    if (announcers.has(word)) return true;
    if (!COPULAS.has(word)) return false;
  }
  return false;
}

const KNOWN: Readonly<Partial<Record<TaggedType, number>>> = {
  PERSON: WORD_CLASS.given | WORD_CLASS.family,
  GPE: WORD_CLASS.place | WORD_CLASS.country,
  ORGANIZATION: WORD_CLASS.company,
  NRP: WORD_CLASS.people,
};

/** A name that stands in no list, in a language whose other words have no capitals, must be this sure and of two words. */
const SURE = 0.9;
/** One that stands in a list. */
const LIKELY = 0.5;
/** Words with which German is told from languages that spare capitals. */
const GERMAN = /^(?:der|das|den|dem|ein|eine|und|nicht|ist|ich|mit|von|zum|zur|im|auf|für)$/;

const isName = (token: Token): boolean => {
  const { letterCase, classes } = wordInfo(token.text);
  if (letterCase < 2 || words().other.has(lower(token))) return false;
  return (classes & WORD_CLASS.everyday) === 0 || (classes & (WORD_CLASS.given | WORD_CLASS.family)) !== 0;
};

/**
 * [from, to) of the name that is really meant, of one that the tagger saw in a text of another language than English; null if
 * there is none. It has learnt little of these: a name there must be announced, known, or plainly one.
 */
export function nameInOtherTongue(
  type: TaggedType,
  tokens: readonly Token[],
  [start, end]: readonly [number, number],
  { confidence, hasCapitals }: { confidence: number; hasCapitals: boolean },
): readonly [number, number] | null {
  const known = KNOWN[type];
  if (known === undefined) return [start, end];
  if (!hasCapitals) return type === 'PERSON' && isAnnounced(tokens, start) ? [start, end] : null;
  let from = start;
  let to = end;
  while (from < to && !isName(tokens[from] as Token)) from++;
  while (to > from && !isName(tokens[to - 1] as Token)) to--;
  const own = tokens.slice(from, to);
  const isWhole = own.every((token) => isName(token) || PARTICLES.has(lower(token)) || /^[.'’-]$/.test(token.text));
  if (own.length === 0 || !isWhole) return null;
  if (type === 'PERSON' && isAnnounced(tokens, from)) return [from, to];
  if (confidence >= LIKELY && own.some(({ text }) => (wordInfo(text).classes & known) !== 0)) return [from, to];
  const isLong = type === 'PERSON' ? own.filter(isName).length > 1 : from > 0;
  const isPlainly = isLong && confidence >= SURE && !tokens.some((token) => GERMAN.test(lower(token)));
  return isPlainly ? [from, to] : null;
}
