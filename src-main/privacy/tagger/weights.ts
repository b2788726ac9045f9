import { inflateRawSync } from 'node:zlib';
import { TAGGER_WEIGHTS } from '../lexicons/tagger-weights.ts';
import type { Weights } from './decode.ts';
import { BUCKETS } from './features.ts';
import { LABELS } from './labels.ts';

/** The weights that `test/tools/train-tagger.ts` has learned and packed. */
export function loadWeights(): Weights {
  const bytes = inflateRawSync(Buffer.from(TAGGER_WEIGHTS, 'base64'));
  const emissionBytes = BUCKETS * LABELS;
  const transition = new Int16Array(LABELS * LABELS);
  for (let i = 0; i < transition.length; i++) transition[i] = bytes.readInt16LE(emissionBytes + 2 * i);
  return { emission: new Int8Array(bytes.buffer, bytes.byteOffset, emissionBytes), transition };
}
