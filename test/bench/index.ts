import { activity } from './activity.ts';
import { columns } from './columns.ts';
import type { Bench } from './entry.ts';

/** Every entry of `npm run bench`. */
export const BENCHES: readonly Bench[] = [columns, activity];
