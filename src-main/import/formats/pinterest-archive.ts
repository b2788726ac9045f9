import type { Identifier, MessageRow, Rejection } from '../../../shared/model.ts';
import { dateReader } from '../dates.ts';
import type { Detection, FileHead, Format, ParseStep, Source } from '../format.ts';
import { bytesOf, isHidden, membersNamed } from '../members.ts';
import { type PinRecord, pinRecords } from '../pinterest-records.ts';
import { StepMaker } from '../steps.ts';

const HEAD_BYTES = 64 * 1024;
/** Pages looked into when they lie in an archive. */
const MAX_PAGES = 20;

// Without a zone in the file; the servers of the network write universal time.
const readDates = ['yyyy/MM/dd HH:mm:ss', 'iso'].map((pattern) => dateReader(pattern, 'UTC'));
const FIRST_MS = Date.UTC(2009, 0, 1);
const LAST_MS = Date.UTC(2100, 0, 1);

/** As long as names of other items that messages are about. */
const MAX_BOARD = 200;

const PIN_LINK = /pinterest\.[a-z.]+\/pin\/\d/;
const FIELDS = ['Board Id:', 'Board Name:', 'Is a repin:', 'Canonical Link:', 'Is Native:'];

/** How much a page looks like the export: 0, 0.6 when its pins must come later, 0.96. */
function scoreOf(bytes: Uint8Array, name: string): number {
  const text = new TextDecoder().decode(bytes);
  if (PIN_LINK.test(text) && FIELDS.filter((field) => text.includes(field)).length >= 3) return 0.96;
  // Other parts of the account may stand before the pins.
  return /pinterest/i.test(name) && /<div id="contents">\s*<h1/.test(text) ? 0.6 : 0;
}

const pagesOf = (members: FileHead['members']): string[] =>
  membersNamed(members, /[^/]+\.html?/)
    .slice(0, MAX_PAGES)
    .map(({ path }) => path);

async function detect(head: FileHead): Promise<Detection> {
  if (head.members.length === 0) {
    const score = scoreOf(head.bytes, head.name);
    return { score, reason: score > 0 ? 'A Pinterest export.' : 'This is no Pinterest export.' };
  }
  const read: string[] = [];
  for (const path of pagesOf(head.members))
    if (scoreOf(await head.memberHead(path, HEAD_BYTES), '') > 0) read.push(path);
  if (read.length === 0) return { score: 0, reason: 'There are no pins of a Pinterest export in it.' };
  const ignored = head.members
    .filter(({ path }) => !read.includes(path) && !isHidden(path))
    .slice(0, 150)
    .map(({ path }) => ({ member: path, why: 'Not needed for any chart.' }));
  return { score: 0.95, reason: 'A Pinterest export with pins.', ignored };
}

function instant(text: string): number | null {
  for (const read of readDates) {
    const at = read?.(text) ?? null;
    if (at !== null) return at;
  }
  return null;
}

/** One pin → a message, a refusal, or null when it is left aside. */
function toRow(record: PinRecord): MessageRow | Rejection | null {
  const { line } = record;
  if ('code' in record) return { code: record.code, line, field: '' };
  const field = (name: string): string => record.fields.get(name) ?? '';
  const id = /\/pin\/(\d{1,25})(?:[/?#]|$)/.exec(record.address)?.[1];
  if (id === undefined) return { code: 'missing-field', line, field: 'Pin' };
  // Secret boards were never shown to anybody, and deleted pins stay deleted.
  if (/^true$/i.test(field('private')) || /^false$/i.test(field('alive'))) return null;
  if (!record.fields.has('created at')) return { code: 'missing-field', line, field: 'Created at' };
  const created = field('created at');
  const atMs = created === '' ? null : instant(created);
  if (created !== '' && atMs === null) return { code: 'bad-date', line, field: 'Created at' };
  if (atMs !== null && (atMs < FIRST_MS || atMs >= LAST_MS))
    return { code: 'impossible-date', line, field: 'Created at' };
  // Saved from others: their words, under the account's own roof.
  const own = !/^true$/i.test(field('is a repin'));
  const username = field('username');
  const author: Identifier[] = own && username !== '' ? [{ kind: 'handle', scope: 'pinterest', value: username }] : [];
  const words = [field('title'), field('details')].filter((part) => part !== '');
  return {
    type: 'message',
    line,
    key: id,
    network: 'pinterest',
    kind: 'post',
    atMs,
    author,
    own,
    text: words.length > 0 ? words.join('\n\n') : field('alt text'),
    language: '',
    rating: null,
    likes: 0,
    shares: 0,
    replies: 0,
    views: 0,
    replyToKey: null,
    url: `https://www.pinterest.com/pin/${id}/`,
    item: field('board name').slice(0, MAX_BOARD).toWellFormed(),
  };
}

async function* readPage(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  for await (const some of pinRecords(bytes)) {
    for (const record of some) {
      const row = toRow(record);
      if (row === null) steps.skip();
      else if ('type' in row) steps.add(row);
      else steps.reject(row.code, row.line, row.field);
    }
    yield* steps.full();
  }
  yield* steps.rest();
}

async function* parse(source: Source): AsyncGenerator<ParseStep> {
  for (const path of source.members.length === 0 ? [''] : pagesOf(source.members))
    yield* readPage(bytesOf(source, path));
}

/** Export of a Pinterest account: a web page that lists the pins, alone or in an archive. */
export const pinterestArchive: Format = {
  id: 'pinterest-archive',
  title: 'Pinterest export',
  group: 'social',
  about: 'Your own data from Pinterest: the pins you made and saved, with their words and dates. It holds no figures.',
  yields: ['message'],
  keeps: [
    { field: 'Pins you made', why: 'Title, text and time, to see what you post when.' },
    { field: 'Pins you saved', why: 'As written by others, to see what you collect.' },
    { field: 'Boards', why: 'The board that a pin lies on, to see what you post where.' },
  ],
  drops: [
    { field: 'IP address', why: 'Pinterest notes one with each pin. It is never read.' },
    { field: 'Private and deleted pins', why: 'Nobody else could see them.' },
    { field: 'Boards without pins', why: 'There is nothing on them to count.' },
    { field: 'Searches, advertising and account details', why: 'Sensitive, and no chart needs them.' },
    { field: 'Pictures and videos', why: 'Not read.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
