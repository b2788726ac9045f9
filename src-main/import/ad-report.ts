import type { CampaignRow, Network } from '../../shared/model.ts';
import { AD_COLUMNS, type AdField, SPLIT_COLUMNS } from './ad-columns.ts';
import { type CsvHead, type CsvRecord, csvHead, csvRecords } from './csv-records.ts';
import { openCsv } from './csv-start.ts';
import type { Detection, FileHead, ParseOptions, ParseStep, Source } from './format.ts';
import { DayPeriods, type DayReader, dayReader, daysIn, dayText } from './local-days.ts';
import { currencyCode, currencyIn, type DecimalMark, guessDecimal, parseNumber } from './numbers.ts';
import { StepMaker } from './steps.ts';
import { contentKey, Occurrences } from './table-occurrence.ts';

/** How one advertising network's report is told from others and read. */
export interface AdReport {
  network: Network;
  /** For people: "Meta Ads". */
  title: string;
  /** Sets of columns (plain names), one of which a report has. */
  needs: readonly (readonly string[])[];
  /** Columns that the report of another network has: with one of them it is none of this. */
  never?: readonly string[];
  /** The first row may add up the others: it has no name. */
  summaryFirst?: boolean;
  /** The report says the days in UTC, whatever the business's own zone. */
  utc?: (head: CsvHead) => boolean;
}

const namesOf = (names: readonly string[]) => new Set(names);

function isReport({ never = [] }: AdReport, head: CsvHead): boolean {
  const names = namesOf(head.names);
  return !never.some((name) => names.has(name));
}

/** Whether a file is this network's report, by its columns. */
export function detectAds(report: AdReport, head: FileHead): Detection {
  const none = { score: 0, reason: `The columns are not those of a report of ${report.title}.` };
  if (head.members.length > 0) return none;
  const found = csvHead(head.bytes, report.needs, { whole: head.sizeBytes <= head.bytes.length });
  if (!found || !isReport(report, found)) return none;
  return { score: 0.96, reason: `The columns are those of a report of ${report.title}.` };
}

/** How a report is read, settled once by its head. */
interface Plan {
  report: AdReport;
  head: CsvHead;
  decimal: DecimalMark;
  currency: string;
  /** The whole report's first and last day, where rows have none. */
  days: readonly number[];
  readDay: DayReader;
  periods: DayPeriods;
  splits: readonly string[];
  rows: Occurrences;
  keys: Occurrences;
}

/** Value-like columns decide on the decimal mark; English headers stand for a point where the numbers do not tell. */
function decimalOf(head: CsvHead): DecimalMark {
  const fields = ['spend', 'impressions', 'clicks', 'conversions', 'revenue', 'reach'] as const;
  const at = fields.flatMap((field) => AD_COLUMNS[field].map((name) => head.names.indexOf(name))).filter((i) => i >= 0);
  const samples = head.rows.slice(0, 200).flatMap((cells) => at.map((i) => (cells[i] ?? '').trim()));
  const english = ['amount spent', 'total spent', 'cost'].some((name) => head.names.includes(name));
  return guessDecimal(samples, english ? '.' : ',');
}

/** "Amount spent (EUR)", "Kosten (€)": the currency stands in the name of the column. */
function headerCurrency(head: CsvHead): string {
  const at = head.names.findIndex((name) => AD_COLUMNS.spend.includes(name));
  return currencyIn(head.written[at] ?? '');
}

function planOf(report: AdReport, head: CsvHead, source: Source, { zone }: ParseOptions): Plan {
  const dayNames: readonly string[] = [...AD_COLUMNS.day, ...AD_COLUMNS.from, ...AD_COLUMNS.to];
  const at = head.names.flatMap((name, i) => (dayNames.includes(name) ? [i] : []));
  const samples = head.rows.flatMap((cells) => at.map((i) => cells[i] ?? ''));
  const written = head.preamble.map((cells) => daysIn(cells.join(' ').trim())).find((days) => days.length >= 2);
  return {
    report,
    head,
    decimal: decimalOf(head),
    currency: headerCurrency(head),
    days: written ?? preambleDays(head) ?? daysIn(source.name),
    readDay: dayReader(samples),
    periods: new DayPeriods(report.utc?.(head) ? 'UTC' : zone),
    splits: SPLIT_COLUMNS.filter((name) => head.names.includes(name)),
    rows: new Occurrences(),
    keys: new Occurrences(),
  };
}

/** "Report Start: 7/1/2026" and "Report End: …" on lines of their own. */
function preambleDays(head: CsvHead): number[] | null {
  const day = (pattern: RegExp) => {
    const line = head.preamble.map((cells) => cells.join(' ')).find((text) => pattern.test(text)) ?? '';
    return daysIn(line)[0];
  };
  const [first, last] = [day(/report start/i), day(/report end/i)];
  return first !== undefined && last !== undefined ? [first, last] : null;
}

const BLANK = /^(?:|-|--|—|–|n\/a|< ?\d+)$/i;
/** Lines below the rows that add them up. */
const TOTAL =
  /^(?:grand )?(?:total|totals|gesamt|gesamtsumme|insgesamt|totale|totaal|totalt|summe|ensemble)\b|^total of \d+/i;

class BadCell extends Error {
  readonly field: string;
  constructor(field: string) {
    super();
    this.field = field;
  }
}

function numberAt(plan: Plan, record: CsvRecord, field: AdField): number {
  const text = record.get(...AD_COLUMNS[field]);
  if (BLANK.test(text)) return 0;
  const value = parseNumber(text, plan.decimal);
  if (value === null || value < 0 || value > 1e12) throw new BadCell(field);
  return value;
}

