import type { FigureMetric, FigureRow, Network } from '../../shared/model.ts';
import type { Range } from '../../shared/time.ts';
import { type DecimalMark, parseNumber } from './numbers.ts';

const BLANK = /^(?:|-|--|—|–|n\/a|null)$/i;

/** A count of an insights table: blanks and dashes are 0; null when it is no count. */
export function insightCount(text: string, decimal: DecimalMark = '.'): number | null {
  if (BLANK.test(text.trim())) return 0;
  const value = parseNumber(text, decimal);
  return value === null || value < 0 || value > 1e15 ? null : Math.round(value);
}

/** A web address without its query; null when it is none. */
export function plainAddress(text: string): string | null {
  if (!/^https?:\/\/\S+$/.test(text) || text.length > 2000) return null;
  return text.replace(/[?#].*$/, '');
}

/** One figure of an account over a period, not broken down. */
export const figureRow = (
  line: number,
  network: Network,
  metric: FigureMetric,
  value: number,
  { fromMs, toMs }: Range,
): FigureRow => ({
  type: 'figure',
  line,
  network,
  scope: '',
  metric,
  dimension: 'all',
  item: '',
  fromMs,
  toMs,
  value,
  currency: '',
});

/** First millisecond of the ids that X gives out (4 November 2010), which hold the time of posting ("Snowflake"). */
const X_EPOCH_MS = 1_288_834_974_657;

/** When an X post was written, by its id; null for the ids before that. */
export function xTimeOfId(id: string): number | null {
  if (!/^\d{15,19}$/.test(id)) return null;
  const at = Number(BigInt(id) >> 22n) + X_EPOCH_MS;
  return at < Date.UTC(2010, 10, 5) || at > Date.UTC(2100, 0, 1) ? null : at;
}

/** When a TikTok video was uploaded, by its id: the upper half counts the seconds since 1970; null for others. */
export function tiktokTimeOfId(id: string): number | null {
  if (!/^\d{18,20}$/.test(id)) return null;
  const at = Number(BigInt(id) >> 32n) * 1000;
  return at < Date.UTC(2014, 0, 1) || at > Date.UTC(2100, 0, 1) ? null : at;
}
