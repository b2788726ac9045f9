import type { CampaignColumns, FigureColumns } from '../../shared/columns.ts';
import { FIGURE_DIMENSIONS, FIGURE_METRICS, NETWORKS } from '../../shared/model.ts';
import { DAY_MS, instantOfLocal, zoneOffsetMs } from '../../shared/time.ts';
import {
  Dictionary,
  type LabReading,
  type LabRejection,
  type LabRow,
  type Made,
  pickColumns,
  toInstant,
} from './lab-columns.ts';

/** Named columns of the tables whose rows are for a period. `to` is the end, outside of the period; left out = a day. */
export const PERIOD_COLUMNS = {
  campaigns: {
    from: ['from', 'date', 'day', 'at'],
    to: ['to'],
    campaign: ['campaign', 'campaign_name', 'name'],
    group: ['group', 'ad_group', 'ad_set'],
    ad: ['ad', 'ad_name'],
    network: ['network'],
    currency: ['currency'],
    spend: ['spend', 'cost', 'amount_spent'],
    impressions: ['impressions'],
    clicks: ['clicks'],
    conversions: ['conversions', 'results'],
    reach: ['reach'],
    revenue: ['revenue', 'conversion_value'],
  },
  figures: {
    from: ['from', 'date', 'day', 'at'],
    to: ['to'],
    metric: ['metric'],
    value: ['value', 'count'],
    network: ['network'],
    account: ['account', 'site'],
    dimension: ['dimension'],
    item: ['item'],
    currency: ['currency'],
  },
} as const;

type Cell = (field: string, row: LabRow) => string;
interface Period {
  row: LabRow;
  from: number;
  to: number;
  numbers: Record<string, number>;
}

/** Code of a word in a closed list; -1 for a word that is not in it, `missing` where there is none. */
const codeOf = (list: readonly string[], word: string, missing: number): number =>
  word === '' ? missing : list.indexOf(word);

/** The same time on the next day: days of 23 and 25 hours are days, too. */
const dayLater = (at: number, zone: string): number =>
  Number.isNaN(at) ? at : instantOfLocal(zone, at + zoneOffsetMs(zone, at) + DAY_MS);

/** Rows with their period and figures, by its start; the others go to `rejected` with the column that is wrong. */
function gather(
  cell: Cell,
  rows: readonly LabRow[],
  {
    numbers,
    lists,
    zone,
  }: { numbers: readonly string[]; lists: Readonly<Record<string, readonly string[]>>; zone: string },
  rejected: LabRejection[],
): Period[] {
  const read = rows.flatMap((row): Period[] => {
    const from = toInstant(cell('from', row), zone);
    const to = cell('to', row) === '' ? dayLater(from, zone) : toInstant(cell('to', row), zone);
    const values = Object.fromEntries(numbers.map((field) => [field, Number(cell(field, row) || 0)]));
    const bad = Number.isNaN(from)
      ? 'from'
      : !(to > from)
        ? 'to'
        : (numbers.find((field) => !Number.isFinite(values[field])) ??
          Object.keys(lists).find((field) => codeOf(lists[field] ?? [], cell(field, row), 0) < 0));
    if (bad === undefined) return [{ row, from, to, numbers: values }];
    rejected.push({ line: row.line, column: bad });
    return [];
  });
  return read.sort((a, b) => a.from - b.from || a.row.line - b.row.line);
}

const made = <T>(columns: T, rejected: LabRejection[]): Made<T> => ({
  columns,
  rejected,
  pages: new Dictionary(),
  people: new Dictionary(),
  items: new Dictionary(),
  sources: new Dictionary(),
});

/** Columns that both tables have. */
const periods = (read: readonly Period[], cell: Cell, currencies: Dictionary) => ({
  length: read.length,
  id: Uint32Array.from(read, ({ row }) => row.line),
  from: Float64Array.from(read, ({ from }) => from),
  to: Float64Array.from(read, ({ to }) => to),
  network: Uint8Array.from(read, ({ row }) => codeOf(NETWORKS, cell('network', row), 0)),
  currency: Uint8Array.from(read, ({ row }) => currencies.id(cell('currency', row))),
  currencies: currencies.texts,
  run: new Uint16Array(read.length).fill(1),
});

const MEASURES = ['spend', 'impressions', 'clicks', 'conversions', 'reach', 'revenue'] as const;

/** Rows of ads. Needs `from` and `campaign`. */
export function labCampaigns(
  columns: readonly string[],
  rows: readonly LabRow[],
  { zone }: LabReading,
): Made<CampaignColumns> {
  const cell = pickColumns(columns, PERIOD_COLUMNS.campaigns, ['from', 'campaign']);
  const rejected: LabRejection[] = [];
  const read = gather(cell, rows, { numbers: MEASURES, lists: { network: NETWORKS }, zone }, rejected);
  const names = new Dictionary();
  const name = (field: string) => Uint32Array.from(read, ({ row }) => names.id(cell(field, row)));
  const measure = (field: (typeof MEASURES)[number]) => Float64Array.from(read, ({ numbers }) => numbers[field] ?? 0);
  return made(
    {
      ...periods(read, cell, new Dictionary()),
      campaign: name('campaign'),
      group: name('group'),
      ad: name('ad'),
      names: names.texts,
      spend: measure('spend'),
      impressions: measure('impressions'),
      clicks: measure('clicks'),
      conversions: measure('conversions'),
      reach: measure('reach'),
      revenue: measure('revenue'),
    },
    rejected,
  );
}

/** Figures that another tool counted. Needs `from`, `metric` and `value`. */
export function labFigures(
  columns: readonly string[],
  rows: readonly LabRow[],
  { zone }: LabReading,
): Made<FigureColumns> {
  const cell = pickColumns(columns, PERIOD_COLUMNS.figures, ['from', 'metric', 'value']);
  const rejected: LabRejection[] = [];
  const lists = { network: NETWORKS, metric: FIGURE_METRICS, dimension: FIGURE_DIMENSIONS };
  const read = gather(cell, rows, { numbers: ['value'], lists, zone }, rejected);
  const texts = new Dictionary();
  return made(
    {
      ...periods(read, cell, new Dictionary()),
      metric: Uint8Array.from(read, ({ row }) => codeOf(FIGURE_METRICS, cell('metric', row), 0)),
      dimension: Uint8Array.from(read, ({ row }) => codeOf(FIGURE_DIMENSIONS, cell('dimension', row), 0)),
      account: Uint32Array.from(read, ({ row }) => texts.id(cell('account', row))),
      item: Uint32Array.from(read, ({ row }) => texts.id(cell('item', row))),
      texts: texts.texts,
      value: Float64Array.from(read, ({ numbers }) => numbers.value ?? 0),
    },
    rejected,
  );
}
