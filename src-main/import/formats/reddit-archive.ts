import type { MessageRow, Rejection } from '../../../shared/model.ts';
import { csvMember } from '../csv-member.ts';
import { csvHead, type CsvRecord } from '../csv-records.ts';
import { dateReader } from '../dates.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { isHidden, membersNamed } from '../members.ts';
import { StepMaker } from '../steps.ts';
import { inOrder } from '../table-rows.ts';
import { decodeEntities } from '../x-text.ts';

const HEAD_BYTES = 16 * 1024;
const POSTS = ['id', 'permalink', 'date', 'subreddit', 'title'];
const COMMENTS = ['id', 'permalink', 'date', 'subreddit', 'link', 'parent', 'body'];
const MESSAGES = ['id', 'date', 'from', 'to', 'body'];
/** Name of the part that is off unless switched on. */
const PRIVATE = 'messages';

type Kind = 'posts' | 'comments' | 'messages';
const NEEDS: Readonly<Record<Kind, readonly string[]>> = { posts: POSTS, comments: COMMENTS, messages: MESSAGES };
// Large files come in numbered parts.
const NAMES: Readonly<Record<Kind, RegExp>> = {
  posts: /posts(_\d+)?\.csv/,
  comments: /comments(_\d+)?\.csv/,
  messages: /messages(_archive)?(_\d+)?\.csv/,
};

const readDate = [dateReader('yyyy-MM-dd HH:mm:ss xxx', 'UTC'), dateReader('iso', 'UTC')];
const FIRST_MS = Date.UTC(2005, 5, 1);
const LAST_MS = Date.UTC(2100, 0, 1);
const ID = /^[a-z0-9]{1,13}$/;

const REASONS: readonly [RegExp, string][] = [
  [/_headers(_\d+)?\.csv$/, 'Repeats what is read from another file.'],
  [/(^|\/)chat_history/, 'Private chats. Sensitive, and no chart needs them.'],
  [
    /(^|\/)(ip_logs|linked_|stripe|persona|account_gender|birthdate|twitter|statistics|user_preferences)/,
    'Account details. Sensitive, and no chart needs them.',
  ],
  [/ads_preferences/, 'Advertising shown to this account. Sensitive, and no chart needs it.'],
  [/(votes|saved_|hidden_)/, 'What you voted on, saved or hid, without a date.'],
  [/(^|\/)(friends|subscribed|multireddits|moderated|approved)/, 'Whom and what you follow.'],
  [/(^|\/)(payouts|purchases|subscriptions|gilded|gold_)/, 'Payments to and by Reddit.'],
  [/(^|\/)checkfile/, 'Checksums of the other files.'],
];

const filesOf = (members: FileHead['members'], kind: Kind): string[] =>
  membersNamed(members, NAMES[kind]).map(({ path }) => path);

async function detect(head: FileHead): Promise<Detection> {
  if (head.members.length === 0) return detectSingle(head);
  for (const kind of ['posts', 'comments'] as const)
    for (const path of filesOf(head.members, kind)) {
      const found = csvHead(await head.memberHead(path, HEAD_BYTES), [NEEDS[kind]]);
      if (!found?.names.includes('gildings') && !found?.names.includes('ip')) continue;
      return { score: 0.96, reason: `A Reddit export with ${kind}.`, ...leftOut(head.members) };
    }
  return { score: 0, reason: 'There are no posts or comments of a Reddit export in it.' };
}

function detectSingle(head: FileHead): Detection {
  // All of them together are no other network's.
  for (const kind of ['posts', 'comments'] as const)
    if (csvHead(head.bytes, [[...NEEDS[kind], 'ip', 'gildings']], { within: 1 }))
      return { score: 0.95, reason: `This is the list of ${kind} from a Reddit export.` };
  return { score: 0, reason: 'This is no list of posts or comments from a Reddit export.' };
}

function leftOut(members: FileHead['members']): Pick<Detection, 'ignored' | 'optional'> {
  const messages = filesOf(members, 'messages');
  const read = new Set([...filesOf(members, 'posts'), ...filesOf(members, 'comments'), ...messages]);
  const ignored = members
    .filter(({ path }) => !read.has(path) && !isHidden(path))
    .map(({ path }) => ({
      member: path,
      why: REASONS.find(([pattern]) => pattern.test(path.toLowerCase()))?.[1] ?? 'Not needed for any chart.',
    }));
  return {
    ignored,
    ...(messages.length > 0 && {
      optional: [{ name: PRIVATE, why: 'Private messages between you and others. They are sensitive.' }],
    }),
  };
}

/** Id in a permalink: of the post, and of the comment below it if any. The address itself may name an account. */
function idsIn(permalink: string): { post: string; comment: string } {
  const found = /\/comments\/([a-z0-9]{1,13})(?:\/[^/]*\/([a-z0-9]{1,13}))?/.exec(permalink);
  return { post: found?.[1] ?? '', comment: found?.[2] ?? '' };
}

function instant(text: string): number | null {
  for (const read of readDate) {
    const at = read?.(text) ?? null;
    if (at !== null) return at;
  }
  return null;
}

/** What moderators or the writer took away leaves only this mark. */
const isGone = (text: string): boolean => /^\[(deleted|removed)( by .*)?\]$/i.test(text);

interface Common {
  key: string;
  atMs: number;
  line: number;
}

const message = ({ key, atMs, line }: Common, kind: MessageRow['kind'], text: string): MessageRow => ({
  type: 'message',
  line,
  key,
  network: 'reddit',
  kind,
  atMs,
  author: [],
  own: true,
  text,
  language: '',
  rating: null,
  likes: 0,
  shares: 0,
  replies: 0,
  views: 0,
  replyToKey: null,
  url: null,
  item: '',
});

