import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bgNbd } from '../../../src-main/analysis/base/clv/bg-nbd.ts';
import { expectedSpend, fitGammaGamma } from '../../../src-main/analysis/base/clv/gamma-gamma.ts';
import { groupHistories, type History } from '../../../src-main/analysis/base/clv/histories.ts';
import { deltaInterval, fitModel } from '../../../src-main/analysis/base/clv/model.ts';
import { paretoNbd } from '../../../src-main/analysis/base/clv/pareto-nbd.ts';
import { hyp2f1, lnGamma } from '../../../src-main/analysis/base/clv/special.ts';
import { discountedPurchases } from '../../../src-main/analysis/base/clv/value.ts';
import { createRandom } from '../../../src-main/sample/random.ts';

/** Parameters that Fader, Hardie & Lee (2005) and Fader & Hardie (2005, 2013) publish for the 2,357 CDNOW customers. */
const BG = [0.2426, 4.4136, 0.7929, 2.4259] as const;
const PARETO = [0.5533, 10.5776, 0.6061, 11.6636] as const;
const SPEND = [6.25, 3.74, 15.44] as const;
const history = (frequency: number, recency: number, age: number, money = 0): History => ({
  frequency,
  recency,
  age,
  money,
});

describe('special functions', () => {
  test('ln Γ at whole and half numbers', () => {
    expect(lnGamma(1)).toBeCloseTo(0, 13);
    expect(lnGamma(11)).toBeCloseTo(Math.log(3_628_800), 11);
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    expect(lnGamma(1e-3)).toBeCloseTo(6.907178885383853, 11);
  });
  test('₂F₁ where it is a known function', () => {
    for (const z of [0.01, 0.3, 0.8, 0.99]) {
      expect(hyp2f1(1, 1, 2, z)).toBeCloseTo(-Math.log1p(-z) / z, 9);
      expect(hyp2f1(3, 2, 2, z) / (1 - z) ** -3).toBeCloseTo(1, 12);
      expect(hyp2f1(0.5, 0.5, 1.5, z * z)).toBeCloseTo(Math.asin(z) / z, 9);
    }
  });
});

describe('published figures', () => {
  test('BG/NBD: expected purchases of customer 1 in the next 39 weeks are 1.226', () => {
    expect(bgNbd.expectedPurchases(BG, history(2, 30.43, 38.86), 39)).toBeCloseTo(1.226, 3);
  });
  test('Pareto/NBD: a very active customer is expected to buy 25.46 times in the next year, and is alive', () => {
    const active = history(26, 30.86, 31);
    expect(paretoNbd.expectedPurchases(PARETO, active, 52)).toBeCloseTo(25.46, 2);
    expect(paretoNbd.aliveProbability(PARETO, active)).toBeCloseTo(0.998, 3);
  });
  test('Gamma-Gamma: a customer without repeat purchases is worth the mean of all', () => {
    const mean = (SPEND[0] * SPEND[2]) / (SPEND[1] - 1);
    expect(mean).toBeCloseTo(35.2, 1);
    expect(expectedSpend(SPEND, history(0, 0, 30))).toBeCloseTo(mean, 10);
  });
});

/** Probability of a history by adding up over a fine grid of when the customer leaves and at which rates (Pareto/NBD). */
function paretoByHand(x: number, recency: number, age: number): number {
  const [r, alpha, s, beta] = PARETO;
  // Given the rates the likelihood is λ^x e^{−(λ+μ)T} + λ^x μ ∫ e^{−(λ+μ)t} dt; λ integrates out in closed form.
  const alive =
    Math.exp(lnGamma(r + x) - lnGamma(r) + r * Math.log(alpha) - (r + x) * Math.log(alpha + age)) *
    (beta / (beta + age)) ** s;
  const steps = 200_000;
  const width = (age - recency) / steps;
  let left = 0;
  for (let i = 0; i < steps; i++) {
    const t = recency + (i + 0.5) * width;
    left +=
      Math.exp(lnGamma(r + x) - lnGamma(r) + r * Math.log(alpha) - (r + x) * Math.log(alpha + t)) *
      (s / (beta + t)) *
      (beta / (beta + t)) ** s *
      width;
  }
  return alive + left;
}

test('Pareto/NBD: the likelihood is that of the model, integrated by hand', () => {
  for (const [x, recency, age] of [
    [0, 0, 38.86],
    [2, 30.43, 38.86],
    [7, 29.43, 38.86],
  ] as const)
    expect(paretoNbd.logLikelihood(PARETO, groupHistories([history(x, recency, age)]))).toBeCloseTo(
      Math.log(paretoByHand(x, recency, age)),
      7,
    );
});

test('BG/NBD: the likelihoods of all that can happen by a time add up to one', () => {
  // For x = 0 and 1: P(0) and the density of one purchase at any time.
  const age = 10;
  const density = (recency: number) => Math.exp(bgNbd.logLikelihood(BG, groupHistories([history(1, recency, age)])));
  const steps = 20_000;
  let one = 0;
  for (let i = 0; i < steps; i++) one += density(((i + 0.5) * age) / steps) * (age / steps);
  const [r, alpha, a, b] = BG;
  // P(X(t) = 1), eq. 8 of the paper.
  const nbd = r * (alpha / (alpha + age)) ** r * (age / (alpha + age));
  const stays = (b / (a + b)) * nbd;
  const leaves = (a / (a + b)) * (1 - (alpha / (alpha + age)) ** r);
  expect(one).toBeCloseTo(stays + leaves, 6);
});

