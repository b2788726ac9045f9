import { lookUp } from '../../shared/look-up.ts';
import type { PersonRow, Rejection, Row } from '../../shared/model.ts';
import {
  accountEntry,
  commentText,
  labelledTime,
  labelledValues,
  type PostCounts,
  postCounts,
} from './instagram-maps.ts';
import type { PeriodKind } from './instagram-periods.ts';
import { isObject, type JsonObject, listAt, objectAt, textAt } from './json-read.ts';
import { metaInstant, metaMessage } from './meta-elements.ts';
import { type KindRule, MESSAGES } from './meta-members.ts';
import { contentKey, Occurrences } from './table-occurrence.ts';

/** What is read from an Instagram archive. */
export type InstagramKind = 'media' | 'comments' | 'people' | 'insights' | PeriodKind | 'messages' | 'profile';

/** Paths by their ends: content/posts_1.json (2021) became your_instagram_activity/content/, then …/media/. */
export const INSTAGRAM_KINDS: readonly KindRule<InstagramKind>[] = [
  [/(^|\/)past_instagram_insights\/posts\.json$/, 'insights'],
  [/(^|\/)past_instagram_insights\/audience_insights\.json$/, 'audience'],
  [/(^|\/)past_instagram_insights\/content_interactions\.json$/, 'interactions'],
  [/(^|\/)past_instagram_insights\/profiles_reached\.json$/, 'reached'],
  [/(^|\/)(content|media)\/(posts|reels|stories|igtv_videos)(_\d+)?\.json$/, 'media'],
  [/(^|\/)comments\/(post_comments|reels_comments|hype)(_\d+)?\.json$/, 'comments'],
  [/(^|\/)followers_and_following\/(followers|following)(_\d+)?\.json$/, 'people'],
  [MESSAGES, 'messages'],
  [/(^|\/)(account_information|personal_information)\/personal_information\.json$/, 'profile'],
];

const ROOT_KINDS: Readonly<Record<string, InstagramKind>> = {
  ig_stories: 'media',
  ig_reels_media: 'media',
  ig_igtv_media: 'media',
  comments_media_comments: 'comments',
  comments_reels_comments: 'comments',
  comments_story_comments: 'comments',
  relationships_followers: 'people',
  relationships_following: 'people',
  organic_insights_posts: 'insights',
  organic_insights_audience: 'audience',
  organic_insights_interactions: 'interactions',
  organic_insights_reach: 'reached',
};

/** What a single file holds, by its first element and the key around it; null when it is not of Instagram. */
export function instagramKind(element: unknown, rootKey: string): InstagramKind | null {
  const named = lookUp(ROOT_KINDS, rootKey);
  if (named) return named;
  if (/^(relationships|text_post_app|organic_insights|profile|likes|saved|story|impressions)_/.test(rootKey))
    return null;
  if (!isObject(element) || 'timestamp' in element) return null;
  const media = listAt(element, 'media')[0];
  if (isObject(media) && 'uri' in media && 'creation_timestamp' in media) return 'media';
  // Lists with a name that is not known are of something else that is built alike, such as searches.
  if (!/^$|^(title|media_list_data|string_map_data|string_list_data)$/.test(rootKey)) return null;
  const values = labelledValues(element);
  // A bare list of comments: a text, and a time by itself.
  if (values.length >= 2 && values.length <= 4 && values.some(({ value }) => value !== ''))
    return values.some(({ value, timestamp }) => value === '' && timestamp !== undefined) ? 'comments' : null;
  const entry = listAt(element, 'string_list_data')[0];
  return textAt(entry, 'href').startsWith('https://www.instagram.com/') ? 'people' : null;
}

/** The id in the name of a picture or video ("…_n_17912345678901234.jpg"), the same in every export; '' if none. */
const mediaId = (uri: string): string => /(?:^|[/_])(\d{15,20})(?:\.\w{1,5})?$/.exec(uri)?.[1] ?? '';

/** A post as its file shows it: caption and time lie on it when it has several pictures, else on the picture. */
interface Media {
  id: string;
  text: string;
  time: unknown;
}

function mediaOf(element: JsonObject): Media | null {
  const [first] = listAt(element, 'media');
  const inner = isObject(first) ? first : element;
  if (!('uri' in inner) && !('creation_timestamp' in inner) && !('creation_timestamp' in element)) return null;
  return {
    id: mediaId(textAt(inner, 'uri')),
    text: textAt(element, 'title') || textAt(inner, 'title'),
    time: element.creation_timestamp ?? inner.creation_timestamp,
  };
}

