import { type AspectColumns, READ_BIT } from '../../../shared/columns.ts';
import type { OwnAspects } from '../aspects/aspect.ts';
import { aspectsAlone } from '../aspects/aspects.ts';
import { POLARITIES } from '../aspects/model.ts';
import { findIntents } from '../intents/intents.ts';
import { INTENTS } from '../lexicons/intent-cues.ts';
import type { Reworder } from '../own/words.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import { tagsOf } from './tags.ts';

/** A language nothing is known of is read as English: most short texts without one are. */
export const UNKNOWN_LANGUAGE = 'en';

/** Raised whenever readings change: messages read by an older version are read anew. */
export const READING_VERSION = 5;

/** An aspect as it is stored; `polarity` 0 negative, 1 neutral, 2 positive. */
export interface StoredAspect {
  group: string;
  category: string;
  polarity: number;
}

/** What reading one message gave. `fingerprint`: equal for messages that say the same in the same words; 0 = too short to tell. */
export interface MessageReading {
  intents: number;
  apart: number;
  fingerprint: number;
  aspects: StoredAspect[];
  /** Hashtags, in lower case and without #, each once. */
  tags: string[];
}

export const REPEAT = 1;
const PASSED_ON = 2;
const SPAM = 3;
export const NEAR_REPEAT = 4;

/** Aspects kept of one message; a review that names more is a list. */
const MOST_ASPECTS = 12;
const FEWEST_WORDS = 4;
const PASSED_ON_START = /^\s*(?:RT @\w+|QT @\w+|MT @\w+|♻)/;
const SPAM_WORDS =
  /free followers|follow (?:me )?back|f4f|l4l|click (?:the )?link in (?:my )?bio|earn \$?\d+ (?:a|per) (?:day|hour|week)|make money (?:fast|online|from home)|crypto (?:giveaway|signals)|dm (?:me )?for promo|buy followers|100% guaranteed (?:profit|win)/i;
const MOST_LINKS = 3;
const MOST_TAGS = 12;

/** 52 bits of two FNV-1a hashes: few enough for a number, enough that a million messages hardly meet by chance. */
function fingerprintOf(words: readonly string[]): number {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (const word of words) {
    for (let i = 0; i <= word.length; i++) {
      const code = i < word.length ? word.charCodeAt(i) : 32;
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x01000197) ^ (high >>> 13);
    }
  }
  return (high & 0xfffff) * 0x100000000 + (low >>> 0);
}

/** What the owner's words make of a text: things they name, and words to be read as others. */
export interface OwnReading {
  aspects: OwnAspects;
  reword: Reworder;
}
const NO_OWN: OwnReading = { aspects: new Map(), reword: () => null };
const wordsOf = (tokens: readonly Token[]): string[] =>
  tokens.filter(({ kind }) => kind === 'word' || kind === 'hashtag' || kind === 'emoji').map(({ norm }) => norm);

/** The words by which messages are the same: without links, handles, numbers, capitals and drawn-out letters. */
export const wordsForRepeats = (text: string, language: string, tokens = tokenize(text, language)): string[] =>
  wordsOf(tokens);

/**
 * Reads one message: what it wants, what it likes or dislikes, and whether it is to be kept apart. Links, handles, numbers,
 * case and drawn-out letters do not tell two messages apart. `tokens`: those of the text, where they are known already.
 */
export function readMessage(
  text: string,
  language: string,
  own: OwnReading = NO_OWN,
  tokens: readonly Token[] = tokenize(text, language),
): MessageReading {
  const words = wordsOf(tokens);
  const links = tokens.filter(({ kind }) => kind === 'url').length;
  const tags = tokens.filter(({ kind }) => kind === 'hashtag').length;
  const spam = links > MOST_LINKS || tags > MOST_TAGS || SPAM_WORDS.test(text);
  const bits = (findIntents(text, language) ?? []).reduce(
    (sum, { intent }) => sum | (1 << INTENTS.indexOf(intent)),
    READ_BIT,
  );
  const meant = own.reword(text, language)?.text;
  const aspects = aspectsAlone(
    meant ?? text,
    language,
    meant === undefined ? tokens : tokenize(meant, language),
    own.aspects,
  );
  return {
    intents: bits,
    apart: PASSED_ON_START.test(text) ? PASSED_ON : spam ? SPAM : 0,
    fingerprint: words.length < FEWEST_WORDS ? 0 : fingerprintOf(words),
    aspects: (aspects ?? [])
      .slice(0, MOST_ASPECTS)
      .filter(({ group }) => group !== '')
      .map(({ group, category, polarity }) => ({
        group: group.slice(0, 80),
        category,
        polarity: POLARITIES.indexOf(polarity),
      })),
    tags: tagsOf(tokens),
  };
}

/** Gathers aspects of messages into columns. */
export class AspectTable {
  readonly #groups = new Map([['', 0]]);
  readonly #categories = new Map([['', 0]]);
  readonly #rows: { group: number; category: number; polarity: number }[] = [];

  /** Adds the aspects of one message; answers where they begin. */
  add(aspects: readonly StoredAspect[]): number {
    const start = this.#rows.length;
    for (const { group, category, polarity } of aspects)
      this.#rows.push({
        group: numberOf(this.#groups, group),
        category: numberOf(this.#categories, category),
        polarity,
      });
    return start;
  }

  columns(): AspectColumns {
    return {
      group: Uint32Array.from(this.#rows, ({ group }) => group),
      groups: [...this.#groups.keys()],
      category: Uint8Array.from(this.#rows, ({ category }) => category),
      categories: [...this.#categories.keys()],
      polarity: Uint8Array.from(this.#rows, ({ polarity }) => polarity),
    };
  }
}

function numberOf(known: Map<string, number>, text: string): number {
  const found = known.get(text);
  if (found !== undefined) return found;
  known.set(text, known.size);
  return known.size - 1;
}
