import { zeros } from '../scan.ts';
import { type Grouped, groupHistories, type History } from './histories.ts';
import { type Maximum, maximise } from './maximise.ts';

/** A model of repeat buying: its likelihood, and what it expects of a customer. Parameters are positive. */
export interface BuyingModel {
  id: 'bg-nbd' | 'pareto-nbd';
  names: readonly string[];
  /** Natural logarithm of the likelihood of all histories. */
  logLikelihood(parameters: readonly number[], histories: Grouped): number;
  /** Probability that the customer still buys at the end of the period watched. */
  aliveProbability(parameters: readonly number[], history: History): number;
  /** Expected days with a purchase in the `time` after the period watched. */
  expectedPurchases(parameters: readonly number[], history: History, time: number): number;
}

/** One parameter of a fitted model with its 95 % interval. */
export interface Estimate {
  name: string;
  value: number;
  /** Wald interval of the logarithm; null where the data do not tell. */
  low: number | null;
  high: number | null;
}

export interface Fit {
  parameters: number[];
  estimates: Estimate[];
  logLikelihood: number;
  customers: number;
  converged: boolean;
  /** Covariance of the parameters' logarithms; null where the data do not tell. */
  covariance: number[][] | null;
}

const NORMAL_95 = 1.959963984540054;

/** A maximum over logarithms as estimates with intervals. */
export function toFit(names: readonly string[], maximum: Maximum, customers: number): Fit {
  const parameters = maximum.at.map(Math.exp);
  const bound = (i: number, sign: number): number | null => {
    const error = maximum.standardErrors[i] as number;
    const found = Math.exp((maximum.at[i] as number) + sign * NORMAL_95 * error);
    return Number.isFinite(found) ? found : null;
  };
  return {
    parameters,
    estimates: names.map((name, i) => ({ name, value: parameters[i] as number, low: bound(i, -1), high: bound(i, 1) })),
    logLikelihood: maximum.value,
    customers,
    converged: maximum.converged,
    covariance: maximum.covariance,
  };
}

/** Logarithms beyond these are no parameters of buyers any more: the search would wander off for ever. */
const MOST_LOG = 12;
export const isSane = (logs: readonly number[]): boolean => logs.every((log) => Math.abs(log) <= MOST_LOG);

/**
 * Fits a model by maximum likelihood over the logarithms of its parameters. Time is counted in `unit` lengths that make
 * a usual age about 30, as the search begins at parameters of about 1.
 */
export function fitModel(model: BuyingModel, histories: readonly History[]): Fit {
  const grouped = groupHistories(histories);
  const surface = (logs: readonly number[]): number =>
    isSane(logs) ? model.logLikelihood(logs.map(Math.exp), grouped) : Number.NaN;
  return toFit(model.names, maximise(surface, zeros(model.names.length)), histories.length);
}

/**
 * Interval (95 %) of a figure that is worked out from fitted parameters, by the delta method on its logarithm: how much
 * it would change with the parameters the data also allow. Says nothing about chance in single customers' future.
 */
export function deltaInterval(
  fit: Pick<Fit, 'parameters' | 'covariance'>,
  figure: (parameters: readonly number[]) => number,
): { low: number; high: number } | null {
  const value = figure(fit.parameters);
  const { covariance } = fit;
  if (!covariance || !(value > 0)) return null;
  const step = 1e-4;
  const slopes = fit.parameters.map((_, i) => {
    const at = (by: number) => figure(fit.parameters.map((value, j) => (i === j ? value * Math.exp(by) : value)));
    return (Math.log(at(step)) - Math.log(at(-step))) / (2 * step);
  });
  const variance = slopes.reduce(
    (sum, a, i) => sum + slopes.reduce((inner, b, j) => inner + a * b * ((covariance[i] as number[])[j] as number), 0),
    0,
  );
  const spread = NORMAL_95 * Math.sqrt(variance);
  return Number.isFinite(spread) ? { low: value * Math.exp(-spread), high: value * Math.exp(spread) } : null;
}
