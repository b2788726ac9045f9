import type { FigureMetric, MessageRow, RejectionCode } from '../../../shared/model.ts';
import { DAY_MS } from '../../../shared/time.ts';
import { type CsvHead, type CsvRecord, csvHead, csvRecords } from '../csv-records.ts';
import { openCsv } from '../csv-start.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { X_CONTENT } from '../insight-columns.ts';
import { figureRow, insightCount, plainAddress, xTimeOfId } from '../insight-read.ts';
import { DayPeriods, type DayReader, dayReader } from '../local-days.ts';
import { StepMaker } from '../steps.ts';
import { decodeEntities } from '../x-text.ts';

const OVERVIEW = ['date', 'impressions', 'engagements', 'profile visits'];
const VIDEO = ['date', 'views', 'watch time', 'completion rate'];
const NEEDS = [[...X_CONTENT], OVERVIEW, VIDEO];
type Kind = 'content' | 'overview' | 'video';

function kindOf(head: CsvHead): Kind {
  const has = (wanted: readonly string[]) => wanted.every((name) => head.names.includes(name));
  return has(X_CONTENT) ? 'content' : has(OVERVIEW) ? 'overview' : 'video';
}

const WHAT: Readonly<Record<Kind, string>> = {
  content: 'your posts',
  overview: 'your account per day',
  video: 'your videos per day',
};

function detect(head: FileHead): Detection {
  const none = { score: 0, reason: 'The columns are not those of X Analytics.' };
  if (head.members.length > 0) return none;
  const found = csvHead(head.bytes, NEEDS, { whole: head.sizeBytes <= head.bytes.length });
  return found ? { score: 0.97, reason: `The columns are those of X Analytics: ${WHAT[kindOf(found)]}.` } : none;
}

type Refusal = { code: RejectionCode; field: string };

/** The post's own time where its id holds it: the export has only the day. */
function timeOf(id: string, day: number | null, periods: DayPeriods): number | null {
  const exact = xTimeOfId(id);
  if (day === null) return exact;
  const { fromMs, toMs } = periods.period(day, day);
  return exact !== null && exact > fromMs - DAY_MS && exact < toMs + DAY_MS ? exact : fromMs;
}

const COUNTS = {
  views: ['impressions'],
  likes: ['likes'],
  replies: ['replies'],
  reposts: ['reposts'],
  shared: ['shares'],
  saves: ['bookmarks'],
  clicks: ['url clicks'],
} as const;
type CountName = keyof typeof COUNTS;

function toMessage(record: CsvRecord, readDay: DayReader, periods: DayPeriods): MessageRow | Refusal {
  const key = record.get('post id').replace(/^'/, '');
  if (key === '') return { code: 'missing-field', field: 'post id' };
  if (!/^\d{1,20}$/.test(key)) return { code: 'bad-number', field: 'post id' };
  const written = record.get('date');
  const day = written === '' ? null : readDay(written);
  if (written !== '' && day === null) return { code: 'bad-date', field: 'date' };
  const counts = {} as Record<CountName, number>;
  for (const [name, columns] of Object.entries(COUNTS) as [CountName, readonly string[]][]) {
    const count = insightCount(record.get(...columns));
    if (count === null) return { code: 'bad-number', field: name };
    counts[name] = count;
  }
  const { reposts, shared, ...rest } = counts;
  return {
    type: 'message',
    line: record.line,
    key,
    network: 'x',
    kind: 'post',
    atMs: timeOf(key, day, periods),
    author: [],
    own: true,
    text: decodeEntities(record.get('post text')),
    language: '',
    rating: null,
    shares: reposts + shared,
    ...rest,
    replyToKey: null,
    url: plainAddress(record.get('post link')),
    item: '',
  };
}

/** Columns of the account's days, each with the figure it is. */
const OVERVIEW_FIGURES: readonly [string, FigureMetric][] = [
  ['impressions', 'impressions'],
  ['likes', 'likes'],
  ['engagements', 'interactions'],
  ['bookmarks', 'saves'],
  ['shares', 'shares'],
  ['new follows', 'follows'],
  ['unfollows', 'unfollows'],
  ['replies', 'comments'],
  ['profile visits', 'profile-visits'],
  ['create post', 'posts'],
  ['video views', 'video-views'],
];
const VIDEO_FIGURES: readonly [string, FigureMetric][] = [
  ['views', 'video-views'],
  ['watch time', 'watch-ms'],
];

interface Days {
  figures: readonly [string, FigureMetric][];
  readDay: DayReader;
  periods: DayPeriods;
  /** Milliseconds in one unit of the watch time, by what its column says in brackets. */
  watchUnitMs: number;
}

function addDay(steps: StepMaker, record: CsvRecord, { figures, readDay, periods, watchUnitMs }: Days): void {
  const day = readDay(record.get('date'));
  if (day === null) {
    steps.reject('bad-date', record.line, 'date');
    return;
  }
  const rows = [];
  for (const [column, metric] of figures) {
    const text = record.get(column);
    if (text === '') continue;
    const count = insightCount(text);
    if (count === null) {
      steps.reject('bad-number', record.line, column);
      return;
    }
    // Reposts are shares as well; one figure holds both.
    const reposts = metric === 'shares' ? (insightCount(record.get('reposts')) ?? 0) : 0;
    const value = metric === 'watch-ms' ? count * watchUnitMs : count + reposts;
    rows.push(figureRow(record.line, 'x', metric, value, periods.period(day, day)));
  }
  steps.add(...rows);
}

function watchUnit({ names, written }: CsvHead): number {
  const unit = written[names.indexOf('watch time')] ?? '';
  return /\(ms\)/i.test(unit) ? 1 : /\((?:h|hours?)\)/i.test(unit) ? 3_600_000 : /\(min/i.test(unit) ? 60_000 : 1000;
}

async function* parse(source: Source, { zone }: ParseOptions): AsyncGenerator<ParseStep> {
  const { head, bytes } = await openCsv(source.bytes(), NEEDS);
  const kind = kindOf(head);
  const at = head.names.indexOf('date');
  const readDay = dayReader(
    head.rows.map((cells) => cells[at] ?? ''),
    ['EEE, MMM d, yyyy'],
  );
  const periods = new DayPeriods(zone);
  const figures = kind === 'overview' ? OVERVIEW_FIGURES : VIDEO_FIGURES;
  const days: Days = { figures, readDay, periods, watchUnitMs: watchUnit(head) };
  const steps = new StepMaker();
  for await (const { records, broken } of csvRecords(bytes, head)) {
    for (const line of broken) steps.reject('not-this-format', line);
    for (const record of records) {
      if (kind !== 'content') addDay(steps, record, days);
      else {
        const made = toMessage(record, readDay, periods);
        if ('type' in made) steps.add(made);
        else steps.reject(made.code, record.line, made.field);
      }
      yield* steps.full();
    }
  }
  yield* steps.rest();
}

/** CSV files of X Analytics: posts, account overview, videos. */
export const xAnalytics: Format = {
  id: 'x-analytics',
  title: 'X Analytics',
  group: 'insights',
  about:
    'A CSV file of X Analytics: your posts with impressions, likes, replies, reposts, bookmarks and clicks, or your account or videos per day. Posts join those of your archive.',
  yields: ['message', 'figure'],
  keeps: [
    { field: 'Your posts and their counts', why: 'To compare posts.' },
    { field: 'Figures per day', why: 'To see how they change.' },
  ],
  drops: [{ field: 'Detail, hashtag and permalink clicks', why: 'Not needed for any chart.' }],
  needsMapping: false,
  detect,
  parse,
};
