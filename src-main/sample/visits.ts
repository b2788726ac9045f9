import { DAY_MS } from '../../shared/time.ts';
import { type Calendar, dayWeight, isWithin, timeOfDay } from './calendar.ts';
import { AGENTS, ASSETS, BOT_AGENTS, DEAD_PAGES, INFO_PAGES, PRODUCTS, REFERRERS, SHOP_HOST } from './catalogue.ts';
import type { Random } from './random.ts';

/** What the log was made with; the tests count against it. */
export interface VisitTruth {
  hits: number;
  botHits: number;
  views: number;
  missing: number;
}

interface Hit {
  atMs: number;
  line: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const pad = (n: number) => String(n).padStart(2, '0');
function logDate(atMs: number): string {
  const d = new Date(atMs);
  return `${pad(d.getUTCDate())}/${MONTHS[d.getUTCMonth()]}/${d.getUTCFullYear()}:${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())} +0000`;
}

interface Visitor {
  ip: string;
  agent: string;
}

/** Private addresses (RFC 1918): nobody's on the internet. */
const makeVisitor = (random: Random, agent: string): Visitor => ({
  ip: `10.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`,
  agent,
});

const hit = (
  { ip, agent }: Visitor,
  atMs: number,
  path: string,
  status: number,
  size: number,
  referrer: string,
): Hit => ({
  atMs,
  line: `${ip} - - [${logDate(atMs)}] "GET ${path} HTTP/1.1" ${status} ${size} "${referrer || '-'}" "${agent}"\n`,
});

/** Paths of one visit: look around, perhaps a product, cart, checkout, thanks. */
function journey(random: Random): string[] {
  const path: string[] = [
    random.chance(0.55) ? '/' : random.chance(0.6) ? random.pick(PRODUCTS).path : random.pick(INFO_PAGES),
  ];
  while (random.chance(0.62) && path.length < 12) {
    const product = PRODUCTS[random.weighted(PRODUCTS.map((entry) => entry.weight))];
    path.push(random.chance(0.7) && product ? product.path : random.pick(INFO_PAGES));
  }
  const sawProduct = path.some((entry) => entry.startsWith('/shop/'));
  if (sawProduct && random.chance(0.18)) {
    path.push('/cart');
    if (random.chance(0.55)) {
      path.push('/checkout');
      if (random.chance(0.7)) path.push('/thank-you');
    }
  }
  return path;
}

function visitHits(random: Random, truth: VisitTruth, visitor: Visitor, startMs: number, referrer: string): Hit[] {
  const hits: Hit[] = [];
  let atMs = startMs;
  let from = referrer;
  const paths = journey(random);
  if (random.chance(0.03)) paths.push(random.pick(DEAD_PAGES));
  paths.forEach((path, step) => {
    const dead = (DEAD_PAGES as readonly string[]).includes(path);
    hits.push(hit(visitor, atMs, path, dead ? 404 : 200, 4000 + random.below(30_000), from));
    if (dead) truth.missing++;
    else truth.views++;
    if (step === 0)
      hits.push(
        hit(visitor, atMs, random.pick(ASSETS), 200, 900 + random.below(60_000), `https://${SHOP_HOST}${path}`),
      );
    from = `https://${SHOP_HOST}${path}`;
    atMs += (8 + random.below(140)) * 1000;
  });
  return hits;
}

function botHits(random: Random, dayMs: number, count: number): Hit[] {
  return Array.from({ length: count }, () => {
    const visitor = { ip: `10.250.${random.below(4)}.${1 + random.below(20)}`, agent: random.pick(BOT_AGENTS) };
    const path = random.chance(0.8) ? random.pick(PRODUCTS).path : random.pick(DEAD_PAGES);
    const dead = (DEAD_PAGES as readonly string[]).includes(path);
    return hit(visitor, dayMs + random.below(86_400) * 1000, path, dead ? 404 : 200, 5000, '');
  });
}

/** Average hits of a visit: fixes how many visits make the wanted number of hits. */
const HITS_PER_VISIT = 3.75;
const BOT_SHARE = 0.12;

/** A combined access log, day by day in time order, so that any size streams. */
export function* accessLog(
  random: Random,
  calendar: Calendar,
  wantedHits: number,
  truth: VisitTruth,
): Generator<string> {
  const days = (calendar.endMs - calendar.startMs) / DAY_MS;
  let totalWeight = 0;
  for (let day = 0; day < days; day++) totalWeight += dayWeight(calendar, calendar.startMs + day * DAY_MS);
  const regulars: Visitor[] = [];
  const referrerWeights = REFERRERS.map(([, weight]) => weight);
  const campaignWeights = REFERRERS.map(([url, weight]) => (url.includes('instagram') ? weight * 6 : weight));
  for (let day = 0; day < days; day++) {
    const dayMs = calendar.startMs + day * DAY_MS;
    const share = dayWeight(calendar, dayMs) / totalWeight;
    const visits = random.poisson((share * wantedHits * (1 - BOT_SHARE)) / HITS_PER_VISIT);
    const hits = botHits(random, dayMs, random.poisson(share * wantedHits * BOT_SHARE));
    truth.botHits += hits.length;
    for (let i = 0; i < visits; i++) {
      const known = regulars.length > 0 && random.chance(0.3) ? random.pick(regulars) : undefined;
      const visitor =
        known ??
        makeVisitor(random, (AGENTS[random.weighted(AGENTS.map(([, weight]) => weight))] as [string, number])[0]);
      if (!known && random.chance(0.35))
        regulars[regulars.length < 20_000 ? regulars.length : random.below(20_000)] = visitor;
      const weights = isWithin(calendar.campaign, dayMs) ? campaignWeights : referrerWeights;
      const [referrer] = REFERRERS[random.weighted(weights)] as [string, number];
      hits.push(...visitHits(random, truth, visitor, dayMs + timeOfDay(random), referrer));
    }
    truth.hits += hits.length;
    yield hits
      .sort((a, b) => a.atMs - b.atMs)
      .map((entry) => entry.line)
      .join('');
  }
}
