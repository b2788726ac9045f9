import * as z from 'zod';
import { type MessageColumns, READ_BIT } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { groupTable, type MessageGroups } from './base/halves.ts';
import { messagesInRange, selectMessages } from './base/messages.ts';

const counts = (messages: MessageColumns, i: number): boolean =>
  messages.own[i] === 0 && messages.apart[i] === 0 && ((messages.intents[i] as number) & READ_BIT) !== 0;

function tagsOf(messages: MessageColumns, i: number): Uint32Array {
  const start = messages.tagStart[i] as number;
  return messages.tags.tag.subarray(start, start + (messages.tagCount[i] as number));
}

/** Tags used in the period, most used first. */
function rankedTags(messages: MessageColumns, context: RunContext): number[] {
  const { from, to } = messagesInRange(messages, context);
  const { names } = messages.tags;
  const uses = new Uint32Array(names.length);
  for (let i = from; i < to; i++)
    if (counts(messages, i)) for (const tag of tagsOf(messages, i)) uses[tag] = (uses[tag] as number) + 1;
  const used = Array.from(uses.keys()).filter((tag) => (uses[tag] as number) > 0);
  // By name where two are used as often: numbers of tags depend on what else is in the store.
  return used.sort(
    (a, b) => (uses[b] as number) - (uses[a] as number) || ((names[a] as string) < (names[b] as string) ? -1 : 1),
  );
}

function groupsOf(messages: MessageColumns, tags: readonly number[]): MessageGroups {
  const groupOf = new Map(tags.map((tag, group) => [tag, group]));
  return {
    names: tags.map((tag) => `#${messages.tags.names[tag]}`),
    counts: (i) => counts(messages, i),
    each(i, has) {
      for (const tag of tagsOf(messages, i)) {
        const group = groupOf.get(tag);
        if (group !== undefined) has(group);
      }
    },
  };
}

/** Hashtags by how often they are used. */
export const hashtags = defineAnalysis({
  id: 'hashtags',
  title: 'Hashtags',
  question: 'Which hashtags do people use, in which mood, and which of them grow?',
  definition:
    'Messages by others that use a hashtag; one message can use several, and one that uses a tag twice counts once. Capitals do not matter. Shares are of all messages that have been read. Change compares the share in the later half of the dates with the earlier half (log odds, Benjamini-Hochberg at 5 % over the tags shown). Passed-on messages, repeats and spam are left out.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({ limit: z.number().int().min(1).max(1000).default(50) }),
  version: 2,
  run({ messages }, { limit }, context) {
    const ranked = rankedTags(messages, context);
    const table = groupTable(messages, context, groupsOf(messages, ranked.slice(0, limit)), 'Hashtag');
    return { ...table, total: ranked.length };
  },
  rows({ messages }, _params, context, key) {
    const tag = key.startsWith('#') ? messages.tags.names.indexOf(key.slice(1), 1) : -1;
    return {
      table: 'messages',
      indices: selectMessages(
        messages,
        context,
        (i) => tag > 0 && counts(messages, i) && tagsOf(messages, i).includes(tag),
      ),
    };
  },
});
