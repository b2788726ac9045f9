import { type Identifier, type MessageRow, NETWORKS, type Network } from '../../shared/model.ts';
import { parseCount, parseRating } from './numbers.ts';
import { type Cells, languageTag, MAX_TEXT, type Recorder, reject, type TableSink } from './table-cells.ts';
import { contentKey, Occurrences, personBucket } from './table-occurrence.ts';
import { isBlank, type TableRow } from './table-rows.ts';

const toNetwork = (scope: string): Network | undefined => NETWORKS.find((network) => network === scope.toLowerCase());

function authorOf(cells: Cells, row: TableRow, scope: string): Identifier[] {
  const email = cells.email(row);
  const author = cells.short(row, 'author');
  const found: Identifier[] = [];
  if (email !== '') found.push({ kind: 'email', scope: '', value: email });
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(author)) {
    if (email === '') found.push({ kind: 'email', scope: '', value: author });
  } else if (/^@\S+$/.test(author)) found.push({ kind: 'handle', scope, value: author });
  // A display name is no identity next to an address: two people share it, one changes it.
  else if (author !== '' && found.length === 0) found.push({ kind: 'name', scope, value: author });
  return found;
}

const COUNTS = ['likes', 'shares', 'replies', 'views'] as const;

/** Rows of reviews or messages → messages. */
export function messageRecorder(cells: Cells): Recorder {
  const { mapping } = cells;
  const review = mapping.type === 'review';
  const network = toNetwork(mapping.scope) ?? (review ? 'shop' : 'other');
  const repeats = new Occurrences();

  /** undefined = refused. */
  const ratingOf = (row: TableRow, sink: TableSink): number | null | undefined => {
    const text = cells.text(row, 'rating');
    if (text === '') return null;
    const rating = parseRating(text, mapping.decimal);
    if (rating !== null && !Number.isNaN(rating)) return rating;
    reject(sink, rating === null ? 'bad-number' : 'out-of-range', row.line, 'rating');
    return undefined;
  };

  const keyOf = (row: TableRow, text: string, author: readonly Identifier[]): string => {
    const named = cells.short(row, 'key');
    if (named !== '') return named;
    const parts = [cells.text(row, 'at'), text, cells.text(row, 'rating'), cells.text(row, 'item')];
    parts.push(author[0] ? personBucket(author[0].value) : '');
    return contentKey(parts, repeats.next(parts.join('\u0000')));
  };

  return {
    add(row, sink) {
      if (isBlank(row) || !cells.accepts(row, sink)) return;
      const atMs = cells.instant(row);
      if (typeof atMs === 'string') return reject(sink, atMs, row.line, 'at');
      const rating = ratingOf(row, sink);
      if (rating === undefined) return;
      const text = [cells.text(row, 'title'), cells.text(row, 'text')].filter((part) => part !== '').join('\n');
      if (text === '' && rating === null) return reject(sink, 'missing-field', row.line, 'text');
      if (text.length > MAX_TEXT) return reject(sink, 'too-long', row.line, 'text');
      const counts = COUNTS.map((field) => parseCount(cells.text(row, field), mapping.decimal));
      const bad = counts.indexOf(null);
      if (bad >= 0) return reject(sink, 'bad-number', row.line, COUNTS[bad]);
      const [likes, shares, replies, views] = counts as number[] as [number, number, number, number];
      const author = authorOf(cells, row, network);
      const message: MessageRow = {
        type: 'message',
        line: row.line,
        key: keyOf(row, text, author),
        network,
        kind: review ? 'review' : 'comment',
        atMs,
        author,
        own: false,
        text,
        language: languageTag(cells.text(row, 'language')),
        rating,
        likes,
        shares,
        replies,
        views,
        replyToKey: null,
        url: cells.short(row, 'url') || null,
        item: cells.short(row, 'item'),
      };
      sink.rows.push(message);
    },
    finish() {},
  };
}
