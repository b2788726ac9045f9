import { type Features, KINDS, makeFeatures, readFeatures } from './text-features.ts';
import { setPhrases } from './set-phrases.ts';
import { WINDOW } from './text-reading.ts';

/** First line of a model file; the number grows when files of the old form can no longer be read. */
export const MODEL_MARK = 'inglenook text model 1';

/** What stands in the second line of a model file, as JSON. */
export interface ModelHead {
  /** Classes, in the order of their weights. */
  labels: string[];
  /** The table has 2^bits buckets of one weight for each class but the first, which has 0: only differences matter. */
  bits: number;
  /** Steps of the stored weights: weight = stored × step. */
  step: number;
  /** What the sum of each kind of feature is multiplied by, before its length is taken out. */
  scales: number[];
  bias: number[];
  /** Divides the sums so that probabilities are as often right as they say (Guo et al. 2017). */
  temperature: number;
  /** Added to the bias in texts of this language (ISO 639-1). */
  languages: Record<string, number[]>;
}

/** A linear classifier over hashed features, its weights in eighth bits. */
export interface TextModel extends ModelHead {
  /** Bucket by bucket, class by class from the second. */
  weights: Int8Array;
}

/** Reads a model file. Throws on anything else. */
export function readModel(bytes: Uint8Array): TextModel {
  const lineEnd = bytes.indexOf(10);
  const headEnd = bytes.indexOf(10, lineEnd + 1);
  const decode = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to));
  if (lineEnd < 0 || headEnd < 0 || decode(0, lineEnd) !== MODEL_MARK) throw new TypeError('no text model');
  const head = JSON.parse(decode(lineEnd + 1, headEnd)) as ModelHead;
  const size = (head.labels.length - 1) * 2 ** head.bits;
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + headEnd + 1, bytes.length - headEnd - 1);
  if (weights.length !== size) throw new TypeError('text model is cut off');
  return { ...head, weights };
}

/** Short texts have few features; as if they had at least this many, or single words would shout. */
const FEWEST = 4;

/** What sums of a kind are multiplied by: the length is taken out of words and characters, as cosine scaling would. */
export const kindScale = (scales: readonly number[], kind: number, count: number): number =>
  kind === 2 ? (scales[kind] as number) : (scales[kind] as number) / Math.sqrt(count < FEWEST ? FEWEST : count);

/** Where to cut a long text: at the last space of the window, if there is one in its second half. */
function windowEnd(text: string, start: number): number {
  const end = start + WINDOW;
  if (end >= text.length) return text.length;
  for (let i = end; i > start + WINDOW / 2; i--) if (text.charCodeAt(i) <= 32) return i;
  return end;
}

/** Adds the classes' sums of what was read to `sums`. */
function addSums(model: TextModel, { hash, kindEnds }: Features, sums: Float64Array): void {
  const { weights, bits, labels, step } = model;
  const stored = labels.length - 1;
  const shift = 32 - bits;
  for (let kind = 0, i = 0; kind < KINDS; kind++) {
    const end = kindEnds[kind] as number;
    const scale = step * kindScale(model.scales, kind, end - i);
    let a = 0;
    let b = 0;
    let c = 0;
    // Classes by hand: a loop over them costs twice the time.
    for (; i < end; i++) {
      const at = ((hash[i] as number) >>> shift) * stored;
      a += weights[at] as number;
      if (stored > 1) b += weights[at + 1] as number;
      if (stored > 2) c += weights[at + 2] as number;
    }
    sums[1] = (sums[1] as number) + scale * a;
    if (stored > 1) sums[2] = (sums[2] as number) + scale * b;
    if (stored > 2) sums[3] = (sums[3] as number) + scale * c;
  }
}

/** A part of a text that moved the answer; `start`/`end` in UTF-16 code units. Holds content: never into a log. */
export interface Evidence {
  text: string;
  start: number;
  end: number;
  weight: number;
  negated: boolean;
}

/** One classifier with its buffers. Not for two texts at once. */
export interface TextScorer {
  readonly labels: readonly string[];
  /** Probability of each class. The array is used again for the next text. */
  score(text: string, language: string): Float64Array;
  /**
   * The parts that speak for class `towards` against class `against`, in the order of the text. Their weights and `rest`
   * (what no part alone is behind) add up to the difference of the two classes' log-odds.
   */
  explain(text: string, language: string, towards: number, against: number): { evidence: Evidence[]; rest: number };
}

