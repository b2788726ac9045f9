import { AppError } from '../../shared/errors.ts';
import { instantOfLocal } from '../../shared/time.ts';
import { type BuyerHistory, historiesOf } from '../analysis/base/clv/order-histories.ts';
import type { Dictionary, LabRejection } from './lab-columns.ts';
import { LAB_COLUMNS } from './lab-columns.ts';
import { choiceOf, contextOf, nameOf, ORDER_OPTIONS, readOrders, rejectedLines, textOf } from './lab-table.ts';
import type { LabInput, LabOption, LineLab } from './line-lab.ts';

/** Days of one unit of time. */
const UNITS = { day: 1, week: 7, month: 365.25 / 12 } as const;
export type TimeUnit = keyof typeof UNITS;

/** Options about the period that customers are watched for. */
export const HISTORY_OPTIONS = {
  ...ORDER_OPTIONS,
  end: {
    type: 'string',
    help: 'last day watched, YYYY-MM-DD; later orders are left out (default: the last day in the file)',
  },
} as const satisfies Record<string, LabOption>;

export interface Histories {
  histories: BuyerHistory[];
  unit: TimeUnit;
  people: Dictionary;
  rejected: LabRejection[];
  /** Orders after the last day watched. */
  later: number;
}

/** Purchase histories of a file's customers, in the order of their first appearance, time in `unit`. */
export async function readHistories(input: LabInput, usual: TimeUnit): Promise<Histories> {
  const all: readonly TimeUnit[] = ['day', 'week', 'month'];
  const unit = choiceOf(input.params, 'unit', [usual, ...all.filter((one) => one !== usual)]);
  const end = textOf(input.params, 'end');
  const lastDay = end === undefined ? null : Date.parse(/^\d{4}-\d\d-\d\d$/.test(end) ? `${end}T00:00:00Z` : '');
  if (lastDay !== null && Number.isNaN(lastDay)) throw new AppError('invalid-input', { field: 'end' });
  const { orders, people, rejected } = await readOrders(input);
  const context = contextOf(orders.at, input.zone);
  const toMs = lastDay === null ? context.range.toMs : instantOfLocal(input.zone, lastDay + 86_400_000);
  const watched = { ...context, range: { fromMs: Math.min(context.range.fromMs, toMs), toMs } };
  const later = orders.at.filter((at) => at >= toMs).length;
  return { histories: historiesOf(orders, watched, UNITS[unit]), unit, people, rejected, later };
}

/** `inglenook lab rfm`: one line per customer. */
export const rfmLab: LineLab = {
  id: 'rfm',
  title: 'Recency, frequency and money of each customer',
  question: 'How often did each customer come back, when last, and for how much?',
  columns: LAB_COLUMNS.orders,
  options: {
    ...HISTORY_OPTIONS,
    unit: { type: 'string', help: 'unit of recency and T: day (default), week or month' },
  },
  output:
    'One line per customer, in the order of their first row: frequency = distinct days with a purchase after the first such day; recency = time from the first to the last day with a purchase; T = time from the first day with a purchase to the last day watched; monetary_value = mean revenue of the repeat days, the first day left out (0 without repeat days). These are the definitions of Fader and Hardie, and of the Python package `lifetimes` with days as its unit; in weeks or months they are the days ÷ 7 or ÷ 30.4375.',
  async *run(input) {
    const { histories, people, rejected } = await readHistories(input, 'day');
    yield* rejectedLines(rejected);
    for (const { person, frequency, recency, age, money } of histories)
      yield { customer: nameOf(people, person), frequency, recency, T: age, monetary_value: money };
  },
};
