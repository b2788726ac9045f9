import { beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../shared/time.ts';
import { makeSample, type Sample, STORY } from '../../src-main/sample/index.ts';
import { bytesOf, type Hit, hitsOf, membersOf, recordsOf } from './read.ts';

const END = Date.UTC(2026, 10, 1);
const make = (rows: number, seed: number, endMs = END) => makeSample({ rows, seed, endMs });

let sample: Sample;
let files: Map<string, Buffer>;
let hits: Hit[];
beforeAll(async () => {
  sample = await make(20_000, 7);
  files = bytesOf(sample);
  hits = hitsOf(files.get('access.log'));
});

const isBot = ({ agent }: Hit) => /bot/i.test(agent);
const isAsset = ({ path }: Hit) => /^\/assets\/|\.ico$/.test(path);

describe('the sample is the same wherever it is made', () => {
  test('same rows, seed and end: same bytes in every file', async () => {
    const again = bytesOf(await make(20_000, 7));
    expect([...again.keys()]).toEqual([...files.keys()]);
    for (const [name, bytes] of files) expect(again.get(name)?.equals(bytes), name).toBe(true);
  });

  test('the hour of the day it is made at changes nothing', async () => {
    const later = bytesOf(await make(2000, 7, END + 5 * 3_600_000 + 123));
    const first = bytesOf(await make(2000, 7, END));
    for (const [name, bytes] of first) expect(later.get(name)?.equals(bytes), name).toBe(true);
  });

  test('another seed: another file, every one of them', async () => {
    const other = bytesOf(await make(20_000, 8));
    for (const [name, bytes] of files) expect(other.get(name)?.equals(bytes), name).toBe(false);
  });

  test('another end moves every date', async () => {
    const moved = await make(2000, 7, END + 30 * DAY_MS);
    const first = await make(2000, 7);
    expect(moved.truth.calendar.startMs - first.truth.calendar.startMs).toBe(30 * DAY_MS);
  });
});

describe('as much as was asked for', () => {
  test.each([1000, 5000, 20_000])('%i rows', async (rows) => {
    const read = bytesOf(await make(rows, 3));
    const posts = (await membersOf(read.get('x-archive.zip') as Buffer)).get('data/tweets.js') ?? '';
    const total =
      hitsOf(read.get('access.log')).length +
      new Set(recordsOf(read.get('orders_export.csv')).map((row) => row.Name)).size +
      recordsOf(read.get('reviews.csv')).length +
      recordsOf(read.get('comments.csv')).length +
      posts.split('"id_str"').length -
      1;
    expect(total / rows).toBeGreaterThan(0.85);
    expect(total / rows).toBeLessThan(1.25);
  });
});

describe('what the sample says of itself is what its files say', () => {
  test('orders', () => {
    const lines = recordsOf(files.get('orders_export.csv'));
    const { orders, customers } = sample.truth;
    const heads = lines.filter((line) => line.Total !== '');
    expect(heads.length).toBe(orders.length);
    expect(heads.filter((line) => line['Financial Status'] === 'refunded').length).toBe(
      orders.filter((order) => order.refunded).length,
    );
    const cents = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + Math.round(n * 100), 0);
    expect(cents(heads.map((line) => Number(line.Total)))).toBe(cents(orders.map((order) => order.total)));
    const buyers = new Set(orders.map((order) => order.customer.email));
    expect(new Set(lines.map((line) => line.Email)).size).toBe(buyers.size);
    expect(buyers.size).toBeLessThanOrEqual(customers.length);
    expect(heads.map((line) => Date.parse(line['Created at'] ?? ''))).toEqual(orders.map((order) => order.atMs));
    // What a line costs and what delivery costs add up to what the order says.
    const sums = new Map<string, number>();
    for (const line of lines) {
      const name = line.Name ?? '';
      sums.set(name, (sums.get(name) ?? 0) + Number(line['Lineitem quantity']) * Number(line['Lineitem price']));
    }
    for (const head of heads) expect(sums.get(head.Name ?? '')).toBeCloseTo(Number(head.Subtotal), 6);
  });

  test('customers, with what each said about e-mail', () => {
    const { customers, orders } = sample.truth;
    const rows = recordsOf(files.get('customers_export.csv'));
    expect(rows.map((row) => [row.Email, row['Accepts Email Marketing']])).toEqual(
      customers.map(({ email, accepts }) => [email, accepts ? 'yes' : 'no']),
    );
    expect(rows.reduce((sum, row) => sum + Number(row['Total Orders']), 0)).toBe(orders.length);
  });

  test('events of the app, with their properties', () => {
    const { appEvents, calendar } = sample.truth;
    const calls = String(files.get('app-events.jsonl'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; timestamp: string; properties: Record<string, unknown> });
    expect(calls.length).toBe(appEvents.events);
    const results = Map.groupBy(calls, ({ properties }) => properties.result);
    for (const [result, times] of Object.entries(appEvents.quizzes)) expect(results.get(result)?.length).toBe(times);
    for (const { timestamp, properties } of calls) {
      expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(calendar.startMs);
      expect(Date.parse(timestamp)).toBeLessThan(calendar.endMs);
      expect(Object.keys(properties).length).toBeGreaterThan(0);
    }
  });

  test('days of the ads', () => {
    const { campaigns, calendar, orders } = sample.truth;
    const rows = recordsOf(files.get('meta-ads.csv'));
    expect(rows.length).toBe(campaigns.length);
    const cents = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + Math.round(n * 100), 0);
    expect(cents(rows.map((row) => Number(row['Amount spent (EUR)'])))).toBe(
      cents(campaigns.map(({ spend }) => spend)),
    );
    // One row per campaign and day; the story's campaign runs on its own days only.
    const keys = rows.map((row) => `${row['Campaign name']} ${row['Reporting starts']}`);
    expect(new Set(keys).size).toBe(rows.length);
    const story = rows.filter((row) => row['Campaign name'] === STORY.campaignName);
    expect(story.length).toBe((calendar.campaign.toMs - calendar.campaign.fromMs) / DAY_MS);
    // What the network says it sold is what the orders say came from it.
    expect(story.reduce((sum, row) => sum + Number(row.Purchases), 0)).toBe(
      orders.filter((order) => order.campaign).length,
    );
  });

  test('reviews, comments and posts', async () => {
    const { reviews, comments, posts } = sample.truth;
    const rows = recordsOf(files.get('reviews.csv'));
    expect(rows.map((row) => [Date.parse(row.Date ?? ''), row.Rating, row.Review])).toEqual(
      reviews.map((review) => [review.atMs, String(review.rating), review.text]),
    );
    expect(recordsOf(files.get('comments.csv')).length).toBe(comments);
    const members = await membersOf(files.get('x-archive.zip') as Buffer);
    const tweets = JSON.parse((members.get('data/tweets.js') ?? '').replace(/^[^[]*/, '')) as unknown[];
    expect(tweets.length).toBe(posts);
  });

  test('hits, page views, robots and missing pages', () => {
    const { visits } = sample.truth;
    expect(hits.length).toBe(visits.hits);
    expect(hits.filter(isBot).length).toBe(visits.botHits);
    const people = hits.filter((hit) => !isBot(hit));
    expect(people.filter((hit) => hit.status === 404).length).toBe(visits.missing);
    expect(people.filter((hit) => hit.status === 200 && !isAsset(hit)).length).toBe(visits.views);
    expect(visits.botHits / visits.hits).toBeGreaterThan(0.05);
    expect(visits.missing).toBeGreaterThan(0);
  });
});

