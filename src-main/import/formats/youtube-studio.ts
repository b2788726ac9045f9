import { AppError } from '../../../shared/errors.ts';
import type { FigureMetric, FigureRow, MessageRow } from '../../../shared/model.ts';
import { DAY_MS, HOUR_MS, type Range } from '../../../shared/time.ts';
import { type CsvHead, type CsvRecord, csvHead, csvRecords } from '../csv-records.ts';
import { openCsv, START_BYTES } from '../csv-start.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { YOUTUBE_COLUMNS } from '../insight-columns.ts';
import { figureRow, insightCount } from '../insight-read.ts';
import { DayPeriods, type DayReader, dayReader, daysIn } from '../local-days.ts';
import { isHidden, membersNamed } from '../members.ts';
import { currencyIn, type DecimalMark, guessDecimal, parseNumber } from '../numbers.ts';
import { StepMaker } from '../steps.ts';

const BY_VIDEO = YOUTUBE_COLUMNS.content.flatMap((content) => YOUTUBE_COLUMNS.title.map((title) => [content, title]));
const BY_DATE = YOUTUBE_COLUMNS.date.flatMap((date) =>
  [...YOUTUBE_COLUMNS.views, ...YOUTUBE_COLUMNS.watch].map((count) => [date, count]),
);
const NEEDS = [...BY_VIDEO, ...BY_DATE];
/** In a plain file, days and views alone could be anybody's: the watch time must be beside them. */
const PLAIN_NEEDS = [
  ...BY_VIDEO,
  ...YOUTUBE_COLUMNS.date.flatMap((date) =>
    YOUTUBE_COLUMNS.watch.flatMap((watch) => YOUTUBE_COLUMNS.views.map((views) => [date, watch, views])),
  ),
];
const TABLE =
  /(?:table data|tabellendaten|donn.es du tableau|datos de la tabla|dati tabella|tabelgegevens|dados da tabela)\.csv/;
const TOTALS = /(?:totals|gesamtwerte|summen|totaux|totales|totali|totalen|totais)\.csv/;
const CHART =
  /(?:chart data|diagrammdaten|donn.es du graphique|datos del gr.fico|dati grafico|grafiekgegevens|dados do gr.fico)\.csv/;

const isBy = (head: CsvHead, columns: readonly string[]) => columns.includes(head.names[0] ?? '');

async function detect(head: FileHead): Promise<Detection> {
  const none = { score: 0, reason: 'The columns are not those of YouTube Studio.' };
  if (head.members.length === 0) {
    const found = csvHead(head.bytes, PLAIN_NEEDS, { whole: head.sizeBytes <= head.bytes.length });
    const known = found && (isBy(found, YOUTUBE_COLUMNS.content) || isBy(found, YOUTUBE_COLUMNS.date));
    // A plain list of videos without any count is no report.
    const counts: readonly string[] = [...YOUTUBE_COLUMNS.views, ...YOUTUBE_COLUMNS.watch];
    if (!known || !found.names.some((name) => counts.includes(name))) return none;
    return { score: 0.95, reason: 'The columns are those of a report of YouTube Studio.' };
  }
  const [table] = membersNamed(head.members, TABLE);
  if (!table || !csvHead(await head.memberHead(table.path, START_BYTES), NEEDS)) return none;
  const read = new Set([table, ...membersNamed(head.members, TOTALS)].map(({ path }) => path));
  const ignored = head.members.filter(({ path }) => !read.has(path) && !isHidden(path));
  return {
    score: 0.97,
    reason: 'A report of YouTube Studio.',
    ignored: ignored.map(({ path }) => ({
      member: path,
      why: membersNamed([{ path, sizeBytes: 0 }], CHART).length > 0 ? 'The table has the same in short.' : 'Not used.',
    })),
  };
}

interface Plan {
  head: CsvHead;
  decimal: DecimalMark;
  periods: DayPeriods;
  readDay: DayReader;
  /** What the report is about, where the file's name says. */
  period: Range | null;
}

