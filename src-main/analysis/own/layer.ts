import { isStopWord } from '../lexicons/stop-words.ts';
import { normalWord } from '../text/tokens.ts';

/** Classes: negative, neutral, positive. */
const CLASSES = 3;
type Triple = readonly [number, number, number];

/**
 * What a business's corrections teach beyond the model: for some words, what their presence adds to the log-odds of each
 * mood. `weights` has three entries for each word.
 */
export interface OwnLayer {
  words: string[];
  weights: number[];
}

/** A text to learn from. */
export interface Example {
  /** Equal for texts that say the same: they are never on both sides of a test. Decides order and fold. */
  id: string;
  /** Different words of the text; see `layerWords`. */
  words: readonly string[];
  /** Who wrote it; 0 = unknown. */
  author: number;
  /** What the model says, own words put in. */
  p: Triple;
  /** What the owner says; null = nobody corrected it, the model's word stands. */
  label: 0 | 1 | 2 | null;
}

const SHORTEST = 3;
const MOST_WORDS_OF_TEXT = 60;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;

/** The different words of a text that a layer can learn from, in the order of the text: no stop words, numbers, addresses. */
export function layerWords(text: string, language: string): string[] {
  const found = new Set<string>();
  for (const [word] of text.replaceAll(/https?:\/\/\S+|[@]\S+/g, ' ').matchAll(WORD)) {
    const norm = normalWord(word);
    if (norm.length < SHORTEST || !/\p{L}/u.test(norm) || /\p{N}/u.test(norm) || isStopWord(norm, language)) continue;
    found.add(norm);
    if (found.size === MOST_WORDS_OF_TEXT) break;
  }
  return [...found];
}

/** Words of at least this many different corrected texts, by at least as many people, can be learnt from. */
const FEWEST_TEXTS = 2;
const MOST_VOCABULARY = 300;

/** The words that corrections share, most frequent first. A word that one person alone uses could name them. */
export function vocabularyOf(examples: readonly Example[]): string[] {
  const seen = new Map<string, { texts: Set<string>; people: Set<string> }>();
  for (const { id, words, author, label } of examples) {
    if (label === null) continue;
    for (const word of words) {
      const entry = seen.get(word) ?? { texts: new Set(), people: new Set() };
      entry.texts.add(id);
      entry.people.add(author > 0 ? String(author) : id);
      seen.set(word, entry);
    }
  }
  return [...seen]
    .filter(([, { texts, people }]) => texts.size >= FEWEST_TEXTS && people.size >= FEWEST_TEXTS)
    .sort(([a, x], [b, y]) => y.texts.size - x.texts.size || (a < b ? -1 : 1))
    .slice(0, MOST_VOCABULARY)
    .map(([word]) => word)
    .sort();
}

/** What the layer adds to the log-odds of each mood of a text with these words; a text of many known words is not shouted at. */
function shiftOf(rows: readonly number[], weights: ArrayLike<number>): [number, number, number] {
  const scale = rows.length > 0 ? 1 / Math.sqrt(rows.length) : 0;
  const shift: [number, number, number] = [0, 0, 0];
  for (const row of rows)
    for (let k = 0; k < CLASSES; k++) shift[k] = (shift[k] as number) + scale * (weights[row * CLASSES + k] as number);
  return shift;
}

const LEAST = 1e-6;

/** Probabilities moved by log-odds. */
function moved(p: Triple, shift: Triple): [number, number, number] {
  const scores = p.map((value, k) => Math.log(Math.max(LEAST, value)) + (shift[k] as number));
  const most = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - most));
  const total = raised.reduce((a, b) => a + b, 0);
  return raised.map((value) => value / total) as [number, number, number];
}

const bestOf = (p: Triple): number => (p[2] > p[1] && p[2] > p[0] ? 2 : p[0] > p[1] ? 0 : 1);

/** A layer, ready to be used. */
export interface Adapter {
  /** Rows of the words that the layer knows. */
  rowsOf(words: readonly string[]): number[];
  adapt(p: Triple, rows: readonly number[]): [number, number, number];
  /** Log-odds of positive against negative that one of `of` known words adds. */
  lean(row: number, of: number): number;
}

export function makeAdapter({ words, weights }: OwnLayer): Adapter {
  const rows = new Map(words.map((word, row) => [word, row]));
  return {
    rowsOf: (given) => given.flatMap((word) => rows.get(word) ?? []),
    adapt: (p, found) => moved(p, shiftOf(found, weights)),
    lean: (row, of) =>
      ((weights[row * CLASSES + 2] as number) - (weights[row * CLASSES] as number)) / Math.sqrt(Math.max(1, of)),
  };
}

