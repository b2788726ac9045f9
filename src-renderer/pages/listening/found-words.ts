import type { AppError } from '../../../shared/errors.ts';
import { ASPECT_CATEGORIES, type Mood } from '../../../shared/moods.ts';

/** Words for what messages want, how it changed, and what things are about. */
export const FOUND_WORDS: Readonly<Record<string, string>> = {
  question: 'Questions',
  wish: 'Wishes',
  complaint: 'Complaints',
  praise: 'Praise',
  buying: 'Plans to buy',
  churn: 'Signs of leaving',
  comparison: 'Comparisons',
  other: 'Everything else',
  new: 'New',
  growing: 'Growing',
  fading: 'Fading',
  steady: 'Steady',
  'too-few': 'Too few',
  buyers: 'Have bought',
  'not-buyers': 'Have not bought, as far as known',
  general: 'In general',
  product: 'Product',
  price: 'Price',
  food: 'Food',
  drinks: 'Drinks',
  service: 'Service',
  ambience: 'Atmosphere',
  location: 'Location',
  delivery: 'Orders and delivery',
  design: 'Design',
  performance: 'How it works',
  usability: 'Ease of use',
  quality: 'Quality',
  battery: 'Battery',
  display: 'Screen',
  hardware: 'Parts',
  software: 'Apps and software',
  company: 'Company',
  website: 'Website and account',
  packaging: 'Packaging',
  payment: 'Payment',
  range: 'Choice',
  waiting: 'Waiting',
  facilities: 'Rooms and facilities',
  returns: 'Returns',
};

/** Moods, as they are said of a message and of a thing. */
export const MOOD_WORDS: Readonly<Record<Mood, string>> = {
  negative: 'Negative',
  neutral: 'Neutral',
  positive: 'Positive',
};
export const LIKING_WORDS: Readonly<Record<Mood, string>> = {
  negative: 'Disliked',
  neutral: 'Neither',
  positive: 'Liked',
};

/** What a thing can belong to, in the order of its words. */
export const CATEGORY_OPTIONS = ASPECT_CATEGORIES.map((id) => ({ id, label: FOUND_WORDS[id] ?? id })).sort((a, b) =>
  a.label.localeCompare(b.label, 'en'),
);

/** Why messages are kept apart. */
export const APART_WORDS: Readonly<Record<string, string>> = {
  'word-for-word': 'Repeats word for word',
  'nearly-the-same': 'Repeats with small changes',
  'passed-on': 'Passed on (shared, retweeted)',
  spam: 'Looks like spam',
  own: 'Your own posts',
};

/** Whom a kept search is about. */
export const SEARCH_WORDS: Readonly<Record<string, string>> = {
  own: 'You',
  product: 'Product',
  competitor: 'Competitor',
  other: 'Other',
};

const PROBLEMS: Readonly<Record<string, string>> = {
  empty: 'There is no word to look for here.',
  'only-not': 'Add a word that must be there: leaving words out alone finds everything.',
  bracket: 'A bracket is missing or one too many.',
  quote: 'A closing quotation mark is missing.',
  value: 'This value is not known. Try network:instagram, kind:review, language:de, from:others.',
  near: 'NEAR stands between two words: coffee NEAR/5 cold (1 to 100 words apart).',
  'nested-field': 'Put words joined by OR in brackets: (late OR lost) network:x.',
  'too-long': 'This is longer than 1,000 letters.',
};

/** What is wrong with a query, and where; undefined when the error is about something else. */
export function queryProblem(error: AppError | null): string | undefined {
  if (error?.code !== 'invalid-input' || error.facts.field !== 'query') return undefined;
  const words = PROBLEMS[String(error.facts.problem)] ?? 'This cannot be read.';
  return typeof error.facts.at === 'number' && error.facts.at > 0
    ? `${words} (at letter ${error.facts.at + 1})`
    : words;
}
