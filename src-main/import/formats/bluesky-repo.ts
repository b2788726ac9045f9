import { decode } from '@ipld/dag-cbor';
import { AppError } from '../../../shared/errors.ts';
import type { Identifier, MessageRow, PersonRow, Rejection } from '../../../shared/model.ts';
import { type CarBlock, carBlocks, isCar } from '../car-blocks.ts';
import { startOf } from '../csv-member.ts';
import { dateReader } from '../dates.ts';
import { linkedText } from '../facets.ts';
import type { Detection, FileHead, Format, ParseStep, Source } from '../format.ts';
import { isObject, type JsonObject, listAt, objectAt, textAt } from '../json-read.ts';
import { bytesOf, membersNamed } from '../members.ts';
import { StepMaker } from '../steps.ts';

const HEAD_BYTES = 64 * 1024;
/** Records are limited to a hundred kilobytes by the servers. */
const MAX_BLOCK_BYTES = 1024 ** 2;

const POST = 'app.bsky.feed.post';
const FOLLOW = 'app.bsky.graph.follow';

const readDate = dateReader('iso', 'UTC');
// Posts may be older than the network: people bring them along from others.
const FIRST_MS = Date.UTC(1995, 0, 1);
const LAST_MS = Date.UTC(2100, 0, 1);

const carFiles = (members: FileHead['members']): string[] =>
  membersNamed(members, /[^/]+\.car/).map(({ path }) => path);

async function detect(head: FileHead): Promise<Detection> {
  const [member] = carFiles(head.members);
  if (head.members.length > 0 && member === undefined) return { score: 0, reason: 'There is no repository in it.' };
  const start = member === undefined ? head.bytes : await head.memberHead(member, HEAD_BYTES);
  if (!isCar(start)) return { score: 0, reason: 'This is no content archive (.car).' };
  const text = Buffer.from(start).toString('latin1');
  if (text.includes('app.bsky.')) return { score: 0.97, reason: 'A Bluesky repository.' };
  return /cdid[\s\S]{1,2}did:/.test(text)
    ? { score: 0.6, reason: 'A repository of the network that Bluesky is part of.' }
    : { score: 0, reason: 'A content archive, but not of Bluesky.' };
}

const accountOf = (did: string): Identifier[] =>
  did.startsWith('did:') ? [{ kind: 'account', scope: 'bluesky', value: did }] : [];

interface Instant {
  atMs: number | null;
  code: 'bad-date' | 'impossible-date';
}

function instantOf(record: JsonObject): Instant {
  const at = readDate?.(textAt(record, 'createdAt')) ?? null;
  if (at === null) return { atMs: null, code: 'bad-date' };
  return { atMs: at >= FIRST_MS && at < LAST_MS ? at : null, code: 'impossible-date' };
}

function languageOf(record: JsonObject): string {
  const [first] = listAt(record, 'langs');
  const [primary = ''] = typeof first === 'string' ? first.toLowerCase().split('-') : [];
  return /^[a-z]{2,3}$/.test(primary) && primary !== 'und' ? primary : '';
}

/** A post. Its content address is its key: it says the same as the address on the network, without the account in it. */
function toPost(record: JsonObject, key: string, line: number, owner: readonly Identifier[]): MessageRow | Rejection {
  const { atMs, code } = instantOf(record);
  if (atMs === null) return { code, line, field: 'createdAt' };
  if (typeof record.text !== 'string') return { code: 'missing-field', line, field: 'text' };
  const isReply = isObject(record.reply);
  const parent = textAt(objectAt(objectAt(record, 'reply'), 'parent'), 'cid');
  return {
    type: 'message',
    line,
    key,
    network: 'bluesky',
    kind: isReply ? 'reply' : 'post',
    atMs,
    author: owner,
    own: true,
    text: linkedText(record.text, listAt(record, 'facets')),
    language: languageOf(record),
    rating: null,
    likes: 0,
    shares: 0,
    replies: 0,
    views: 0,
    replyToKey: /^[a-z0-9]{10,120}$/.test(parent) ? parent : null,
    url: null,
    item: '',
  };
}

function toPerson(record: JsonObject, line: number): PersonRow | Rejection {
  const person = accountOf(textAt(record, 'subject'));
  if (person.length === 0) return { code: 'missing-field', line, field: 'subject' };
  return { type: 'person', line, person, atMs: instantOf(record).atMs, country: '' };
}

function decoded(bytes: Uint8Array): JsonObject | null {
  try {
    const value: unknown = decode(bytes);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Takes one block: a record, or a part of the tree that holds the records together. */
function takeBlock(block: CarBlock, owner: readonly Identifier[], steps: StepMaker): readonly Identifier[] {
  const { line } = block;
  const record = 'bytes' in block ? decoded(block.bytes) : null;
  if ('code' in block) steps.reject(block.code, line);
  else if (record === null) steps.reject('not-this-format', line);
  // The commit says whose repository it is; it comes first.
  else if (typeof record.did === 'string' && 'rev' in record) return accountOf(record.did);
  else if (record.$type === POST || record.$type === FOLLOW) {
    const row = record.$type === POST ? toPost(record, block.address, line, owner) : toPerson(record, line);
    if ('type' in row) steps.add(row);
    else steps.reject(row.code, row.line, row.field);
  } else if ('$type' in record) steps.skip();
  return owner;
}

async function* readCar(source: Source, path: string): AsyncGenerator<ParseStep> {
  if (!isCar(await startOf(bytesOf(source, path), 512))) throw new AppError('file-unreadable', { reason: 'damaged' });
  const steps = new StepMaker();
  let owner: readonly Identifier[] = [];
  for await (const block of carBlocks(bytesOf(source, path), MAX_BLOCK_BYTES)) {
    owner = takeBlock(block, owner, steps);
    yield* steps.full();
  }
  yield* steps.rest();
}

async function* parse(source: Source): AsyncGenerator<ParseStep> {
  for (const path of source.members.length === 0 ? [''] : carFiles(source.members)) yield* readCar(source, path);
}

/** Repository of a Bluesky account, as the network gives it out: one file of content-addressed blocks (.car). */
export const blueskyRepo: Format = {
  id: 'bluesky-repo',
  title: 'Bluesky repository',
  group: 'social',
  about:
    'Your own repository from Bluesky (a .car file): your posts and replies, and whom you follow. It holds no figures.',
  yields: ['message', 'person'],
  keeps: [
    { field: 'Posts and replies', why: 'Text with full links, time and language, to see what you write when.' },
    { field: 'Accounts you follow', why: 'As pseudonyms, to recognise authors.' },
  ],
  drops: [
    { field: 'Likes and reposts', why: 'They hold only addresses of what others wrote.' },
    { field: 'Blocks and lists', why: 'Sensitive, and no chart needs them.' },
    { field: 'Profile and pictures', why: 'Not needed.' },
    { field: 'Addresses of posts', why: 'They have the account in them.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
