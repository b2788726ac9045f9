import type { History } from './histories.ts';
import { maximise } from './maximise.ts';
import { type Fit, isSane, toFit } from './model.ts';
import { lnGamma } from './special.ts';

const NAMES = ['p', 'q', 'gamma'] as const;

/** ln likelihood of mean spends, for customers with repeat purchases (Fader & Hardie 2013, eq. 1a). */
export function gammaGammaLikelihood([p, q, gamma]: readonly number[], buyers: readonly History[]): number {
  const [shape, prior, scale] = [p as number, q as number, gamma as number];
  let sum = 0;
  for (const { frequency: x, money } of buyers)
    sum +=
      lnGamma(shape * x + prior) -
      lnGamma(shape * x) -
      lnGamma(prior) +
      prior * Math.log(scale) +
      (shape * x - 1) * Math.log(money) +
      shape * x * Math.log(x) -
      (shape * x + prior) * Math.log(scale + x * money);
  return sum;
}

/** Whether a history tells what a purchase of this customer is worth. */
export const tellsMoney = ({ frequency, money }: History): boolean => frequency > 0 && money > 0;

/**
 * Gamma-Gamma model of the worth of a purchase (Colombo & Jiang 1999; Fader & Hardie 2013, "The Gamma-Gamma Model of
 * Monetary Value"): spends vary around a customer's own mean, which varies among customers, and has nothing to do with
 * how often they buy. Only customers with repeat purchases of some worth are used.
 */
export function fitGammaGamma(histories: readonly History[]): Fit {
  const buyers = histories
    .filter(tellsMoney)
    .sort((a, b) => a.frequency - b.frequency || a.money - b.money || a.recency - b.recency || a.age - b.age);
  const mean = buyers.reduce((sum, { money }) => sum + money, 0) / Math.max(1, buyers.length);
  const surface = (logs: readonly number[]): number =>
    isSane(logs) ? gammaGammaLikelihood(logs.map(Math.exp), buyers) : Number.NaN;
  return toFit(NAMES, maximise(surface, [0, Math.log(2), Math.log(Math.max(mean, 1e-3))]), buyers.length);
}

/** Expected worth of one purchase of a customer: between their own mean and that of all. */
export function expectedSpend([p, q, gamma]: readonly number[], history: History): number {
  const [shape, prior, scale] = [p as number, q as number, gamma as number];
  const x = tellsMoney(history) ? history.frequency : 0;
  return (shape * (scale + x * history.money)) / (shape * x + prior - 1);
}
