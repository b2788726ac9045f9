import type { Rejection, Row } from '../../shared/model.ts';
import { isObject, type JsonObject, listAt, objectAt, textAt } from './json-read.ts';
import { metaInstant, metaMessage } from './meta-elements.ts';
import { type KindRule, MESSAGES } from './meta-members.ts';
import { contentKey, Occurrences } from './table-occurrence.ts';

/** What is read from a Facebook archive. */
export type FacebookKind =
  | 'posts'
  | 'comments'
  | 'groups'
  | 'group-comments'
  | 'guests'
  | 'events'
  | 'hosted'
  | 'messages'
  | 'profile';

/**
 * Paths by their ends, so that all layouts fit: posts/ (to 2023), your_facebook_activity/posts/ (since 2024) and, for
 * Pages and professional profiles, this_profile's_activity_across_facebook/posts/profile_posts_N.json (since 2025).
 */
export const FACEBOOK_KINDS: readonly KindRule<FacebookKind>[] = [
  [/(^|\/)posts\/(your|profile)_posts(_check_ins_photos_and_videos)?(_\d+)?\.json$/, 'posts'],
  [/(^|\/)posts\/other_people_s_posts_to_your_timeline(_\d+)?\.json$/, 'guests'],
  [/(^|\/)comments(_and_reactions)?\/comments(_\d+)?\.json$/, 'comments'],
  [/(^|\/)groups\/(group_posts_and_comments|your_posts(_and_comments)?_in_groups)(_\d+)?\.json$/, 'groups'],
  [/(^|\/)groups\/your_comments_in_groups(_\d+)?\.json$/, 'group-comments'],
  [/(^|\/)events\/(your_)?events\.json$/, 'events'],
  [/(^|\/)events\/events_you_hosted\.json$/, 'hosted'],
  [MESSAGES, 'messages'],
  [/(^|\/)profile_information\/profile_information\.json$/, 'profile'],
];

/** What a single file holds, by the first element in it; null when it is no part of a Facebook archive. */
export function facebookKind(element: unknown, rootKey: string): FacebookKind | null {
  if (rootKey === 'group_posts_v2' || rootKey === 'group_comments_v2') return 'groups';
  if (/^your_events(_v2)?$/.test(rootKey)) return 'events';
  if (rootKey === 'wall_posts_sent_to_you') return 'guests';
  if (!isObject(element)) return null;
  const data = listAt(element, 'data');
  if (data.some((entry) => textAt(objectAt(entry, 'comment'), 'comment') !== '')) return 'comments';
  if (!('timestamp' in element) || 'label_values' in element) return null;
  if (data.some((entry) => isObject(entry) && 'post' in entry)) return 'posts';
  return 'attachments' in element && 'data' in element ? 'posts' : null;
}

/** Values of one key in a list of small objects. */
const textsOf = (list: readonly unknown[], key: string): string[] =>
  list.map((entry) => textAt(entry, key)).filter((text) => text !== '');

const attachmentsOf = (element: JsonObject): unknown[] =>
  listAt(element, 'attachments').flatMap((entry) => listAt(entry, 'data'));

/** What somebody wrote: the post itself, else the words under its picture. The title is Facebook's and names people. */
function postText(element: JsonObject): string {
  const [post] = textsOf(listAt(element, 'data'), 'post');
  const attached = attachmentsOf(element);
  const under = attached.map((entry) => textAt(objectAt(entry, 'media'), 'description'));
  return post ?? textsOf(attached, 'text')[0] ?? under.find((text) => text !== '') ?? '';
}

/** Reads the elements of a Facebook archive. One for each import: it counts what came at the same second. */
export class FacebookReader {
  readonly #repeats = new Occurrences();
  readonly #owner: string;

  /** `owner` = the name of page or profile, '' when the archive does not tell. */
  constructor(owner: string) {
    this.#owner = owner;
  }

  /** Edited posts keep their second, so that the key holds no text. */
  #key(...parts: string[]): string {
    return contentKey(parts, this.#repeats.next(parts.join('\u0000')));
  }

  /** A post on the own page or profile, or in a group. */
  post(element: JsonObject, line: number, kind: 'posts' | 'groups' | 'guests'): Row | Rejection | null {
    const text = postText(element);
    // "… updated the address": news that Facebook wrote, with nothing in it.
    if (text === '' && attachmentsOf(element).length === 0) return null;
    const atMs = metaInstant(element.timestamp);
    if (typeof atMs === 'string') return { code: atMs, line, field: 'timestamp' };
    const key = this.#key(kind, String(atMs), atMs === null ? text : '');
    return metaMessage('facebook', { line, key, kind: 'post', atMs, author: [], own: kind !== 'guests', text });
  }

  /** A comment. The archive lists those of its owner; where it names somebody else, it is that person's. */
  comment(element: JsonObject, line: number): Row | Rejection | null {
    const comment = listAt(element, 'data')
      .map((entry) => objectAt(entry, 'comment'))
      .find((entry) => textAt(entry, 'comment') !== '');
    if (comment === undefined) return null;
    const atMs = metaInstant(element.timestamp ?? comment.timestamp);
    if (typeof atMs === 'string') return { code: atMs, line, field: 'timestamp' };
    const text = textAt(comment, 'comment');
    const author = textAt(comment, 'author');
    const own = author === '' || this.#owner === '' || author === this.#owner;
    return metaMessage('facebook', {
      line,
      key: this.#key('comment', String(atMs), text),
      kind: 'comment',
      atMs,
      author: own ? [] : [{ kind: 'name', scope: 'facebook', value: author }],
      own,
      text,
    });
  }

  /** An event that the page made: its announcement is a post. */
  event(element: JsonObject, line: number): Row | Rejection | null {
    const name = textAt(element, 'name') || textAt(element, 'title');
    const text = [name, textAt(element, 'description')].filter((part) => part !== '').join('\n');
    if (text === '') return { code: 'missing-field', line, field: 'name' };
    // The start of an event says nothing of when it was posted.
    const atMs = metaInstant(element.create_timestamp ?? element.timestamp);
    if (typeof atMs === 'string') return { code: atMs, line, field: 'create_timestamp' };
    const key = this.#key('event', textAt(element, 'start_timestamp') || String(atMs), name);
    return metaMessage('facebook', { line, key, kind: 'post', atMs, author: [], own: true, text });
  }
}

/** The name in profile_information.json, of any year; '' when it has none. */
export function facebookOwner(profile: unknown): string {
  const about = ['profile_v2', 'profile', 'profile_information_v2']
    .map((key) => objectAt(profile, key))
    .find((entry) => Object.keys(entry).length > 0);
  return textAt(objectAt(about, 'name'), 'full_name') || textAt(about, 'name');
}
