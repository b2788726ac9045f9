import { type MessageColumns, READ_BIT } from '../../../shared/columns.ts';
import type { FoundMentions } from './share-of-voice.ts';
import type { Name, Naming } from './together.ts';

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

const counts = (messages: MessageColumns, i: number): boolean =>
  messages.own[i] === 0 && messages.apart[i] === 0 && ((messages.intents[i] as number) & READ_BIT) !== 0;

/**
 * What messages name by themselves: hashtags and the things they like or dislike; and kept searches, where given: then only pairs with
 * a search are asked about.
 */
export function namingOf(messages: MessageColumns, searches: readonly FoundMentions[] = []): Naming {
  const { tags, aspects } = messages;
  const tagNames = tags.names.map((name): Name => ({ key: `#${name}`, label: `#${name}`, words: [name] }));
  const aspectNames = aspects.groups.map((name): Name => ({ key: name, label: name, words: wordsOf(name) }));
  const searchNames = searches.map(
    ({ search }): Name => ({
      key: `search ${search.id}`,
      label: search.name,
      words: wordsOf(`${search.name} ${search.query}`),
    }),
  );
  const found = searches.map(({ ids }) => new Set(ids));
  const firstSearch = tagNames.length + aspectNames.length;
  return {
    names: [...tagNames, ...aspectNames, ...searchNames],
    counts: (i) => counts(messages, i),
    ...(searches.length > 0 ? { asks: (a: number, b: number) => a >= firstSearch || b >= firstSearch } : {}),
    each(i, has) {
      const tag = messages.tagStart[i] as number;
      const tagged = new Set<string>();
      for (let t = tag; t < tag + (messages.tagCount[i] as number); t++) {
        has(tags.tag[t] as number);
        tagged.add(tags.names[tags.tag[t] as number] as string);
      }
      const first = messages.aspectStart[i] as number;
      const end = first + (messages.aspectCount[i] as number);
      for (let a = first; a < end; a++) {
        const group = aspects.group[a] as number;
        // One message can praise and blame one thing, or name it by its hashtag; it names it once.
        if (group > 0 && aspects.group.indexOf(group, first) === a && !tagged.has(aspects.groups[group] as string))
          has(tagNames.length + group);
      }
      found.forEach((ids, s) => {
        if (ids.has(messages.id[i] as number)) has(firstSearch + s);
      });
    },
  };
}
