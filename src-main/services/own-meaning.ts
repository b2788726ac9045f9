import type { OwnAspects } from '../analysis/aspects/aspect.ts';
import type { Moods, Unscored } from '../analysis/base/sentiment.ts';
import { scoreOf } from '../analysis/base/sentiment.ts';
import { type Adapter, layerWords, makeAdapter, type OwnLayer } from '../analysis/own/layer.ts';
import { makeReworder, type Reworder } from '../analysis/own/words.ts';
import { MOODS } from '../../shared/moods.ts';
import type { StoredWord } from '../store/tables/corrections.ts';
import type { KeptLayer } from './kept-layer.ts';
import { sentiment } from './sentiment.ts';

const NO_LAYER: OwnLayer = { words: [], weights: [] };

/** What the owner's words and corrections make of a text. */
export interface OwnMeaning {
  /** No word and no correction makes anything another than the models give. */
  isPlain: boolean;
  /** Wordings of things the owner named, and what they are counted as. */
  aspects: OwnAspects;
  reword: Reworder;
  /** The same for finding things: a word that names one stays as it stands, whatever its mood. */
  rewordForThings: Reworder;
  adapter: Adapter;
  /** Words of a text that a layer may know: those the owner gave a mood are settled. */
  wordsOf(text: string, language: string): string[];
  /** Moods before the layer: by the models, with the owner's words. */
  plainMoods(text: string, language: string): Moods | Unscored;
  /** A score that is not the models'; null = theirs stands. */
  score(text: string, language: string): number | null;
}

const NEUTRAL: Moods = { label: 'neutral', negative: 0, neutral: 1, positive: 0 };

/** The moods of probabilities. */
export function moodsOf([negative, neutral, positive]: readonly [number, number, number]): Moods {
  const label = positive > neutral && positive > negative ? MOODS[2] : negative > neutral ? MOODS[0] : MOODS[1];
  return { label, negative, neutral, positive };
}

export const probabilitiesOf = ({ negative, neutral, positive }: Moods): [number, number, number] => [
  negative,
  neutral,
  positive,
];

/** What words mean in a business: what its owner says of them, and what was learnt from corrections. */
export function makeOwnMeaning(words: readonly StoredWord[], kept: KeptLayer | null): OwnMeaning {
  const reword = makeReworder(words);
  const adapter = makeAdapter(kept?.used ? kept.layer : NO_LAYER);
  const settled = new Set(words.flatMap(({ word, polarity }) => (polarity === null ? [] : [word])));
  const wordsOf = (text: string, language: string) => layerWords(text, language).filter((word) => !settled.has(word));
  const plainMoods = (text: string, language: string) => {
    const meant = reword(text, language);
    const found = sentiment.moods(meant?.text ?? text, language);
    // Nothing is left of a text of neutral words alone.
    return meant && found === 'empty' ? NEUTRAL : found;
  };
  return {
    isPlain: words.length === 0 && !kept?.used,
    aspects: new Map(words.flatMap(({ word, category, name }) => (category === '' ? [] : [[word, name || word]]))),
    reword,
    rewordForThings: makeReworder(words.filter(({ category }) => category === '')),
    adapter,
    wordsOf,
    plainMoods,
    score(text, language) {
      const rows = kept?.used ? adapter.rowsOf(wordsOf(text, language)) : [];
      if (rows.length === 0 && reword(text, language) === null) return null;
      const plain = plainMoods(text, language);
      if (typeof plain === 'string') return null;
      return scoreOf(rows.length === 0 ? plain : moodsOf(adapter.adapt(probabilitiesOf(plain), rows)));
    },
  };
}
