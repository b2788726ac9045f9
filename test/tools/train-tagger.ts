/**
 * Trains the tagger of personal data on sentences of our own and writes src-main/privacy/lexicons/tagger-weights.ts:
 * `node test/tools/train-tagger.ts [number of texts] [rounds]`. The same numbers give the same file.
 */
import { writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { findByForm } from '../../src-main/privacy/find-by-form.ts';
import { Transitions, viterbi } from '../../src-main/privacy/tagger/decode.ts';
import {
  BUCKETS,
  CONTEXT_BUCKETS,
  contextBuckets,
  ROLES,
  type WordInfo,
  withEdges,
  wordInfo,
  writtenIn,
} from '../../src-main/privacy/tagger/features.ts';
import { beginLabel, insideLabel, LABELS, TAGGED_TYPES } from '../../src-main/privacy/tagger/labels.ts';
import { type Token, tokenise } from '../../src-main/privacy/tagger/tokens.ts';
import { draw, type Example } from './tagger/examples.ts';
import { seeded } from './tagger/invent.ts';

interface Case {
  /** Buckets of each token, one list after the other, `width` in each. */
  buckets: Uint32Array[];
  gold: Uint8Array;
}

/** Weights up to this are noise of single sentences: without them the file is smaller and the tagger quicker and no worse. */
const LEAST = 8;
const count = Number(process.argv[2] ?? 36_000);
const rounds = Number(process.argv[3] ?? 4);

function goldLabels(tokens: readonly Token[], spans: Example['spans']): Uint8Array {
  const gold = new Uint8Array(tokens.length);
  for (const { type, start, end } of spans) {
    const number = TAGGED_TYPES.indexOf(type);
    let begun = false;
    tokens.forEach((token, i) => {
      if (token.start < start || token.end > end || token.text.startsWith('\u0001')) return;
      gold[i] = begun ? insideLabel(number) : beginLabel(number);
      begun = true;
    });
  }
  return gold;
}

function toCase({ text, spans }: Example): Case {
  const claimed = findByForm(text);
  const tokens = tokenise(text, claimed);
  const gold = goldLabels(tokens, spans);
  // A form may have claimed the middle of a span: an inside label then follows none, which no search would find.
  for (let i = 0; i < gold.length; i++) {
    const label = gold[i] as number;
    if (label > 0 && label % 2 === 0 && gold[i - 1] !== label && gold[i - 1] !== label - 1) gold[i] = label - 1;
  }
  const infos = withEdges(tokens.map((token) => wordInfo(token.text)));
  const writing = writtenIn(infos);
  const context = new Uint32Array(CONTEXT_BUCKETS);
  const buckets = tokens.map((_, i) => {
    contextBuckets(infos, i + 2, writing, context);
    const own = ROLES.flatMap((offset, role) => [...((infos[i + 2 + offset] as WordInfo).roles[role] as Uint32Array)]);
    return Uint32Array.from([...own, ...context]);
  });
  return { buckets, gold };
}

/** Averaged structured perceptron (Collins 2002); averages are kept lazily, as in Daumé's thesis, section 2.3. */
class Perceptron {
  readonly emission = new Float32Array(BUCKETS * LABELS);
  readonly emissionSum = new Float64Array(BUCKETS * LABELS);
  readonly transition = new Float32Array(LABELS * LABELS);
  readonly #transitions = new Transitions(this.transition);
  readonly transitionSum = new Float64Array(LABELS * LABELS);
  #step = 1;

  #change(buckets: Uint32Array, label: number, by: number): void {
    for (const bucket of buckets) {
      const at = bucket * LABELS + label;
      (this.emission[at] as number) += by;
      (this.emissionSum[at] as number) += by * this.#step;
    }
  }
  #changeTransition(from: number, to: number, by: number): void {
    (this.transition[from * LABELS + to] as number) += by;
    (this.transitionSum[from * LABELS + to] as number) += by * this.#step;
  }

  /** Learns from one case; returns the number of wrong tokens. */
  learn({ buckets, gold }: Case): number {
    const scores = new Float32Array(gold.length * LABELS);
    buckets.forEach((list, i) => {
      for (const bucket of list)
        for (let l = 0; l < LABELS; l++)
          (scores[i * LABELS + l] as number) += this.emission[bucket * LABELS + l] as number;
    });
    const guess = viterbi(scores, gold.length, this.#transitions);
    let wrong = 0;
    for (let i = 0; i < gold.length; i++) {
      const is = guess[i] as number;
      const should = gold[i] as number;
      if (is !== should) {
        wrong++;
        this.#change(buckets[i] as Uint32Array, should, 1);
        this.#change(buckets[i] as Uint32Array, is, -1);
      }
      if (i === 0) continue;
      const before = [gold[i - 1] as number, guess[i - 1] as number] as const;
      if (is === should && before[0] === before[1]) continue;
      this.#changeTransition(before[0], should, 1);
      this.#changeTransition(before[1], is, -1);
    }
    this.#transitions.refresh();
    this.#step++;
    return wrong;
  }

  averaged(): { emission: Float64Array; transition: Float64Array } {
    return {
      emission: this.emissionSum.map((sum, i) => (this.emission[i] as number) - sum / this.#step),
      transition: this.transitionSum.map((sum, i) => (this.transition[i] as number) - sum / this.#step),
    };
  }
}

const random = seeded(20_260_101);
const cases = Array.from({ length: count }, () => toCase(draw(random)));
const model = new Perceptron();
for (let round = 0; round < rounds; round++) {
  let wrong = 0;
  let tokens = 0;
  for (let i = cases.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [cases[i], cases[j]] = [cases[j] as Case, cases[i] as Case];
  }
  for (const one of cases) {
    wrong += model.learn(one);
    tokens += one.gold.length;
  }
  console.log(`round ${round + 1}: ${((100 * wrong) / tokens).toFixed(2)} % of tokens wrong`);
}

const { emission, transition } = model.averaged();
// The largest weights are few; what is cut off of them changes nothing, and the small ones get more steps.
const sizes = Float64Array.from(emission, Math.abs)
  .filter((size) => size > 0.05)
  .sort();
const scale = 127 / (sizes[Math.floor(sizes.length * 0.999)] ?? 1);
const packed = Buffer.alloc(BUCKETS * LABELS + 2 * LABELS * LABELS);
for (const [i, weight] of emission.entries()) {
  const whole = Math.max(-127, Math.min(127, Math.round(weight * scale)));
  packed.writeInt8(Math.abs(whole) > LEAST ? whole : 0, i);
}
for (const [i, weight] of transition.entries())
  packed.writeInt16LE(Math.max(-32_000, Math.min(32_000, Math.round(weight * scale))), BUCKETS * LABELS + 2 * i);
const text = deflateRawSync(packed, { level: 9 }).toString('base64');
writeFileSync(
  new URL('../../src-main/privacy/lexicons/tagger-weights.ts', import.meta.url),
  `/** Made by test/tools/train-tagger.ts from sentences of our own: deflated weights of the tagger of personal data. */\nexport const TAGGER_WEIGHTS =\n  '${text}';\n`,
);
console.log(`${(text.length / 1024).toFixed(0)} KiB of weights, scale ${scale.toFixed(2)}`);
