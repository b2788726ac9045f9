import { AppError } from '../../../shared/errors.ts';
import type { FigureMetric, MessageRow } from '../../../shared/model.ts';
import { type CsvRecord, csvHead, csvRecords } from '../csv-records.ts';
import { openCsv, START_BYTES } from '../csv-start.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { figureRow, insightCount, plainAddress, tiktokTimeOfId } from '../insight-read.ts';
import { DayPeriods, dayReader, monthAndDay } from '../local-days.ts';
import { isHidden, membersNamed } from '../members.ts';
import { sheetTable } from '../sheet-records.ts';
import { StepMaker } from '../steps.ts';
import { contentKey } from '../table-occurrence.ts';
import { isWorkbook, readWorkbook, workbookText } from '../workbook.ts';
import { daysOfList } from '../yearless-days.ts';

const OVERVIEW = ['date', 'video views', 'profile views'];
const FOLLOWERS = ['date', 'followers', 'difference in followers from previous day'];
const CONTENT = ['video title', 'video link', 'post time'];
const NEEDS = [OVERVIEW, FOLLOWERS, CONTENT];
/** Names in a workbook's text, which may be cut in any way by its markup. */
const MARKS = [
  /Video Views[\s\S]{0,200}Profile Views/i,
  /Difference in followers from previous day/i,
  /Video title[\s\S]{0,200}Video link[\s\S]{0,200}Post time/i,
];

const REASON = 'The columns are those of TikTok Studio.';
const NONE: Detection = { score: 0, reason: 'The columns are not those of TikTok Studio.' };

/** Whether a table's days have no year. */
function lacksYear(names: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const at = names.indexOf(names.includes('post time') ? 'post time' : 'date');
  // Videos have their time in their id.
  return !names.includes('video link') && rows.some((cells) => monthAndDay(cells[at] ?? '') !== null);
}

function detectCsv(bytes: Uint8Array, whole: boolean): Detection {
  const found = csvHead(bytes, NEEDS, { whole });
  return found ? { score: 0.96, reason: REASON, asksYear: lacksYear(found.names, found.rows) } : NONE;
}

async function detect(head: FileHead): Promise<Detection> {
  if (isWorkbook(head)) {
    const text = await workbookText(head);
    if (!MARKS.some((pattern) => pattern.test(text))) return NONE;
    return { score: 0.96, reason: REASON, asksYear: />\s*(?:[A-Z][a-z]{2,8} \d{1,2})\s*</.test(text) };
  }
  if (head.members.length === 0) return detectCsv(head.bytes, head.sizeBytes <= head.bytes.length);
  const tables = tablesIn(head.members);
  let best = NONE;
  for (const { path } of tables.slice(0, 10)) {
    const one = detectCsv(await head.memberHead(path, START_BYTES), false);
    if (one.score > 0) best = { ...one, asksYear: one.asksYear === true || best.asksYear === true };
  }
  if (best.score === 0) return best;
  const rest = head.members.filter(({ path }) => !isHidden(path) && !tables.some((table) => table.path === path));
  return { ...best, ignored: rest.map(({ path }) => ({ member: path, why: 'It carries no date.' })) };
}

const tablesIn = (members: FileHead['members']) =>
  membersNamed(members, /(?:overview|follower ?history|content|viewers)[^/]*\.csv/);

const OVERVIEW_FIGURES: readonly [string, FigureMetric][] = [
  ['video views', 'video-views'],
  ['profile views', 'profile-visits'],
  ['likes', 'likes'],
  ['comments', 'comments'],
  ['shares', 'shares'],
  ['followers', 'followers'],
];

interface Reading {
  steps: StepMaker;
  periods: DayPeriods;
  chosen: number | undefined;
  fileName: string;
}

function addDays(records: readonly CsvRecord[], { steps, periods, chosen, fileName }: Reading): void {
  const texts = records.map((record) => record.get('date'));
  const days = daysOfList(texts, dayReader(texts), { chosen, fileName });
  records.forEach((record, i) => {
    const day = days[i] ?? null;
    if (day === null) {
      // A day without a year is no fault of the row: the year has to be told.
      if (monthAndDay(texts[i] ?? '') && days.every((other) => other === null))
        steps.reject('missing-field', record.line, 'year');
      else steps.reject('bad-date', record.line, 'date');
      return;
    }
    for (const [column, metric] of OVERVIEW_FIGURES) {
      const text = record.get(column);
      if (text === '') continue;
      const value = insightCount(text);
      if (value === null) steps.reject('bad-number', record.line, column);
      else steps.add(figureRow(record.line, 'tiktok', metric, value, periods.period(day, day)));
    }
  });
}

