import type { OrderColumns } from '../../../../shared/columns.ts';
import type { RunContext } from '../../analysis.ts';
import { revenueOf, saleFilter } from '../orders.ts';
import { dayFinder } from '../zone.ts';
import type { History } from './histories.ts';

/** A buyer's history, and who it is. */
export interface BuyerHistory extends History {
  person: number;
}

interface Course {
  person: number;
  firstDay: number;
  lastDay: number;
  /** Distinct days after the first. */
  repeats: number;
  /** Revenue of those days. */
  revenue: number;
}

/**
 * Histories of all known buyers of the period, by person id. Days are local ones; the period is watched up to its last
 * day. Recency and age are in units of `unitDays` days. The mean worth of a purchase counts the revenue of a day as one.
 */
export function historiesOf(orders: OrderColumns, context: RunContext, unitDays: number): BuyerHistory[] {
  const isSale = saleFilter(orders, context);
  const revenue = revenueOf(orders);
  const dayOf = dayFinder(context.zone, context.range);
  const courses = new Map<number, Course>();
  // Orders lie in time order, so a day already seen is the last one seen.
  for (let i = 0; i < orders.length; i++) {
    const person = orders.buyer[i] as number;
    if (person === 0 || !isSale(i)) continue;
    const day = dayOf(orders.at[i] as number);
    const course = courses.get(person);
    if (!course) {
      courses.set(person, { person, firstDay: day, lastDay: day, repeats: 0, revenue: 0 });
      continue;
    }
    if (day !== course.lastDay) course.repeats++;
    course.lastDay = day;
    if (day !== course.firstDay) course.revenue += revenue(i);
  }
  const endDay = dayOf(context.range.toMs - 1);
  return [...courses.values()]
    .sort((a, b) => a.person - b.person)
    .map(({ person, firstDay, lastDay, repeats, revenue: sum }) => ({
      person,
      frequency: repeats,
      recency: (lastDay - firstDay) / unitDays,
      age: (endDay - firstDay) / unitDays,
      money: repeats > 0 ? sum / repeats : 0,
    }));
}