/** `joinsPhrases`: whether set phrases are read as the one word that says what they mean, as moods need it. */
export function makeScorer(model: TextModel, { joinsPhrases = false } = {}): TextScorer {
  const features = makeFeatures();
  const classes = model.labels.length;
  const sums = new Float64Array(classes);
  const phrasesOf = (language: string) => (joinsPhrases ? setPhrases(language) : null);
  const biasOf = (language: string, k: number) => (model.bias[k] as number) + (model.languages[language]?.[k] ?? 0);
  return {
    labels: model.labels,
    score(text, language) {
      sums.fill(0);
      features.placed = false;
      let windows = 0;
      const phrases = phrasesOf(language);
      for (let start = 0; start < text.length || windows === 0; windows++) {
        const end = windowEnd(text, start);
        readFeatures(features, text, start, end, language, phrases);
        addSums(model, features, sums);
        start = end;
      }
      let total = 0;
      let most = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < classes; k++) {
        const sum = ((sums[k] as number) / windows + biasOf(language, k)) / model.temperature;
        sums[k] = sum;
        if (sum > most) most = sum;
      }
      for (let k = 0; k < classes; k++) total += sums[k] = Math.exp((sums[k] as number) - most);
      for (let k = 0; k < classes; k++) sums[k] = (sums[k] as number) / total;
      return sums;
    },
    explain(text, language, towards, against) {
      const evidence: Evidence[] = [];
      let rest = 0;
      let windows = 0;
      const phrases = phrasesOf(language);
      features.placed = true;
      for (let start = 0; start < text.length || windows === 0; windows++) {
        const end = windowEnd(text, start);
        readFeatures(features, text, start, end, language, phrases);
        rest += collect(model, features, text, { towards, against }, evidence);
        start = end;
      }
      const share = windows * model.temperature;
      for (const part of evidence) part.weight /= share;
      const bias = (biasOf(language, towards) - biasOf(language, against)) / model.temperature;
      return { evidence, rest: rest / share + bias };
    },
  };
}

/** Shares out each feature's weight over the tokens it covers; answers what belongs to none. */
function collect(
  model: TextModel,
  features: Features,
  text: string,
  { towards, against }: { towards: number; against: number },
  evidence: Evidence[],
): number {
  const { reading, hash, first, last, kindEnds } = features;
  const perCode = new Float64Array(reading.length);
  const stored = model.labels.length - 1;
  let rest = 0;
  for (let kind = 0, i = 0; kind < KINDS; kind++) {
    const end = kindEnds[kind] as number;
    const scale = model.step * kindScale(model.scales, kind, end - i);
    for (; i < end; i++) {
      const at = ((hash[i] as number) >>> (32 - model.bits)) * stored - 1;
      const weightFor = (k: number) => (k === 0 ? 0 : (model.weights[at + k] as number));
      const weight = scale * (weightFor(towards) - weightFor(against));
      const from = first[i] as number;
      const to = last[i] as number;
      if (weight === 0) continue;
      if (to - from === reading.length) rest += weight;
      else rest += spreadOver(reading.codes, perCode, from, to, weight);
    }
  }
  for (let t = 0; t < reading.tokens; t++) {
    const from = reading.first[t] as number;
    const to = reading.last[t] as number;
    let weight = 0;
    for (let i = from; i < to; i++) weight += perCode[i] as number;
    const start = reading.from[from] as number;
    const end = reading.to[to - 1] as number;
    evidence.push({
      text: text.slice(start, end),
      start,
      end,
      weight,
      negated: ((reading.flags[t] as number) & 8) !== 0,
    });
  }
  return rest;
}

const SPACE = 32;

/** Shares a weight over the codes of a range that are no spaces; answers the weight if there are none. */
function spreadOver(codes: Uint16Array, perCode: Float64Array, from: number, to: number, weight: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (codes[i] !== SPACE) count++;
  if (count === 0) return weight;
  for (let i = from; i < to; i++) if (codes[i] !== SPACE) perCode[i] = (perCode[i] as number) + weight / count;
  return 0;
}
