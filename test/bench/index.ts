import { activity } from './activity.ts';
import { columns } from './columns.ts';
import type { Bench } from './entry.ts';
import { importing } from './import.ts';

/** Every entry of `npm run bench`. */
export const BENCHES: readonly Bench[] = [importing, columns, activity];
