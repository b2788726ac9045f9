import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { messagesInRange, moodOf, selectMessages } from './base/messages.ts';
import { netMood } from './base/net-mood.ts';

/** Messages' worth of the usual response that everybody is given: one lucky post makes nobody a voice. */
const PRIOR_MESSAGES = 3;

const params = z.strictObject({
  by: z.enum(['response', 'reach']).default('response'),
  limit: z.number().int().min(1).max(1000).default(25),
});

interface Voice {
  who: number;
  messages: number;
  response: number;
  reach: number;
  /** Messages whose reach is known. */
  reached: number;
  moods: [negative: number, neutral: number, positive: number];
  topics: Map<number, number>;
}

const isHeard = (messages: MessageColumns, i: number): boolean =>
  messages.own[i] === 0 && messages.apart[i] === 0 && (messages.author[i] as number) > 0;
const responseTo = (messages: MessageColumns, i: number): number =>
  (messages.likes[i] as number) + (messages.shares[i] as number) + (messages.replies[i] as number);
/** What a network calls reach where it tells it, else views; 0 = not told. */
const reachOf = (messages: MessageColumns, i: number): number =>
  (messages.reach[i] as number) || (messages.views[i] as number);

function add(voice: Voice, messages: MessageColumns, i: number): void {
  voice.messages++;
  voice.response += responseTo(messages, i);
  const reach = reachOf(messages, i);
  voice.reach += reach;
  if (reach > 0) voice.reached++;
  const mood = moodOf(messages.sentiment[i] as number);
  if (mood >= 0) voice.moods[mood as 0 | 1 | 2]++;
  const topic = messages.topic[i] as number;
  if (topic > 0) voice.topics.set(topic, (voice.topics.get(topic) ?? 0) + 1);
}

function voicesOf(messages: MessageColumns, context: RunContext): Voice[] {
  const { from, to } = messagesInRange(messages, context);
  const voices = new Map<number, Voice>();
  for (let i = from; i < to; i++) {
    if (!isHeard(messages, i)) continue;
    const who = messages.author[i] as number;
    let voice = voices.get(who);
    if (!voice) {
      voice = { who, messages: 0, response: 0, reach: 0, reached: 0, moods: [0, 0, 0], topics: new Map() };
      voices.set(who, voice);
    }
    add(voice, messages, i);
  }
  return [...voices.values()];
}

/** Mean per message, drawn towards everybody's mean where there are few messages. */
function rankBy(voices: readonly Voice[], by: 'response' | 'reach'): Voice[] {
  const cases = ({ messages, reached }: Voice) => (by === 'reach' ? reached : messages);
  const sum = (of: (voice: Voice) => number) => voices.reduce((all, voice) => all + of(voice), 0);
  const usual = sum((voice) => voice[by]) / Math.max(1, sum(cases));
  const drawn = (voice: Voice) => (voice[by] + PRIOR_MESSAGES * usual) / (cases(voice) + PRIOR_MESSAGES);
  const rank = new Map(voices.map((voice) => [voice, drawn(voice)]));
  return voices
    .filter((voice) => voice[by] > 0)
    .sort((a, b) => (rank.get(b) as number) - (rank.get(a) as number) || b.messages - a.messages || a.who - b.who);
}

/** The two topics most written about, by name where it is a tie. */
const topicsOf = ({ topics }: Voice, names: readonly string[]): string =>
  [...topics]
    .map(([topic, count]) => ({ name: names[topic] ?? '', count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, 2)
    .map(({ name }) => name)
    .join('; ');

/** People whose messages move others. */
export const influentialVoices = defineAnalysis({
  id: 'influential-voices',
  title: 'Influential voices',
  question: 'Whose messages about you get the most response or reach?',
  definition:
    'People (as pseudonyms) by response (likes, shares and replies) or reach (views where a network tells no reach) per message. Ranked by that mean drawn towards the mean of all as if each had written three more usual messages, so that one lucky message does not lead. The mean shown is their own. Your own accounts, unknown authors, passed-on messages, repeats and spam are left out.',
  area: 'listening',
  purpose: 'marketing',
  reads: ['messages'],
  params,
  version: 2,
  run({ messages }, { by, limit }, context) {
    const voices = voicesOf(messages, context);
    const ranked = rankBy(voices, by);
    return {
      kind: 'table',
      columns: [
        { id: 'author', label: 'Person', type: 'person' },
        { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
        { id: 'response', label: 'Response per message', type: 'number', unit: 'ratio' },
        { id: 'reach', label: 'Reach per message', type: 'number', unit: 'ratio' },
        { id: 'mood', label: 'Net mood', type: 'number', unit: 'score' },
        { id: 'topics', label: 'Mostly about', type: 'text' },
      ],
      rows: ranked.slice(0, limit).map((voice) => {
        const [negative, neutral, positive] = voice.moods;
        const counts = { negative, positive, scored: negative + neutral + positive };
        return {
          key: String(voice.who),
          cells: [
            voice.who,
            voice.messages,
            voice.response / voice.messages,
            voice.reached > 0 ? voice.reach / voice.reached : null,
            netMood(counts, voice.messages),
            topicsOf(voice, messages.topics),
          ],
          people: 1,
        };
      }),
      total: ranked.length,
      n: voices.reduce((all, voice) => all + voice.messages, 0),
      people: voices.length,
    };
  },
  rows({ messages }, _params, context, key) {
    const who = /^\d+$/.test(key) ? Number(key) : 0;
    return {
      table: 'messages',
      indices: selectMessages(messages, context, (i) => isHeard(messages, i) && messages.author[i] === who),
    };
  },
});