function planOf(head: CsvHead, periods: DayPeriods, fileName: string): Plan {
  const dates: readonly string[] = [...YOUTUBE_COLUMNS.date, ...YOUTUBE_COLUMNS.published];
  const at = head.names.findIndex((name) => dates.includes(name));
  const watch = head.names.findIndex((name) => YOUTUBE_COLUMNS.watch.includes(name));
  const english = head.names.includes('views') || head.names.includes('watch time');
  const [first, last] = daysIn(fileName);
  return {
    head,
    decimal: guessDecimal(
      head.rows.map((cells) => cells[watch] ?? ''),
      english ? '.' : ',',
    ),
    periods,
    readDay: dayReader(head.rows.map((cells) => cells[at] ?? '')),
    // "Content 2026-07-01_2026-08-01 …" is July: the second day is the first one after.
    period: first !== undefined && last !== undefined && last > first ? periods.period(first, last - DAY_MS) : null,
  };
}

/** The first row adds up the others. */
const isTotal = (record: CsvRecord): boolean =>
  /^(?:total|gesamt|insgesamt|totale|totaal|totais|summe)$/i.test((record.cells[0] ?? '').trim());

/** Watch time in milliseconds; null when it is no number, undefined when there is none. */
function watchMs(record: CsvRecord, { decimal }: Plan): number | null | undefined {
  const text = record.get(...YOUTUBE_COLUMNS.watch);
  if (text === '') return undefined;
  const hours = parseNumber(text, decimal);
  return hours === null || hours < 0 || hours > 1e9 ? null : Math.round(hours * HOUR_MS);
}

const COUNTS = { views: 'views', likes: 'likes', replies: 'comments', shares: 'shares', reach: 'viewers' } as const;

function addVideo(steps: StepMaker, record: CsvRecord, plan: Plan): void {
  const key = (record.cells[0] ?? '').trim();
  if (key === '') {
    steps.reject('missing-field', record.line, 'content');
    return;
  }
  if (!/^[\w-]{11}$/.test(key)) {
    steps.reject('not-this-format', record.line, 'content');
    return;
  }
  const counts = { views: 0, likes: 0, replies: 0, shares: 0, reach: 0 };
  for (const name of Object.keys(counts) as (keyof typeof counts)[]) {
    const count = insightCount(record.get(...YOUTUBE_COLUMNS[COUNTS[name]]), plan.decimal);
    if (count === null) {
      steps.reject('bad-number', record.line, name);
      return;
    }
    counts[name] = count;
  }
  const watch = watchMs(record, plan);
  if (watch === null) {
    steps.reject('bad-number', record.line, 'watch time');
    return;
  }
  const written = record.get(...YOUTUBE_COLUMNS.published);
  const day = written === '' ? null : plan.readDay(written);
  if (written !== '' && day === null) {
    steps.reject('bad-date', record.line, 'video publish time');
    return;
  }
  const { reach, ...rest } = counts;
  const row: MessageRow = {
    type: 'message',
    line: record.line,
    key,
    network: 'youtube',
    kind: 'post',
    atMs: day === null ? null : plan.periods.period(day, day).fromMs,
    author: [],
    own: true,
    text: record.get(...YOUTUBE_COLUMNS.title),
    language: '',
    rating: null,
    ...rest,
    ...(reach > 0 ? { reach } : {}),
    replyToKey: null,
    url: `https://youtu.be/${key}`,
    item: '',
  };
  steps.add(row);
  if (watch !== undefined && plan.period)
    steps.add({ ...figureRow(record.line, 'youtube', 'watch-ms', watch, plan.period), dimension: 'post', item: key });
}

const DAY_FIGURES = [
  ['views', 'views'],
  ['subscribers', 'subscribers'],
  ['impressions', 'impressions'],
  ['likes', 'likes'],
  ['comments', 'comments'],
  ['shares', 'shares'],
  ['viewers', 'reach'],
] as const satisfies readonly (readonly [keyof typeof YOUTUBE_COLUMNS, FigureMetric])[];

