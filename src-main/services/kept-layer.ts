import type { OwnLayer } from '../analysis/own/layer.ts';
import type { ThingRule, ThingTrial } from '../analysis/own/things.ts';

/** What was learnt from corrected moods, as it is kept. */
export interface KeptMoods {
  layer: OwnLayer;
  used: boolean;
  state: 'too-few' | 'no-words' | 'worse' | 'overreaches' | 'used';
  n: number;
  before: number;
  after: number;
  others: number;
  changed: number;
}

/** What was learnt from corrected things, as it is kept. */
export interface KeptThings extends ThingTrial {
  rules: ThingRule[];
  state: 'too-few' | 'of-two-minds' | 'worse' | 'used';
}

/** Corrections of messages that hold the owner's words, and how many are told so without and with what the words mean here. */
export interface WordTrial {
  n: number;
  before: number;
  after: number;
}

/** How the meanings of words do on what the owner said of messages, as it is kept. */
export interface KeptWords {
  /** With messages that hold such words and that nobody corrected, and how many of them got another mood. */
  moods: WordTrial & { others: number; changed: number };
  things: WordTrial;
}

/** What was learnt from corrections, as it is kept. Stores of before have moods alone. */
export interface KeptLayer extends KeptMoods {
  things?: KeptThings;
  words?: KeptWords;
}
