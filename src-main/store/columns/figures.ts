import type { FigureColumns } from '../../../shared/columns.ts';
import {
  FIGURE_DIMENSIONS,
  FIGURE_METRICS,
  type FigureDimension,
  type FigureMetric,
  NETWORKS,
  type Network,
} from '../../../shared/model.ts';
import type { ReadDb } from '../open.ts';
import { iterateRaw, number } from '../sql.ts';
import { TextNumbers } from './text-numbers.ts';

const DATED = 'FROM figures WHERE current = 1 AND to_ms > from_ms';
const QUERY = `SELECT id, from_ms, to_ms, network, metric, dimension, account, item, value, currency, run_id
  ${DATED} ORDER BY from_ms, id`;

type Raw = [
  ...[id: number, from: number, to: number, network: Network],
  ...[metric: FigureMetric, dimension: FigureDimension, account: string, item: string],
  ...[value: number, currency: string, run: number],
];

/** Loads the figures of other tools that count, by the start of their period. */
export function loadFigures(db: ReadDb): FigureColumns {
  const length = number(db, `SELECT count(*) ${DATED}`);
  const texts = new TextNumbers();
  const currencies = new TextNumbers(255);
  const columns: FigureColumns = {
    length,
    id: new Uint32Array(length),
    from: new Float64Array(length),
    to: new Float64Array(length),
    network: new Uint8Array(length),
    metric: new Uint8Array(length),
    dimension: new Uint8Array(length),
    account: new Uint32Array(length),
    item: new Uint32Array(length),
    texts: texts.texts,
    value: new Float64Array(length),
    currency: new Uint8Array(length),
    currencies: currencies.texts,
    run: new Uint16Array(length),
  };
  let i = 0;
  for (const row of iterateRaw(db, QUERY) as Iterable<Raw>) {
    columns.id[i] = row[0];
    columns.from[i] = row[1];
    columns.to[i] = row[2];
    columns.network[i] = Math.max(0, NETWORKS.indexOf(row[3]));
    columns.metric[i] = Math.max(0, FIGURE_METRICS.indexOf(row[4]));
    columns.dimension[i] = Math.max(0, FIGURE_DIMENSIONS.indexOf(row[5]));
    columns.account[i] = texts.of(row[6]);
    columns.item[i] = texts.of(row[7]);
    columns.value[i] = row[8];
    columns.currency[i] = currencies.of(row[9]);
    columns.run[i] = row[10];
    i++;
  }
  return columns;
}