/** Customers that behave as a model says. */
function simulated(count: number, kind: 'bg' | 'pareto', seed: number): History[] {
  const random = createRandom(seed);
  const uniform = () => random.next();
  const exponential = (rate: number) => -Math.log(1 - uniform()) / rate;
  // Gamma with whole shapes is a sum of exponentials: enough for a check.
  const gamma = (shape: number, rate: number) =>
    Array.from({ length: shape }, () => exponential(rate)).reduce((a, b) => a + b, 0);
  return Array.from({ length: count }, () => {
    const age = 40 + uniform() * 40;
    const rate = gamma(2, 20);
    const [u, v] = [gamma(1, 1), gamma(3, 1)];
    const leaves = u / (u + v);
    const life = kind === 'pareto' ? exponential(gamma(2, 60)) : Number.POSITIVE_INFINITY;
    let [frequency, recency] = [0, 0];
    let alive = true;
    for (let at = exponential(rate); alive && at <= Math.min(age, life); at += exponential(rate)) {
      frequency++;
      recency = at;
      if (kind === 'bg') alive = uniform() >= leaves;
    }
    return history(frequency, recency, age);
  });
}

describe('fitting', () => {
  test.each([
    ['bg', bgNbd, [2, 20, 1, 3]],
    ['pareto', paretoNbd, [2, 20, 2, 60]],
  ] as const)('%s: finds the parameters that customers were made with', (kind, model, truth) => {
    const made = simulated(3000, kind, 7);
    const fit = fitModel(model, made);
    expect(fit.converged).toBe(true);
    fit.estimates.forEach(({ low, high, value }, i) => {
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
      expect(Math.log((truth[i] as number) / value)).toBeLessThan(2 * Math.log((high as number) / value));
      expect(Math.log((truth[i] as number) / value)).toBeGreaterThan(2 * Math.log((low as number) / value));
    });
    // A maximum: no step away from it is better.
    const grouped = groupHistories(made);
    for (const i of [0, 1, 2, 3])
      for (const by of [0.98, 1.02])
        expect(
          model.logLikelihood(
            fit.parameters.map((value, j) => (i === j ? value * by : value)),
            grouped,
          ),
        ).toBeLessThan(fit.logLikelihood);
  });

  test('the order of customers never matters, and the same ones twice give the same parameters', () => {
    const customers = simulated(400, 'bg', 3);
    const fit = fitModel(bgNbd, customers);
    expect(fitModel(bgNbd, [...customers].reverse())).toEqual(fit);
    const twice = fitModel(bgNbd, [...customers, ...customers]);
    twice.parameters.forEach((value, i) => {
      expect(value / (fit.parameters[i] as number)).toBeCloseTo(1, 3);
    });
  });

  test('Gamma-Gamma: nobody without repeat purchases counts', () => {
    const spenders = Array.from({ length: 200 }, (_, i) => history(1 + (i % 5), 10, 30, 20 + ((i * 37) % 50)));
    const others = Array.from({ length: 50 }, () => history(0, 0, 30));
    expect(fitGammaGamma([...others, ...spenders])).toEqual(fitGammaGamma(spenders));
  });
});

test('expectations: more time never brings fewer purchases, and a discount never more', () => {
  const histories = fc.tuple(
    fc.integer({ min: 0, max: 30 }),
    fc.double({ min: 0.1, max: 1, noNaN: true }),
    fc.integer({ min: 1, max: 100 }),
  );
  fc.assert(
    fc.property(histories, ([x, part, age]) => {
      const one = history(x, x === 0 ? 0 : part * age, age);
      for (const [model, parameters] of [
        [bgNbd, BG],
        [paretoNbd, PARETO],
      ] as const) {
        const alive = model.aliveProbability(parameters, one);
        expect(alive).toBeGreaterThanOrEqual(0);
        expect(alive).toBeLessThanOrEqual(1);
        const [short, long] = [10, 52].map((time) => model.expectedPurchases(parameters, one, time));
        expect(short).toBeGreaterThanOrEqual(0);
        expect(long).toBeGreaterThanOrEqual(short as number);
        expect(discountedPurchases(model, parameters, one, { horizon: 52, rate: 0.01 })).toBeLessThanOrEqual(
          long as number,
        );
      }
    }),
  );
});

test('the delta method: the interval of a parameter itself is its own', () => {
  const fit = fitModel(bgNbd, simulated(400, 'bg', 3));
  const { low, high } = fit.estimates[0] ?? {};
  const range = deltaInterval(fit, ([r]) => r as number);
  expect(range?.low).toBeCloseTo(low as number, 6);
  expect(range?.high).toBeCloseTo(high as number, 6);
});
