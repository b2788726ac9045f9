import * as z from 'zod';
import { filter, id, text } from '../check.ts';
import type { Cleared, LeftOut, TableResult } from '../results.ts';
import type { Network } from '../model.ts';
import type { AnalysisReply } from './analyses.ts';
import { command, query } from './define.ts';

/** Whom or what a saved search is about. */
export const SEARCH_KINDS = ['own', 'product', 'competitor', 'other'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** A search that is kept; charts call it by its name. */
export interface SavedSearch {
  id: number;
  name: string;
  kind: SearchKind;
  query: string;
}

/** A topic and what the owner made of it. */
export interface OwnTopic {
  id: number;
  label: string;
  ownName: string;
  mergedInto: number;
  hidden: boolean;
}

/** A thing that is liked or disliked, in all its wordings, and what the owner made of it. */
export interface OwnThing {
  name: string;
  ownName: string;
  mergedInto: string;
  hidden: boolean;
  /** Times others named it. */
  named: number;
}

/** Messages of a search, newest first. `capped`: there are more than could be looked through. */
export interface SearchReply {
  table: Cleared<TableResult>;
  leftOut: LeftOut[];
  capped: boolean;
}

/** Topics with where they lie by likeness, both within −1..1. `kept`: share of their differences that the picture holds. */
export interface TopicMap {
  reply: AnalysisReply;
  places: { name: string; x: number; y: number }[];
  kept: number;
}

/** Analyses whose marks are explained by words. */
export const MARKED = ['message-spikes', 'message-changes'] as const;

const searchText = () => text(1000).min(1);

/** How well topics hang together, judged in the messages that they were found in. */
export interface TopicQuality {
  /** How much more often than by chance the ten words of a topic stand in one message: mean NPMI, -1 to 1; null = not known. */
  coherence: number | null;
  /** Share of different words among those of all topics; null = not known. */
  diversity: number | null;
  /** Messages they were found in; 0 = not known. */
  texts: number;
}

export const listening = {
  'listening.search': query<SearchReply>()(
    'Messages that hold the words: "a phrase", OR, NOT, NEAR/5, begins*, network:x, kind:review, language:de, from:others',
    z.strictObject({
      query: searchText(),
      filter: filter(),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
  ),
  'listening.searches': query<SavedSearch[]>()(
    'Searches that are kept: brands, products, competitors',
    z.strictObject({}),
  ),
  'listening.mentions': query<{ table: Cleared<TableResult>; leftOut: LeftOut[] }>()(
    'How much is said of each kept search: messages, people, share of voice, mood, response, reach',
    z.strictObject({ filter: filter() }),
  ),
  'listening.facets': query<{ networks: Network[]; languages: string[]; sources: { run: number; file: string }[] }>()(
    'Networks, languages and imports that messages can be narrowed to',
    z.strictObject({}),
  ),
  'listening.together': query<{ table: Cleared<TableResult>; leftOut: LeftOut[] }>()(
    'What is named in the same messages as each kept search more often than by chance: other searches, hashtags, things liked or disliked',
    z.strictObject({ filter: filter() }),
  ),
  'listening.togetherRows': query<{ table: Cleared<TableResult>; leftOut: LeftOut[] }>()(
    'Messages that name both of a pair of listening.together, newest first',
    z.strictObject({ key: text(200).min(1), filter: filter(), limit: z.number().int().min(1).max(1000).default(100) }),
  ),
  'listening.wordsBehind': query<{ table: Cleared<TableResult>; leftOut: LeftOut[] }>()(
    'Words and phrases that the messages of the newest spikes or lasting changes hold more often than the others',
    z.strictObject({ of: z.enum(MARKED), filter: filter() }),
  ),
  'listening.wordsBehindRows': query<{ table: Cleared<TableResult>; leftOut: LeftOut[] }>()(
    'Messages of a spike or lasting change that hold one of its words (a key of listening.wordsBehind), newest first',
    z.strictObject({
      of: z.enum(MARKED),
      key: text(300).min(1),
      filter: filter(),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
  ),
  'listening.status': query<{ messages: number; unread: number; stopped: boolean }>()(
    'How many messages there are, how many have not been read for wants, aspects and topics, and whether that was stopped',
    z.strictObject({}),
  ),
  'listening.read': command<{ job: number }>()(
    'Read the messages that are new: what they want, like and dislike, and their topics',
    z.strictObject({}),
  ),
  'listening.topics': query<OwnTopic[]>()('Topics with the names the owner gave them', z.strictObject({})),
  'listening.topicMap': query<TopicMap>()(
    'Topics of the period ("topics-found") and where they lie in a picture: the more words they share, the nearer',
    z.strictObject({ filter: filter() }),
  ),
  'listening.topicQuality': query<{ quality: TopicQuality | null }>()(
    'How well the topics hang together, as they were found: coherence (NPMI) and diversity; null = there are none',
    z.strictObject({}),
  ),
  'listening.editTopic': command<{ saved: boolean }>()(
    'Rename a topic, count it with another one (0 = by itself), or hide it; new data do not change that',
    z.strictObject({ topic: id(), name: text(60), mergedInto: id(), hidden: z.boolean() }),
  ),
  'listening.things': query<OwnThing[]>()(
    'Things that are liked or disliked, most named first, with what the owner made of them',
    z.strictObject({}),
  ),
  'listening.editThing': command<{ saved: true }>()(
    'Name a thing, count it with another one (empty = by itself), or hide it; new data do not change that',
    z.strictObject({ name: text(80).min(1), ownName: text(60), mergedInto: text(80), hidden: z.boolean() }),
  ),
  'listening.saveSearch': command<{ saved: true }>()(
    'Keep a search under a name; one of the same name is replaced',
    z.strictObject({ name: text(60).min(1), kind: z.enum(SEARCH_KINDS), query: searchText() }),
  ),
  'listening.removeSearch': command<{ removed: boolean }>()('Forget a kept search', z.strictObject({ search: id() })),
};
