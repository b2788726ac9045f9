import type { LeftOut } from '../../shared/results.ts';
import type { Locale } from './locale.ts';

/** Words for the ids that results carry. An id without an entry is shown as it is. */
export const ID_WORDS: Readonly<Record<string, string>> = {
  // networks
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  threads: 'Threads',
  linkedin: 'LinkedIn',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  reddit: 'Reddit',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  pinterest: 'Pinterest',
  whatsapp: 'WhatsApp',
  google: 'Google',
  shop: 'Shop',
  email: 'E-mail',
  'google-play': 'Google Play',
  'app-store': 'App Store',
  trustpilot: 'Trustpilot',
  'google-ads': 'Google Ads',
  meta: 'Meta',
  web: 'Website',
  // kinds of message
  post: 'Post',
  comment: 'Comment',
  mention: 'Mention',
  review: 'Review',
  reply: 'Reply',
  direct: 'Direct',
  // channels
  search: 'Search',
  social: 'Social networks',
  'ai-assistant': 'AI assistants',
  campaign: 'Campaigns',
  referral: 'Other websites',
  internal: 'Own pages',
  // devices
  unknown: 'Unknown',
  desktop: 'Computer',
  phone: 'Phone',
  tablet: 'Tablet',
  bot: 'Robot',
  other: 'Other',
  // visits
  new: 'New',
  returning: 'Returning',
  // kinds of event
  view: 'Page view',
  asset: 'File of a page',
  download: 'Download',
  redirect: 'Redirect',
  missing: 'Not found',
  failure: 'Server error',
  custom: 'Event',
  product: 'Product view',
  cart: 'Into the basket',
  checkout: 'Checkout',
  purchase: 'Purchase',
  // orders
  paid: 'Paid',
  refunded: 'Refunded',
  cancelled: 'Cancelled',
  open: 'Open',
  // sentiment
  negative: 'Negative',
  neutral: 'Neutral',
  positive: 'Positive',
  unscored: 'Not scored',
};

/** Why rows or people are left out, in words that finish "12 people are left out: …". */
export const LEFT_OUT_WORDS: Readonly<Record<LeftOut['reason'], string>> = {
  'no-consent': 'no consent on record for this use',
  expired: 'their consent to this use has expired',
  'purpose-over': 'this use has ended, or has not begun',
  'basis-over': 'the basis of their import has ended, or does not hold yet',
  objected: 'they said no to this use',
  restricted: 'frozen on request',
  importing: 'their import is still under way',
  bot: 'robots',
  'same-sale': 'payments whose orders are here, too',
  'look-alike': 'orders that another system has, too, as you said',
  'own-staff': 'visits of your own staff, as Settings lists them',
  'long-visit': 'visits with more acts than Settings allows',
  'small-group': 'groups too small to be shown',
  'no-date': 'no date in the file',
  'not-scored': 'the language is not one of the eight that can be scored',
  'other-currency': 'paid in another currency',
};

/** Name of a language by its tag, in the language of the window. */
export function languageName(tag: string, { locale }: Locale): string {
  if (tag === '') return 'Unknown';
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
