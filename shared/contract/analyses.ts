import * as z from 'zod';
import { filter, id, type MessageFilter, text } from '../check.ts';
import type { Purpose } from '../model.ts';
import type { Mood } from '../moods.ts';
import type { Cleared, LeftOut, Result, TableResult } from '../results.ts';
import { command, query } from './define.ts';
import { recipient } from './exports.ts';

/** What an analysis says about itself; pages, CLI and reports learn it from here. */
export interface AnalysisInfo {
  id: string;
  title: string;
  question: string;
  /** Plain-language definition shown in the drawer. */
  definition: string;
  area: 'listening' | 'engagement' | 'activity' | 'customers';
  purpose: Purpose;
  reads: string[];
  version: number;
  /** JSON schema of the parameters. */
  params: unknown;
  /** True when `analyses.rows` can list the rows behind a mark. */
  hasRows: boolean;
}

/** What narrowed a result: which messages, and whether a segment did. */
export interface Narrowed {
  messages: MessageFilter | null;
  segment: boolean;
}

/** A result that has passed the consent and small-group gate, with everything needed to trust it. */
export interface AnalysisReply {
  info: { id: string; title: string; version: number; purpose: Purpose };
  result: Cleared<Result>;
  /** The same over the period just before, when asked for and there is data. */
  previous: Cleared<Result> | null;
  leftOut: LeftOut[];
  /** What narrowed it besides the dates. */
  narrowed: Narrowed;
  /** Filter in words is made by the view; these are the instants really used. */
  range: { fromMs: number; toMs: number } | null;
  previousRange: { fromMs: number; toMs: number } | null;
  /** The period just before, whether or not it was asked for; null when the data do not reach back that far. */
  rangeBefore: { fromMs: number; toMs: number } | null;
  /** What the counts are multiples of: 1 = exact; more where the result leaves the owner's screen. */
  roundedTo: number;
  revision: number;
  computedMs: number;
}

export const runSchema = z.strictObject({
  id: text(60),
  params: z.record(z.string(), z.unknown()).default({}),
  filter: filter(),
  compare: z.boolean().default(false),
});

/** Likeliest emotion of a text, and how likely it is ironic or offensive. */
export interface Tone {
  emotion: 'anger' | 'joy' | 'optimism' | 'sadness';
  emotionLikelihood: number;
  irony: number;
  offence: number;
}

/** Where something stands in a text, in UTF-16 code units. */
export interface TextSpan {
  text: string;
  start: number;
  end: number;
}

/** A thing that a message names, as it is counted now. `found` = as it was read. */
export interface NamedThing {
  found: string;
  name: string;
  category: string;
  mood: Mood;
  /** It is none: the owner said so, or it was learnt. */
  dropped: boolean;
  /** What was learnt from corrections of other messages makes it what it counts as. */
  learnt: boolean;
  /** The owner corrected it; the id of the correction, to take it back. */
  correction: number | null;
  term: TextSpan;
  /** The words that say so. */
  opinion: TextSpan[];
}

/** Why a message counts as it does. Holds content: never into a log. */
export interface ExplainedMessage {
  text: string;
  language: string;
  /** As it counts now. */
  score: number | null;
  /** The owner's word on it; `score` follows it. */
  corrected: { mood: Mood; correction: number } | null;
  /** What the models with the owner's words say, when the owner says something else; null = the same, or not scored. */
  modelScore: number | null;
  /** `by`: the models, a word whose meaning the owner gave, or a word learnt from corrections. */
  words: { word: string; weight: number; start: number; by: 'model' | 'own' | 'learnt' }[];
  things: NamedThing[];
  /** UTF-16 units of the text that were read for `things`; null = all of it. */
  thingsReadTo: number | null;
  /** What else is heard in English texts; null in others. Probabilities 0 to 1. */
  tone: Tone | null;
}

export const analyses = {
  'analyses.list': query<AnalysisInfo[]>()('Every analysis with its question and definition', z.strictObject({})),
  'analyses.run': query<AnalysisReply>()('Run one analysis', runSchema),
  'analyses.rows': query<{ table: Cleared<TableResult>; leftOut: LeftOut[] }>()(
    'The rows behind one mark of a result',
    runSchema.extend({ key: text(200), limit: z.number().int().min(1).max(1000).default(100) }),
  ),
  'messages.explain': query<ExplainedMessage>()(
    'Why a message was scored as it was, what it likes and dislikes, and what the owner said of it',
    z.strictObject({ message: id() }),
  ),
  'reports.list': query<{ id: string; title: string; extension: string; mime: string }[]>()(
    'Kinds of report',
    z.strictObject({}),
  ),
  'reports.make': command<{
    fileName: string;
    mime: string;
    bytes: Uint8Array;
    leftOut: LeftOut[];
    /** Analyses that stayed out: they differ from an earlier file, of this date, by too few people. */
    tooClose: { analysis: string; title: string; earlierMs: number }[];
  }>()(
    'Write a report of the chosen analyses; passes the gate, is noted in the audit log and the list of exports',
    z.strictObject({
      report: text(60),
      analyses: z.array(text(60)).max(100).default([]),
      filter: filter(),
      recipient: recipient(),
    }),
  ),
};
