import type { Rejection, Row } from '../../shared/model.ts';
import { isObject, type JsonObject, listAt, objectAt, textAt } from './json-read.ts';
import { metaInstant, metaMessage } from './meta-elements.ts';
import type { KindRule } from './meta-members.ts';
import { contentKey, Occurrences } from './table-occurrence.ts';

/** What is read from a Threads archive. */
export type ThreadsKind = 'posts' | 'people';

/** Threads lies inside the Instagram archive, or by itself. */
export const THREADS_KINDS: readonly KindRule<ThreadsKind>[] = [
  [/(^|\/)threads\/threads_and_replies(_\d+)?\.json$/, 'posts'],
  [/(^|\/)threads\/(followers|following)(_\d+)?\.json$/, 'people'],
];

/** What a single file holds, by the key around its list. */
export const threadsKind = (rootKey: string): ThreadsKind | null => {
  if (rootKey === 'text_post_app_text_posts') return 'posts';
  return /^text_post_app_text_post_app_(followers|following)$/.test(rootKey) ? 'people' : null;
};

/** Reader of posts and replies on Threads, all by the owner of the archive. */
export function threadReader(): (element: JsonObject, line: number) => Row | Rejection {
  const repeats = new Occurrences();
  return (element, line) => {
    const [first] = listAt(element, 'media');
    const media = isObject(first) ? first : element;
    const atMs = metaInstant(element.creation_timestamp ?? media.creation_timestamp);
    if (typeof atMs === 'string') return { code: atMs, line, field: 'creation_timestamp' };
    const text = textAt(element, 'title') || textAt(media, 'title');
    // Reposts and pictures without words still are posts; without a time as well there is nothing.
    if (text === '' && atMs === null) return { code: 'missing-field', line, field: 'title' };
    const isReply = objectAt(media, 'text_app_post').is_reply === true;
    const parts = ['thread', String(atMs), atMs === null ? text : ''];
    const key = contentKey(parts, repeats.next(parts.join('\u0000')));
    const kind = isReply ? 'reply' : 'post';
    return metaMessage('threads', { line, key, kind, atMs, author: [], own: true, text });
  };
}
