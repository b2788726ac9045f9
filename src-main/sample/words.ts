import { DAY_MS } from '../../shared/time.ts';
import { type Calendar, isWithin, timeOfDay } from './calendar.ts';
import { PRODUCTS, STORY } from './catalogue.ts';
import { csvLine } from './csv.ts';
import type { Customer } from './customers.ts';
import type { SampleOrder } from './orders.ts';
import type { Random } from './random.ts';
import { commentText, flawCommentText, flawText, type Mood, MOODS, reviewText } from './texts.ts';

/** A review with the mood it was written in, which the tests compare the scores with. */
export interface SampleReview {
  atMs: number;
  customer: Customer;
  item: string;
  rating: number;
  text: string;
  mood: Mood;
  aboutFlaw: boolean;
}

const RATINGS: Record<Mood, readonly number[]> = { negative: [1, 1, 2], neutral: [3, 3, 4], positive: [4, 5, 5, 5] };

/** How far the flaw has gone, 0..1: ever more mugs of the bad batch are sold. */
const flawGrowth = ({ flaw }: Calendar, atMs: number): number =>
  isWithin(flaw, atMs) ? (atMs - flaw.fromMs) / (flaw.toMs - flaw.fromMs) : 0;

/** Reviews follow orders by some days; during the flaw more and more reviews of the flawed product are about it. */
export function makeReviews(
  random: Random,
  calendar: Calendar,
  orders: readonly SampleOrder[],
  wanted: number,
): SampleReview[] {
  const reviews: SampleReview[] = [];
  const share = Math.min(0.9, wanted / Math.max(1, orders.length));
  for (const order of orders) {
    const flawed =
      isWithin(calendar.flaw, order.atMs) && order.basket.some(({ product }) => product.name === STORY.flawed);
    if (!random.chance(flawed ? Math.min(0.95, share * 2.5) : share)) continue;
    const atMs = order.atMs + (2 + random.below(12)) * DAY_MS + random.below(36_000) * 1000;
    if (atMs >= calendar.endMs) continue;
    const aboutFlaw = flawed && random.chance(0.5 + 0.45 * flawGrowth(calendar, order.atMs));
    const item = aboutFlaw ? STORY.flawed : random.pick(order.basket).product.name;
    const mood = aboutFlaw ? 'negative' : (MOODS[random.weighted([14, 18, 68])] as Mood);
    const { customer } = order;
    const text = aboutFlaw
      ? flawText(random, customer.language, item)
      : reviewText(random, customer.language, mood, item);
    reviews.push({ atMs, customer, item, rating: random.pick(RATINGS[mood]), text, mood, aboutFlaw });
  }
  return reviews.sort((a, b) => a.atMs - b.atMs);
}

/** Reviews as a review tool exports them. */
export function reviewsCsv(reviews: readonly SampleReview[]): string {
  const lines = [csvLine(['Review ID', 'Date', 'Rating', 'Review', 'Author email', 'Product', 'Language'])];
  reviews.forEach(({ atMs, customer, item, rating, text }, i) => {
    lines.push(
      csvLine([`rv-${i + 1}`, new Date(atMs).toISOString(), rating, text, customer.email, item, customer.language]),
    );
  });
  return `${lines.join('\n')}\n`;
}

/** Comments under the shop's posts, as a social tool exports them. */
export function commentsCsv(
  random: Random,
  calendar: Calendar,
  customers: readonly Customer[],
  wanted: number,
): { csv: string; rows: number } {
  const days = (calendar.endMs - calendar.startMs) / DAY_MS;
  const comments = Array.from({ length: wanted }, () => ({
    atMs: calendar.startMs + random.below(days) * DAY_MS + timeOfDay(random),
  })).sort((a, b) => a.atMs - b.atMs);
  const lines = [csvLine(['Comment ID', 'Date', 'Author', 'Comment', 'Likes'])];
  comments.forEach(({ atMs }, i) => {
    const customer = random.pick(customers);
    const handle = `${customer.name.toLowerCase().replace(' ', '_')}${customer.email.replace(/\D/g, '')}`;
    const { language } = customer;
    const text = random.chance(0.35 * flawGrowth(calendar, atMs))
      ? flawCommentText(random, language, STORY.flawed)
      : commentText(random, language, MOODS[random.weighted([12, 30, 58])] as Mood, random.pick(PRODUCTS).name);
    lines.push(csvLine([`c-${i + 1}`, new Date(atMs).toISOString(), `@${handle}`, text, random.poisson(2)]));
  });
  return { csv: `${lines.join('\n')}\n`, rows: comments.length };
}
