import {
  ENGLISH_PARTS,
  LANGUAGES,
  type Labelled,
  MOODS,
  readMultilingual,
  readReviews,
  readSemEval,
  readSentiment140,
  readTargets,
  readTweetEval,
  without,
} from './data.ts';
import type { Recipe } from './head.ts';

/** A held-out part, by name. */
export interface Split {
  name: string;
  train: Labelled[];
  /** Parts that are measured one by one. */
  heldOut: Record<string, Labelled[]>;
}

/** One model: what it learns from, and how it is measured before it learns from everything. */
export interface Task {
  /** File name without extension. */
  id: string;
  recipe: Recipe;
  all(folder: string): Labelled[];
  /** The first one also decides the temperature. */
  splits(folder: string): Split[];
}

const weighted = (texts: Labelled[], weight: number): Labelled[] => texts.map((text) => ({ ...text, weight }));
const english = (folder: string, parts: readonly string[]) => parts.flatMap((part) => readSemEval(folder, part));
/** Texts labelled in another way, or of another kind, count for less than tweets of the task. */
const BY_TARGET = 0.4;
const REVIEW = 0.3;
const EMOTION = 0.3;
/** Moods of anger, joy, optimism and sadness. */
const MOOD_OF_EMOTION = [0, 2, 2, 0];
const emotionsAsMoods = (folder: string) =>
  readTweetEval(folder, 'emotion', 'train').map((text) => ({ ...text, label: MOOD_OF_EMOTION[text.label] ?? 1 }));
const englishExtra = (folder: string) => [
  ...weighted([...readSentiment140(folder), ...readTargets(folder)], BY_TARGET),
  ...weighted(readReviews(folder), REVIEW),
  ...weighted(emotionsAsMoods(folder), EMOTION),
];

const RECIPE: Recipe = {
  labels: MOODS,
  bits: 20,
  scales: [1, 1, 0.6],
  fewest: 2,
  epochs: 4,
  rate: 0.05,
  decay: 1e-4,
  bySource: false,
  joinsPhrases: true,
};

const sentimentEn: Task = {
  id: 'sentiment-en',
  recipe: { ...RECIPE, epochs: 3, bySource: true },
  all: (folder) => without([...english(folder, ENGLISH_PARTS), ...englishExtra(folder)], []),
  splits(folder) {
    const newest = readSemEval(folder, '2016test');
    const early = ['2013test', '2014test', '2015test'];
    const earlyTests = Object.fromEntries(early.map((part) => [part, readSemEval(folder, part)]));
    const split = (name: string, heldOut: Record<string, Labelled[]>): Split => {
      const rest = english(
        folder,
        ENGLISH_PARTS.filter((part) => !Object.hasOwn(heldOut, part)),
      );
      return { name, heldOut, train: without([...rest, ...englishExtra(folder)], Object.values(heldOut).flat()) };
    };
    return [split('until 2016', { '2016test': newest }), split('without the tests of 2013–2015', earlyTests)];
  },
};

const CODES = Object.keys(LANGUAGES);
const multilingual = (folder: string, part: 'train' | 'val') =>
  CODES.flatMap((language) => readMultilingual(folder, language, part));

const sentimentMulti: Task = {
  id: 'sentiment-multi',
  recipe: RECIPE,
  all: (folder) => without([...multilingual(folder, 'train'), ...multilingual(folder, 'val')], []),
  splits(folder) {
    const heldOut = Object.fromEntries(CODES.map((code) => [code, readMultilingual(folder, code, 'val')]));
    return [{ name: 'train', heldOut, train: without(multilingual(folder, 'train'), Object.values(heldOut).flat()) }];
  },
};

const tweetEval = (id: string, folderName: string, labels: string[], bits: number): Task => ({
  id,
  recipe: { ...RECIPE, labels, bits, joinsPhrases: false },
  all: (folder) =>
    without([...readTweetEval(folder, folderName, 'train'), ...readTweetEval(folder, folderName, 'val')], []),
  splits(folder) {
    const heldOut = { val: readTweetEval(folder, folderName, 'val') };
    return [{ name: 'train', heldOut, train: without(readTweetEval(folder, folderName, 'train'), heldOut.val) }];
  },
});

/** Every model that `npm run train:sentiment` makes. */
export const TASKS: readonly Task[] = [
  sentimentEn,
  sentimentMulti,
  tweetEval('emotion', 'emotion', ['anger', 'joy', 'optimism', 'sadness'], 18),
  tweetEval('irony', 'irony', ['no', 'yes'], 18),
  tweetEval('offence', 'offensive', ['no', 'yes'], 18),
];
