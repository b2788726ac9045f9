import type { Identifier, MessageRow, PersonRow, Rejection } from '../../../shared/model.ts';
import { csvMember } from '../csv-member.ts';
import { csvHead } from '../csv-records.ts';
import { dateReader } from '../dates.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { htmlText } from '../html-text.ts';
import { jsonElements } from '../json-elements.ts';
import { countAt, isObject, type JsonObject, listAt, objectAt, textAt } from '../json-read.ts';
import { bytesOf, isHidden, membersNamed, wholeJson } from '../members.ts';
import { StepMaker } from '../steps.ts';
import { contentKey } from '../table-occurrence.ts';
import { inOrder } from '../table-rows.ts';

const HEAD_BYTES = 8 * 1024;
const SMALL_BYTES = 1024 ** 2;
/** Name of the part that is off unless switched on. */
const PRIVATE = 'private mentions';
const ITEMS = 'orderedItems';
const PEOPLE = ['account address'];
const PEOPLE_FILES = /(followers|following|following_accounts)\.csv/;

const readDate = dateReader('iso', 'UTC');
// GNU social, from which accounts were moved, is older than Mastodon.
const FIRST_MS = Date.UTC(2008, 0, 1);
const LAST_MS = Date.UTC(2100, 0, 1);

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES));

const isOutbox = (text: string): boolean =>
  /^\ufeff?\s*\{/.test(text) &&
  text.includes('"OrderedCollection"') &&
  text.includes(`"${ITEMS}"`) &&
  (text.includes('www.w3.org/ns/activitystreams') || /"type"\s*:\s*"(Create|Announce)"/.test(text));

async function detect(head: FileHead): Promise<Detection> {
  if (head.members.length === 0) {
    if (isOutbox(textOf(head.bytes))) return { score: 0.95, reason: 'These are the posts from a Mastodon archive.' };
    const people = csvHead(head.bytes, [['account address', 'show boosts']], { within: 1 });
    return people
      ? { score: 0.93, reason: 'This is a list of accounts from Mastodon.' }
      : { score: 0, reason: 'This is no part of a Mastodon archive that Inglenook reads.' };
  }
  for (const { path } of membersNamed(head.members, 'outbox.json'))
    if (isOutbox(textOf(await head.memberHead(path, HEAD_BYTES))))
      return {
        score: 0.96,
        reason: 'A Mastodon archive with posts.',
        ignored: ignoredOf(head.members),
        optional: [
          { name: PRIVATE, why: 'Posts that only the people named in them could see. They are like private messages.' },
        ],
      };
  return { score: 0, reason: 'There are no posts of a Mastodon archive in it.' };
}

const REASONS: readonly [RegExp, string][] = [
  [/(^|\/)(likes|bookmarks)\.json$/, 'Addresses only, without a date.'],
  [/(^|\/)(mutes|blocks|muted|blocked|domain_blocks|lists)[^/]*\.csv$/, 'Sensitive, and no chart needs it.'],
];

/** Members that stay unread; pictures and videos as one entry. */
function ignoredOf(members: FileHead['members']): { member: string; why: string }[] {
  const read = new Set(membersNamed(members, 'outbox.json', 'actor.json', PEOPLE_FILES).map(({ path }) => path));
  const found = new Map<string, string>();
  for (const { path } of members) {
    if (read.has(path) || isHidden(path)) continue;
    const media = /^(.*?media_attachments\/)/.exec(path)?.[1];
    const reason = REASONS.find(([pattern]) => pattern.test(path))?.[1] ?? 'Not needed for any chart.';
    found.set(
      media ?? path,
      media || /(avatar|header)\.\w+$/.test(path) ? 'Pictures and videos are not read.' : reason,
    );
  }
  return [...found].slice(0, 150).map(([member, why]) => ({ member, why }));
}

/** Addresses name accounts, so that a digest stands for them; the same post has the same key in every archive. */
const keyOf = (address: string): string => contentKey(['mastodon', address], 1);

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return '';
  }
}

/** The account's own handle (`name@server`); personal data. */
function handleOf(name: string, address: string): Identifier[] {
  const host = hostOf(address);
  return name === '' || host === ''
    ? []
    : [{ kind: 'handle', scope: 'mastodon', value: `${name}@${host}`.toLowerCase() }];
}

async function ownerOf(source: Source): Promise<Identifier[]> {
  for (const { path } of membersNamed(source.members, 'actor.json')) {
    const actor = await wholeJson(source.member(path), SMALL_BYTES);
    const found = handleOf(textAt(actor, 'preferredUsername'), textAt(actor, 'id'));
    if (found.length > 0) return found;
  }
  return [];
}

type Audience = 'public' | 'followers' | 'named' | 'unknown';

