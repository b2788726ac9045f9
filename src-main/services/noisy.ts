import { createHash } from 'node:crypto';
import type { Tables } from '../../shared/columns.ts';
import type { NoisyFigure, NoisyFigureId } from '../../shared/contract/exports.ts';
import { AppError } from '../../shared/errors.ts';
import { saleFilter } from '../analysis/base/orders.ts';
import { IS_ACT, outOfScope, VIEW } from '../analysis/base/scan.ts';
import type { RunContext } from '../analysis/analysis.ts';
import { accuracy, clampedSum, laplaceNoise } from '../privacy/noise.ts';
import { makeFormats } from '../reports/formats.ts';
import { noisyCsv } from '../reports/noisy.ts';
import { addExport, getBudget } from '../store/tables/exports.ts';
import type { CommandContext } from './context.ts';
import { storedFilter } from './export-guard.ts';
import { inTurn } from './export-turn.ts';
import type { Handler } from './handlers.ts';
import { permittedCurrency } from './permitted-facts.ts';

type Call = Parameters<Handler<'exports.noisy'>>[1];
type Most = Record<NoisyFigureId, number>;

const ALWAYS: RunContext['range'] = { fromMs: -8.64e15, toMs: 8.64e15 };

/** What each figure adds up: whom a row is about, and how much it counts. */
function countersOf({ orders, events, messages }: Tables, context: RunContext, currency: string) {
  const isSale = saleFilter(orders, context);
  const main = orders.currencies.indexOf(currency);
  const hidden = outOfScope(context);
  const { fromMs, toMs } = context.range;
  const within = (at: number) => at >= fromMs && at < toMs;
  const counts = (i: number) => within(events.at[i] as number) && ((events.flags[i] as number) & hidden) === 0;
  const act = (i: number) => (counts(i) && IS_ACT[events.kind[i] as number] === 1 ? 1 : 0);
  const view = (i: number) => (counts(i) && events.kind[i] === VIEW ? 1 : 0);
  const message = (i: number) => (messages.own[i] === 0 && within(messages.at[i] as number) ? 1 : 0);
  const order = (i: number) => (isSale(i) ? 1 : 0);
  const money = (i: number) => (isSale(i) && orders.currency[i] === main ? (orders.total[i] as number) : 0);
  const about = (person: Uint32Array, amount: (i: number) => number) => ({ person, amount });
  return {
    buyers: about(orders.buyer, order),
    orders: about(orders.buyer, order),
    revenue: about(orders.buyer, money),
    visitors: about(events.person, act),
    views: about(events.person, view),
    writers: about(messages.author, message),
    messages: about(messages.author, message),
  } satisfies Record<NoisyFigureId, { person: Uint32Array; amount(i: number): number }>;
}

async function measure(context: CommandContext, call: Call, most: Most, each: number): Promise<NoisyFigure[]> {
  const permitted = await context.tables.permitted(['orders', 'events', 'messages'], 'service');
  const { zone, sessionIdleMinutes } = context.settings();
  const range = call.range ?? ALWAYS;
  const run: RunContext = {
    range,
    zone,
    dataEndMs: range.toMs,
    sessionIdleMs: sessionIdleMinutes * 60_000,
    bots: false,
  };
  const counters = countersOf(permitted.tables as Tables, run, await permittedCurrency(context, 'service'));
  return [...new Set(call.figures)].map((figure) => {
    const { person, amount } = counters[figure];
    const clamped = clampedSum(person, amount, most[figure]);
    const noise = laplaceNoise(each, most[figure], (size) => context.options.random(size));
    return {
      figure,
      value: Math.max(0, clamped + noise),
      plusMinus: accuracy(each, most[figure]),
      most: most[figure],
      milliEpsilon: each,
    };
  });
}

/** Counts and sums with noise, one file after the other. */
export const makeNoisy = (context: CommandContext, call: Call) => inTurn(context, () => makeFile(context, call));

/**
 * Counts and sums with noise. The budget of the workspace is checked and used up before anything is told; figures of one file
 * share its part evenly (sequential composition). That a table is there at all, and the main currency, count as known.
 */
async function makeFile(context: CommandContext, call: Call) {
  const { db, options, audit } = context;
  const figures = new Set(call.figures).size;
  const each = Math.floor(call.milliEpsilon / figures);
  const spends = each * figures;
  const before = getBudget(db);
  if (before.spent + spends > before.milliEpsilon)
    throw new AppError('budget-spent', { left: Math.max(0, before.milliEpsilon - before.spent) });
  const most: Most = { buyers: 1, visitors: 1, writers: 1, ...call.most };
  const made = await measure(context, call, most, each);
  const settings = context.settings();
  const currency = await permittedCurrency(context, 'service');
  const madeMs = options.now();
  const formats = makeFormats(settings, currency);
  const bytes = noisyCsv({
    title: settings.workspaceName,
    made: formats.isoLocal(madeMs).replace('T', ' '),
    period: formats.period(call.range),
    currency,
    milliEpsilon: spends,
    spent: before.spent + spends,
    budget: before.milliEpsilon,
    figures: made,
  });
  db.transaction(() => {
    addExport(db, {
      atMs: madeMs,
      kind: 'noisy',
      recipient: call.recipient,
      filter: storedFilter({ range: call.range, bots: false }),
      milliEpsilon: spends,
      sha256: Uint8Array.from(createHash('sha256').update(bytes).digest()),
      parts: made.map(({ figure }) => ({ analysis: figure, figures: new Uint8Array(0) })),
      scopes: [],
    });
    audit('export.noisy', { figures, milliEpsilon: spends, recipient: call.recipient });
  })();
  const day = new Date(madeMs).toISOString().slice(0, 10);
  return { fileName: `inglenook-noisy-figures-${day}.csv`, mime: 'text/csv', bytes, figures: made };
}
