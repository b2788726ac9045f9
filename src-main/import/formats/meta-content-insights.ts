import type { MessageRow, Network, RejectionCode } from '../../../shared/model.ts';
import { type CsvHead, type CsvRecord, csvHead, csvRecords } from '../csv-records.ts';
import { openCsv } from '../csv-start.ts';
import { guessDateFormat } from '../date-guess.ts';
import { dateReader, type DateReader } from '../dates.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { META_COLUMNS } from '../insight-columns.ts';
import { insightCount, plainAddress } from '../insight-read.ts';
import { dayReader } from '../local-days.ts';
import { StepMaker } from '../steps.ts';

const NEEDS = META_COLUMNS.id.flatMap((id) => META_COLUMNS.published.map((published) => [id, published]));
const has = (head: CsvHead, columns: readonly string[]) => columns.some((name) => head.names.includes(name));

const headNetwork = (head: CsvHead): Network | null =>
  has(head, META_COLUMNS.page) ? 'facebook' : has(head, META_COLUMNS.account) ? 'instagram' : null;

function detect(head: FileHead): Detection {
  const none = { score: 0, reason: 'The columns are not those of Meta Business Suite.' };
  if (head.members.length > 0) return none;
  const found = csvHead(head.bytes, NEEDS, { whole: head.sizeBytes <= head.bytes.length });
  if (!found || !has(found, [...META_COLUMNS.views, ...META_COLUMNS.reach])) return none;
  const network = headNetwork(found);
  if (network === null && !has(found, META_COLUMNS.link)) return none;
  const what = network === null ? 'Facebook or Instagram' : network === 'facebook' ? 'Facebook' : 'Instagram';
  return { score: 0.96, reason: `The columns are those of ${what} content from Meta Business Suite.` };
}

const US_DATES = ['MM/dd/yyyy HH:mm', 'MM/dd/yyyy HH:mm:ss', 'MM/dd/yyyy'];

/** Reads publish times. Meta writes the month first in every language, unless the file itself says otherwise. */
function timeReader(head: CsvHead, zone: string): DateReader {
  const at = head.names.findIndex((name) => META_COLUMNS.published.includes(name));
  const guess = guessDateFormat(head.rows.slice(0, 200).map((cells) => cells[at] ?? ''));
  const forms = guess && !guess.ambiguous ? [guess.format, ...US_DATES] : [...US_DATES, guess?.format ?? 'iso', 'iso'];
  const readers = [...new Set(forms)].flatMap((form) => dateReader(form, zone) ?? []);
  return (text) => {
    for (const read of readers) {
      const found = read(text);
      if (found !== null) return found;
    }
    return null;
  };
}

type Refusal = { code: RejectionCode; field: string };

