import type { CampaignTags, Channel } from '../../shared/model.ts';
import { channelOfTags } from './campaign-channels.ts';
import { engineOf, isPortalSearch, type ListedHost, orAbove, partsOf } from './referrer-tables.ts';

/** Where a referrer belongs: a name for people, and the channel. */
export interface SourceInfo {
  /** "Google", "Instagram", or the host where there is no better name. '' = direct. */
  name: string;
  channel: Channel;
}

const TAGGED = 'utm:';

/** A visit's campaign tags as one source text, which `classifySource` reads again: `utm:google|cpc|spring`. '' without tags. */
export function campaignSource({ source, medium, campaign }: CampaignTags): string {
  const clean = (text: string) => text.trim().replaceAll('|', ' ').replaceAll(/\s+/g, ' ').slice(0, 120);
  const parts = [clean(source).toLowerCase(), clean(medium).toLowerCase(), clean(campaign)];
  return parts.every((part) => part === '') ? '' : `${TAGGED}${parts.join('|')}`;
}

function classifyTags(text: string): SourceInfo {
  const [source = '', medium = '', campaign = ''] = text.slice(TAGGED.length).split('|');
  const channel = channelOfTags({ source, medium, campaign });
  const name = source || medium;
  return { name: campaign === '' ? name : `${name} / ${campaign}`.replace(/^ \/ /, ''), channel };
}

/**
 * Name and channel of a referrer URL ('' = direct). `ownHosts` are the site's own hosts, in lower case.
 * Social networks come before search engines, as the list of search engines holds some of them, too. Search engines are matched by their exact host, as `docs.google.com` is no search; the others with all below them.
 */
export function classifySource(url: string, ownHosts: readonly string[] = []): SourceInfo {
  if (url.startsWith(TAGGED)) return classifyTags(url);
  const parts = partsOf(url);
  if (!parts) return { name: '', channel: 'direct' };
  const { host, path } = parts;
  if (ownHosts.includes(host) || ownHosts.includes(`www.${host}`)) return { name: host, channel: 'internal' };
  const found =
    named(isPortalSearch(host) ? engineOf(host, path) : undefined, 'search') ??
    named(orAbove('mail', host, path), 'email') ??
    named(orAbove('ads', host, path), 'campaign') ??
    named(orAbove('assistants', host, path), 'ai-assistant') ??
    named(orAbove('social', host, path), 'social') ??
    named(engineOf(host, path), 'search');
  if (found) return found;
  return { name: host, channel: /^(?:web)?mail\d?\./.test(host) ? 'email' : 'referral' };
}

const named = (listed: ListedHost | undefined, channel: Channel): SourceInfo | undefined =>
  listed === undefined ? undefined : { name: listed.name, channel };
