import {
  BUCKETS,
  CONTEXT_BUCKETS,
  contextBuckets,
  ROLES,
  type WordInfo,
  withEdges,
  wordInfo,
  writtenIn,
} from './features.ts';
import { isInside, LABELS, typeOfLabel } from './labels.ts';
import type { Token } from './tokens.ts';

/** A trained model: LABELS weights per bucket, and LABELS × LABELS weights of one label after another. */
export interface Weights {
  emission: Int8Array;
  transition: Int16Array;
}

/** One label per token, and by how much it beat the best label of another kind. */
export interface Decoded {
  labels: Uint8Array;
  margins: Float32Array;
}

const IMPOSSIBLE = -1e9;

/** Sums of the weights of one word by role, so that a word seen again costs five additions of rows. */
class WordSums {
  readonly #sums = new Map<WordInfo, Int32Array>();
  readonly #emission: Int8Array;
  constructor(emission: Int8Array) {
    this.#emission = emission;
  }
  /** LABELS sums for each role, one after the other. */
  of(info: WordInfo): Int32Array {
    let sums = this.#sums.get(info);
    if (sums) return sums;
    if (this.#sums.size > 50_000) this.#sums.clear();
    sums = new Int32Array(ROLES.length * LABELS);
    for (const [role, buckets] of info.roles.entries())
      for (const bucket of buckets)
        for (let l = 0; l < LABELS; l++)
          (sums[role * LABELS + l] as number) += this.#emission[bucket * LABELS + l] as number;
    this.#sums.set(info, sums);
    return sums;
  }
}

/** The weights other than 0, row by row: a row has five of them on average, and a sum of rows takes as many additions. */
class SparseRows {
  readonly starts = new Uint32Array(BUCKETS + 1);
  /** weight × 32 + label */
  readonly cells: Int16Array;
  constructor(emission: Int8Array) {
    const filled = emission.reduce((count, weight) => count + (weight === 0 ? 0 : 1), 0);
    this.cells = new Int16Array(filled);
    let at = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      for (let l = 0; l < LABELS; l++) {
        const weight = emission[bucket * LABELS + l] as number;
        if (weight !== 0) this.cells[at++] = weight * 32 + l;
      }
      this.starts[bucket + 1] = at;
    }
  }
}

/** Finds the best labels of a text by a linear chain of weights. */
export class Decoder {
  readonly #transitions: Transitions;
  readonly #rows: SparseRows;
  readonly #sums: WordSums;
  readonly #context = new Uint32Array(CONTEXT_BUCKETS);

  constructor(weights: Weights) {
    if (weights.emission.length !== BUCKETS * LABELS) throw new RangeError('weights do not fit the features');
    this.#transitions = new Transitions(weights.transition);
    this.#rows = new SparseRows(weights.emission);
    this.#sums = new WordSums(weights.emission);
  }

  /** `infos` begins and ends with two edges. */
  #emissions(infos: readonly WordInfo[]): Int32Array {
    const { starts, cells } = this.#rows;
    const context = this.#context;
    const scores = new Int32Array((infos.length - 4) * LABELS);
    const writing = writtenIn(infos);
    const words = infos.map((info) => this.#sums.of(info));
    for (let i = 2; i < infos.length - 2; i++) {
      const at = (i - 2) * LABELS;
      const own = words[i] as Int32Array;
      const before = words[i - 1] as Int32Array;
      const after = words[i + 1] as Int32Array;
      const before2 = words[i - 2] as Int32Array;
      const after2 = words[i + 2] as Int32Array;
      for (let l = 0; l < LABELS; l++)
        scores[at + l] =
          (own[l] as number) +
          (before[LABELS + l] as number) +
          (after[2 * LABELS + l] as number) +
          (before2[3 * LABELS + l] as number) +
          (after2[4 * LABELS + l] as number);
      contextBuckets(infos, i, writing, context);
      for (let f = 0; f < CONTEXT_BUCKETS; f++) {
        const bucket = context[f] as number;
        const end = starts[bucket + 1] as number;
        for (let k = starts[bucket] as number; k < end; k++) {
          const cell = cells[k] as number;
          (scores[at + (cell & 31)] as number) += cell >> 5;
        }
      }
    }
    return scores;
  }

