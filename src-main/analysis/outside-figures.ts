import * as z from 'zod';
import type { FigureColumns } from '../../shared/columns.ts';
import { FIGURE_METRICS, type FigureMetric, NETWORKS } from '../../shared/model.ts';
import type { Unit } from '../../shared/results.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parsePointKey } from './base/keys.ts';
import { type PeriodPart, periodParts, pieces, rowsOfParts } from './base/periods.ts';
import { zeros } from './base/scan.ts';
import { bucketFinder, bucketsOf, timeSeries } from './base/series.ts';

const params = z.strictObject({
  bucket: z.enum(['auto', 'day', 'week', 'month', 'year']).default('auto'),
  metric: z.enum(FIGURE_METRICS).default('views'),
});

/** A level, of which the last one in a bucket counts. */
const LEVELS: ReadonlySet<FigureMetric> = new Set<FigureMetric>(['followers']);
/** People counted anew each day: a week's days cannot be added up, only be compared by their mean. */
const DAILY: ReadonlySet<FigureMetric> = new Set<FigureMetric>(['visitors', 'new-visitors', 'reach']);

const unitOf = (metric: FigureMetric): Unit =>
  metric.endsWith('-ms') ? 'ms' : metric === 'revenue' ? 'money' : 'count';

const lineOf = ({ network, account }: FigureColumns, i: number): string => `${network[i]}-${account[i]}`;

/** Names of the lines: the network's own id where it stands alone (the view has words for it), else the account. */
function lineNames(figures: FigureColumns, parts: readonly PeriodPart[]): Map<string, { id: string; label: string }> {
  const first = new Map(parts.map(({ row }) => [lineOf(figures, row), row]));
  const networks = [...first.values()].map((row) => figures.network[row]);
  return new Map(
    [...first].map(([line, row]) => {
      const network = NETWORKS[figures.network[row] as number] ?? 'other';
      const account = figures.texts[figures.account[row] as number] ?? '';
      const alone = account === '' || networks.filter((other) => other === figures.network[row]).length === 1;
      return [line, alone ? { id: network, label: network } : { id: line, label: account }];
    }),
  );
}

/** Parts of the metric's undivided figures that count in the period; money only in the currency most are in. */
function partsOf(figures: FigureColumns, metric: FigureMetric, { range }: RunContext): PeriodPart[] {
  const code = FIGURE_METRICS.indexOf(metric);
  const isOne = (i: number) => figures.metric[i] === code && figures.dimension[i] === 0;
  const counts = new Uint32Array(256);
  for (let i = 0; i < figures.length; i++)
    if (isOne(i)) counts[figures.currency[i] as number] = (counts[figures.currency[i] as number] as number) + 1;
  const main = counts.indexOf(counts.reduce((a, b) => Math.max(a, b), 0));
  const wanted = (i: number) => isOne(i) && figures.currency[i] === main;
  const subjects = { subjectOf: (i: number) => lineOf(figures, i), labelOf: () => '', meet: () => true };
  return periodParts(figures, wanted, range, subjects);
}

/** Adds one part's pieces to a line, by the metric's own way of adding up. */
class Line {
  readonly values: (number | null)[];
  readonly #weights: number[];
  readonly #metric: FigureMetric;

  constructor(metric: FigureMetric, size: number) {
    this.#metric = metric;
    this.#weights = zeros(size);
    // Where a tool says nothing of a level, nothing is known; of a count, nothing happened.
    this.values = LEVELS.has(metric) || DAILY.has(metric) ? Array.from({ length: size }, () => null) : zeros(size);
  }

  add(bucket: number, value: number, share: number): void {
    const before = this.values[bucket] ?? 0;
    const weight = this.#weights[bucket] as number;
    if (LEVELS.has(this.#metric)) this.values[bucket] = value;
    else if (DAILY.has(this.#metric)) this.values[bucket] = (before * weight + value * share) / (weight + share);
    else this.values[bucket] = before + value * share;
    this.#weights[bucket] = weight + share;
  }
}

/** One figure of other tools per bucket and account. */
export const outsideFigures = defineAnalysis({
  id: 'outside-figures',
  title: 'What other tools counted',
  question: 'How do the figures of your networks and other tools change?',
  definition:
    'Figures as the exports give them, per account. They are counted by each tool in its own way and cannot be compared with Inglenook’s own. Counts are added up; reach and visitors are the mean of the days, as the same people are counted each day; followers are the last known number. Where exports overlap, the newest one counts.',
  area: 'engagement',
  purpose: 'service',
  reads: ['figures'],
  params,
  version: 1,
  run({ figures }, { bucket, metric }, context) {
    const asked = bucketsOf(context, bucket);
    const buckets = asked.bucket === 'hour' ? bucketsOf(context, 'day') : asked;
    const parts = partsOf(figures, metric, context).sort((a, b) => a.fromMs - b.fromMs || a.row - b.row);
    const names = lineNames(figures, parts);
    const lines = new Map([...names.keys()].map((name) => [name, new Line(metric, buckets.count)]));
    for (const part of parts) {
      const line = lines.get(lineOf(figures, part.row));
      const value = figures.value[part.row] as number;
      for (const piece of pieces(part, buckets.edges)) line?.add(piece.bucket, value, piece.share);
    }
    const made = [...lines]
      .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
      .map(([name, { values }]) => ({
        ...(names.get(name) ?? { id: name, label: name }),
        values,
        people: zeros(buckets.count),
      }));
    return timeSeries(context, buckets, unitOf(metric), made, new Set(parts.map(({ row }) => row)).size, 0);
  },
  rows({ figures }, { bucket, metric }, context, key) {
    const asked = bucketsOf(context, bucket);
    const { edges } = asked.bucket === 'hour' ? bucketsOf(context, 'day') : asked;
    const point = parsePointKey(key);
    const wanted = bucketFinder(edges)(point?.startMs ?? Number.NaN);
    const parts = partsOf(figures, metric, context);
    const names = lineNames(figures, parts);
    const behind = parts.filter(
      (part) =>
        wanted >= 0 &&
        names.get(lineOf(figures, part.row))?.id === point?.line &&
        [...pieces(part, edges)].some((piece) => piece.bucket === wanted),
    );
    return { table: 'figures', indices: rowsOfParts(behind, figures.from) };
  },
});