test('every date lies in the eighteen months', () => {
  const { startMs, endMs } = sample.truth.calendar;
  const dates = [
    ...recordsOf(files.get('orders_export.csv')).flatMap((row) =>
      row['Created at'] ? [Date.parse(row['Created at'])] : [],
    ),
    ...recordsOf(files.get('reviews.csv')).map((row) => Date.parse(row.Date ?? '')),
    ...recordsOf(files.get('comments.csv')).map((row) => Date.parse(row.Date ?? '')),
    ...recordsOf(files.get('meta-ads.csv')).map((row) => Date.parse(row['Reporting starts'] ?? '')),
  ];
  expect(dates.filter((at) => !(at >= startMs && at < endMs))).toEqual([]);
  expect(Math.min(...hits.map((hit) => hit.atMs))).toBeGreaterThanOrEqual(startMs);
  // A visit that begins just before midnight may end after it.
  expect(Math.max(...hits.map((hit) => hit.atMs))).toBeLessThan(endMs + DAY_MS / 12);
});

describe('nobody real is in it', () => {
  test('e-mail addresses end in example.com', () => {
    const text = [...files]
      .filter(([name]) => !name.endsWith('.zip'))
      .map(([, bytes]) => bytes.toString('utf8'))
      .join('\n');
    const addresses = text.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(100);
    expect(addresses.filter((address) => !address.endsWith('@example.com'))).toEqual([]);
  });

  test('computers are at private addresses (RFC 1918)', () => {
    expect(hits.filter(({ ip }) => !/^10\.(?:\d{1,3}\.){2}\d{1,3}$/.test(ip))).toEqual([]);
    expect(hits.filter(({ ip }) => ip.split('.').some((part) => Number(part) > 255))).toEqual([]);
  });

  test('the shop and who writes about it have hosts that cannot exist', () => {
    const known = new Set([
      'www.google.com',
      'duckduckgo.com',
      'www.bing.com',
      'www.instagram.com',
      'www.facebook.com',
      'www.pinterest.com',
      'chatgpt.com',
    ]);
    const hosts = new Set(hits.filter((hit) => hit.referrer !== '-').map((hit) => new URL(hit.referrer).hostname));
    expect([...hosts].filter((host) => !known.has(host) && !host.endsWith('.example'))).toEqual([]);
  });
});

