import { DAY_MS } from '../../shared/time.ts';
import { type Calendar, dayWeight, isWithin, timeOfDay } from './calendar.ts';
import { csvLine } from './csv.ts';
import { type Customer, makeBasket } from './customers.ts';
import type { Random } from './random.ts';

/** An order of the sample, before it is written down. */
export interface SampleOrder {
  atMs: number;
  customer: Customer;
  basket: ReturnType<typeof makeBasket>;
  total: number;
  campaign: boolean;
  refunded: boolean;
}

/** Orders of all customers in time order: each customer's own rhythm, shaped by the season. */
export function makeOrders(random: Random, calendar: Calendar, customers: readonly Customer[]): SampleOrder[] {
  const days = (calendar.endMs - calendar.startMs) / DAY_MS;
  const orders: SampleOrder[] = [];
  for (const customer of customers) {
    const count = random.poisson(customer.appetite);
    for (let i = 0; i < count; i++) orders.push(makeOrder(random, calendar, customer, days));
  }
  return orders.sort((a, b) => a.atMs - b.atMs);
}

function makeOrder(random: Random, calendar: Calendar, customer: Customer, days: number): SampleOrder {
  const { from, to } = customer.active;
  let dayMs = calendar.startMs;
  // Rejection sampling against the season's weight (at most about 3.5).
  for (let tries = 0; tries < 12; tries++) {
    dayMs = calendar.startMs + Math.floor((from + random.next() * (to - from)) * days) * DAY_MS;
    if (random.next() * 3 < dayWeight(calendar, dayMs)) break;
  }
  const basket = makeBasket(random, customer);
  const total = basket.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0) + 4.9;
  return {
    atMs: dayMs + timeOfDay(random),
    customer,
    basket,
    total: Math.round(total * 100) / 100,
    campaign: isWithin(calendar.campaign, dayMs) && random.chance(0.35),
    refunded: random.chance(0.02),
  };
}

const HEADER = [
  'Name',
  'Email',
  'Financial Status',
  'Paid at',
  'Accepts Marketing',
  'Currency',
  'Subtotal',
  'Shipping',
  'Total',
  'Created at',
  'Lineitem quantity',
  'Lineitem name',
  'Lineitem price',
  'Lineitem sku',
  'Source',
];

const stamp = (atMs: number) => `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} +0000`;

/** A shop export in Shopify's shape: one row per line item, order-level cells only on the first. */
export function ordersCsv(orders: readonly SampleOrder[]): string {
  const lines = [csvLine(HEADER)];
  orders.forEach((order, i) => {
    order.basket.forEach(({ product, quantity }, position) => {
      const name = `#${1001 + i}`;
      const item = [quantity, product.name, product.price.toFixed(2), product.sku];
      if (position > 0) {
        lines.push(csvLine([name, order.customer.email, '', '', '', '', '', '', '', '', ...item, '']));
        return;
      }
      const when = stamp(order.atMs);
      const paid = order.refunded ? 'refunded' : 'paid';
      const accepts = order.customer.accepts ? 'yes' : 'no';
      const subtotal = (order.total - 4.9).toFixed(2);
      lines.push(
        csvLine([
          name,
          order.customer.email,
          paid,
          when,
          accepts,
          'EUR',
          subtotal,
          '4.90',
          order.total.toFixed(2),
          when,
          ...item,
          order.campaign ? 'instagram' : 'web',
        ]),
      );
    });
  });
  return `${lines.join('\n')}\n`;
}
