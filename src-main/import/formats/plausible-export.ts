import type { FigureDimension, FigureMetric } from '../../../shared/model.ts';
import { type CsvRecord, csvHead, csvRecords } from '../csv-records.ts';
import { pageOf } from '../event-fields.ts';
import { dayOf, dayPeriods, FigureSums } from '../figure-sums.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { peeked } from '../peeked.ts';
import { bytesOf, isHidden } from '../members.ts';
import { StepMaker } from '../steps.ts';
import { inOrder } from '../table-rows.ts';

const HEAD_BYTES = 16 * 1024;
const NAME =
  /(^|\/)imported_(visitors|sources|pages|entry_pages|exit_pages|custom_events|locations|devices|browsers|operating_systems)(_\d{8}_\d{8})?\.csv$/;

/** The ten tables: the column that each is broken down by, in its plain form. */
const TABLES: Readonly<Record<string, readonly [FigureDimension, string][]>> = {
  visitors: [['all', '']],
  sources: [
    ['source', 'source'],
    ['campaign', 'utm campaign'],
  ],
  pages: [['page', 'page']],
  entry_pages: [['entry-page', 'entry page']],
  exit_pages: [['exit-page', 'exit page']],
  custom_events: [['event', 'name']],
  locations: [
    ['country', 'country'],
    ['region', 'region'],
  ],
  devices: [['device', 'device']],
  browsers: [['browser', 'browser']],
  operating_systems: [['os', 'operating system']],
};

const METRICS: readonly [string, FigureMetric, number][] = [
  ['visitors', 'visitors', 1],
  ['visits', 'visits', 1],
  ['pageviews', 'views', 1],
  ['bounces', 'bounces', 1],
  ['visit duration', 'visit-duration-ms', 1000],
  ['entrances', 'entrances', 1],
  ['exits', 'exits', 1],
  ['events', 'events', 1],
];
const NEEDS = Object.values(TABLES).map((columns) =>
  ['date', 'visitors', columns[0]?.[1] ?? ''].filter((name) => name),
);

const tableOf = (path: string): string => NAME.exec(path)?.[2] ?? '';

async function detect(head: FileHead): Promise<Detection> {
  const reason = 'These are the figures of a site from Plausible.';
  if (head.members.length === 0) {
    const own = tableOf(head.name) !== '' && csvHead(head.bytes, NEEDS, { within: 1 }) !== null;
    return own ? { score: 0.96, reason } : { score: 0, reason: 'This is no table that Plausible exports.' };
  }
  const own = head.members.find(({ path }) => !isHidden(path) && tableOf(path) !== '');
  if (!own || !csvHead(await head.memberHead(own.path, HEAD_BYTES), NEEDS, { within: 1 }))
    return { score: 0, reason: 'There are no tables of Plausible in it.' };
  const others = head.members.filter(({ path }) => !isHidden(path) && tableOf(path) === '');
  return { score: 0.96, reason, ignored: others.map(({ path }) => ({ member: path, why: 'It holds no figures.' })) };
}

/** What a row is about in one breakdown; null when it says nothing there. */
function itemOf(dimension: FigureDimension, cell: string): string | null {
  if (dimension === 'all') return '';
  if (cell === '') return dimension === 'source' ? 'Direct / None' : null;
  return dimension.endsWith('page') ? pageOf(cell) || null : cell;
}

type Periods = ReturnType<typeof dayPeriods>;

/** Adds one row of a table to the sums. */
function addRow(record: CsvRecord, table: string, periods: Periods, sums: FigureSums, steps: StepMaker) {
  const { line } = record;
  const day = dayOf(record.get('date'));
  if (day === null) return steps.reject(record.get('date') === '' ? 'missing-field' : 'bad-date', line, 'date');
  const values: [FigureMetric, number][] = [];
  for (const [column, metric, factor] of METRICS) {
    const cell = record.get(column);
    if (cell === '') continue;
    if (!/^\d{1,15}$/.test(cell)) return steps.reject('bad-number', line, column);
    values.push([metric, Number(cell) * factor]);
  }
  if (values.length === 0) return steps.reject('missing-field', line, 'visitors');
  const period = periods(day);
  for (const [dimension, column] of TABLES[table] ?? []) {
    const item = itemOf(dimension, column === '' ? '' : record.get(column));
    if (item === null) continue;
    for (const [metric, value] of values) sums.add({ line, metric, dimension, item, ...period }, value);
  }
}

async function* parse(source: Source, { zone }: ParseOptions): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  const paths =
    source.members.length === 0
      ? ['']
      : source.members.map(({ path }) => path).filter((path) => !isHidden(path) && tableOf(path) !== '');
  const periods = dayPeriods(zone);
  let before = 0;
  for (const path of paths.sort()) {
    const table = tableOf(path || source.name);
    const sums = new FigureSums('web', 'plausible');
    const { start, again } = await peeked(bytesOf(source, path), HEAD_BYTES);
    const head = csvHead(start, NEEDS, { within: 1 });
    if (!head) {
      await again.return(undefined);
      steps.reject('not-this-format', before + 1);
      continue;
    }
    let last = 0;
    for await (const { records, broken } of csvRecords(again, head)) {
      for (const record of inOrder(records, broken)) {
        last = typeof record === 'number' ? record : record.line;
        if (typeof record === 'number') steps.reject('not-this-format', before + last);
        else addRow({ ...record, line: before + record.line }, table, periods, sums, steps);
      }
      yield* sums.full(steps);
    }
    before += last;
    yield* sums.rest(steps);
  }
  yield* steps.rest();
}

/** Figures that Plausible exports: ten tables, a row a day. */
export const plausibleExport: Format = {
  id: 'plausible-export',
  title: 'Plausible export',
  group: 'analytics',
  about:
    'The figures of a site from an export of Plausible, by day: visitors, pages, sources, places and devices. Days are taken to be those of your own time zone.',
  yields: ['figure'],
  keeps: [
    { field: 'Visitors, visits, views by day', why: 'To see how the site does over time.' },
    {
      field: 'Pages, sources, campaigns, countries, devices',
      why: 'To see where visitors come from and what they read.',
    },
  ],
  drops: [
    { field: 'Cities and versions', why: 'Too fine to be of use.' },
    { field: 'Addresses of links', why: 'Not needed.' },
  ],
  needsMapping: false,
  detect,
  parse,
};
