import type { CsvHead, CsvRecord } from '../csv-records.ts';
import { csvHead, csvRecords } from '../csv-records.ts';
import { dateReader } from '../dates.ts';
import type { Detection, FileHead, Format, ParseStep, Source } from '../format.ts';
import { headBytes } from '../head-bytes.ts';
import { bytesOf, membersNamed } from '../members.ts';
import { messageRow } from '../message-row.ts';
import { NewestVersions } from '../newest-versions.ts';
import { StepMaker } from '../steps.ts';
import { languageTag } from '../table-cells.ts';
import { contentKey } from '../table-occurrence.ts';

const NEEDS = [['package name', 'star rating', 'review submit date and time', 'review text']];
const MAX_TEXT = 100_000;
const iso = dateReader('iso', 'UTC') as (text: string) => number | null;
const unixMs = dateReader('unix-ms', 'UTC') as (text: string) => number | null;

const reviewFiles = (members: FileHead['members']): string[] =>
  membersNamed(members, /reviews_[^/]+\.csv/).map(({ path }) => path);

async function detect(head: FileHead): Promise<Detection> {
  const none = { score: 0, reason: 'There are no Google Play reviews in it.' };
  if (head.members.length === 0)
    return csvHead(head.bytes, NEEDS) ? { score: 0.97, reason: 'The columns are those of Google Play reviews.' } : none;
  for (const path of reviewFiles(head.members).slice(0, 3))
    if (csvHead(await head.memberHead(path, 8192), NEEDS))
      return { score: 0.97, reason: 'Months of reviews from Google Play.' };
  return none;
}

/** Milliseconds where the file has them, as the written date has only seconds. */
function instantOf(record: CsvRecord, what: string): number | null {
  return unixMs(record.get(`${what} millis since epoch`)) ?? iso(record.get(`${what} date and time`));
}

/** The id in the review's address, in the old and the new form; rows with stars only have no address. */
const idIn = (link: string): string => {
  const found = /[?&#]reviewid=([^&#]+)/i.exec(link)?.[1] ?? '';
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
};

/** Without an address, the millisecond in which it was written tells a review apart: rating and version change later. */
function keyOf(record: CsvRecord): string {
  const submitted = record.get('review submit millis since epoch') || record.get('review submit date and time');
  return idIn(record.get('review link')) || contentKey([record.get('package name'), submitted], 1);
}

const updatedMs = (record: CsvRecord): number =>
  instantOf(record, 'review last update') ?? instantOf(record, 'review submit') ?? 0;

function addReview(record: CsvRecord, key: string, steps: StepMaker) {
  const { line } = record;
  const rating = Number(record.get('star rating'));
  if (!(rating >= 1 && rating <= 5)) return steps.reject('out-of-range', line, 'Star Rating');
  const atMs = instantOf(record, 'review submit');
  if (atMs === null) return steps.reject('bad-date', line, 'Review Submit Date and Time');
  const texts = [record.get('review title'), record.get('review text')];
  const text = texts.filter((part) => part !== '').join('\n');
  if (text.length > MAX_TEXT) return steps.reject('too-long', line, 'Review Text');
  const shared = { line, network: 'google-play', item: record.get('package name').slice(0, 200) } as const;
  const language = languageTag(record.get('reviewer language'));
  steps.add(messageRow({ ...shared, key, kind: 'review', atMs, own: false, text, rating, language }));
  const answer = record.get('developer reply text');
  if (answer === '' || answer.length > MAX_TEXT) return;
  const answeredMs = instantOf(record, 'developer reply');
  const place = { key: `${key}/reply`, replyToKey: key, kind: 'reply' } as const;
  steps.add(messageRow({ ...shared, ...place, atMs: answeredMs, own: true, text: answer }));
}

interface Part {
  path: string;
  head: CsvHead;
}

async function partsOf(source: Source, steps: StepMaker): Promise<Part[]> {
  const parts: Part[] = [];
  for (const path of source.members.length === 0 ? [''] : reviewFiles(source.members)) {
    const head = csvHead(await headBytes(bytesOf(source, path)), NEEDS);
    if (head) parts.push({ path, head });
    else steps.reject('not-this-format', 1);
  }
  return parts;
}

async function* parse(source: Source): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  const parts = await partsOf(source, steps);
  const newest = new NewestVersions();
  for (const { path, head } of parts)
    for await (const { records } of csvRecords(bytesOf(source, path), head))
      for (const record of records) newest.note(keyOf(record), updatedMs(record));
  for (const { path, head } of parts)
    for await (const { records, broken } of csvRecords(bytesOf(source, path), head)) {
      for (const line of broken) steps.reject('not-this-format', line);
      for (const record of records) {
        const key = keyOf(record);
        if (newest.takes(key, updatedMs(record))) addReview(record, key, steps);
        else steps.skip();
      }
      yield* steps.full();
    }
  yield* steps.rest();
}

/** Monthly review files of the Google Play Console. */
export const playReviews: Format = {
  id: 'play-reviews',
  title: 'Google Play reviews',
  group: 'reviews',
  about: 'Reviews of your app with your answers, from the Play Console. One month, or a folder of months.',
  yields: ['message'],
  keeps: [
    { field: 'Stars, titles and texts', why: 'To see what people like and what they miss.' },
    { field: 'Language and date', why: 'To compare markets and months.' },
    { field: 'Your answers', why: 'To see what is answered, and how soon.' },
  ],
  drops: [
    { field: 'Device', why: 'It helps to tell who somebody is.' },
    { field: 'Address of the review', why: 'It holds the number of your account. Only the review’s id is taken.' },
    { field: 'App version', why: 'No chart uses it.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
