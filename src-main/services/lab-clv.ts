import { AppError } from '../../shared/errors.ts';
import { bgNbd } from '../analysis/base/clv/bg-nbd.ts';
import { expectedSpend, fitGammaGamma, tellsMoney } from '../analysis/base/clv/gamma-gamma.ts';
import { type BuyingModel, deltaInterval, type Fit, fitModel } from '../analysis/base/clv/model.ts';
import type { BuyerHistory } from '../analysis/base/clv/order-histories.ts';
import { paretoNbd } from '../analysis/base/clv/pareto-nbd.ts';
import { discountedPurchases } from '../analysis/base/clv/value.ts';
import { LAB_COLUMNS } from './lab-columns.ts';
import { HISTORY_OPTIONS, readHistories } from './lab-rfm.ts';
import { choiceOf, nameOf, numberOf, rejectedLines } from './lab-table.ts';
import type { LineLab } from './line-lab.ts';

const MODELS: readonly BuyingModel[] = [bgNbd, paretoNbd];
/** Customers a fit needs at least: fewer say nothing about four parameters. */
const FEWEST = 20;

const fitLine = (id: string, { estimates, logLikelihood, customers, converged }: Fit) => ({
  model: id,
  parameters: Object.fromEntries(estimates.map(({ name, value }) => [name, value])),
  interval95: Object.fromEntries(estimates.map(({ name, low, high }) => [name, [low, high]])),
  logLikelihood,
  customers,
  converged,
});

/** Periods in a year of each unit, for the yearly discount rate. */
const PER_YEAR = { day: 365.25, week: 365.25 / 7, month: 12 } as const;
const USUAL_HORIZON = { day: 365, week: 52, month: 12 } as const;

/** `inglenook lab clv`: the fitted models, then one line per customer. */
export const clvLab: LineLab = {
  id: 'clv',
  title: 'Customer lifetime value',
  question: 'How many purchases are to come from each customer, and what are they worth?',
  columns: LAB_COLUMNS.orders,
  options: {
    ...HISTORY_OPTIONS,
    model: { type: 'string', help: 'bg-nbd (default) or pareto-nbd; the worth of a purchase is Gamma-Gamma' },
    unit: { type: 'string', help: 'unit of time: week (default), day or month' },
    horizon: { type: 'string', help: 'units of time to look ahead (default: a year)' },
    discount: { type: 'string', help: 'yearly discount rate, e.g. 0.1 (default 0)' },
    margin: { type: 'string', help: 'share of revenue that is profit (default 1)' },
    'parameters-only': { type: 'boolean', help: 'leave the lines of customers out' },
  },
  output:
    'First the fitted model (parameters, interval95 of each from the curvature of the likelihood, logLikelihood, customers, converged, unit of time), then the Gamma-Gamma model of the worth of a purchase, then one line per customer: the figures of `lab rfm`, alive (probability), expectedPurchases (days with a purchase within the horizon), expectedValue (of one purchase), clv = margin × expectedValue × discounted expected purchases, and clvInterval95, which says how much the fitted parameters leave open, not how lucky a single customer is.',
  async *run(input) {
    const id = choiceOf(input.params, 'model', ['bg-nbd', 'pareto-nbd']);
    const model = MODELS.find((one) => one.id === id) ?? bgNbd;
    const { histories, unit, people, rejected, later } = await readHistories(input, 'week');
    const horizon = numberOf(input.params, 'horizon', USUAL_HORIZON[unit], 1e-9);
    const rate = numberOf(input.params, 'discount', 0);
    const margin = numberOf(input.params, 'margin', 1);
    yield* rejectedLines(rejected);
    if (histories.length < FEWEST) throw new AppError('too-few-people', { smallest: FEWEST });
    const fit = fitModel(model, histories);
    const spenders = histories.filter(tellsMoney).length;
    const spend = spenders >= FEWEST ? fitGammaGamma(histories) : null;
    const perUnit = (1 + rate) ** (1 / PER_YEAR[unit]) - 1;
    const ahead = (parameters: readonly number[], history: BuyerHistory) =>
      discountedPurchases(model, parameters, history, { horizon, rate: perUnit });
    yield { ...fitLine(model.id, fit), unit, laterOrdersLeftOut: later };
    if (spend) yield fitLine('gamma-gamma', spend);
    else yield { model: 'gamma-gamma', customers: spenders, problem: 'too few customers with repeat purchases' };
    if (input.params['parameters-only'] === true) return;
    for (const history of histories) {
      const value = spend ? expectedSpend(spend.parameters, history) : null;
      const purchases = ahead(fit.parameters, history);
      const clv = value === null ? null : margin * value * purchases;
      const range = deltaInterval(fit, (parameters) => ahead(parameters, history));
      const spendRange = spend ? deltaInterval(spend, (parameters) => expectedSpend(parameters, history)) : null;
      yield {
        customer: nameOf(people, history.person),
        frequency: history.frequency,
        recency: history.recency,
        T: history.age,
        monetary_value: history.money,
        alive: model.aliveProbability(fit.parameters, history),
        expectedPurchases: model.expectedPurchases(fit.parameters, history, horizon),
        expectedValue: value,
        clv,
        clvInterval95:
          clv === null || !range || !spendRange ? null : joined(clv, purchases, range, value ?? 0, spendRange),
      };
    }
  },
};

interface Interval {
  low: number;
  high: number;
}

/** Interval of a product whose two factors are independent: their spreads on the scale of logarithms add up as squares. */
function joined(
  product: number,
  first: number,
  ofFirst: Interval,
  second: number,
  ofSecond: Interval,
): [number, number] {
  const spread = Math.hypot(Math.log(ofFirst.high / first), Math.log(ofSecond.high / second));
  return [product * Math.exp(-spread), product * Math.exp(spread)];
}
