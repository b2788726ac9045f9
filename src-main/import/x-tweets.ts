import { lookUp } from '../../shared/look-up.ts';
import type { Identifier, MessageRow, Rejection } from '../../shared/model.ts';
import { type DateReader, dateReader } from './dates.ts';
import { isObject, type JsonObject, listAt, objectAt, textAt } from './json-read.ts';
import { engagement, expandText, type Notes } from './x-text.ts';

const readers = ['EEE MMM dd HH:mm:ss xx yyyy', 'iso'].map((format) => dateReader(format, 'UTC') as DateReader);

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const USUAL = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \d{2} \d{2}:\d{2}:\d{2} \+0000 \d{4}$/;
const pair = (text: string, at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

/** "Wed Oct 10 20:19:24 +0000 2018", as nearly every post has it; null when it is anything else. */
function usualInstant(text: string): number | null {
  if (!USUAL.test(text)) return null;
  const month = MONTHS.indexOf(text.slice(4, 7)) / 3;
  const [day, hour, minute, second] = [pair(text, 8), pair(text, 11), pair(text, 14), pair(text, 17)];
  if (!Number.isInteger(month) || month < 0 || hour > 23 || minute > 59 || second > 59) return null;
  const at = Date.UTC(pair(text, 26) * 100 + pair(text, 28), month, day, hour, minute, second);
  return new Date(at).getUTCDate() === day ? at : null;
}

/** Unix ms of a date as X writes it, in any year's form; null when it is none. */
export function xInstant(text: string): number | null {
  const usual = usualInstant(text);
  if (usual !== null) return usual;
  for (const read of readers) {
    const at = read(text);
    if (at !== null) return at;
  }
  return null;
}

/** The first post was written on 21 March 2006; an exporter's fault dates some at 1997 or 2003. */
const FIRST_POST_MS = Date.UTC(2006, 2, 21);
const LAST_MS = Date.UTC(2100, 0, 1);

/** Languages that X names by retired codes, and its words for "none". */
const RETIRED: Readonly<Record<string, string>> = { in: 'id', iw: 'he', ji: 'yi' };
const NO_LANGUAGE = /^(und|zxx|art|q[a-z]{2})$/;

function languageOf(tweet: JsonObject): string {
  const [tag = ''] = textAt(tweet, 'lang').toLowerCase().split('-');
  return NO_LANGUAGE.test(tag) ? '' : (lookUp(RETIRED, tag) ?? tag);
}

/** Identifiers of an account; personal data. */
export function accountOf(id: string, handle: string): Identifier[] {
  const found: Identifier[] = [];
  if (id !== '') found.push({ kind: 'account', scope: 'x', value: id });
  if (handle !== '') found.push({ kind: 'handle', scope: 'x', value: handle });
  return found;
}

/** Whose archive it is, as far as known. */
export interface XOwner {
  id: string;
  handle: string;
}

/** What all posts of one archive share. */
export interface XArchiveContext {
  owner: XOwner;
  notes: Notes;
  edits: Map<string, { id: string; row: MessageRow }>;
}

/** The post in an element, which newer archives wrap. */
const unwrap = (element: unknown): JsonObject => {
  for (const name of ['tweet', 'communityTweet']) {
    const inner = objectAt(element, name);
    if (Object.keys(inner).length > 0) return inner;
  }
  return isObject(element) ? element : {};
};

interface Authorship {
  author: Identifier[];
  own: boolean;
  text: string;
}

function authorship(tweet: JsonObject, owner: XOwner): Authorship {
  const raw = textAt(tweet, 'full_text') || textAt(tweet, 'text');
  // The flag `retweeted` is false even on retweets: the text tells.
  const handle = /^RT @(\w{1,20}):/.exec(raw)?.[1];
  if (handle !== undefined) {
    const mention = listAt(objectAt(tweet, 'entities'), 'user_mentions').find(
      (entry) => textAt(entry, 'screen_name').toLowerCase() === handle.toLowerCase(),
    );
    const original = objectAt(tweet, 'retweeted_status');
    const full = textAt(original, 'full_text') || textAt(original, 'text');
    const text = full === '' ? expandText(raw, tweet) : `RT @${handle}: ${expandText(full, original)}`;
    return { author: accountOf(textAt(mention, 'id_str'), handle), own: false, text };
  }
  const text = expandText(raw, tweet);
  const user = objectAt(tweet, 'user');
  const [userId, userHandle] = [textAt(user, 'id_str'), textAt(user, 'screen_name')];
  // A list of posts without an archive around it: the first author is taken for the owner.
  if (owner.id === '' && owner.handle === '') [owner.id, owner.handle] = [userId, userHandle];
  const own = userId === '' || owner.id === '' || userId === owner.id;
  return { author: own ? accountOf(owner.id, owner.handle) : accountOf(userId, userHandle), own, text };
}

/** Versions of an edited post, oldest first. */
function versionsOf(tweet: JsonObject): string[] {
  const info = objectAt(tweet, 'edit_info');
  const edit = objectAt(info, 'edit');
  const initial = Object.keys(edit).length > 0 ? objectAt(edit, 'editControlInitial') : objectAt(info, 'initial');
  const ids = listAt(initial, 'editTweetIds').filter((id): id is string => typeof id === 'string');
  const first = textAt(edit, 'initialTweetId');
  return first !== '' && !ids.includes(first) ? [first, ...ids] : ids;
}

const isNewer = (a: string, b: string) => a.length > b.length || (a.length === b.length && a > b);

function toRow(tweet: JsonObject, line: number, context: XArchiveContext): MessageRow | Rejection {
  const id = textAt(tweet, 'id_str') || textAt(tweet, 'id');
  if (!/^\d{1,20}$/.test(id)) return { code: 'missing-field', line, field: 'id_str' };
  const atMs = xInstant(textAt(tweet, 'created_at'));
  if (atMs === null) return { code: 'bad-date', line, field: 'created_at' };
  if (atMs < FIRST_POST_MS || atMs >= LAST_MS) return { code: 'impossible-date', line, field: 'created_at' };
  if (!('full_text' in tweet) && !('text' in tweet)) return { code: 'missing-field', line, field: 'full_text' };
  const { author, own, text } = authorship(tweet, context.owner);
  const replyTo = textAt(tweet, 'in_reply_to_status_id_str') || textAt(tweet, 'in_reply_to_status_id');
  const isReply = replyTo !== '' || textAt(tweet, 'in_reply_to_screen_name') !== '';
  return {
    type: 'message',
    line,
    key: id,
    network: 'x',
    kind: isReply ? 'reply' : 'post',
    atMs,
    author,
    own,
    text: own ? (context.notes.find(id, atMs, text) ?? text) : text,
    language: languageOf(tweet),
    rating: null,
    ...engagement(tweet),
    views: 0,
    replyToKey: replyTo === '' ? null : replyTo,
    // Without the handle: the address works, and names nobody.
    url: `https://x.com/i/status/${id}`,
    item: '',
  };
}

/**
 * One element of a list of posts → a message, a refusal, or null when it is a version of an edited post.
 * Versions wait in `context.edits` under the first version's id, so that the newest wins and later archives update it.
 */
export function readTweet(element: unknown, line: number, context: XArchiveContext): MessageRow | Rejection | null {
  const tweet = unwrap(element);
  const row = toRow(tweet, line, context);
  if (!('type' in row)) return row;
  const versions = versionsOf(tweet);
  const [first] = versions;
  if (first === undefined || (versions.length < 2 && first === row.key)) return row;
  const held = context.edits.get(first);
  if (!held || isNewer(row.key, held.id)) context.edits.set(first, { id: row.key, row: { ...row, key: first } });
  return null;
}
