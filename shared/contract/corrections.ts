import * as z from 'zod';
import { id, text } from '../check.ts';
import { ASPECT_CATEGORIES, type AspectCategory, MOODS, type Mood } from '../moods.ts';
import { command, query } from './define.ts';

/** What the owner said of one message, or of one thing it names. Holds content: never into a log. */
export interface MessageCorrection {
  id: number;
  /** The message as it is in the store now; null when it is not here, or may not be used. */
  message: { id: number; text: string } | null;
  what: 'mood' | 'aspect';
  /** The thing as it was read; '' for a mood. */
  found: string;
  /** Null = as it was read. */
  mood: Mood | null;
  /** '' = as it was read. */
  name: string;
  category: AspectCategory | '';
  /** It is not a thing that is liked or disliked at all. */
  dropped: boolean;
}

/** What a word means in this business. */
export interface OwnWord {
  id: number;
  /** One to four words, in lower case. */
  word: string;
  /** Null = the word is no word of mood. */
  mood: Mood | null;
  /** '' = the word names nothing that is liked or disliked. */
  category: AspectCategory | '';
  /** What it is counted as; '' = by itself. */
  name: string;
}

/** A share of `n`, with the interval in which the true one lies in 95 of 100 cases. */
export interface HeldBack {
  right: number;
  share: number;
  low: number;
  high: number;
}

/**
 * What was learnt from the corrected moods, judged on corrections that were held back: each fifth of them by a layer learnt
 * from the other four. `state`: why it is used or not.
 */
export interface Learnt {
  state: 'too-few' | 'waiting' | 'no-words' | 'worse' | 'overreaches' | 'used';
  /** Corrected moods that could be learnt from, and how many are needed. */
  n: number;
  needed: number;
  before: HeldBack | null;
  after: HeldBack | null;
  /** Messages nobody corrected that were held back likewise, and how many of them got another mood. */
  others: number;
  changed: number;
  /** The words that were learnt, strongest first: log-odds of positive against negative. */
  words: { word: string; weight: number }[];
}

/** Corrections that nothing was learnt from, and how many of them are told so without and with something; null = too few to say. */
export interface Trial {
  n: number;
  before: HeldBack | null;
  after: HeldBack | null;
}

/**
 * What was learnt from the things that the owner corrected, judged on those held back: each fifth of the texts by what the other
 * four teach. `state`: why it is used or not.
 */
export interface LearntThings extends Trial {
  state: 'too-few' | 'waiting' | 'of-two-minds' | 'worse' | 'used';
  needed: number;
  /** Corrected things that the owner left what they were read as, and how many of them would become something else. */
  others: number;
  changed: number;
  /** What goes for a thing in every message: the corrections that say so, and how often it is named where nobody corrected it. */
  rules: { found: string; meant: { name: string; category: string } | null; texts: number; named: number }[];
}

/** How the meanings of words do on what the owner said of messages that hold one: nothing is learnt from those. */
export interface TriedWords {
  needed: number;
  /** With messages that hold such words and that nobody corrected, and how many of them get another mood. */
  moods: Trial & { others: number; changed: number };
  things: Trial;
}

export const corrections = {
  'corrections.list': query<{
    messages: MessageCorrection[];
    words: OwnWord[];
    learnt: Learnt;
    learntThings: LearntThings;
    triedWords: TriedWords;
  }>()(
    'What the owner corrected: moods and things of messages, meanings of words, and what was learnt from it',
    z.strictObject({}),
  ),
  'corrections.mood': command<{ id: number }>()(
    'Say how a message really sounds; the same mood as before confirms it',
    z.strictObject({ message: id(), mood: z.enum(MOODS) }),
  ),
  'corrections.aspect': command<{ id: number }>()(
    'Correct a thing that a message names: what it is, what it belongs to, whether it is liked, or that it is none',
    z.strictObject({
      message: id(),
      found: text(80).min(1),
      name: text(80).default(''),
      category: z.enum(['', ...ASPECT_CATEGORIES]).default(''),
      mood: z.enum(MOODS).nullable().default(null),
      dropped: z.boolean().default(false),
    }),
  ),
  'corrections.word': command<{ id: number }>()(
    'Say what a word means in this business: its mood, or what kind of thing it names; one already there is replaced',
    z.strictObject({
      word: text(60).min(1),
      mood: z.enum(MOODS).nullable().default(null),
      category: z.enum(['', ...ASPECT_CATEGORIES]).default(''),
      name: text(80).default(''),
    }),
  ),
  'corrections.undo': command<{ removed: boolean }>()(
    'Take a correction back; everything is then as before it',
    z.strictObject({ kind: z.enum(['message', 'word']), id: id() }),
  ),
};
