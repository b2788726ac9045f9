import { csvLine } from './csv.ts';
import type { Customer } from './customers.ts';
import type { SampleOrder } from './orders.ts';

const HEADER = [
  'Customer ID',
  'First Name',
  'Last Name',
  'Email',
  'Accepts Email Marketing',
  'Default Address Country Code',
  'Phone',
  'Accepts SMS Marketing',
  'Total Spent',
  'Total Orders',
  'Note',
  'Tax Exempt',
  'Tags',
];

/** The shop's customers as Shopify exports them, with what each said about e-mail. Numbers carry an apostrophe against spreadsheets. */
export function customersCsv(customers: readonly Customer[], orders: readonly SampleOrder[]): string {
  const bought = new Map<Customer, { spent: number; orders: number }>();
  for (const { customer, total } of orders) {
    const before = bought.get(customer) ?? { spent: 0, orders: 0 };
    bought.set(customer, { spent: before.spent + total, orders: before.orders + 1 });
  }
  const lines = customers.map((customer, i) => {
    const [first = '', last = ''] = customer.name.split(' ');
    const { spent, orders: count } = bought.get(customer) ?? { spent: 0, orders: 0 };
    const accepts = customer.accepts ? 'yes' : 'no';
    const id = `'${7_000_000_000_001 + i}`;
    return csvLine([id, first, last, customer.email, accepts, '', '', 'no', spent.toFixed(2), count, '', 'no', '']);
  });
  return `${[csvLine(HEADER), ...lines].join('\n')}\n`;
}