/** Who could see a post: told by its recipients. */
function audienceOf(note: JsonObject, activity: JsonObject): Audience {
  const recipients = [note, activity].flatMap((from) =>
    ['to', 'cc'].flatMap((key) => [...listAt(from, key), textAt(from, key)]),
  );
  const named = recipients.filter((entry): entry is string => typeof entry === 'string' && entry !== '');
  if (named.some((entry) => /(^|#|:)Public$/.test(entry))) return 'public';
  if (named.some((entry) => entry.endsWith('/followers'))) return 'followers';
  return named.length > 0 || listAt(note, 'to').length > 0 ? 'named' : 'unknown';
}

/** Warning, text and the choices of a poll, as the writer wrote them. */
function wordsOf(note: JsonObject): string {
  const choices = [...listAt(note, 'oneOf'), ...listAt(note, 'anyOf')].map((choice) => textAt(choice, 'name'));
  return [htmlText(textAt(note, 'summary')), htmlText(textAt(note, 'content')), choices.join('\n').trim()]
    .filter((part) => part !== '')
    .join('\n\n');
}

function languageOf(note: JsonObject): string {
  const [tag = ''] = Object.keys(objectAt(note, 'contentMap'));
  const [primary = ''] = tag.toLowerCase().split('-');
  return /^[a-z]{2,3}$/.test(primary) && primary !== 'und' ? primary : '';
}

interface Context {
  owner: Identifier[];
  withPrivate: boolean;
}

/** One activity → a post, a refusal, or null when it is left aside. */
function toRow(activity: JsonObject, line: number, { owner, withPrivate }: Context): MessageRow | Rejection | null {
  // A boost holds nothing but the address of what somebody else wrote.
  if (textAt(activity, 'type') !== 'Create') return null;
  const note = objectAt(activity, 'object');
  const address = textAt(note, 'id') || textAt(activity, 'id').replace(/\/activity$/, '');
  if (address === '') return { code: 'missing-field', line, field: 'id' };
  const written = textAt(note, 'published') || textAt(activity, 'published');
  const atMs = readDate?.(written) ?? null;
  if (atMs === null) return { code: 'bad-date', line, field: 'published' };
  if (atMs < FIRST_MS || atMs >= LAST_MS) return { code: 'impossible-date', line, field: 'published' };
  if (!('content' in note)) return { code: 'missing-field', line, field: 'content' };
  const audience = audienceOf(note, activity);
  if (audience === 'unknown') return { code: 'missing-field', line, field: 'to' };
  if (audience === 'named' && !withPrivate) return null;
  const replyTo = textAt(note, 'inReplyTo');
  const actor = textAt(note, 'attributedTo') || textAt(activity, 'actor');
  return {
    type: 'message',
    line,
    key: keyOf(address),
    network: 'mastodon',
    kind: audience === 'named' ? 'direct' : replyTo === '' ? 'post' : 'reply',
    atMs,
    author: owner.length > 0 ? owner : handleOf(/\/(?:users\/|@)([\w.-]+)$/.exec(actor)?.[1] ?? '', actor),
    own: true,
    text: wordsOf(note),
    language: languageOf(note),
    rating: null,
    likes: countAt(objectAt(note, 'likes'), 'totalItems'),
    shares: countAt(objectAt(note, 'shares'), 'totalItems'),
    replies: 0,
    views: 0,
    replyToKey: replyTo === '' ? null : keyOf(replyTo),
    // Every address of a post has the name of the account in it.
    url: null,
    item: '',
  };
}

async function* readOutbox(bytes: AsyncIterable<Uint8Array>, context: Context): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  for await (const some of jsonElements(bytes, { key: ITEMS })) {
    for (const element of some) {
      if ('code' in element) steps.reject(element.code, element.line);
      else if (!isObject(element.value)) steps.reject('not-this-format', element.line);
      else {
        const result = toRow(element.value, element.line, context);
        if (result === null) steps.skip();
        else if ('type' in result) steps.add(result);
        else steps.reject(result.code, result.line, result.field);
      }
    }
    yield* steps.full();
  }
  yield* steps.rest();
}

async function* readPeople(source: Source, path: string): AsyncGenerator<ParseStep> {
  const found = await csvMember(source, path, [PEOPLE]);
  if (!found) return;
  const steps = new StepMaker();
  for await (const { records, broken } of found.records) {
    for (const record of inOrder(records, broken)) {
      if (typeof record === 'number') {
        steps.reject('not-this-format', record);
        continue;
      }
      const value = record.get('account address').replace(/^@/, '').toLowerCase();
      if (!/^[^\s@]+@[^\s@]+$/.test(value)) steps.reject('missing-field', record.line, 'Account address');
      else {
        const person: PersonRow['person'] = [{ kind: 'handle', scope: 'mastodon', value }];
        steps.add({ type: 'person', line: record.line, person, atMs: null, country: '' });
      }
    }
    yield* steps.full();
  }
  yield* steps.rest();
}

async function* parse(source: Source, options: ParseOptions): AsyncGenerator<ParseStep> {
  const withPrivate = options.choices?.include?.includes(PRIVATE) ?? false;
  if (source.members.length === 0) {
    const isTable = (await csvMember(source, '', [PEOPLE])) !== null;
    if (isTable) yield* readPeople(source, '');
    else yield* readOutbox(bytesOf(source, ''), { owner: [], withPrivate });
    return;
  }
  const context = { owner: await ownerOf(source), withPrivate };
  for (const { path } of membersNamed(source.members, 'outbox.json')) yield* readOutbox(source.member(path), context);
  for (const { path } of membersNamed(source.members, PEOPLE_FILES)) yield* readPeople(source, path);
}

/** Archive of a Mastodon account, as tar, zip or folder, or a single file of it. */
export const mastodonArchive: Format = {
  id: 'mastodon-archive',
  title: 'Mastodon archive',
  group: 'social',
  about:
    'Your own archive from a Mastodon server: your posts and replies, and the accounts you follow if their list lies beside it.',
  yields: ['message', 'person'],
  keeps: [
    { field: 'Posts and replies', why: 'Text, time and language, to see what works when.' },
    { field: 'Favourites and boosts of your posts', why: 'To compare posts, where the server tells them.' },
    { field: 'Accounts you follow, and followers', why: 'As pseudonyms, to recognise authors.' },
  ],
  drops: [
    { field: 'Private mentions', why: 'Sensitive. They are read only if you switch them on.' },
    { field: 'Boosts of others', why: 'The archive holds only their addresses.' },
    { field: 'Favourites and bookmarks', why: 'Addresses only, without a date.' },
    { field: 'Pictures and videos', why: 'Not read.' },
    { field: 'Addresses of posts', why: 'They have account names in them.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
