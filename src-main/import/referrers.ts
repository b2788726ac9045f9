import type { CampaignTags, Channel } from '../../shared/model.ts';
import { AI_ASSISTANTS, SEARCH_ENGINES, SOCIAL_NETWORKS } from './lexicons/referrer-lists.ts';

/** Where a referrer belongs: a name for people, and the channel. */
export interface SourceInfo {
  /** "Google", "Instagram", or the host where there is no better name. '' = direct. */
  name: string;
  channel: Channel;
}

type Table = ReadonlyMap<string, string>;

const RENAMED: Readonly<Record<string, string>> = { Twitter: 'X' };

const tableOf = (lists: readonly string[]): Table => {
  const table = new Map<string, string>();
  for (const line of lists) {
    const cut = line.lastIndexOf(': ');
    const name = line.slice(0, cut);
    for (const host of line.slice(cut + 2).split(' '))
      if (!table.has(host)) table.set(host.replace(/^www\./, '').replace(/\/$/, ''), RENAMED[name] ?? name);
  }
  return table;
};

const search = tableOf(SEARCH_ENGINES);
const assistants = tableOf([...AI_ASSISTANTS, 'Copilot: copilot.cloud.microsoft', 'Kimi: kimi.com kimi.moonshot.cn']);
const social = tableOf([
  ...SOCIAL_NETWORKS,
  'Facebook: com.facebook.katana com.facebook.lite com.facebook.orca',
  'Instagram: com.instagram.android',
  'Twitter: com.twitter.android',
  'LinkedIn: com.linkedin.android',
  'Reddit: com.reddit.frontpage',
  'Pinterest: com.pinterest',
  'TikTok: com.zhiliaoapp.musically',
  'Telegram: org.telegram.messenger',
]);
const mail = tableOf([
  'Gmail: mail.google.com com.google.android.gm',
  'Outlook: outlook.live.com outlook.office.com outlook.office365.com com.microsoft.office.outlook',
  'Yahoo! Mail: mail.yahoo.com',
  'Proton Mail: mail.proton.me mail.protonmail.com',
  'GMX: gmx.net gmx.com gmx.de',
  'Mailchimp: list-manage.com campaign-archive.com mailchi.mp',
]);
const ads = tableOf([
  'Google Ads: googleads.g.doubleclick.net doubleclick.net googleadservices.com googlesyndication.com',
  'Taboola: taboola.com',
  'Outbrain: outbrain.com',
  'Criteo: criteo.com criteo.net',
]);

/** `google.de` and `google.co.uk` stand in the lists as `google.{}`, `de.bing.com` as `{}.bing.com`. */
const withoutCountry = (host: string): string[] => [
  host.replace(/\.(?:com?\.)?[a-z]{2}$/, '.{}'),
  host.replace(/^[a-z]{2}(?:-[a-z]{2})?\./, '{}.'),
];

/** Looks a host up, with its path for the few entries that need one (`x.com/i/grok`). */
function exactly(table: Table, host: string, path: string): string | undefined {
  for (const name of [host, ...withoutCountry(host)]) {
    const steps = path.split('/').filter((step) => step !== '');
    for (let depth = Math.min(steps.length, 3); depth >= 0; depth--) {
      const found = table.get([name, ...steps.slice(0, depth)].join('/'));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Looks a host and the domains above it up: `m.facebook.com` is Facebook. */
function orAbove(table: Table, host: string, path: string): string | undefined {
  for (let rest = host; rest.includes('.'); rest = rest.slice(rest.indexOf('.') + 1)) {
    const found = exactly(table, rest, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

const TAGGED = 'utm:';

/** A visit's campaign tags as one source text, which `classifySource` reads again: `utm:google|cpc|spring`. '' without tags. */
export function campaignSource({ source, medium, campaign }: CampaignTags): string {
  const clean = (text: string) => text.trim().replaceAll('|', ' ').replaceAll(/\s+/g, ' ').slice(0, 120);
  const parts = [clean(source).toLowerCase(), clean(medium).toLowerCase(), clean(campaign)];
  return parts.every((part) => part === '') ? '' : `${TAGGED}${parts.join('|')}`;
}

/** Channel that a medium stands for, after the channel grouping of the common web analytics tools. */
const MEDIA: readonly [RegExp, Channel][] = [
  [/^(e-?mail|newsletter|e_mail)$/, 'email'],
  [/(^|[-_ ])(cp[acmv]|ppc|retargeting|paid|display|banner|ads?|affiliates?)/, 'campaign'],
  [/^(social|social[-_ ]?(network|media)|sm)$/, 'social'],
  [/^organic$/, 'search'],
  [/^(referral|link|app)$/, 'referral'],
];

function classifyTags(text: string): SourceInfo {
  const [source = '', medium = '', campaign = ''] = text.slice(TAGGED.length).split('|');
  const channel = MEDIA.find(([pattern]) => pattern.test(medium))?.[1] ?? 'campaign';
  const name = source || medium;
  return { name: campaign === '' ? name : `${name} / ${campaign}`.replace(/^ \/ /, ''), channel };
}

/**
 * Name and channel of a referrer URL ('' = direct). `ownHosts` are the site's own hosts, in lower case.
 * Social networks come first, as the list of search engines holds some of them, too. Search engines are matched by their exact host, as `docs.google.com` is no search; the others with all below them.
 */
export function classifySource(url: string, ownHosts: readonly string[] = []): SourceInfo {
  if (url.startsWith(TAGGED)) return classifyTags(url);
  const parts = /^[a-z][a-z\d+.-]*:\/\/(?:www\.)?([^/:?#]*)(?::\d+)?([^?#]*)/i.exec(url);
  if (!parts) return { name: '', channel: 'direct' };
  const host = (parts[1] ?? '').toLowerCase();
  const path = parts[2] ?? '';
  if (ownHosts.includes(host) || ownHosts.includes(`www.${host}`)) return { name: host, channel: 'internal' };
  const short = host.replace(/^(?:m|mobile|touch|amp)\./, '');
  const found =
    named(orAbove(mail, host, path), 'email') ??
    named(orAbove(ads, host, path), 'campaign') ??
    named(orAbove(assistants, host, path), 'ai-assistant') ??
    named(orAbove(social, host, path), 'social') ??
    named(exactly(search, host, path) ?? exactly(search, short, path), 'search');
  if (found) return found;
  return { name: host, channel: /^(?:web)?mail\d?\./.test(host) ? 'email' : 'referral' };
}

const named = (name: string | undefined, channel: Channel): SourceInfo | undefined =>
  name === undefined ? undefined : { name, channel };
