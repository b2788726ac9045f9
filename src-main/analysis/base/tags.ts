import type { MessageColumns } from '../../../shared/columns.ts';
import type { Token } from '../text/tokens.ts';

/** Hashtags kept of one message; one with more is a list of them. */
const MOST_TAGS = 30;
const LONGEST_TAG = 80;

/** Hashtags of a message in lower case and without #, each once, in the order written. "#1" names nothing. */
export function tagsOf(tokens: readonly Token[]): string[] {
  const names = tokens
    .filter(({ kind, norm }) => kind === 'hashtag' && norm.length <= LONGEST_TAG && /\p{L}/u.test(norm))
    .map(({ norm }) => norm);
  return [...new Set(names)].slice(0, MOST_TAGS);
}

/** Hashtags of messages, one list per message, as columns. */
export function tagColumns(
  lists: readonly (readonly string[])[],
): Pick<MessageColumns, 'tagStart' | 'tagCount' | 'tags'> {
  const numbers = new Map([['', 0]]);
  const tag: number[] = [];
  const tagStart = new Uint32Array(lists.length);
  lists.forEach((names, i) => {
    tagStart[i] = tag.length;
    for (const name of names) {
      const known = numbers.get(name) ?? numbers.size;
      numbers.set(name, known);
      tag.push(known);
    }
  });
  return {
    tagStart,
    tagCount: Uint8Array.from(lists, ({ length }) => length),
    tags: { tag: Uint32Array.from(tag), names: [...numbers.keys()] },
  };
}
