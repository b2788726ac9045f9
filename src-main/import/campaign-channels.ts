import { lookUp } from '../../shared/look-up.ts';
import type { CampaignTags, Channel } from '../../shared/model.ts';
import { HOSTS, orAbove } from './referrer-tables.ts';

/** How marketers call sources for short. */
const SHORT_NAMES: Readonly<Record<string, Channel>> = {
  fb: 'social',
  'facebook-ads': 'social',
  ig: 'social',
  insta: 'social',
  yt: 'social',
  tw: 'social',
  twitter: 'social',
  li: 'social',
  tt: 'social',
  pin: 'social',
  wa: 'social',
  adwords: 'campaign',
  'google-ads': 'campaign',
  googleads: 'campaign',
  openai: 'ai-assistant',
};

/** Names of the lists in lower case: "facebook", "bing", "chatgpt". */
const BY_NAME: ReadonlyMap<string, Channel> = new Map(
  (
    [
      ['search', 'search'],
      ['social', 'social'],
      ['assistants', 'ai-assistant'],
    ] as const
  ).flatMap(([kind, channel]) => [...HOSTS[kind].values()].map(({ name }) => [name.toLowerCase(), channel] as const)),
);

/** Channel that a source tag stands for by its name or host; undefined for a name of the site's own making. */
function channelOfSource(source: string): Channel | undefined {
  const name = source.replace(/^https?:\/\/(?:www\.)?|^www\./, '');
  const known = lookUp(SHORT_NAMES, name) ?? BY_NAME.get(name);
  if (known || !name.includes('.')) return known;
  const host = name.replace(/[/?#].*$/s, '');
  if (orAbove('mail', host, '')) return 'email';
  if (orAbove('assistants', host, '')) return 'ai-assistant';
  if (orAbove('social', host, '')) return 'social';
  return orAbove('search', host, '') ? 'search' : undefined;
}

/**
 * Channel that a medium stands for, in the order of the default channel grouping of GA4
 * (https://support.google.com/analytics/answer/9756891): paid before unpaid. Paid search, paid social, display,
 * affiliates, text messages and push messages are one channel here, 'campaign': what somebody paid or sent for.
 */
const PAID =
  /^(?:.*cp.*|ppc|retargeting|paid.*|ads?|adwords)$|(?:^|[-_ ])(?:cp[acmv]|ppc|ads?|paid|sponsored|boosted)(?:$|[-_ ])/;
const DISPLAY = /^(?:display|banner|expandable|interstitial|native)$|^(?:display|banner)[-_ ]/;
const SENT = /^(?:affiliates?|audio|podcast|sms|text|qr|qr-?code|print|flyer|offline)$|push$|mobile|notification/;
const EMAIL = /^e[-_ ]?mail|^newsletter|^mailing/;
const SOCIAL =
  /^(?:social|social[-_ ]?network|social[-_ ]?media|sm|story|stories|reel|bio|organic[-_ ]social|social[-_ ]organic)$/;

/** Channel of a visit with campaign tags. Tags are compared in lower case. */
export function channelOfTags(tags: CampaignTags): Channel {
  const source = tags.source.trim().toLowerCase();
  const medium = tags.medium.trim().toLowerCase();
  if (PAID.test(medium) || DISPLAY.test(medium)) return 'campaign';
  if (EMAIL.test(medium)) return 'email';
  if (SENT.test(medium)) return 'campaign';
  if (SOCIAL.test(medium)) return 'social';
  const known = channelOfSource(source);
  if (/^ai([-_ ](assistants?|chat|search))?$|^llm$|^chatbot$/.test(medium)) return 'ai-assistant';
  if (medium === 'organic') return known === 'social' || known === 'ai-assistant' ? known : 'search';
  if (/^(?:referral|link|app|partner)$/.test(medium)) return known ?? 'referral';
  if (/^(?:\(none\)|none|\(not set\))$/.test(medium) && /^(?:\(direct\)|direct)?$/.test(source)) return 'direct';
  if (known) return known;
  if (EMAIL.test(source)) return 'email';
  return /video/.test(medium) ? 'social' : 'campaign';
}
