import { type AppEventTruth, appEvents } from './app-events.ts';
import { type Calendar, makeCalendar } from './calendar.ts';
import { type CampaignDay, campaignsCsv, makeCampaigns } from './campaigns.ts';
import { customersCsv } from './customer-list.ts';
import { type Customer, makeCustomer } from './customers.ts';
import { makeOrders, ordersCsv, type SampleOrder } from './orders.ts';
import { xArchive } from './posts.ts';
import { createRandom } from './random.ts';
import { accessLog, type VisitTruth } from './visits.ts';
import { commentsCsv, makeReviews, reviewsCsv, type SampleReview } from './words.ts';

export { STORY } from './catalogue.ts';

/** What was put into the sample: known only to the generator and the tests. */
export interface SampleTruth {
  calendar: Calendar;
  customers: readonly Customer[];
  orders: readonly SampleOrder[];
  reviews: readonly SampleReview[];
  comments: number;
  posts: number;
  visits: VisitTruth;
  campaigns: readonly CampaignDay[];
  appEvents: AppEventTruth;
}

/** One file of the sample, written out as it is generated. */
export interface SampleFile {
  name: string;
  chunks(): Iterable<string | Uint8Array>;
}

export interface Sample {
  files: SampleFile[];
  /** Complete once every file's chunks have been taken. */
  truth: SampleTruth;
}

/**
 * The made-up shop's exports: access log, X archive, orders, reviews, comments, some `rows` records in all; besides, the
 * list of customers, a report of its ads with a row per campaign and day, and events of its app with their properties.
 * Same rows, seed and end (Unix ms) → same bytes.
 */
export async function makeSample({
  rows,
  seed,
  endMs,
}: {
  rows: number;
  seed: number;
  endMs: number;
}): Promise<Sample> {
  const calendar = makeCalendar(endMs);
  // Each file has its own stream of random numbers: one file's size never changes another.
  const random = (file: number) => createRandom((seed ^ Math.imul(file + 1, 0x85ebca6b)) >>> 0);
  const customers = Array.from(
    { length: Math.max(40, Math.round(rows * 0.035)) },
    (
      (source) => (_: unknown, i: number) =>
        makeCustomer(source, i + 1)
    )(random(0)),
  );
  const orders = makeOrders(random(1), calendar, customers);
  const reviews = makeReviews(random(2), calendar, orders, Math.round(rows * 0.03));
  const comments = commentsCsv(random(3), calendar, customers, Math.round(rows * 0.04));
  const posts = Math.max(60, Math.min(6000, Math.round(rows * 0.01)));
  const archive = await xArchive(random(4), calendar, posts);
  const visits: VisitTruth = { hits: 0, botHits: 0, views: 0, missing: 0 };
  const hits = Math.max(500, Math.round(rows * 0.85));
  const told: AppEventTruth = { events: 0, quizzes: {} };
  const inApp = appEvents(random(7), calendar, Math.max(60, Math.round(rows * 0.02)), told);
  const campaigns = makeCampaigns(random(6), calendar, orders, hits);
  return {
    files: [
      { name: 'customers_export.csv', chunks: () => [customersCsv(customers, orders)] },
      { name: 'orders_export.csv', chunks: () => [ordersCsv(orders)] },
      { name: 'reviews.csv', chunks: () => [reviewsCsv(reviews)] },
      { name: 'comments.csv', chunks: () => [comments.csv] },
      { name: 'x-archive.zip', chunks: () => [archive] },
      { name: 'meta-ads.csv', chunks: () => [campaignsCsv(campaigns)] },
      { name: 'access.log', chunks: () => accessLog(random(5), calendar, hits, visits) },
      { name: 'app-events.jsonl', chunks: () => [inApp] },
    ],
    truth: { calendar, customers, orders, reviews, comments: comments.rows, posts, visits, campaigns, appEvents: told },
  };
}