/** Insights of posts, found again by id or by second. */
export class Insights {
  readonly #byId = new Map<string, PostCounts>();
  readonly #bySecond = new Map<number, PostCounts>();
  readonly #rest = new Map<PostCounts, { media: Media; line: number }>();

  /** Notes one element of past_instagram_insights/posts.json. */
  add(element: JsonObject, line: number): undefined {
    const [thumbnail] = Object.values(objectAt(element, 'media_map_data'));
    const inner = isObject(thumbnail) ? thumbnail : {};
    const media: Media = {
      id: mediaId(textAt(inner, 'uri')),
      text: textAt(inner, 'title') || textAt(element, 'title'),
      time: inner.creation_timestamp ?? labelledTime(labelledValues(element)) ?? element.creation_timestamp,
    };
    const counts = postCounts(element);
    const atMs = metaInstant(media.time);
    if (media.id !== '') this.#byId.set(media.id, counts);
    if (typeof atMs === 'number') this.#bySecond.set(atMs, counts);
    this.#rest.set(counts, { media, line });
  }

  /** Counts of a post, {} when there are none. Each is given once. */
  take(media: Media, atMs: number | null): PostCounts {
    const counts = this.#byId.get(media.id) ?? this.#bySecond.get(atMs ?? Number.NaN);
    if (counts === undefined || !this.#rest.delete(counts)) return {};
    return counts;
  }

  /** Posts that no other file told of, in the order of the file. */
  rest(): { counts: PostCounts; media: Media; line: number }[] {
    return [...this.#rest].map(([counts, found]) => ({ counts, ...found }));
  }
}

/** Reads the elements of an Instagram archive. One for each import. */
export class InstagramReader {
  readonly insights = new Insights();
  readonly #repeats = new Occurrences();

  #key(...parts: string[]): string {
    return contentKey(parts, this.#repeats.next(parts.join('\u0000')));
  }

  #toPost(media: Media, line: number, given?: PostCounts): Row | Rejection {
    const atMs = metaInstant(media.time);
    if (typeof atMs === 'string') return { code: atMs, line, field: 'creation_timestamp' };
    const counts = given ?? this.insights.take(media, atMs);
    // Captions get edited: they are part of a key only where nothing else is.
    const key = media.id || this.#key('post', String(atMs), atMs === null ? media.text : '');
    const row = metaMessage('instagram', { line, key, kind: 'post', atMs, author: [], own: true, text: media.text });
    return 'type' in row ? { ...row, ...counts } : row;
  }

  /** A post, reel or story. */
  post(element: JsonObject, line: number): Row | Rejection {
    const media = mediaOf(element);
    return media ? this.#toPost(media, line) : { code: 'missing-field', line, field: 'media' };
  }

  /** Posts that only the insights told of. */
  *insightPosts(): Generator<Row | Rejection> {
    for (const { counts, media, line } of this.insights.rest()) yield this.#toPost(media, line, counts);
  }

  /** A comment that the owner of the archive wrote; whose post it was is not kept. */
  comment(element: JsonObject, line: number): Row | Rejection | null {
    const text = commentText(element);
    if (text === '') return null;
    const listed = listAt(element, 'string_list_data')[0];
    const atMs = metaInstant(labelledTime(labelledValues(element)) ?? (isObject(listed) ? listed.timestamp : null));
    if (typeof atMs === 'string') return { code: atMs, line, field: 'timestamp' };
    const key = this.#key('comment', String(atMs), text);
    return metaMessage('instagram', { line, key, kind: 'comment', atMs, author: [], own: true, text });
  }
}

/** A follower or followed account as a pseudonymous person. */
export function accountRow(scope: 'instagram' | 'threads', element: JsonObject, line: number): PersonRow | Rejection {
  const { handle, timestamp } = accountEntry(element);
  if (handle === '') return { code: 'missing-field', line, field: 'value' };
  const atMs = metaInstant(timestamp);
  if (typeof atMs === 'string') return { code: atMs, line, field: 'timestamp' };
  return { type: 'person', line, person: [{ kind: 'handle', scope, value: handle }], atMs, country: '' };
}

/** Every name that the profile has: one of them is what conversations call its owner, whatever the language. */
export function profileNames(profile: unknown): Set<string> {
  const [user] = listAt(profile, 'profile_user');
  return new Set(labelledValues(user).flatMap(({ value }) => (value === '' ? [] : [value])));
}
