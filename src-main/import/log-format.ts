import type { Detection, Format, ParseOptions, ParseStep, Source } from './format.ts';
import { HitBatch } from './log-batch.ts';
import { headLines, LineCutter } from './log-cutter.ts';
import { scoreOfVotes } from './log-detect.ts';
import { isHit, isSkip, type LogNotation } from './log-hit.ts';
import { detectLogMembers, LOG_HEAD_BYTES, type LogMembers, logStreams, mayBeLog } from './log-members.ts';

/** Lines that vote. */
const MAX_LINES = 400;
/** Unreadable lines after which the rest is not looked at: archives have many members, and every notation votes. */
const HOPELESS = 50;
/** Lines, and share of them, that prove a log whose lines name their fields: surer than any table made of them. */
const FEW = 3;
const FEW_SHARE = 0.1;
const NAMED_SCORE = 0.6;

/** What the start of a file is in the eyes of a notation. */
export function voteOfNotation(
  notation: LogNotation,
  head: Uint8Array,
  isWhole: boolean,
  logFormat?: string,
): Detection {
  const reader = notation.open({ zone: 'UTC', logFormat });
  let [read, lines, headers] = [0, 0, 0];
  for (const line of headLines(head, isWhole, MAX_LINES)) {
    const answer = reader.read(line);
    if (isHit(answer)) read++;
    if (isSkip(answer)) headers += answer.skipped === 'header' ? 1 : 0;
    else lines++;
    if (read === 0 && lines >= HOPELESS) break;
  }
  // A log in which nothing happened yet still says what it is.
  if (lines === 0 && headers > 0)
    return { score: 0.8, reason: `The header is that of ${reader.name}, without lines so far.` };
  // A header that names the columns proves the shape, however dirty the lines are.
  const named = notation.namesFields === true && read >= FEW && read >= lines * FEW_SHARE;
  const score = Math.max(scoreOfVotes(read, lines), headers > 0 && read > 0 ? 0.91 : 0, named ? NAMED_SCORE : 0);
  return {
    score,
    reason:
      score === 0
        ? 'No line is one of such a log.'
        : `${read} of the first ${lines} lines are those of ${reader.name}.`,
  };
}

/** The members of an archive that are logs in a notation. */
const membersOf = (notation: LogNotation, logFormat?: string): LogMembers => ({
  isNamed: mayBeLog,
  vote: (head, isWhole) => voteOfNotation(notation, head, isWhole, logFormat),
});

/** Parses every stream of a source by a notation, line by line. */
export async function* parseLines(
  notation: LogNotation,
  source: Source,
  { zone, choices }: ParseOptions,
): AsyncGenerator<ParseStep> {
  const members = membersOf(notation, choices?.logFormat);
  const batch = new HitBatch(choices?.visitorSalt);
  let line = 0;
  for await (const stream of logStreams(source, members)) {
    const reader = notation.open({ zone, logFormat: choices?.logFormat });
    const cutter = new LineCutter();
    const take = (text: string | null): void => {
      line++;
      const answer = text === null ? { code: 'too-long' as const, field: '' } : reader.read(text);
      if (isHit(answer)) batch.add(answer, line);
      else if (isSkip(answer)) batch.skip();
      else batch.reject({ code: answer.code, line, field: answer.field });
    };
    for await (const chunk of stream)
      for (const text of cutter.take(chunk)) {
        take(text);
        if (batch.isFull) yield batch.step();
      }
    cutter.finish().forEach(take);
    if (batch.isFull) yield batch.step();
  }
  const last = batch.last();
  if (last) yield last;
}

const SEARCHES_IN_LOGS = {
  field: 'search terms on your site',
  why: 'To see what people look for and do not find, where the page is a search (/search?q=…). A term that looks personal or names somebody is not kept.',
} as const;

/** What every log keeps. */
export const LOG_KEEPS: Format['keeps'] = [
  { field: 'time', why: 'To see visits over time.' },
  { field: 'page', why: 'To see what is read, without what stands after the question mark.' },
  { field: 'referrer', why: 'To see where visitors come from, without what stands after the question mark.' },
  SEARCHES_IN_LOGS,
  { field: 'campaign tags', why: 'To see which campaign brought a visit: its source, medium and name.' },
  { field: 'user agent', why: 'To tell phones from computers, and people from bots.' },
  { field: 'status and size', why: 'To find missing pages and failures.' },
  { field: 'how long the answer took', why: 'To find slow pages, where the log tells it.' },
  { field: 'site name', why: 'To count the same visit to two of your sites twice, where the log names the site.' },
  {
    field: 'address and user agent together',
    why: 'To tell visitors apart. Only a keyed code made of them is stored, never the address.',
  },
  { field: 'country of the address', why: 'To see where visitors are, looked up on this computer.' },
];

/** What every log leaves behind. */
export const LOG_DROPS: Format['drops'] = [
  { field: 'address', why: 'Personal data, and not needed once the code is made.' },
  {
    field: 'query',
    why: 'What stands after the question mark may hold names, searches or e-mail addresses. Only campaign tags, and what was typed into the site’s own search, are kept.',
  },
  { field: 'session id', why: 'Session ids inside paths would name a visitor.' },
  { field: 'user', why: 'The name a visitor logged in with is personal data.' },
  { field: 'click id', why: 'It names one click of one person. Only which service it came from is kept.' },
  { field: 'extra fields', why: 'Not needed for any question that Inglenook answers.' },
];

/** A format for logs in one notation. */
export function logFormat(notation: LogNotation, { title, about }: Pick<Format, 'title' | 'about'>): Format {
  const members = membersOf(notation);
  return {
    id: notation.id,
    title,
    group: 'web-log',
    about,
    yields: ['hit'],
    keeps: LOG_KEEPS,
    drops: LOG_DROPS,
    needsMapping: false,
    detect: (head) =>
      head.members.length > 0
        ? detectLogMembers(head, members)
        : members.vote(head.bytes, head.bytes.length < LOG_HEAD_BYTES),
    parse: (source, options) => parseLines(notation, source, options),
  };
}