function networkOf(url: string | null, otherwise: Network | null): Network {
  if (url && /^https?:\/\/(?:www\.)?instagram\.com\//.test(url)) return 'instagram';
  if (url && /^https?:\/\/(?:[\w-]+\.)?facebook\.com\//.test(url)) return 'facebook';
  return otherwise ?? 'meta';
}

const COUNTS = ['views', 'reach', 'likes', 'comments', 'shares', 'saves', 'clicks'] as const;

/** Counts of a row; a name when one of them is none. Columns that the file lacks are left out. */
function countsOf(
  record: CsvRecord,
  columns: ReadonlySet<string>,
): Partial<Record<(typeof COUNTS)[number], number>> | string {
  const counts: Partial<Record<(typeof COUNTS)[number], number>> = {};
  for (const name of COUNTS) {
    if (!META_COLUMNS[name].some((column) => columns.has(column))) continue;
    const count = insightCount(record.get(...META_COLUMNS[name]));
    if (count === null) return name;
    counts[name] = count;
  }
  return counts;
}

function toMessage(
  record: CsvRecord,
  head: CsvHead,
  columns: ReadonlySet<string>,
  read: DateReader,
): MessageRow | Refusal {
  const key = record.get(...META_COLUMNS.id).replace(/^'/, '');
  if (key === '') return { code: 'missing-field', field: 'post id' };
  // A spreadsheet turns long ids into "1.78E+16": the digits are gone.
  if (!/^\d+(?:_\d+)?$/.test(key)) return { code: 'bad-number', field: 'post id' };
  const published = record.get(...META_COLUMNS.published);
  const atMs = published === '' ? null : read(published);
  if (published !== '' && atMs === null) return { code: 'bad-date', field: 'publish time' };
  const counts = countsOf(record, columns);
  if (typeof counts === 'string') return { code: 'bad-number', field: counts };
  const title = record.get(...META_COLUMNS.title);
  const description = record.get(...META_COLUMNS.description);
  const url = plainAddress(record.get(...META_COLUMNS.link));
  const { views = 0, likes = 0, comments = 0, shares = 0, ...rest } = counts;
  return {
    type: 'message',
    line: record.line,
    key,
    network: networkOf(url, headNetwork(head)),
    kind: 'post',
    atMs,
    author: [],
    own: true,
    text:
      description === '' || title === description ? title : title === '' ? description : `${title}\n\n${description}`,
    language: '',
    rating: null,
    likes,
    shares,
    replies: comments,
    views,
    ...rest,
    replyToKey: null,
    url,
    item: '',
  };
}

/** More posts than anybody has in one export; beyond, days are handed on unadded. */
const MOST_POSTS = 200_000;

/** Adds a day's counts to those of the days before. Reach is of accounts, the same ones on many days: the best day is a safe lower bound. */
function addDay(sum: MessageRow, day: MessageRow): void {
  if (day.reach !== undefined) sum.reach = Math.max(sum.reach ?? 0, day.reach);
  for (const name of ['likes', 'shares', 'replies', 'views', 'saves', 'clicks'] as const) {
    const count = day[name];
    if (count !== undefined) sum[name] = (sum[name] ?? 0) + count;
  }
}

async function* parse(source: Source, { zone }: ParseOptions): AsyncGenerator<ParseStep> {
  const { head, bytes } = await openCsv(source.bytes(), NEEDS);
  const columns = new Set(head.names);
  const readTime = timeReader(head, zone);
  const readDay = dayReader([]);
  const steps = new StepMaker();
  // `Date` is "Lifetime", or a day: then a post has a row per day, and its days are added up.
  const byDay = new Map<string, MessageRow>();
  for await (const { records, broken } of csvRecords(bytes, head)) {
    for (const line of broken) steps.reject('not-this-format', line);
    for (const record of records) {
      const made = toMessage(record, head, columns, readTime);
      if (!('type' in made)) steps.reject(made.code, record.line, made.field);
      else if (readDay(record.get(...META_COLUMNS.date)) === null || byDay.size >= MOST_POSTS) steps.add(made);
      else {
        const name = `${made.network} ${made.key}`;
        const sum = byDay.get(name);
        if (sum) addDay(sum, made);
        else byDay.set(name, made);
      }
      yield* steps.full();
    }
  }
  for (const row of byDay.values()) {
    steps.add(row);
    yield* steps.full();
  }
  yield* steps.rest();
}

/** Content insights of Meta Business Suite for Facebook and Instagram, as CSV in eight languages. */
export const metaContentInsights: Format = {
  id: 'meta-content-insights',
  title: 'Facebook and Instagram content (Meta Business Suite)',
  group: 'insights',
  about:
    'The content export of Meta Business Suite: your posts, reels and stories on Facebook or Instagram with views, reach, reactions, comments, shares, saves and clicks.',
  yields: ['message'],
  keeps: [
    { field: 'Your posts', why: 'Text, time and link, to know which post it was.' },
    { field: 'Views, reach and reactions', why: 'To compare posts.' },
  ],
  drops: [
    { field: 'Names of page and account', why: 'They are yours; the posts say enough.' },
    { field: 'Labels, languages and funding', why: 'Not needed for any chart.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
