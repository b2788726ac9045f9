import type { FigureMetric, MessageRow, RejectionCode } from '../../../shared/model.ts';
import type { CsvRecord } from '../csv-records.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { figureRow, insightCount, plainAddress } from '../insight-read.ts';
import { DayPeriods, type DayReader, dayReader } from '../local-days.ts';
import { type SheetTable, sheetTable } from '../sheet-records.ts';
import { StepMaker } from '../steps.ts';
import { contentKey } from '../table-occurrence.ts';
import { isWorkbook, readWorkbook, workbookText } from '../workbook.ts';

/** Names of columns that only these workbooks have: of content, followers and visitors, in English, German and French. */
const MARKS =
  /Impressions \((?:organic|sponsored|total)\)|Unique impressions|Organic followers|Overview page views|Total page views|Created date.{0,400}Click through rate|Impressions \((?:organisch|organiques)\)|Organische Follower|Seitenaufrufe|Abonn\S+ organiques|Pages vues/is;
const FILE = /_(?:content|followers|visitors|updates)_\d{6,}/i;

async function detect(head: FileHead): Promise<Detection> {
  const none = { score: 0, reason: 'This is no workbook of LinkedIn page analytics.' };
  if (!isWorkbook(head)) return none;
  if (MARKS.test(await workbookText(head))) return { score: 0.96, reason: 'A workbook of LinkedIn page analytics.' };
  // The names of an old workbook's columns may lie beyond its start.
  if (FILE.test(head.name) && head.members.length === 0)
    return { score: 0.6, reason: 'The name is that of a workbook of LinkedIn page analytics.' };
  return none;
}

const DATES = ['date', 'datum', 'fecha', 'data'];
/** Columns of days, in their plain form. Brackets are dropped there, so those with a sum or the organic part come by name as written. */
const FIGURES: readonly [RegExp, FigureMetric][] = [
  [/^(?:impressions|impressionen) \((?:total|gesamt|totales|totaux)\)$/, 'impressions'],
  [/^(?:unique impressions|eindeutige impressions|impressions uniques)(?: \(.*\))?$/, 'reach'],
  [/^(?:clicks|klicks|clics) \((?:total|gesamt|totales|totaux)\)$/, 'clicks'],
  [/^(?:reactions|reaktionen|réactions) \((?:total|gesamt|totales|totaux)\)$/, 'likes'],
  [/^(?:comments|kommentare|commentaires) \((?:total|gesamt|totales|totaux)\)$/, 'comments'],
  [/^(?:shares|reposts|geteilte inhalte|republications|partages) \((?:total|gesamt|totales|totaux)\)$/, 'shares'],
  [/^(?:total followers|follower gesamt|total des abonnés|nombre total d’abonnés)$/, 'follows'],
  [/^(?:total page views \(total\)|overview page views \(total\))$/, 'views'],
  [/^(?:total unique visitors \(total\)|overview unique visitors \(total\))$/, 'visitors'],
];

/** Which column holds which figure; of several for one figure the first listed ("Total …" before "Overview …" by the file's own order). */
function figureColumns({ written }: SheetTable): Map<FigureMetric, number> {
  const found = new Map<FigureMetric, number>();
  const lower = written.map((name) => name.toLowerCase().replaceAll(/\s+/g, ' '));
  for (const [pattern, metric] of FIGURES) {
    const total = lower.findIndex((name) => pattern.test(name) && name.startsWith('total'));
    const at = total >= 0 ? total : lower.findIndex((name) => pattern.test(name));
    if (at >= 0 && !found.has(metric)) found.set(metric, at);
  }
  return found;
}

function addDays(steps: StepMaker, table: SheetTable, periods: DayPeriods): void {
  const columns = figureColumns(table);
  const readDay = dayReader(
    table.records.map((record) => record.get(...DATES)),
    ['MM/dd/yyyy'],
  );
  for (const record of table.records) {
    const day = readDay(record.get(...DATES));
    if (day === null) {
      steps.reject('bad-date', record.line, 'date');
      continue;
    }
    for (const [metric, at] of columns) {
      const text = record.cells[at] ?? '';
      if (text === '') continue;
      const value = insightCount(text);
      if (value === null) steps.reject('bad-number', record.line, metric);
      else steps.add(figureRow(record.line, 'linkedin', metric, value, periods.period(day, day)));
    }
  }
}

