import type { Kind } from './texts/phrases.ts';

/** The made-up shop: tea, candles, ceramics and linen. Every name here is invented. */
export interface Product {
  name: string;
  sku: string;
  price: number;
  /** Index into CATEGORIES. */
  category: number;
  /** What can be said of it. */
  kind: Kind;
  path: string;
  /** How often it is bought compared with the others of its category. */
  weight: number;
}

export const SHOP_NAME = 'Hollow Lane Goods';
export const SHOP_HANDLE = 'hollowlanegoods';
export const SHOP_HOST = 'hollowlane.example';
export const CATEGORIES = ['tea', 'candles', 'ceramics', 'linen'] as const;

const KIND_OF_CATEGORY: readonly Kind[] = ['tea', 'candle', 'ceramic', 'linen'];
/** In the category, but neither drunk nor burnt. */
const TOOLS = ['Basket infuser', 'Wick trimmer', 'Storm lantern'];

const product = (category: number, name: string, price: number, weight: number, index: number): Product => ({
  name,
  sku: `HL-${category + 1}${String(index).padStart(2, '0')}`,
  price,
  category,
  kind: TOOLS.includes(name) ? 'tool' : (KIND_OF_CATEGORY[category] as Kind),
  path: `/shop/${CATEGORIES[category]}/${name.toLowerCase().replace(/[^a-z]+/g, '-')}`,
  weight,
});

export const PRODUCTS: readonly Product[] = [
  product(0, 'Smoked oolong', 14.5, 5, 1),
  product(0, 'Meadow mint', 9.9, 7, 2),
  product(0, 'Winter spice chai', 12, 6, 3),
  product(0, 'Green jasmine', 13.2, 4, 4),
  product(0, 'Basket infuser', 18, 5, 5),
  product(0, 'Tea tasting box', 34, 2, 6),
  product(1, 'Beeswax pillar', 16, 6, 1),
  product(1, 'Fig and cedar candle', 24, 7, 2),
  product(1, 'Sea salt candle', 24, 5, 3),
  product(1, 'Wick trimmer', 12.5, 4, 4),
  product(1, 'Storm lantern', 48, 2, 5),
  product(2, 'Harbour mug', 22, 8, 1),
  product(2, 'Harbour teapot', 58, 3, 2),
  product(2, 'Speckled bowl', 26, 5, 3),
  product(2, 'Serving plate', 38, 3, 4),
  product(2, 'Egg cup pair', 15, 3, 5),
  product(3, 'Washed linen napkins', 32, 5, 1),
  product(3, 'Kitchen apron', 44, 4, 2),
  product(3, 'Table runner', 49, 3, 3),
  product(3, 'Tea towel trio', 27, 7, 4),
];

/** What the sample's story turns on; the tests know it. */
export const STORY = {
  /** A batch with cracking handles. */
  flawed: 'Harbour mug',
  /** These two are bought together far more often than chance. */
  pair: ['Smoked oolong', 'Basket infuser'] as const,
  campaignName: 'spring-table',
} as const;

export const INFO_PAGES = [
  '/',
  '/about',
  '/journal',
  '/journal/steeping-times',
  '/journal/caring-for-linen',
  '/delivery',
  '/contact',
  '/search',
] as const;
export const DEAD_PAGES = ['/sale-2019', '/old-shop', '/wp-login.php', '/journal/draft'] as const;
export const ASSETS = [
  '/assets/site.css',
  '/assets/site.js',
  '/assets/logo.svg',
  '/assets/hero.jpg',
  '/favicon.ico',
] as const;

/** Referrers with their share of arriving visits. */
export const REFERRERS: readonly [string, number][] = [
  ['', 34],
  ['https://www.google.com/', 30],
  ['https://duckduckgo.com/', 4],
  ['https://www.bing.com/', 5],
  ['https://www.instagram.com/', 12],
  ['https://www.facebook.com/', 6],
  ['https://www.pinterest.com/', 4],
  ['https://chatgpt.com/', 2],
  ['https://slowtable.example/best-mugs', 3],
];

/** Browsers with their share. */
export const AGENTS: readonly [string, number][] = [
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36',
    28,
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    27,
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36',
    22,
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    12,
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 5],
  [
    'Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1',
    6,
  ],
];
export const BOT_AGENTS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
] as const;
