import { KINDS, makeFeatures, readFeatures } from '../../../src-main/analysis/base/text-features.ts';
import { setPhrases } from '../../../src-main/analysis/base/set-phrases.ts';
import { kindScale } from '../../../src-main/analysis/base/text-model.ts';
import { WINDOW } from '../../../src-main/analysis/base/text-reading.ts';
import type { Labelled } from './data.ts';

/** Texts as sparse rows: row d has columns `columns[starts[d]..starts[d+1])` with `values`. */
export interface Matrix {
  rows: number;
  starts: Int32Array;
  columns: Int32Array;
  values: Float32Array;
  /** Buckets in use, in the order of their columns. */
  buckets: Int32Array;
}

interface Settings {
  bits: number;
  scales: readonly number[];
  /** Whether set phrases are read as one word. */
  joinsPhrases: boolean;
}

/** A text and its language. */
type Text = Pick<Labelled, 'text' | 'language'>;

const features = makeFeatures();

/** Calls back with each feature's bucket and value. Only the first window of a text is learnt from. */
function eachFeature(
  { text, language }: Text,
  { bits, scales, joinsPhrases }: Settings,
  found: (bucket: number, value: number) => void,
): void {
  readFeatures(features, text, 0, Math.min(WINDOW, text.length), language, joinsPhrases ? setPhrases(language) : null);
  for (let kind = 0, i = 0; kind < KINDS; kind++) {
    const end = features.kindEnds[kind] as number;
    const value = kindScale(scales, kind, end - i);
    for (; i < end; i++) found((features.hash[i] as number) >>> (32 - bits), value);
  }
}

/** Buckets that occur in at least `fewest` texts. */
export function usedBuckets(texts: readonly Text[], settings: Settings, fewest: number): Int32Array {
  const counts = new Uint8Array(2 ** settings.bits);
  const lastText = new Int32Array(2 ** settings.bits).fill(-1);
  for (const [d, text] of texts.entries())
    eachFeature(text, settings, (bucket) => {
      if (lastText[bucket] === d) return;
      lastText[bucket] = d;
      if ((counts[bucket] as number) < 255) counts[bucket] = (counts[bucket] as number) + 1;
    });
  return Int32Array.from(counts.keys()).filter((bucket) => (counts[bucket] as number) >= fewest);
}

/** Rows over the given buckets; a feature that occurs twice in a text counts twice. */
export function toMatrix(texts: readonly Text[], settings: Settings, buckets: Int32Array): Matrix {
  const columnOf = new Int32Array(2 ** settings.bits).fill(-1);
  for (const [column, bucket] of buckets.entries()) columnOf[bucket] = column;
  const lastText = new Int32Array(buckets.length).fill(-1);
  const place = new Int32Array(buckets.length);
  const starts = new Int32Array(texts.length + 1);
  let columns = new Int32Array(1 << 20);
  let values = new Float32Array(1 << 20);
  let length = 0;
  for (const [d, text] of texts.entries()) {
    eachFeature(text, settings, (bucket, value) => {
      const column = columnOf[bucket] as number;
      if (column < 0) return;
      if (lastText[column] === d) {
        const at = place[column] as number;
        values[at] = (values[at] as number) + value;
        return;
      }
      if (length === columns.length) {
        columns = grown(columns, new Int32Array(2 * length));
        values = grown(values, new Float32Array(2 * length));
      }
      lastText[column] = d;
      place[column] = length;
      columns[length] = column;
      values[length++] = value;
    });
    starts[d + 1] = length;
  }
  return { rows: texts.length, starts, columns, values, buckets };
}

function grown<T extends Int32Array | Float32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