function addVideos(records: readonly CsvRecord[], { steps, periods, chosen, fileName }: Reading): void {
  const texts = records.map((record) => record.get('post time'));
  const days = daysOfList(texts, dayReader(texts), { chosen, fileName });
  records.forEach((record, i) => {
    const url = plainAddress(record.get('video link'));
    const title = record.get('video title');
    if (url === null && title === '') {
      steps.reject('missing-field', record.line, 'video link');
      return;
    }
    const names = { likes: 'total likes', replies: 'total comments', shares: 'total shares', views: 'total views' };
    const counts = { likes: 0, replies: 0, shares: 0, views: 0 };
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) {
      const count = insightCount(record.get(names[name], name === 'replies' ? 'comments' : name));
      if (count === null) {
        steps.reject('bad-number', record.line, name);
        return;
      }
      counts[name] = count;
    }
    const id = /\/(?:video|photo)\/(\d{8,20})/.exec(url ?? '')?.[1];
    const day = days[i] ?? null;
    const row: MessageRow = {
      type: 'message',
      line: record.line,
      key: id ?? contentKey([title, texts[i] ?? ''], 1),
      network: 'tiktok',
      kind: 'post',
      atMs: (id === undefined ? null : tiktokTimeOfId(id)) ?? (day === null ? null : periods.period(day, day).fromMs),
      author: [],
      own: true,
      text: title,
      language: '',
      rating: null,
      ...counts,
      replyToKey: null,
      url,
      item: '',
    };
    steps.add(row);
  });
}

/** An account has a few hundred days and videos in an export; what has more is none. */
const MOST_RECORDS = 100_000;

async function readTable(bytes: AsyncIterable<Uint8Array>, reading: Reading): Promise<void> {
  const { head, bytes: whole } = await openCsv(bytes, NEEDS);
  // The year of a day follows from the days after it: they are gathered first.
  const all: CsvRecord[] = [];
  for await (const { records, broken } of csvRecords(whole, head)) {
    for (const line of broken) reading.steps.reject('not-this-format', line);
    if (all.length < MOST_RECORDS) all.push(...records);
    else reading.steps.skip(records.length);
  }
  if (head.names.includes('video link')) addVideos(all, reading);
  else addDays(all, reading);
}

async function* parse(source: Source, { zone, choices }: ParseOptions): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  const reading: Reading = { steps, periods: new DayPeriods(zone), chosen: choices?.year, fileName: source.name };
  if (source.members.some(({ path }) => path.toLowerCase() === 'xl/workbook.xml')) {
    for (const { rows } of await readWorkbook(source)) {
      const table = sheetTable(rows, NEEDS);
      if (!table) steps.skip(rows.length);
      else if (table.names.includes('video link')) addVideos(table.records, reading);
      else addDays(table.records, reading);
    }
  } else if (source.members.length === 0) await readTable(source.bytes(), reading);
  else {
    const tables = tablesIn(source.members);
    if (tables.length === 0) throw new AppError('format-unknown');
    for (const { path } of tables) {
      try {
        await readTable(source.member(path), reading);
      } catch (error) {
        // One of several tables may be empty or of a kind that is not read.
        if (!(error instanceof AppError) || !['format-empty', 'format-unknown'].includes(error.code)) throw error;
      }
      yield* steps.rest();
    }
  }
  yield* steps.rest();
}

/** Overview, followers and content of TikTok Studio, as CSV or workbook. */
export const tiktokStudio: Format = {
  id: 'tiktok-studio',
  title: 'TikTok Studio',
  group: 'insights',
  about:
    'An export of TikTok Studio: your account or followers per day, or your videos with views, likes, comments and shares. Its days have no year, which is asked for.',
  yields: ['figure', 'message'],
  keeps: [
    { field: 'Figures per day', why: 'To see how they change.' },
    { field: 'Your videos and their counts', why: 'To compare posts.' },
  ],
  drops: [{ field: 'Viewers and followers by place, age and hour', why: 'They carry no date.' }],
  needsMapping: false,
  detect,
  parse,
};