function toPost(record: CsvRecord, common: Common): MessageRow | null {
  const id = record.get('id').toLowerCase();
  const body = record.get('body');
  const text = [record.get('title'), isGone(body) ? '' : body].filter((part) => part !== '').join('\n\n');
  if (text === '' || isGone(text)) return null;
  return {
    ...message(common, 'post', decodeEntities(text)),
    url: `https://www.reddit.com/comments/${id}/`,
  };
}

function toComment(record: CsvRecord, common: Common): MessageRow | null {
  const body = record.get('body');
  if (body === '' || isGone(body)) return null;
  const parent = record.get('parent').toLowerCase();
  const post = idsIn(record.get('link')).post || idsIn(record.get('permalink')).post;
  const above = /^(?:(t[13])_)?([a-z0-9]{1,13})$/.exec(parent);
  const replyToKey = above ? `${above[1] ?? (above[2] === post ? 't3' : 't1')}_${above[2]}` : post && `t3_${post}`;
  const id = record.get('id').toLowerCase();
  return {
    ...message(common, replyToKey.startsWith('t1_') ? 'reply' : 'comment', decodeEntities(body)),
    replyToKey: replyToKey === '' ? null : replyToKey,
    url: post === '' ? null : `https://www.reddit.com/comments/${post}/_/${id}/`,
  };
}

function toDirect(record: CsvRecord, common: Common, owner: string): MessageRow | null {
  const body = record.get('body');
  if (body === '' || isGone(body)) return null;
  const from = record.get('from').replace(/^\/?u\//i, '');
  const own = owner !== '' && from.toLowerCase() === owner;
  const text = [record.get('subject'), body].filter((part) => part !== '').join('\n\n');
  const thread = record.get('thread id').toLowerCase();
  return {
    ...message(common, 'direct', decodeEntities(text)),
    own,
    author: own || from === '' || isGone(from) ? [] : [{ kind: 'handle', scope: 'reddit', value: from }],
    replyToKey: ID.test(thread) && `t4_${thread}` !== common.key ? `t4_${thread}` : null,
  };
}

/** Account name, lower case; only asked for to tell one's own messages from those of others. */
async function ownerOf(source: Source): Promise<string> {
  for (const { path } of membersNamed(source.members, 'statistics.csv')) {
    const found = await csvMember(source, path, [['statistic', 'value']]);
    if (!found) continue;
    for await (const { records } of found.records)
      for (const record of records)
        if (record.get('statistic').toLowerCase() === 'account name') return record.get('value').toLowerCase();
  }
  return '';
}

const PREFIX: Readonly<Record<Kind, string>> = { posts: 't3', comments: 't1', messages: 't4' };

/** One record → a message, a refusal, or null when it is left aside. */
function toRow(record: CsvRecord, kind: Kind, columns: number, owner: string): MessageRow | Rejection | null {
  const { line } = record;
  if (record.cells.length < columns - 1) return { code: 'too-few-columns', line, field: '' };
  const id = record.get('id').toLowerCase();
  if (!ID.test(id)) return { code: 'missing-field', line, field: 'id' };
  const atMs = instant(record.get('date'));
  if (atMs === null) return { code: 'bad-date', line, field: 'date' };
  if (atMs < FIRST_MS || atMs >= LAST_MS) return { code: 'impossible-date', line, field: 'date' };
  const common = { key: `${PREFIX[kind]}_${id}`, atMs, line };
  if (kind === 'posts') return toPost(record, common);
  return kind === 'comments' ? toComment(record, common) : toDirect(record, common, owner);
}

async function* parse(source: Source, options: ParseOptions): AsyncGenerator<ParseStep> {
  const single = source.members.length === 0;
  const steps = new StepMaker();
  const kinds: Kind[] = ['posts', 'comments'];
  if (!single && options.choices?.include?.includes(PRIVATE)) kinds.push('messages');
  const owner = kinds.length > 2 ? await ownerOf(source) : '';
  for (const kind of kinds)
    for (const path of single ? [''] : filesOf(source.members, kind)) {
      const found = await csvMember(source, path, [NEEDS[kind]]);
      if (!found) {
        if (!single) steps.reject('not-this-format', 1);
        continue;
      }
      const { head, records } = found;
      for await (const { records: some, broken } of records) {
        for (const record of inOrder(some, broken)) {
          if (typeof record === 'number') {
            steps.reject('not-this-format', record);
            continue;
          }
          const row = toRow(record, kind, head.names.length, owner);
          if (row === null) steps.skip();
          else if ('type' in row) steps.add(row);
          else steps.reject(row.code, row.line, row.field);
        }
        yield* steps.full();
      }
    }
  yield* steps.rest();
}

/** Export of a Reddit account: a flat archive of CSV files, or one of them. */
export const redditArchive: Format = {
  id: 'reddit-archive',
  title: 'Reddit export',
  group: 'social',
  about: 'Your own data from Reddit: the posts and comments you wrote. Reddit gives no figures with them.',
  yields: ['message'],
  keeps: [
    { field: 'Posts and comments', why: 'Title, text and time, to see what you write when.' },
    { field: 'Private messages', why: 'Only if you switch them on. Others appear under a pseudonym.' },
  ],
  drops: [
    { field: 'IP addresses', why: 'Reddit notes one with each post. They are never read.' },
    { field: 'Account details', why: 'E-mail, phone, birthday, payments and sign-ins are not needed.' },
    { field: 'Votes, saved and hidden posts', why: 'They carry no date.' },
    { field: 'Communities', why: 'Their names can be account names.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
