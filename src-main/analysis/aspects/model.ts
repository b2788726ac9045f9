import { brotliDecompressSync } from 'node:zlib';
import type { AspectCategory } from '../../../shared/moods.ts';
import { ASPECTS_MODEL } from '../lexicons/aspects-model.ts';

/** Weights of one linear model: row-major places × classes, one byte each, times `scale`. */
export interface Weights {
  classes: number;
  scale: number;
  bytes: Int8Array;
}

/** Tags of the term finder: outside, begins a term, goes on. */
export const TAGS = 3;
export const OUTSIDE = 0;
export const BEGINS = 1;
export const INSIDE = 2;

export { MOODS as POLARITIES, type Mood as Polarity } from '../../../shared/moods.ts';

/** What the model tells apart, in the order of its classes. */
export const CATEGORIES = [
  'general',
  'price',
  'food',
  'drinks',
  'service',
  'ambience',
  'location',
  'delivery',
  'design',
  'performance',
  'usability',
  'quality',
  'battery',
  'display',
  'hardware',
  'software',
  'company',
] as const satisfies readonly AspectCategory[];
/** What things are grouped under: what the model tells apart, and what only word lists name. */
export type Category = AspectCategory;

export interface AspectModel {
  terms: Weights;
  /** TAGS × TAGS: what following each other adds to a pair of tags. */
  follows: Float64Array;
  polarity: Weights;
  category: Weights;
}

let loaded: AspectModel | null = null;

/** Unpacks the model that comes with the program, once. Layout: see `packModel` in test/tools/train-aspects.ts. */
export function aspectModel(): AspectModel {
  loaded ??= unpack(brotliDecompressSync(Buffer.from(ASPECTS_MODEL, 'base64')));
  return loaded;
}

function unpack(bytes: Buffer): AspectModel {
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  const next = () => {
    const value = head.getFloat64(at, true);
    at += 8;
    return value;
  };
  const weights = (): Weights => {
    const classes = next();
    const scale = next();
    const length = next();
    const made = { classes, scale, bytes: new Int8Array(bytes.subarray(at, at + length)) };
    at += length;
    return made;
  };
  const follows = Float64Array.from({ length: TAGS * TAGS }, next);
  return { follows, terms: weights(), polarity: weights(), category: weights() };
}

/** Features of one thing as places in a table of weights; the buffer is used again for the next. */
export interface Places {
  at: Int32Array;
  count: number;
}

/** An empty list of places; grows as far as it must. */
export const makePlaces = (): Places => ({ at: new Int32Array(1024), count: 0 });

export function addPlace(places: Places, place: number): void {
  if (places.count === places.at.length) {
    const larger = new Int32Array(places.at.length * 2);
    larger.set(places.at);
    places.at = larger;
  }
  places.at[places.count++] = place;
}

/** Score of every class for the places from one to before another, added onto `out` from `first` on. */
export function addScores(
  weights: Weights,
  places: Places,
  from: number,
  to: number,
  out: Float64Array,
  first = 0,
): void {
  const { classes, scale, bytes } = weights;
  const { at } = places;
  if (classes === 3) {
    addThree(weights, places, from, to, out, first);
    return;
  }
  // Class by class, so that each sum stays in a register: a tenth of the time of a reading was spent here, and now half of that.
  for (let c = 0; c < classes; c++) {
    let sum = out[first + c] as number;
    for (let i = from; i < to; i++) sum += scale * (bytes[(at[i] as number) * classes + c] as number);
    out[first + c] = sum;
  }
}

/** The same for three classes, as terms and polarities have: each place is fetched once instead of three times. */
function addThree(
  { scale, bytes }: Weights,
  { at }: Places,
  from: number,
  to: number,
  out: Float64Array,
  first: number,
): void {
  let [a, b, c] = [out[first] as number, out[first + 1] as number, out[first + 2] as number];
  for (let i = from; i < to; i++) {
    const place = 3 * (at[i] as number);
    a += scale * (bytes[place] as number);
    b += scale * (bytes[place + 1] as number);
    c += scale * (bytes[place + 2] as number);
  }
  out[first] = a;
  out[first + 1] = b;
  out[first + 2] = c;
}

/** Index of the largest, the first of equal ones. */
export function largest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}

/** Scores as probabilities, in place. */
export function softmax(scores: Float64Array): Float64Array {
  const most = scores[largest(scores)] as number;
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    scores[c] = Math.exp((scores[c] as number) - most);
    sum += scores[c] as number;
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) / sum;
  return scores;
}

/**
 * The best sequence of tags (Viterbi 1967) for `count` tokens, whose scores for tag t stand at `scores[i × TAGS + t]`. A term
 * cannot go on where none began.
 */
export function bestTags(scores: ArrayLike<number>, count: number, follows: ArrayLike<number>): Uint8Array {
  const tags = new Uint8Array(count);
  if (count === 0) return tags;
  const back = new Uint8Array(count * TAGS);
  let before = Float64Array.of(scores[OUTSIDE] as number, scores[BEGINS] as number, Number.NEGATIVE_INFINITY);
  let now = new Float64Array(TAGS);
  for (let i = 1; i < count; i++) {
    for (let t = 0; t < TAGS; t++) {
      let best = Number.NEGATIVE_INFINITY;
      for (let b = 0; b < TAGS; b++) {
        if (t === INSIDE && b === OUTSIDE) continue;
        const score = (before[b] as number) + (follows[b * TAGS + t] as number);
        if (score > best) {
          best = score;
          back[i * TAGS + t] = b;
        }
      }
      now[t] = best + (scores[i * TAGS + t] as number);
    }
    [before, now] = [now, before];
  }
  tags[count - 1] = largest(before);
  for (let i = count - 1; i > 0; i--) tags[i - 1] = back[i * TAGS + (tags[i] as number)] as number;
  return tags;
}
