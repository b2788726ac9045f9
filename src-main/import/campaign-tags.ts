import type { CampaignTags } from '../../shared/model.ts';

/**
 * Parameters that advertisers' click ids come in, and what they say of the visit. The id itself is a cookie-like mark of
 * one person and is never read further than its presence.
 */
const CLICK_IDS: Readonly<Record<string, readonly [source: string, medium: string]>> = {
  gclid: ['google', 'cpc'],
  gbraid: ['google', 'cpc'],
  wbraid: ['google', 'cpc'],
  dclid: ['google', 'cpc'],
  fbclid: ['facebook', 'social'],
  msclkid: ['bing', 'cpc'],
  ttclid: ['tiktok', 'cpc'],
  twclid: ['x', 'cpc'],
  li_fat_id: ['linkedin', 'cpc'],
  epik: ['pinterest', 'cpc'],
};

/** Longest value that is kept: real tags are short, and what is longer is somebody's attempt to fill the store. */
const MAX_VALUE = 200;
/** A query is read up to here: logs hold hostile ones of many kilobytes. */
const MAX_QUERY = 8192;

/** Undoes percent signs and plus signs; what cannot be undone stays as it is. */
function decoded(value: string): string {
  const spaced = value.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** First value of each parameter, names in lower case. Takes `a=1&b=2`, with or without `?`, and stops at `#`. */
function parameters(query: string): Map<string, string> {
  const found = new Map<string, string>();
  const text = query.slice(0, MAX_QUERY).replace(/^\?/, '').replace(/#.*$/s, '');
  for (const part of text.split(/&amp;|[&;]/)) {
    const cut = part.indexOf('=');
    if (cut <= 0) continue;
    const name = part.slice(0, cut).toLowerCase();
    const value = decoded(part.slice(cut + 1, cut + 1 + MAX_VALUE * 3)).trim();
    // Newsletters put addresses of people into tags: such a value says nothing about the campaign.
    if (value !== '' && !value.includes('@') && !found.has(name)) found.set(name, value.slice(0, MAX_VALUE));
  }
  return found;
}

/** What the click id in a query says (an advertisement of Google, a post on Facebook …); null without one. */
export const clickTags = (query: string): CampaignTags | null => clickTagsIn(parameters(query));

function clickTagsIn(found: ReadonlyMap<string, string>): CampaignTags | null {
  // Advertisements before posts: Facebook adds its id to addresses that carry one of an advertisement, too.
  for (const [name, [source, medium]] of Object.entries(CLICK_IDS))
    if (medium === 'cpc' && found.has(name)) return { source, medium, campaign: '' };
  return found.has('fbclid') ? { source: 'facebook', medium: 'social', campaign: '' } : null;
}

/** Campaign tags of the query of a landing address: utm tags, else what a click id says, else null. */
export function campaignTags(query: string): CampaignTags | null {
  // Nearly every query of a log has neither; looking for the few marks first is much cheaper than reading parameters.
  if (!/utm_|clid|braid=|msclkid=|li_fat_id=|epik=/i.test(query)) return null;
  const found = parameters(query);
  const source = found.get('utm_source') ?? '';
  const medium = found.get('utm_medium') ?? '';
  const campaign = found.get('utm_campaign') ?? '';
  const click = clickTagsIn(found);
  if (source === '' && medium === '' && campaign === '') return click;
  // A campaign name alone (auto-tagged ads) is completed by the click id; a medium is never guessed beside a foreign source.
  if (source === '' && medium === '' && click) return { ...click, campaign };
  return { source, medium: medium || (click && source.toLowerCase() === click.source ? click.medium : ''), campaign };
}