function addDay(steps: StepMaker, record: CsvRecord, plan: Plan): void {
  const day = plan.readDay(record.get(...YOUTUBE_COLUMNS.date));
  if (day === null) {
    steps.reject('bad-date', record.line, 'date');
    return;
  }
  const period = plan.periods.period(day, day);
  const rows: FigureRow[] = [];
  for (const [columns, metric] of DAY_FIGURES) {
    const text = record.get(...YOUTUBE_COLUMNS[columns]);
    if (text === '') continue;
    // More people may leave than come: only subscribers can be below 0.
    const value = metric === 'subscribers' ? parseNumber(text, plan.decimal) : insightCount(text, plan.decimal);
    if (value === null) {
      steps.reject('bad-number', record.line, columns);
      return;
    }
    rows.push(figureRow(record.line, 'youtube', metric, value, period));
  }
  const watch = watchMs(record, plan);
  if (watch === null) {
    steps.reject('bad-number', record.line, 'watch time');
    return;
  }
  if (watch !== undefined) rows.push(figureRow(record.line, 'youtube', 'watch-ms', watch, period));
  const revenue = revenueOf(record, plan);
  if (revenue)
    rows.push({ ...figureRow(record.line, 'youtube', 'revenue', revenue.value, period), currency: revenue.currency });
  steps.add(...rows);
}

/** "Your estimated revenue (USD)". */
function revenueOf(record: CsvRecord, { head, decimal }: Plan): { value: number; currency: string } | null {
  const at = head.written.findIndex((name) => /estimated revenue/i.test(name));
  const value = at < 0 ? null : parseNumber(record.cells[at] ?? '', decimal);
  return value === null || value < 0 ? null : { value, currency: currencyIn(head.written[at] ?? '') };
}

interface Reading {
  steps: StepMaker;
  periods: DayPeriods;
  fileName: string;
}

async function* readTable(
  bytes: AsyncIterable<Uint8Array>,
  { steps, periods, fileName }: Reading,
): AsyncGenerator<ParseStep> {
  const { head, bytes: whole } = await openCsv(bytes, NEEDS);
  const plan = planOf(head, periods, fileName);
  const byVideo = isBy(head, YOUTUBE_COLUMNS.content);
  for await (const { records, broken } of csvRecords(whole, head)) {
    for (const line of broken) steps.reject('not-this-format', line);
    for (const record of records) {
      if (isTotal(record)) steps.skip();
      else if (byVideo) addVideo(steps, record, plan);
      else addDay(steps, record, plan);
      yield* steps.full();
    }
  }
}

async function* parse(source: Source, { zone }: ParseOptions): AsyncGenerator<ParseStep> {
  const reading: Reading = { steps: new StepMaker(), periods: new DayPeriods(zone), fileName: source.name };
  if (source.members.length === 0) yield* readTable(source.bytes(), reading);
  else {
    const [table] = membersNamed(source.members, TABLE);
    if (!table) throw new AppError('format-unknown');
    yield* readTable(source.member(table.path), reading);
    for (const { path } of membersNamed(source.members, TOTALS)) {
      try {
        yield* readTable(source.member(path), reading);
      } catch (error) {
        // The day's totals may be of a figure that is not read.
        if (!(error instanceof AppError) || !['format-empty', 'format-unknown'].includes(error.code)) throw error;
      }
    }
  }
  yield* reading.steps.rest();
}

/** Advanced-mode reports of YouTube Studio by video or by day, as the zip or its table. */
export const youtubeStudio: Format = {
  id: 'youtube-studio',
  title: 'YouTube Studio',
  group: 'insights',
  about:
    'A report of YouTube Studio, as the zip or the table in it: your videos with views and watch time, or your channel per day.',
  yields: ['message', 'figure'],
  keeps: [
    { field: 'Your videos and their counts', why: 'To compare posts.' },
    { field: 'Figures per day', why: 'To see how they change.' },
  ],
  drops: [{ field: 'Rates and averages', why: 'Not needed for any chart.' }],
  needsMapping: false,
  detect,
  parse,
};