const POST = {
  title: ['post title', 'update title', 'titel des beitrags', 'titre du post', 'titre de la publication'],
  link: ['post link', 'update link', 'link zum beitrag', 'lien du post', 'lien de la publication'],
  date: ['created date', 'date', 'erstellungsdatum', 'date de creation'],
  impressions: ['impressions', 'impressionen'],
  clicks: ['clicks', 'klicks', 'clics'],
  likes: ['likes', 'reactions', 'gefallt mir angaben', 'j aime'],
  comments: ['comments', 'kommentare', 'commentaires'],
  shares: ['reposts', 'shares', 'geteilte inhalte', 'republications'],
} as const;
const POST_NEEDS = POST.title.flatMap((title) => POST.link.map((link) => [title, link]));

type Refusal = { code: RejectionCode; field: string };

function toMessage(record: CsvRecord, readDay: DayReader, periods: DayPeriods): MessageRow | Refusal {
  const title = record.get(...POST.title);
  const url = plainAddress(record.get(...POST.link));
  if (title === '' && url === null) return { code: 'missing-field', field: 'post link' };
  const written = record.get(...POST.date);
  const day = written === '' ? null : readDay(written);
  if (written !== '' && day === null) return { code: 'bad-date', field: 'created date' };
  const counts = { impressions: 0, clicks: 0, likes: 0, comments: 0, shares: 0 };
  for (const name of Object.keys(counts) as (keyof typeof counts)[]) {
    const count = insightCount(record.get(...POST[name]));
    if (count === null) return { code: 'bad-number', field: name };
    counts[name] = count;
  }
  // The number at the end of the link is LinkedIn's own id of the post.
  const id = /(\d{12,20})\/?$/.exec(url ?? '')?.[1];
  return {
    type: 'message',
    line: record.line,
    key: id ?? contentKey([title, written], 1),
    network: 'linkedin',
    kind: 'post',
    atMs: day === null ? null : periods.period(day, day).fromMs,
    author: [],
    own: true,
    text: title,
    language: '',
    rating: null,
    likes: counts.likes,
    shares: counts.shares,
    replies: counts.comments,
    views: counts.impressions,
    clicks: counts.clicks,
    replyToKey: null,
    url,
    item: '',
  };
}

function addPosts(steps: StepMaker, { records }: SheetTable, periods: DayPeriods): void {
  const readDay = dayReader(
    records.map((record) => record.get(...POST.date)),
    ['MM/dd/yyyy'],
  );
  for (const record of records) {
    const made = toMessage(record, readDay, periods);
    if ('type' in made) steps.add(made);
    else steps.reject(made.code, record.line, made.field);
  }
}

async function* parse(source: Source, { zone }: ParseOptions): AsyncGenerator<ParseStep> {
  const sheets = await readWorkbook(source);
  const periods = new DayPeriods(zone);
  const steps = new StepMaker();
  for (const { rows } of sheets) {
    const posts = sheetTable(rows, POST_NEEDS);
    const days = posts
      ? null
      : sheetTable(
          rows,
          DATES.map((date) => [date]),
        );
    if (posts) addPosts(steps, posts, periods);
    else if (days && figureColumns(days).size > 0) addDays(steps, days, periods);
    // Followers and visitors by place, trade or size have no date.
    else steps.skip(Math.max(0, rows.length - 1));
    yield* steps.rest();
  }
}

/** Workbooks of a LinkedIn page's analytics: content, followers, visitors. */
export const linkedinPage: Format = {
  id: 'linkedin-page',
  title: 'LinkedIn page analytics',
  group: 'insights',
  about:
    'A workbook that LinkedIn exports for your page: content with its posts, followers, or visitors. At most 32 MB.',
  yields: ['figure', 'message'],
  keeps: [
    { field: 'Figures per day', why: 'To see how they change.' },
    { field: 'Your posts and their counts', why: 'To compare posts.' },
  ],
  drops: [
    { field: 'Followers and visitors by place, trade, rank and size', why: 'They carry no date.' },
    { field: 'Who published a post', why: 'Not needed.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