/** First and last local day of a row; null when neither it nor the report says. */
function daysOf(plan: Plan, record: CsvRecord): [number, number] | null {
  const day = record.get(...AD_COLUMNS.day);
  const from = record.get(...AD_COLUMNS.from);
  const to = record.get(...AD_COLUMNS.to);
  const texts = from !== '' && to !== '' && day === '' ? [from, to] : day === '' ? [] : [day, day];
  if (texts.length === 0) {
    const [first, last] = [plan.days[0], plan.days.at(-1)];
    return first === undefined || last === undefined || last < first ? null : [first, last];
  }
  const [first, last] = texts.map(plan.readDay);
  if (first === null || first === undefined || last === null || last === undefined) throw new BadCell('day');
  if (last < first) throw new BadCell('day');
  return [first, last];
}

/** What tells a row from others: account, campaign, ad set, ad, period and known splits. */
function partsOf(plan: Plan, record: CsvRecord, [first, last]: readonly [number, number]): string[] {
  const named = (['account', 'campaignId', 'campaign', 'group', 'ad'] as const).map((field) =>
    record.get(...AD_COLUMNS[field]),
  );
  const splits = plan.splits.map((name) => `${name}=${record.get(name)}`);
  return [...named, dayText(first), dayText(last), ...splits];
}

/**
 * The row's key, or null for a row that came before with the same content (reports repeat rows). Rows that differ in
 * nothing but a column we do not know are numbered in their order.
 */
function keyOf(plan: Plan, record: CsvRecord, days: readonly [number, number]): string | null {
  const parts = partsOf(plan, record, days);
  const text = parts.join('\u0000');
  if (plan.rows.next(record.cells.join('\u0000')) > 1) return null;
  return contentKey(parts, plan.keys.next(text));
}

type Refusal = { code: 'missing-field' | 'bad-number' | 'bad-date'; field: string };

function toCampaign(plan: Plan, record: CsvRecord): CampaignRow | Refusal | null {
  const name = record.get(...AD_COLUMNS.campaign) || record.get(...AD_COLUMNS.group) || record.get(...AD_COLUMNS.ad);
  if (name === '') return { code: 'missing-field', field: 'campaign' };
  try {
    const days = daysOf(plan, record);
    if (!days) return { code: 'missing-field', field: 'day' };
    const reach = numberAt(plan, record, 'reach');
    const revenue = numberAt(plan, record, 'revenue');
    const spendText = record.get(...AD_COLUMNS.spend);
    const measures = {
      spend: numberAt(plan, record, 'spend'),
      impressions: Math.round(numberAt(plan, record, 'impressions')),
      clicks: Math.round(numberAt(plan, record, 'clicks')),
      conversions: numberAt(plan, record, 'conversions'),
    };
    const key = keyOf(plan, record, days);
    if (key === null) return null;
    return {
      type: 'campaign',
      line: record.line,
      key,
      network: plan.report.network,
      name,
      ...plan.periods.period(...days),
      currency: currencyCode(record.get(...AD_COLUMNS.currency)) || plan.currency || currencyIn(spendText),
      ...measures,
      group: record.get(...AD_COLUMNS.group),
      ad: record.get(...AD_COLUMNS.ad),
      ...(reach > 0 ? { reach: Math.round(reach) } : {}),
      ...(revenue > 0 ? { revenue } : {}),
    };
  } catch (error) {
    if (!(error instanceof BadCell)) throw error;
    return { code: error.field === 'day' ? 'bad-date' : 'bad-number', field: error.field };
  }
}

/** Whether a line only adds up others: it says so, or (Meta) it is the first one and names nothing. */
function isTotal({ report }: Plan, record: CsvRecord, isFirst: boolean): boolean {
  const first = record.cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
  if (TOTAL.test(first)) return true;
  const fields = ['campaign', 'group', 'ad'] as const;
  return report.summaryFirst === true && isFirst && fields.every((field) => record.get(...AD_COLUMNS[field]) === '');
}

/** Campaign rows of a report. */
export async function* parseAds(report: AdReport, source: Source, options: ParseOptions): AsyncGenerator<ParseStep> {
  const { head, bytes } = await openCsv(source.bytes(), report.needs);
  const plan = planOf(report, head, source, options);
  const steps = new StepMaker();
  let isFirst = true;
  for await (const { records, broken } of csvRecords(bytes, head)) {
    for (const line of broken) steps.reject('not-this-format', line);
    for (const record of records) {
      if (isTotal(plan, record, isFirst)) steps.skip();
      else if (record.cells.length < 3) steps.reject('too-few-columns', record.line);
      else {
        const made = toCampaign(plan, record);
        if (made === null) steps.skip();
        else if ('type' in made) steps.add(made);
        else steps.reject(made.code, record.line, made.field);
      }
      isFirst = false;
      yield* steps.full();
    }
  }
  yield* steps.rest();
}

/** What every ad report keeps and leaves. */
export const AD_KEEPS = [
  { field: 'Campaign, ad set and ad', why: 'To compare what you paid for.' },
  { field: 'Spend, impressions, reach and clicks', why: 'To see what it cost and who saw it.' },
  { field: 'Conversions and their worth', why: 'To see what it brought.' },
] as const;
export const AD_DROPS = [
  { field: 'Targeting, budgets and bids', why: 'Not needed for any chart.' },
  { field: 'Rates and averages', why: 'Worked out anew from the counts.' },
] as const;
