import { activity } from './activity.ts';
import { activityGrowth } from './activity-growth.ts';
import { columns } from './columns.ts';
import { encryption } from './encryption.ts';
import type { Bench } from './entry.ts';
import { firstPaint } from './first-paint.ts';
import { importGrowth } from './import-growth.ts';
import { importLog } from './import-log.ts';
import { importJsonl, importOrders, importTweets } from './import-tables.ts';
import { listening } from './listening.ts';
import { sentimentBench } from './sentiment.ts';

/** Every entry of `npm run bench`. */
export const BENCHES: readonly Bench[] = [
  importLog,
  importGrowth,
  importOrders,
  importTweets,
  importJsonl,
  columns,
  activity,
  activityGrowth,
  firstPaint,
  sentimentBench,
  listening,
  encryption,
];
