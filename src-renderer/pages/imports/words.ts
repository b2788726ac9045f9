import type { KnownFormat, RunSummary } from '../../../shared/contract/imports.ts';
import type { Basis, Purpose, RejectionCode } from '../../../shared/model.ts';
import type { PropertyOutcome } from '../../../shared/properties.ts';

/** Why a row could not be read, in words. */
export const REJECTION_WORDS: Readonly<Record<RejectionCode, string>> = {
  'not-this-format': 'not a line of this kind of file',
  'too-few-columns': 'too few columns',
  'bad-date': 'the date cannot be read',
  'bad-number': 'a number cannot be read',
  'bad-encoding': 'letters that this encoding does not have',
  'bad-json': 'a broken record',
  'missing-field': 'something needed is missing',
  'too-long': 'longer than any such row should be',
  'out-of-range': 'a value that cannot be',
  'not-http': 'not a web request',
  'impossible-date': 'a date that cannot be',
};

/** What became of a property of events, in words. */
export const PROPERTY_WORDS: Readonly<Record<PropertyOutcome, string>> = {
  kept: 'kept',
  personal: 'left out: looks like personal data',
  identifier: 'left out: a number that stands for one person, visit or order',
  'free-text': 'left out: words that people write themselves',
  'too-many-values': 'kept as “(other)”: more than 1,000 different values, or 20,000 search terms',
  'too-many-names': 'left out: more than 50 different properties of one event',
  'too-many-sets': 'left out: too many different combinations in this workspace',
  'of-view': 'left out: page views and searches have no other properties, only events do',
};

/** Groups of formats, in the order in which they are listed. */
export const GROUP_WORDS: Readonly<Record<KnownFormat['group'], string>> = {
  social: 'Archives of social networks',
  reviews: 'Reviews',
  insights: 'Figures of pages and posts',
  ads: 'Advertising',
  'web-log': 'Server, CDN and app logs',
  analytics: 'Web analytics and customer data',
  commerce: 'Shops and payments',
  any: 'Anything else',
};

/** What a purpose means to the people in a file. */
export const PURPOSE_WORDS: Readonly<Record<Purpose, { title: string; means: string }>> = {
  service: {
    title: 'Counting and improving',
    means: 'Totals, charts and lists: how many came, what they said, what they bought.',
  },
  marketing: { title: 'Marketing', means: 'Groups of customers to write to.' },
  personalisation: { title: 'Recommendations', means: 'What to offer one person, from what people like them bought.' },
  advertising: { title: 'Advertising', means: 'Lists for ad platforms.' },
  research: { title: 'Research', means: 'Finding patterns for studies.' },
};

/** What a basis means; the wording of the law in brackets. */
export const BASIS_WORDS: Readonly<Record<Basis, { label: string; about: string }>> = {
  none: { label: 'Not at all', about: 'Nobody from this file is used for it.' },
  consent: { label: 'Only who agreed', about: 'Only people whose consent is on record.' },
  contract: { label: 'Part of the service', about: 'Needed for what they ordered (contract).' },
  'legitimate-interest': {
    label: 'Unless they object',
    about: 'You have a good reason and they can say no (legitimate interest).',
  },
};

/** State of an import in a word and a tone. */
export const STATE_WORDS: Readonly<
  Record<RunSummary['state'], { label: string; tone: 'plain' | 'good' | 'attention' | 'bad' }>
> = {
  running: { label: 'Running', tone: 'plain' },
  ready: { label: 'In', tone: 'good' },
  undone: { label: 'Undone', tone: 'plain' },
  failed: { label: 'Failed', tone: 'bad' },
  cancelled: { label: 'Stopped', tone: 'attention' },
};

/** Names of target fields of the mapping dialog. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  key: 'Number or id',
  at: 'Date',
  customer: 'Customer number',
  email: 'E-mail address',
  name: 'Name',
  phone: 'Phone',
  item: 'Item',
  sku: 'Item number',
  quantity: 'Quantity',
  unitPrice: 'Price of one',
  ref: 'Number of the order it pays, or of its payment',
  total: 'Total',
  currency: 'Currency',
  status: 'State',
  ignore: 'Leave out',
  author: 'Author',
  rating: 'Rating',
  title: 'Title',
  text: 'Text',
  language: 'Language',
  likes: 'Likes',
  shares: 'Shares',
  replies: 'Replies',
  views: 'Views',
  url: 'Address of the post',
  visitor: 'Visitor',
  page: 'Page',
  referrer: 'Came from',
  agent: 'Browser',
  kind: 'Kind',
  value: 'Value',
  property: 'Property of the event',
  time: 'Time of day',
  zone: 'Time zone',
  refunded: 'Given back',
  channel: 'Sold through',
  variant: 'Variant',
  variant2: 'Second variant',
  variant3: 'Third variant',
  category: 'Category',
  price: 'Price',
  salePrice: 'Reduced price',
  stock: 'In stock',
  active: 'On sale or not',
  country: 'Country',
  consent: 'Agreed to e-mail',
  consentSms: 'Agreed to SMS',
  consentWhatsapp: 'Agreed to WhatsApp',
};

const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  stripe: 'Stripe',
  square: 'Square',
  etsy: 'Etsy',
  'table-file': 'your order tables',
};

/** What a shop or kind of file is called; shops that were given a name have it already. */
export const systemWords = (scope: string): string =>
  Object.hasOwn(SYSTEM_WORDS, scope) ? (SYSTEM_WORDS[scope] as string) : scope;

/** How sure detection is, in words. */
export const sureness = (confidence: number): string =>
  confidence > 0.9 ? 'certain' : confidence >= 0.7 ? 'very likely' : confidence >= 0.4 ? 'likely' : 'a guess';
