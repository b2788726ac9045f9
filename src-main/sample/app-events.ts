import { DAY_MS } from '../../shared/time.ts';
import { type Calendar, isWithin, timeOfDay } from './calendar.ts';
import { SHOP_HOST } from './catalogue.ts';
import type { Random } from './random.ts';

/** What the events were made with; the tests count against it. */
export interface AppEventTruth {
  events: number;
  /** Quizzes by their result. */
  quizzes: Record<string, number>;
}

const RESULTS = ['Smoked oolong', 'Meadow mint', 'Winter spice chai', 'Green jasmine'] as const;
const PAPERS = ['plain', 'stars', 'linen'] as const;
const PLACES = ['footer', 'checkout', 'quiz'] as const;

type Properties = Record<string, string | number | boolean>;

/** One of the three things that the shop's app tells of: a quiz, a choice of wrapping, a newsletter. */
function makeEvent(random: Random, isCampaign: boolean): { event: string; properties: Properties } {
  const kind = random.weighted([5, 3, isCampaign ? 4 : 2]);
  if (kind === 0) {
    const seconds = 20 + random.below(60) + random.below(60) + random.below(60);
    const result = RESULTS[random.weighted([4, 5, isCampaign ? 8 : 3, 2])] as string;
    return { event: 'Tea quiz finished', properties: { result, score: 1 + random.below(10), seconds } };
  }
  if (kind === 1) {
    const paper = PAPERS[random.weighted([6, 3, 1])] as string;
    return { event: 'Gift wrap chosen', properties: { paper, message: random.chance(paper === 'plain' ? 0.2 : 0.7) } };
  }
  const place = PLACES[random.weighted([2, 3, isCampaign ? 9 : 4])] as string;
  return { event: 'Newsletter joined', properties: { place, ...(random.chance(0.4) ? { discount: 10 } : {}) } };
}

/** Events of the shop's app with their properties, as JSON lines in the notation of Segment; some `wanted` of them. */
export function appEvents(random: Random, calendar: Calendar, wanted: number, truth: AppEventTruth): string {
  const days = Math.round((calendar.endMs - calendar.startMs) / DAY_MS);
  const people = Math.max(5, Math.round(wanted / 3));
  const records = Array.from({ length: wanted }, () => {
    const dayMs = calendar.startMs + random.below(days) * DAY_MS;
    const atMs = dayMs + timeOfDay(random);
    const { event, properties } = makeEvent(random, isWithin(calendar.campaign, dayMs));
    if (typeof properties.result === 'string')
      truth.quizzes[properties.result] = (truth.quizzes[properties.result] ?? 0) + 1;
    return { atMs, event, properties, anonymousId: `app-${1 + random.below(people)}` };
  }).sort((a, b) => a.atMs - b.atMs);
  truth.events += records.length;
  return records
    .map(({ atMs, event, properties, anonymousId }, i) => {
      const context = { page: { path: '/app', url: `https://${SHOP_HOST}/app` } };
      const timestamp = new Date(atMs).toISOString();
      const messageId = `app-event-${i + 1}`;
      return `${JSON.stringify({ type: 'track', event, anonymousId, messageId, timestamp, properties, context })}\n`;
    })
    .join('');
}
