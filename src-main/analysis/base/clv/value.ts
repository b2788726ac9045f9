import type { History } from './histories.ts';
import type { BuyingModel } from './model.ts';

export interface Ahead {
  /** Time to look ahead, in the unit of the histories. */
  horizon: number;
  /** Discount rate per unit of time. */
  rate: number;
}

/** Parts the time ahead is cut into for discounting: finer ones change the value by less than a thousandth. */
const PARTS = 12;

/**
 * Expected purchases of the time ahead, each discounted to now: what comes in one twelfth of the time counts as if it
 * came in the middle of it.
 */
export function discountedPurchases(
  model: BuyingModel,
  parameters: readonly number[],
  history: History,
  { horizon, rate }: Ahead,
): number {
  if (rate === 0) return model.expectedPurchases(parameters, history, horizon);
  let before = 0;
  let sum = 0;
  for (let part = 1; part <= PARTS; part++) {
    const until = (horizon * part) / PARTS;
    const expected = model.expectedPurchases(parameters, history, until);
    sum += (expected - before) / (1 + rate) ** (until - horizon / (2 * PARTS));
    before = expected;
  }
  return sum;
}
