import type { Identifier, MessageRow, Row } from '../../shared/model.ts';
import { personKey } from './tracked-events.ts';

/** Score and language of a message, worked out where there is time: in the parser thread. */
export interface MessageScore {
  score: number | null;
  version: number;
  language: string;
}

const COUNTS = ['likes', 'shares', 'replies', 'views'] as const;
/** Figures that few exports give. */
const RARE = ['reach', 'saves', 'clicks'] as const;
type TextColumn = 'network' | 'kind' | 'key' | 'text' | 'item' | 'replyToKey' | 'url';

/**
 * Messages in columns: how they travel from the parser thread to the writer, for an eighth of the time that as many objects
 * take. NaN stands for what is not known; `author` indexes `authors`; `language` and the scores are as worked out by the parser.
 */
export type MessageBatch = {
  rows: number;
  line: Uint32Array;
  own: Uint8Array;
  author: Uint32Array;
  authors: (readonly Identifier[])[];
  at: Float64Array;
  rating: Float64Array;
  score: Float64Array;
  version: Int32Array;
  language: string[];
} & Record<(typeof COUNTS)[number], Float64Array> &
  Record<(typeof RARE)[number], Float64Array | null> & { [T in TextColumn]: MessageRow[T][] };

const isMessage = (row: Row): row is MessageRow => row.type === 'message';
const unlessNaN = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Numbers the authors of a batch in the order in which they come. */
class Authors {
  readonly list: (readonly Identifier[])[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(identifiers: readonly Identifier[]): number {
    const key = personKey(identifiers);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.list.push(identifiers) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

function emptyBatch(rows: number): MessageBatch {
  const numbers = () => new Float64Array(rows);
  const texts = (): never[] => [];
  return {
    rows,
    line: new Uint32Array(rows),
    own: new Uint8Array(rows),
    author: new Uint32Array(rows),
    authors: [],
    at: numbers(),
    rating: numbers(),
    score: numbers(),
    version: new Int32Array(rows),
    language: texts(),
    likes: numbers(),
    shares: numbers(),
    replies: numbers(),
    views: numbers(),
    reach: null,
    saves: null,
    clicks: null,
    network: texts(),
    kind: texts(),
    key: texts(),
    text: texts(),
    item: texts(),
    replyToKey: texts(),
    url: texts(),
  };
}

/** Messages with their scores, in columns; null when other rows are among them. */
export function packMessages(rows: readonly Row[], scores: readonly (MessageScore | null)[]): MessageBatch | null {
  if (rows.length === 0 || !rows.every(isMessage)) return null;
  const batch = emptyBatch(rows.length);
  const authors = new Authors();
  for (const name of RARE)
    if (rows.some((row) => row[name] !== undefined)) batch[name] = new Float64Array(rows.length).fill(Number.NaN);
  rows.forEach((row, i) => {
    const score = scores[i];
    batch.line[i] = row.line;
    batch.own[i] = row.own ? 1 : 0;
    batch.author[i] = authors.numberOf(row.author);
    batch.at[i] = row.atMs ?? Number.NaN;
    batch.rating[i] = row.rating ?? Number.NaN;
    batch.score[i] = score?.score ?? Number.NaN;
    batch.version[i] = score?.version ?? 0;
    batch.language[i] = score?.language ?? row.language;
    for (const name of COUNTS) batch[name][i] = row[name];
    for (const name of RARE) {
      const column = batch[name];
      if (column) column[i] = row[name] ?? Number.NaN;
    }
    batch.network[i] = row.network;
    batch.kind[i] = row.kind;
    batch.key[i] = row.key;
    batch.text[i] = row.text;
    batch.item[i] = row.item;
    batch.replyToKey[i] = row.replyToKey;
    batch.url[i] = row.url;
  });
  batch.authors = authors.list;
  return batch;
}

/** The messages of a batch, with the language that was found, and their scores. */
export function unpackMessages(batch: MessageBatch): { rows: MessageRow[]; scores: MessageScore[] } {
  const rows: MessageRow[] = [];
  const scores: MessageScore[] = [];
  for (let i = 0; i < batch.rows; i++) {
    const row: MessageRow = {
      type: 'message',
      line: batch.line[i] as number,
      key: batch.key[i] as string,
      network: batch.network[i] as MessageRow['network'],
      kind: batch.kind[i] as MessageRow['kind'],
      atMs: unlessNaN(batch.at[i] as number),
      author: batch.authors[batch.author[i] as number] as readonly Identifier[],
      own: batch.own[i] === 1,
      text: batch.text[i] as string,
      language: batch.language[i] as string,
      rating: unlessNaN(batch.rating[i] as number),
      likes: batch.likes[i] as number,
      shares: batch.shares[i] as number,
      replies: batch.replies[i] as number,
      views: batch.views[i] as number,
      replyToKey: batch.replyToKey[i] ?? null,
      url: batch.url[i] ?? null,
      item: batch.item[i] as string,
    };
    for (const name of RARE) {
      const value = batch[name]?.[i] ?? Number.NaN;
      if (!Number.isNaN(value)) row[name] = value;
    }
    rows.push(row);
    scores.push({
      score: unlessNaN(batch.score[i] as number),
      version: batch.version[i] as number,
      language: row.language,
    });
  }
  return { rows, scores };
}