describe('the story is in the files', () => {
  test('only orders of the bad batch are followed by words about handles', () => {
    const { flaw } = sample.truth.calendar;
    const handles = /handle|henkel|l’anse|el asa|manico|het oor/i;
    const about = recordsOf(files.get('reviews.csv')).filter((row) => handles.test(row.Review ?? ''));
    expect(about.length).toBe(sample.truth.reviews.filter((review) => review.aboutFlaw).length);
    expect(about.length).toBeGreaterThan(3);
    for (const row of about) {
      const at = Date.parse(row.Date ?? '');
      expect(at).toBeGreaterThanOrEqual(flaw.fromMs);
      expect(at, 'at most a fortnight after the last order').toBeLessThan(flaw.toMs + 15 * DAY_MS);
      expect(row.Product).toBe(STORY.flawed);
      expect(Number(row.Rating)).toBeLessThanOrEqual(2);
    }
  });

  test('the campaign brings visits from Instagram', () => {
    const { campaign, startMs, endMs } = sample.truth.calendar;
    const inside = ({ atMs }: Hit) => atMs >= campaign.fromMs && atMs < campaign.toMs;
    const arrivals = hits.filter((hit) => hit.referrer.includes('instagram'));
    const insideDays = (campaign.toMs - campaign.fromMs) / DAY_MS;
    const outsideDays = (endMs - startMs) / DAY_MS - insideDays;
    const perDay = arrivals.filter(inside).length / insideDays;
    const otherwise = arrivals.filter((hit) => !inside(hit)).length / outsideDays;
    expect(perDay / otherwise).toBeGreaterThan(3);
  });

  test('a click of the campaign costs less and sells more than one of the ads that always run', () => {
    const of = (name: string) => sample.truth.campaigns.filter((day) => day.name === name);
    const sum = (days: ReturnType<typeof of>, measure: 'spend' | 'clicks' | 'revenue') =>
      days.reduce((all, day) => all + day[measure], 0);
    const [story, steady] = [of(STORY.campaignName), of('always-on')];
    expect(sum(story, 'spend') / sum(story, 'clicks')).toBeLessThan(sum(steady, 'spend') / sum(steady, 'clicks'));
    expect(sum(story, 'revenue') / sum(story, 'spend')).toBeGreaterThan(sum(steady, 'revenue') / sum(steady, 'spend'));
  });

  test('the pair is bought together more often than chance', () => {
    const [a, b] = STORY.pair;
    const baskets = sample.truth.orders.map((order) => new Set(order.basket.map(({ product }) => product.name)));
    const share = (fits: (basket: Set<string>) => boolean) => baskets.filter(fits).length / baskets.length;
    const lift =
      share((basket) => basket.has(a) && basket.has(b)) /
      (share((basket) => basket.has(a)) * share((basket) => basket.has(b)));
    expect(lift).toBeGreaterThan(2);
  });
});
