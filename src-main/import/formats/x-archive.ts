import type { MessageRow, PersonRow, Rejection, Row } from '../../../shared/model.ts';
import type { Detection, FileHead, Format, ParseStep, Source } from '../format.ts';
import { plainName } from '../table-aliases.ts';
import { tableRows } from '../table-rows.ts';
import { decoded } from '../table-text.ts';
import { type JsonElement, type JsonElements, jsonElements } from '../json-elements.ts';
import { isObject, objectAt, textAt } from '../json-read.ts';
import { membersIgnored, membersToRead, textKind, type XMemberKind } from '../x-members.ts';
import { Notes } from '../x-text.ts';
import { accountOf, readTweet, type XArchiveContext, type XOwner, xInstant } from '../x-tweets.ts';

const START_BYTES = 4096;
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

async function detect(head: FileHead): Promise<Detection> {
  if (head.members.length === 0) {
    const kind = textKind(textOf(head.bytes));
    if (kind === null) return { score: 0, reason: 'This is no part of an X archive that Inglenook reads.' };
    const what = kind === 'people' ? 'followers' : 'posts';
    return { score: 0.95, reason: `This is the list of ${what} from an X archive.` };
  }
  const paths = head.members.map(({ path }) => path);
  const used = membersToRead(paths);
  for (const kind of ['tweets', 'tweets-csv', 'people'] as const) {
    const first = used.find((member) => member.kind === kind);
    if (!first || textKind(textOf(await head.memberHead(first.path, START_BYTES * 4))) !== kind) continue;
    return {
      score: kind === 'people' ? 0.91 : 0.97,
      reason: kind === 'people' ? 'An X archive with followers, without posts.' : 'An X archive with posts.',
      ignored: membersIgnored(paths),
    };
  }
  return { score: 0, reason: 'There are no posts of an X archive in it.' };
}

/** A small member as one JSON value, or null. Nothing in it is ever run. */
async function readWhole(bytes: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of bytes) {
    sizeBytes += chunk.length;
    if (sizeBytes > 1024 ** 2) return null;
    chunks.push(new Uint8Array(chunk));
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text.slice(text.search(/[[{]/)).replace(/;\s*$/, '')) as unknown;
  } catch {
    return null;
  }
}

/** Whose archive it is: account.js, manifest.js, or user_details.js of the oldest archives. */
function noteOwner(owner: XOwner, value: unknown): void {
  const [first] = Array.isArray(value) ? value : [value];
  const account = objectAt(first, 'account');
  const info = objectAt(first, 'userInfo');
  owner.id ||= textAt(account, 'accountId') || textAt(info, 'accountId') || textAt(first, 'id');
  owner.handle ||= textAt(account, 'username') || textAt(info, 'userName') || textAt(first, 'screen_name');
}

function toPerson(element: unknown, line: number): PersonRow | Rejection {
  const id = textAt(objectAt(element, 'follower'), 'accountId') || textAt(objectAt(element, 'following'), 'accountId');
  if (id === '') return { code: 'missing-field', line, field: 'accountId' };
  return { type: 'person', line, person: accountOf(id, ''), atMs: null, country: '' };
}

/** Elements of tweets.csv in the shape of the later archives. */
async function* csvElements(bytes: AsyncIterable<Uint8Array>): JsonElements {
  let names: string[] | null = null;
  for await (const { rows, broken } of tableRows(decoded(bytes, 'utf-8'), ',', 10)) {
    const found: JsonElement[] = broken.map((line) => ({ line, code: 'not-this-format' as const }));
    for (const { cells, line } of rows) {
      if (cells.length === 1 && cells[0] === '') continue;
      if (names) found.push({ line, value: csvTweet(names, cells) });
      else names = cells.map(plainName);
    }
    yield found;
  }
}

function csvTweet(names: readonly string[], cells: readonly string[]): unknown {
  const cell = (name: string) => cells[names.indexOf(name)] ?? '';
  const text = cell('text');
  const short = text.match(/https?:\/\/t\.co\/\w+/g) ?? [];
  const full = cell('expanded urls')
    .split(',')
    .filter((url) => url !== '');
  // The column lists the addresses in the order of the links, each twice in some years.
  const distinct = full.length === short.length ? full : [...new Set(full)];
  const urls = distinct.length === short.length ? short.map((url, i) => ({ url, expanded_url: distinct[i] })) : [];
  return {
    id_str: cell('tweet id'),
    created_at: cell('timestamp'),
    text,
    in_reply_to_status_id_str: cell('in reply to status id'),
    in_reply_to_user_id_str: cell('in reply to user id'),
    entities: { urls },
  };
}

