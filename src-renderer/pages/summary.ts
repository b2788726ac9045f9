import type { Result, Unit } from '../../shared/results.ts';

/** One figure of a summary. */
export interface FigureValue {
  value: number | null;
  unit: Unit;
}

/** Figures of a "…-summary" result by their key; empty when it is none. */
export function readSummary(result: Result | undefined): ReadonlyMap<string, FigureValue> {
  if (result?.kind !== 'table') return new Map();
  const value = result.columns.findIndex(({ id }) => id === 'value');
  const unit = result.columns.findIndex(({ id }) => id === 'unit');
  if (value < 0 || unit < 0) return new Map();
  return new Map(
    result.rows.map(({ key, cells }) => {
      const found = cells[value];
      return [key, { value: typeof found === 'number' ? found : null, unit: String(cells[unit] ?? 'count') as Unit }];
    }),
  );
}
