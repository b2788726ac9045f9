import * as z from 'zod';
import { nothing, text } from '../check.ts';
import { command, query } from './define.ts';

/** Two systems with orders that look like the same sales. */
export interface SaleTwins {
  /** Shops or kinds of file, as orders are kept by ("stripe"; "table-file" where a table names none). */
  one: string;
  other: string;
  /** Orders of each that look like one of the other. */
  sales: number;
  /** The system whose orders count, as the owner chose; null = both count. */
  counted: string | null;
}

const scope = () => text(120);

export const sales = {
  'sales.twins': query<SaleTwins[]>()(
    'Systems whose orders look like the same sales: same buyer, currency and amount, at most a day apart',
    nothing(),
  ),
  'sales.countOnce': command<{ saved: true }>()(
    'Of sales that two systems have, count those of one',
    z
      .strictObject({ counted: scope(), leftOut: scope() })
      .refine(({ counted, leftOut }) => counted !== leftOut, { path: ['leftOut'] }),
  ),
  'sales.countBoth': command<{ removed: boolean }>()(
    'Count the orders of two systems as different sales again',
    z.strictObject({ one: scope(), other: scope() }),
  ),
};
