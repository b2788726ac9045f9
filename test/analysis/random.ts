import fc from 'fast-check';
import type { KeptValue } from '../../shared/properties.ts';
import { CHANNELS, DEVICES, EVENT_KINDS, NETWORKS } from '../../shared/model.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/time.ts';
import type { CampaignSketch, EventSketch, FigureSketch, Known, MessageSketch, OrderSketch } from './columns.ts';
import { at } from './run.ts';

/** Dictionaries of the random rows: few words, so that rows meet. */
export const KNOWN = {
  pages: ['/', '/shop/a', '/shop/b', '/cart', '/thanks'],
  titles: { '/shop/a': 'Shop', '/shop/b': 'Shop', '/cart': 'Your cart' },
  sources: ['https://search.example/', 'https://social.example/', 'https://own.example/'],
  agents: ['desk', 'phone', 'robot'],
  languages: ['en', 'de'],
  topics: ['Coffee', 'Parcels'],
  campaigns: ['Spring', 'Autumn', 'Set', 'Ad'],
  accounts: ['Shop', 'Studio'],
} satisfies Known & { campaigns: readonly string[]; accounts: readonly string[] };
const channels = ['search', 'social', 'internal'] as const;
const deviceOf = { desk: DEVICES[1], phone: DEVICES[2], robot: DEVICES[4] } as const;

/** Instants between two days from MONDAY, on whole minutes so that ties and idle limits are met. */
export const instants = (fromDay: number, toDay: number): fc.Arbitrary<number> =>
  fc
    .integer({ min: 0, max: ((toDay - fromDay) * DAY_MS) / MINUTE_MS - 1 })
    .map((minute) => at(fromDay) + minute * MINUTE_MS);

/** A visitor's act at one of the given instants. */
export const anEvent = (when: fc.Arbitrary<number>): fc.Arbitrary<EventSketch> =>
  fc
    .record({
      at: when,
      person: fc.integer({ min: 0, max: 5 }),
      kind: fc.oneof({ weight: 3, arbitrary: fc.constant('view' as const) }, fc.constantFrom(...EVENT_KINDS)),
      page: fc.constantFrom(...KNOWN.pages),
      source: fc.constantFrom('', ...KNOWN.sources),
      agent: fc.constantFrom(...KNOWN.agents),
      sizeBytes: fc.integer({ min: 0, max: 900 }),
      properties: fc.option(
        fc.record(
          {
            plan: fc.constantFrom<KeptValue>('pro', 'free', null, true, 7),
            seats: fc.integer({ min: -4, max: 40 }).map((n) => n / 2),
          },
          { requiredKeys: [] },
        ),
        { nil: undefined },
      ),
    })
    .map(({ properties, ...row }) => ({
      ...row,
      ...(properties ? { properties } : {}),
      channel: channels[KNOWN.sources.indexOf(row.source)] ?? CHANNELS[0],
      device: deviceOf[row.agent as keyof typeof deviceOf],
    }));

/** A message at one of the given instants; null = undated. */
export const aMessage = (when: fc.Arbitrary<number | null>): fc.Arbitrary<MessageSketch> =>
  fc.record({
    at: when,
    author: fc.integer({ min: 0, max: 5 }),
    network: fc.constantFrom(...NETWORKS),
    own: fc.boolean(),
    language: fc.constantFrom('', ...KNOWN.languages),
    rating: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
    likes: fc.integer({ min: 0, max: 9 }),
    sentiment: fc.option(
      fc.integer({ min: -10, max: 10 }).map((tenths) => tenths / 100),
      { nil: null },
    ),
    apart: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 4 })),
    topic: fc.constantFrom('', ...KNOWN.topics),
    intents: fc.subarray(['question', 'complaint', 'praise'] as const),
    aspects: fc.uniqueArray(fc.tuple(fc.constantFrom('cake', 'staff'), fc.integer({ min: 0, max: 2 })), {
      maxLength: 2,
    }),
    tags: fc.subarray(['cake', 'vegan', 'brunch']),
  });

/** An order with up to three lines; item 0 is one without a name. */
export const anOrder = (when: fc.Arbitrary<number>): fc.Arbitrary<OrderSketch> =>
  fc.record({
    at: when,
    buyer: fc.integer({ min: 0, max: 5 }),
    total: fc.integer({ min: 0, max: 500 }),
    status: fc.oneof(
      { weight: 3, arbitrary: fc.constant('paid' as const) },
      fc.constantFrom('refunded', 'cancelled', 'open'),
    ),
    lines: fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 3 }), fc.constantFrom(1, 2.5)), {
      maxLength: 3,
    }),
  });

/** A day's campaign row at one of the given instants. */
export const aCampaign = (when: fc.Arbitrary<number>): fc.Arbitrary<CampaignSketch> =>
  fc
    .record({
      from: when,
      network: fc.constantFrom('meta' as const, 'google-ads' as const),
      campaign: fc.constantFrom('Spring', 'Autumn'),
      group: fc.constantFrom('', 'Set'),
      spend: fc.integer({ min: 0, max: 90 }),
      impressions: fc.integer({ min: 0, max: 900 }),
      clicks: fc.integer({ min: 0, max: 40 }),
      conversions: fc.integer({ min: 0, max: 5 }),
      run: fc.integer({ min: 1, max: 3 }),
    })
    .map((row) => ({ ...row, to: row.from + MINUTE_MS }));

/** A figure of another tool at one of the given instants. */
export const aFigure = (when: fc.Arbitrary<number>): fc.Arbitrary<FigureSketch> =>
  fc
    .record({
      from: when,
      network: fc.constantFrom('instagram' as const, 'youtube' as const),
      account: fc.constantFrom('', 'Shop', 'Studio'),
      metric: fc.constantFrom('views' as const, 'reach' as const, 'followers' as const),
      dimension: fc.constantFrom('all' as const, 'country' as const),
      value: fc.integer({ min: 0, max: 500 }),
      run: fc.integer({ min: 1, max: 3 }),
    })
    .map((row) => ({ ...row, to: row.from + MINUTE_MS }));
