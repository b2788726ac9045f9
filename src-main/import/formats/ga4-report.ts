import { dayPeriods, FigureSums } from '../figure-sums.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { Ga4ReportReader } from '../ga4-report.ts';
import { StepMaker } from '../steps.ts';
import { inOrder, tableRows } from '../table-rows.ts';
import { decoded, decodedHead, sniffEncoding } from '../table-text.ts';
import { peeked } from '../peeked.ts';

const HEAD_BYTES = 16 * 1024;

/** A block of comments with two dates of eight digits. */
function detect(head: FileHead): Detection {
  const none = { score: 0, reason: 'This is no report of Google Analytics.' };
  if (head.members.length > 0) return none;
  const bytes = head.bytes.slice(0, HEAD_BYTES);
  const text = decodedHead(bytes, sniffEncoding(bytes));
  if (!/^\ufeff?#/.test(text)) return none;
  const dates = text.match(/^#[^\n:]*:\s*\d{8}\s*,*\r?$/gm) ?? [];
  return dates.length >= 2 ? { score: 0.96, reason: 'This is a report saved from Google Analytics.' } : none;
}

async function* parse(source: Source, { zone }: ParseOptions): AsyncGenerator<ParseStep> {
  const { start, again } = await peeked(source.bytes(), HEAD_BYTES);
  const steps = new StepMaker();
  const sums = new FigureSums('web', 'ga4');
  const reader = new Ga4ReportReader(sums, dayPeriods(zone));
  for await (const { rows, broken } of tableRows(decoded(again, sniffEncoding(start) || 'utf-8'), ',')) {
    for (const row of inOrder(rows, broken))
      if (typeof row === 'number') steps.reject('not-this-format', row);
      else reader.read(row.cells, row.line, steps);
    yield* sums.full(steps);
  }
  yield* sums.rest(steps);
  yield* steps.rest();
}

/** A report of Google Analytics 4, saved from its pages as CSV. */
export const ga4Report: Format = {
  id: 'ga4-report',
  title: 'Google Analytics 4 report',
  group: 'analytics',
  about: 'A report that you saved from Google Analytics 4 as CSV: pages, channels, campaigns, countries, events.',
  yields: ['figure'],
  keeps: [
    { field: 'Visitors, visits, views, events, revenue', why: 'To see how the site does.' },
    { field: 'What they are broken down by', why: 'Pages, channels, campaigns, places, devices.' },
  ],
  drops: [
    { field: 'Averages and rates', why: 'They can be worked out of the figures.' },
    { field: 'Names of account and property', why: 'Not needed.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
