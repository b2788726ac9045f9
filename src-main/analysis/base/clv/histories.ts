/**
 * What the models of repeat buying know of one customer (Fader & Hardie; the definition of the Python package
 * "lifetimes"): everything is counted in days with a purchase, not in orders.
 */
export interface History {
  /** x: distinct days with a purchase after the first such day. */
  frequency: number;
  /** t_x: time from the first to the last day with a purchase; 0 for a single one. */
  recency: number;
  /** T: time from the first day with a purchase to the end of the period watched. */
  age: number;
  /** Mean revenue of the repeat days, first day left out; 0 without repeat days. */
  money: number;
}

/** Histories that are alike, counted once: the likelihood of a thousand one-time buyers is worked out once per age. */
export interface Grouped {
  frequency: Float64Array;
  recency: Float64Array;
  age: Float64Array;
  /** Customers with this very history. */
  weight: Float64Array;
}

/** Groups histories by frequency, recency and age, in an order that does not depend on the order given. */
export function groupHistories(histories: readonly History[]): Grouped {
  const counts = new Map<string, { history: History; weight: number }>();
  for (const history of histories) {
    const key = `${history.frequency} ${history.recency} ${history.age}`;
    const known = counts.get(key);
    if (known) known.weight++;
    else counts.set(key, { history, weight: 1 });
  }
  const groups = [...counts.values()].sort(
    ({ history: a }, { history: b }) => a.frequency - b.frequency || a.recency - b.recency || a.age - b.age,
  );
  return {
    frequency: Float64Array.from(groups, ({ history }) => history.frequency),
    recency: Float64Array.from(groups, ({ history }) => history.recency),
    age: Float64Array.from(groups, ({ history }) => history.age),
    weight: Float64Array.from(groups, ({ weight }) => weight),
  };
}