/**
 * Pull towards "adds nothing"; a word needs some corrections of one mind to be heard. Tried over 60 made-up businesses (tweets
 * that share a word) with 40 corrections each: 0.5 with others at half weight made 20 of them worse, 2 at full weight 13.
 */
const PENALTY = 2;
const STEPS = 150;

/**
 * Fits a layer: logistic regression over the words of `vocabulary` on top of the model's log-odds, with an L2 penalty. Texts
 * that nobody corrected stand beside the corrected ones with what the model says of them, so that words are not learnt which
 * only happened to be in what was corrected (rehearsal: Li & Hoiem 2016). A fixed number of steps of the lower bound of
 * Böhning & Lindsay (1988): it never gets worse, needs no step size, and gives the same for the same examples in any order.
 */
export function fitLayer(examples: readonly Example[], vocabulary: readonly string[]): OwnLayer {
  const rows = new Map(vocabulary.map((word, row) => [word, row]));
  const sorted = [...examples]
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : (a.label ?? -1) - (b.label ?? -1)))
    .map(({ words, p, label }) => ({
      rows: words.flatMap((word) => rows.get(word) ?? []),
      p,
      target: label === null ? p : ([0, 1, 2].map((k) => (k === label ? 1 : 0)) as unknown as Triple),
    }))
    .filter((example) => example.rows.length > 0);
  // Each text's squared features add up to 1, so half the number of the texts with a word bounds the curvature.
  const curvature = new Float64Array(vocabulary.length).fill(PENALTY);
  for (const { rows: found } of sorted) for (const row of found) curvature[row] = (curvature[row] as number) + 0.5;
  const weights = new Float64Array(vocabulary.length * CLASSES);
  const slope = new Float64Array(weights.length);
  for (let step = 0; step < STEPS; step++) {
    weights.forEach((weight, i) => {
      slope[i] = -PENALTY * weight;
    });
    for (const example of sorted) addSlope(example, weights, slope);
    for (let i = 0; i < weights.length; i++)
      weights[i] = (weights[i] as number) + (slope[i] as number) / (curvature[Math.floor(i / CLASSES)] as number);
  }
  // Rounded: the last bits depend on nothing that matters.
  return { words: [...vocabulary], weights: Array.from(weights, (weight) => Math.round(weight * 1e4) / 1e4) };
}

function addSlope(
  { rows, p, target }: { rows: readonly number[]; p: Triple; target: Triple },
  weights: Float64Array,
  slope: Float64Array,
): void {
  const now = moved(p, shiftOf(rows, weights));
  const scale = 1 / Math.sqrt(rows.length);
  for (const row of rows)
    for (let k = 0; k < CLASSES; k++) {
      const at = row * CLASSES + k;
      slope[at] = (slope[at] as number) + scale * ((target[k] as number) - (now[k] as number));
    }
}

/** How a layer does on texts that it was not made from. */
export interface LayerTrial {
  /** Corrected texts, and how many of them the model, and the model with the layer, judges as the owner does. */
  n: number;
  before: number;
  after: number;
  /** Texts that nobody corrected, and how many of them get another mood. */
  others: number;
  changed: number;
}

/** Parts that examples are divided into. */
export const FOLDS = 5;

/** The part that a text is tried in, whatever else there is: FNV-1a over UTF-16 code units. */
export function foldOf(id: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), 0x01000193);
  return ((h ^ (h >>> 15)) >>> 0) % FOLDS;
}

/** Tries a layer: each fifth of the texts is judged by a layer made, words and all, from the other four. */
export function tryLayer(examples: readonly Example[]): LayerTrial {
  const trial: LayerTrial = { n: 0, before: 0, after: 0, others: 0, changed: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const rest = examples.filter(({ id }) => foldOf(id) !== fold);
    const { rowsOf, adapt } = makeAdapter(fitLayer(rest, vocabularyOf(rest)));
    for (const { id, words, p, label } of examples) {
      if (foldOf(id) !== fold) continue;
      const now = bestOf(adapt(p, rowsOf(words)));
      if (label === null) {
        trial.others++;
        if (now !== bestOf(p)) trial.changed++;
        continue;
      }
      trial.n++;
      if (bestOf(p) === label) trial.before++;
      if (now === label) trial.after++;
    }
  }
  return trial;
}
