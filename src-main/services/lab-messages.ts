import { type MessageColumns, unreadColumns } from '../../shared/columns.ts';
import { MESSAGE_KINDS, type MessageKind, NETWORKS, type Network } from '../../shared/model.ts';
import type { LanguageDetector } from '../analysis/base/language.ts';
import { AspectTable, type MessageReading as ReadMessage, readMessage } from '../analysis/base/readings.ts';
import { tagColumns } from '../analysis/base/tags.ts';
import {
  byTime,
  Dictionary,
  LAB_COLUMNS,
  type LabReading,
  type LabRejection,
  type LabRow,
  type Made,
  pickColumns,
  toInstant,
} from './lab-columns.ts';
import { sentiment } from './sentiment.ts';

interface MessageReading extends LabReading {
  detect: LanguageDetector;
}

interface MessageTexts {
  people: Dictionary;
  languages: Dictionary;
  rejected: LabRejection[];
}

/** Rows as messages in time order, undated ones last. */
function gatherMessages(
  columns: readonly string[],
  rows: readonly LabRow[],
  { zone, detect }: MessageReading,
  { people, languages, rejected }: MessageTexts,
) {
  const cell = pickColumns(columns, LAB_COLUMNS.messages, ['text']);
  const read = rows.flatMap((row) => {
    const text = cell('text', row);
    const language = cell('language', row) || detect(text);
    const undated = cell('at', row) === '';
    const at = undated ? Number.NaN : toInstant(cell('at', row), zone);
    const rating = cell('rating', row) === '' ? null : Number(cell('rating', row));
    const bad = !undated && Number.isNaN(at) ? 'at' : Number.isNaN(rating) ? 'rating' : null;
    if (bad) {
      rejected.push({ line: row.line, column: bad });
      return [];
    }
    const message = {
      at,
      line: row.line,
      person: people.id(cell('person', row)),
      network: Math.max(0, NETWORKS.indexOf(cell('network', row) as Network)),
      kind: Math.max(0, MESSAGE_KINDS.indexOf((cell('kind', row) || 'comment') as MessageKind)),
      rating: rating ?? Number.NaN,
      likes: Number(cell('likes', row)) || 0,
      language: languages.id(language),
      sentiment: sentiment.score(text, language) ?? Number.NaN,
      reading: readMessage(text, language || 'en'),
    };
    return [message];
  });
  read.sort((a, b) => (Number.isNaN(a.at) ? 1 : 0) - (Number.isNaN(b.at) ? 1 : 0) || byTime(a, b));
  return read;
}

/** Readings of messages as columns. Topics are left out: `lab topics` finds them. */
function readColumns(read: readonly { reading: ReadMessage }[]) {
  const table = new AspectTable();
  return {
    ...unreadColumns(read.length),
    intents: Uint8Array.from(read, ({ reading }) => reading.intents),
    apart: Uint8Array.from(read, ({ reading }) => reading.apart),
    aspectStart: Uint32Array.from(read, ({ reading }) => table.add(reading.aspects)),
    aspectCount: Uint8Array.from(read, ({ reading }) => reading.aspects.length),
    aspects: table.columns(),
    ...tagColumns(read.map(({ reading }) => reading.tags)),
  };
}

export function labMessages(
  columns: readonly string[],
  rows: readonly LabRow[],
  reading: MessageReading,
): Made<MessageColumns> {
  const people = new Dictionary();
  const languages = new Dictionary();
  const rejected: LabRejection[] = [];
  const read = gatherMessages(columns, rows, reading, { people, languages, rejected });
  const { length } = read;
  const zeros = () => new Uint32Array(length);
  return {
    pages: new Dictionary(),
    people,
    items: new Dictionary(),
    sources: new Dictionary(),
    rejected,
    columns: {
      length,
      id: Uint32Array.from(read, (row) => row.line),
      at: Float64Array.from(read, (row) => row.at),
      author: Uint32Array.from(read, (row) => row.person),
      network: Uint8Array.from(read, (row) => row.network),
      kind: Uint8Array.from(read, (row) => row.kind),
      own: new Uint8Array(length),
      language: Uint8Array.from(read, (row) => row.language),
      languages: languages.texts,
      rating: Float32Array.from(read, (row) => row.rating),
      likes: Uint32Array.from(read, (row) => row.likes),
      shares: zeros(),
      replies: zeros(),
      views: zeros(),
      reach: zeros(),
      saves: zeros(),
      clicks: zeros(),
      sentiment: Float32Array.from(read, (row) => row.sentiment),
      item: zeros(),
      items: 0,
      run: new Uint16Array(length),
      ...readColumns(read),
    },
  };
}