type Reader = (element: unknown, line: number) => Row | Rejection | null;

async function* readElements(elements: JsonElements, read: Reader): AsyncGenerator<ParseStep> {
  for await (const some of elements) {
    const rows: Row[] = [];
    const rejections: Rejection[] = [];
    for (const element of some) {
      if ('code' in element) rejections.push({ code: element.code, line: element.line, field: '' });
      else if (!isObject(element.value)) rejections.push({ code: 'not-this-format', line: element.line, field: '' });
      else {
        const result = read(element.value, element.line);
        if (result === null) continue;
        if ('type' in result) rows.push(result);
        else rejections.push(result);
      }
    }
    if (rows.length + rejections.length > 0)
      yield { batch: rows.length === 0 ? null : { type: 'rows', rows }, rejections, skipped: 0 };
  }
}

/** The newest versions of edited posts, which wait until every version was seen. */
function editedStep(context: XArchiveContext, versions: number): ParseStep {
  const rows: MessageRow[] = [...context.edits.values()].map(({ row }) => row);
  return { batch: { type: 'rows', rows }, rejections: [], skipped: versions - rows.length };
}

async function singleKind(bytes: AsyncIterable<Uint8Array>): Promise<XMemberKind> {
  let start = '';
  for await (const chunk of bytes) {
    start += Buffer.from(chunk.subarray(0, START_BYTES)).toString('latin1');
    if (start.length >= START_BYTES) break;
  }
  // A byte-order mark shows as three signs in this encoding.
  return textKind(start.slice(0, START_BYTES).replace(/^\u00ef\u00bb\u00bf/, '')) ?? 'tweets';
}

async function* parse(source: Source): AsyncGenerator<ParseStep> {
  const single = source.members.length === 0;
  const parts = single
    ? [{ path: '', kind: await singleKind(source.bytes()) }]
    : membersToRead(source.members.map(({ path }) => path));
  const bytesOf = (path: string) => (single ? source.bytes() : source.member(path));
  const of = (...kinds: XMemberKind[]) => parts.filter(({ kind }) => kinds.includes(kind));
  const context: XArchiveContext = { owner: { id: '', handle: '' }, notes: new Notes(), edits: new Map() };

  for (const { path } of of('owner')) noteOwner(context.owner, await readWhole(bytesOf(path)));
  for (const { path } of of('notes'))
    for await (const some of jsonElements(bytesOf(path)))
      for (const element of some) if ('value' in element) context.notes.add(element.value, xInstant);

  let versions = 0;
  const tweet: Reader = (element, line) => {
    const result = readTweet(element, line, context);
    if (result === null) versions++;
    return result;
  };
  for (const { path, kind } of of('tweets', 'tweets-csv')) {
    const bytes = bytesOf(path);
    yield* readElements(kind === 'tweets' ? jsonElements(bytes) : csvElements(bytes), tweet);
  }
  if (versions > 0) yield editedStep(context, versions);
  for (const { path } of of('people')) yield* readElements(jsonElements(bytesOf(path)), toPerson);
}

/** Archive of an X (Twitter) account, of any year, as zip, folder or single file. */
export const xArchive: Format = {
  id: 'x-archive',
  title: 'X (Twitter) archive',
  group: 'social',
  about:
    'Your own archive from X, of any year: your posts and replies with their likes and shares, and your followers.',
  yields: ['message', 'person'],
  keeps: [
    { field: 'Posts and replies', why: 'Text, time and language, to see what works when.' },
    { field: 'Likes and shares of your posts', why: 'To compare posts.' },
    { field: 'Posts you shared', why: 'As written by others, under a pseudonym.' },
    { field: 'Followers and followed accounts', why: 'As pseudonyms, to recognise authors.' },
  ],
  drops: [
    { field: 'Private messages', why: 'Sensitive, and no chart needs them.' },
    { field: 'Advertising and sign-in records', why: 'Sensitive, and no chart needs them.' },
    { field: 'E-mail, phone and contacts', why: 'Not needed.' },
    { field: 'Pictures and videos', why: 'Not read.' },
    { field: 'Likes you gave', why: 'They carry no date.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
