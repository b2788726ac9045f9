import * as z from 'zod';
import type { OrderColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { bgNbd } from './base/clv/bg-nbd.ts';
import { expectedSpend, fitGammaGamma, tellsMoney } from './base/clv/gamma-gamma.ts';
import { deltaInterval, type Fit, fitModel } from './base/clv/model.ts';
import { type BuyerHistory, historiesOf } from './base/clv/order-histories.ts';
import { paretoNbd } from './base/clv/pareto-nbd.ts';
import { discountedPurchases } from './base/clv/value.ts';
import { selectSales } from './base/orders.ts';

const params = z.strictObject({
  model: z.enum(['bg-nbd', 'pareto-nbd']).default('bg-nbd'),
  horizonWeeks: z.number().int().min(1).max(260).default(52),
  /** Yearly discount rate. */
  discount: z.number().min(0).max(1).default(0),
  /** Share of revenue that is profit. */
  margin: z.number().min(0).max(1).default(1),
});
type Params = z.output<typeof params>;

/** Buyers, and repeat buyers, a fit needs at least: fewer say nothing about the parameters. */
const FEWEST = 20;
const GROUPS = 5;
const WEEKS_PER_YEAR = 365.25 / 7;

interface Valued {
  history: BuyerHistory;
  alive: number;
  purchases: number;
  value: number;
}

interface Forecast {
  fit: Fit;
  spend: Fit;
  /** Buyers by expected value, best first. */
  buyers: Valued[];
  /** Expected value of all of a group as a function of both models' parameters. */
  total(members: readonly Valued[], buying: readonly number[], spending: readonly number[]): number;
}

/** Fits both models to the buyers of the period; null when there are too few. */
function forecastOf(orders: OrderColumns, chosen: Params, context: RunContext): Forecast | null {
  const histories = historiesOf(orders, context, 7);
  if (histories.length < FEWEST || histories.filter(tellsMoney).length < FEWEST) return null;
  const model = chosen.model === 'bg-nbd' ? bgNbd : paretoNbd;
  const fit = fitModel(model, histories);
  const spend = fitGammaGamma(histories);
  // Below one the mean worth of a purchase is infinite: the data do not tell it.
  if (!((spend.parameters[1] as number) > 1)) return null;
  const ahead = { horizon: chosen.horizonWeeks, rate: (1 + chosen.discount) ** (1 / WEEKS_PER_YEAR) - 1 };
  const one = (history: BuyerHistory, buying: readonly number[], spending: readonly number[]) =>
    chosen.margin * discountedPurchases(model, buying, history, ahead) * expectedSpend(spending, history);
  const buyers = histories.map((history) => ({
    history,
    alive: model.aliveProbability(fit.parameters, history),
    purchases: model.expectedPurchases(fit.parameters, history, chosen.horizonWeeks),
    value: one(history, fit.parameters, spend.parameters),
  }));
  buyers.sort((a, b) => b.value - a.value || a.history.person - b.history.person);
  return {
    fit,
    spend,
    buyers,
    total: (members, buying, spending) => members.reduce((sum, { history }) => sum + one(history, buying, spending), 0),
  };
}

const membersOf = ({ buyers }: Forecast, group: number): Valued[] =>
  buyers.slice(Math.floor((group * buyers.length) / GROUPS), Math.floor(((group + 1) * buyers.length) / GROUPS));

const LABELS = ['Most valuable fifth', 'Second fifth', 'Third fifth', 'Fourth fifth', 'Least valuable fifth'] as const;

/** Interval of a group's value: what both models leave open, independent of each other. */
function intervalOf(
  { fit, spend, total }: Forecast,
  members: readonly Valued[],
  value: number,
): [number, number] | null {
  const buying = deltaInterval(fit, (parameters) => total(members, parameters, spend.parameters));
  const spending = deltaInterval(spend, (parameters) => total(members, fit.parameters, parameters));
  if (!buying || !spending || value <= 0) return null;
  const spread = Math.hypot(Math.log(buying.high / value), Math.log(spending.high / value));
  return [value * Math.exp(-spread), value * Math.exp(spread)];
}

/** What customers are still worth. */
export const customerValue = defineAnalysis({
  id: 'customer-value',
  title: 'Customer lifetime value',
  question: 'What will today’s customers still buy, and who of them?',
  definition:
    'Purchases to come are estimated from how often and how lately each person bought (BG/NBD, Fader, Hardie & Lee 2005, or Pareto/NBD), their worth from what each spent so far (Gamma-Gamma, Fader & Hardie 2013), both fitted to the buyers of the chosen dates by maximum likelihood. Days with a purchase count, not orders. The range (95 %) says what the data leave open about the models, not how lucky a single customer is. Buyers are cut into fifths by expected value. Fewer than 20 buyers who came back say nothing.',
  area: 'customers',
  purpose: 'service',
  reads: ['orders'],
  params,
  version: 1,
  run({ orders }, chosen, context) {
    const forecast = forecastOf(orders, chosen, context);
    const groups = forecast
      ? LABELS.map((label, group) => ({ label, group, members: membersOf(forecast, group) }))
      : [];
    const rows = groups.map(({ label, group, members }) => {
      const sum = (of: (one: Valued) => number) => members.reduce((all, one) => all + of(one), 0);
      const value = sum((one) => one.value);
      const range = forecast ? intervalOf(forecast, members, value) : null;
      const cells = [
        label,
        members.length,
        sum((one) => one.alive) / members.length,
        sum((one) => one.purchases),
        value,
        range?.[0] ?? null,
        range?.[1] ?? null,
        value / members.length,
      ];
      return { key: String(group), cells, people: members.length };
    });
    return {
      kind: 'table',
      columns: [
        { id: 'group', label: 'Buyers', type: 'text' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
        { id: 'alive', label: 'Still customers', type: 'number', unit: 'share' },
        { id: 'purchases', label: 'Purchases to come', type: 'number', unit: 'ratio' },
        { id: 'value', label: 'Expected value', type: 'number', unit: 'money' },
        { id: 'low', label: 'at least', type: 'number', unit: 'money' },
        { id: 'high', label: 'at most', type: 'number', unit: 'money' },
        { id: 'each', label: 'Expected value each', type: 'number', unit: 'money' },
      ],
      rows,
      total: rows.length,
      n: forecast?.buyers.length ?? 0,
      people: forecast?.buyers.length ?? 0,
    };
  },
  rows({ orders }, chosen, context, key) {
    const forecast = /^[0-4]$/.test(key) ? forecastOf(orders, chosen, context) : null;
    const members = new Set(forecast ? membersOf(forecast, Number(key)).map(({ history }) => history.person) : []);
    return { table: 'orders', indices: selectSales(orders, context, (i) => members.has(orders.buyer[i] as number)) };
  },
});