  decode(tokens: readonly Token[]): Decoded {
    const infos = withEdges(tokens.map((token) => wordInfo(token.text)));
    const emissions = this.#emissions(infos);
    const labels = viterbi(emissions, tokens.length, this.#transitions);
    return { labels, margins: marginsOf(emissions, labels, this.#transitions) };
  }
}

/** Weights of one label after another, with the largest and the smallest behind each label. */
export class Transitions {
  readonly weights: Int16Array | Float32Array;
  readonly most = new Float64Array(LABELS);
  readonly least = new Float64Array(LABELS);
  constructor(weights: Int16Array | Float32Array) {
    this.weights = weights;
    this.refresh();
  }
  /** After a change of the weights. */
  refresh(): void {
    for (let p = 0; p < LABELS; p++) {
      const row = Array.from(this.weights.subarray(p * LABELS, (p + 1) * LABELS));
      this.most[p] = Math.max(...row);
      this.least[p] = Math.min(...row);
    }
  }
}

/**
 * Viterbi search over a linear chain (Collins 2002, "Discriminative training methods for hidden Markov models").
 * `emissions` holds LABELS scores per token. Only the transitions that BIO labels allow are looked at.
 */
export function viterbi(
  emissions: Int32Array | Float32Array,
  length: number,
  { weights: transition, most, least }: Transitions,
): Uint8Array {
  if (length === 0) return new Uint8Array(0);
  const back = new Uint8Array(length * LABELS);
  let before = new Float64Array(LABELS);
  let now = new Float64Array(LABELS);
  const viable = new Uint8Array(LABELS);
  for (let l = 0; l < LABELS; l++) now[l] = (isInside(l) ? IMPOSSIBLE : 0) + (emissions[l] as number);
  [before, now] = [now, before];
  for (let i = 1; i < length; i++) {
    let top = 0;
    for (let l = 1; l < LABELS; l++) if ((before[l] as number) > (before[top] as number)) top = l;
    // Labels that even their best transition does not lift above the leader's worst one need no look.
    const bar = (before[top] as number) + (least[top] as number);
    let count = 0;
    for (let p = 0; p < LABELS; p++) if ((before[p] as number) + (most[p] as number) >= bar) viable[count++] = p;
    for (let l = 0; l < LABELS; l++) {
      let best = IMPOSSIBLE;
      let from = 0;
      if (l > 0 && (l & 1) === 0) {
        // Only its own beginning or itself come before an inside label.
        const begin = (before[l - 1] as number) + (transition[(l - 1) * LABELS + l] as number);
        const inside = (before[l] as number) + (transition[l * LABELS + l] as number);
        best = begin >= inside ? begin : inside;
        from = begin >= inside ? l - 1 : l;
      } else
        for (let v = 0; v < count; v++) {
          const p = viable[v] as number;
          const score = (before[p] as number) + (transition[p * LABELS + l] as number);
          if (score > best) {
            best = score;
            from = p;
          }
        }
      now[l] = best + (emissions[i * LABELS + l] as number);
      back[i * LABELS + l] = from;
    }
    [before, now] = [now, before];
  }
  const labels = new Uint8Array(length);
  let last = 0;
  for (let l = 1; l < LABELS; l++) if ((before[l] as number) > (before[last] as number)) last = l;
  for (let i = length - 1; i >= 0; i--) {
    labels[i] = last;
    last = back[i * LABELS + last] as number;
  }
  return labels;
}

const kindOf = (label: number) => (label === 0 ? -1 : typeOfLabel(label));

/** How much better each label of the path is, between its neighbours, than the best label of another kind there. */
function marginsOf(emissions: Int32Array, labels: Uint8Array, { weights: transition }: Transitions): Float32Array {
  const margins = new Float32Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    if (label === 0) continue;
    const before = i === 0 ? undefined : labels[i - 1];
    const scoreOf = (l: number) =>
      (emissions[i * LABELS + l] as number) + (before === undefined ? 0 : (transition[before * LABELS + l] as number));
    let other = scoreOf(0);
    for (let l = 1; l < LABELS; l++)
      if (!isInside(l) && kindOf(l) !== kindOf(label)) other = Math.max(other, scoreOf(l));
    margins[i] = scoreOf(label) - other;
  }
  return margins;
}
