import type { TableName, Tables } from '../../shared/columns.ts';
import type { Purpose } from '../../shared/model.ts';
import type { Range } from '../../shared/time.ts';
import type { QueryContext } from './context.ts';

const spans = new WeakMap<object, Range | null>();

/** First instant to just after the last; rows whose end is not behind their start, or that have no date, are in none. */
function measure(from: Float64Array, to: Float64Array, length: number, gapMs: number): Range | null {
  let fromMs = Number.POSITIVE_INFINITY;
  let toMs = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < length; i++) {
    const start = from[i] as number;
    const end = (to[i] as number) + gapMs;
    if (!(end > start)) continue;
    if (start < fromMs) fromMs = start;
    if (end > toMs) toMs = end;
  }
  return toMs > fromMs ? { fromMs, toMs } : null;
}

/**
 * The dates a permitted table covers. Never those of the whole store: when the newest row is of somebody who may not be used,
 * "today" would be theirs, and with it every recency. Worked out once per set of columns.
 */
export function spanOfTable(columns: Tables[TableName]): Range | null {
  const known = spans.get(columns);
  if (known !== undefined) return known;
  const span =
    'at' in columns
      ? measure(columns.at, columns.at, columns.length, 1)
      : measure(columns.from, columns.to, columns.length, 0);
  spans.set(columns, span);
  return span;
}

function mostUsed(codes: Uint8Array, names: readonly string[], length: number): string {
  const counts = new Map<string, number>();
  for (let i = 0; i < length; i++) {
    const name = names[codes[i] as number] ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return first?.[0] ?? '';
}

/** Currency most permitted orders are in, without orders the one most campaigns are in; '' when the files do not say. */
export async function permittedCurrency({ tables }: QueryContext, purpose: Purpose): Promise<string> {
  const permitted = (await tables.permitted(['orders', 'campaigns'], purpose)).tables;
  const { orders, campaigns } = permitted as Pick<Tables, 'orders' | 'campaigns'>;
  return (
    mostUsed(orders.currency, orders.currencies, orders.length) ||
    mostUsed(campaigns.currency, campaigns.currencies, campaigns.length)
  );
}
