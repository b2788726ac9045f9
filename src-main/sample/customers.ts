import { PRODUCTS, type Product, STORY } from './catalogue.ts';
import type { Random } from './random.ts';
import { LANGUAGES, LANGUAGE_WEIGHTS, type Language } from './texts.ts';

/** An invented customer. Addresses end in example.com, which nobody can own (RFC 2606). */
export interface Customer {
  email: string;
  name: string;
  language: Language;
  /** Answered the marketing question with yes. */
  accepts: boolean;
  /** Favourite category. */
  taste: number;
  /** Orders expected over the eighteen months. */
  appetite: number;
  /** Part of the time in which they buy, 0..1: the others have left or not come yet. */
  active: { from: number; to: number };
}

const FIRST = [
  'Ada',
  'Ben',
  'Cleo',
  'Dora',
  'Emil',
  'Fay',
  'Gus',
  'Hana',
  'Ivo',
  'June',
  'Kit',
  'Lena',
  'Milo',
  'Nora',
  'Otto',
  'Pia',
  'Rosa',
  'Sam',
  'Tess',
  'Uma',
  'Vera',
  'Wim',
  'Yara',
  'Zeno',
] as const;
const LAST = [
  'Ashdown',
  'Birke',
  'Carrow',
  'Dellert',
  'Elmwood',
  'Farrin',
  'Gorsedd',
  'Hollis',
  'Ingram',
  'Jarrow',
  'Kestrel',
  'Lindqvist',
  'Marren',
  'Norrland',
  'Orme',
  'Penhale',
  'Quarles',
  'Rowen',
  'Sorrel',
  'Thorne',
] as const;

/** Kinds of customer: expected orders and how long they stay. */
const KINDS = [
  { weight: 52, appetite: 1.4, span: 0.15 },
  { weight: 26, appetite: 3, span: 0.5 },
  { weight: 14, appetite: 8, span: 0.9 },
  { weight: 8, appetite: 6, span: 0.35 },
] as const;

export function makeCustomer(random: Random, number: number): Customer {
  const first = random.pick(FIRST);
  const last = random.pick(LAST);
  const kind = KINDS[random.weighted(KINDS.map((entry) => entry.weight))] as (typeof KINDS)[number];
  // Windows may begin before the first day and end after the last: sales neither start nor fade out at the edges.
  const begin = random.next() * (1 + kind.span) - kind.span;
  const active = { from: Math.max(0, begin), to: Math.min(1, begin + kind.span) };
  return {
    email: `${first}.${last}.${number}@example.com`.toLowerCase(),
    name: `${first} ${last}`,
    language: LANGUAGES[random.weighted(LANGUAGE_WEIGHTS)] as Language,
    accepts: random.chance(0.66),
    taste: random.weighted([5, 4, 4, 3]),
    appetite: (kind.appetite * (active.to - active.from)) / kind.span,
    active,
  };
}

const [PAIR_A, PAIR_B] = STORY.pair;
const byName = (name: string) => PRODUCTS.find((product) => product.name === name) as Product;

/** One basket: mostly the favourite category; who takes the story's tea mostly takes the infuser too. */
export function makeBasket(random: Random, customer: Customer): { product: Product; quantity: number }[] {
  const basket = new Map<string, { product: Product; quantity: number }>();
  const add = (product: Product) => basket.set(product.name, { product, quantity: random.chance(0.12) ? 2 : 1 });
  const size = 1 + random.poisson(0.7);
  for (let i = 0; i < size; i++) {
    const weights = PRODUCTS.map((product) => product.weight * (product.category === customer.taste ? 5 : 1));
    add(PRODUCTS[random.weighted(weights)] as Product);
  }
  if (basket.has(PAIR_A) && random.chance(0.6)) add(byName(PAIR_B));
  return [...basket.values()];
}
