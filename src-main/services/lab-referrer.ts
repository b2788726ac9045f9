import type { Channel } from '../../shared/model.ts';
import { channelOfTags } from '../import/campaign-channels.ts';
import { campaignTags } from '../import/campaign-tags.ts';
import { classifySource } from '../import/referrers.ts';
import { searchTerm } from '../import/search-terms.ts';
import { linesOfText } from './lab-lines.ts';

interface ReferrerLine {
  channel: Channel;
  source: string;
  term: string | null;
}

/** A host without `https://`, as people paste it. */
const bare = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}(?::\d+)?(?:[/?#]|$)/i;

/** Channel, source and search term of a referrer – or of the address somebody landed on, if it carries campaign tags. */
export function describeReferrer(line: string, ownHosts: readonly string[] = []): ReferrerLine {
  const text = line.trim();
  const url = bare.test(text) ? `https://${text}` : text;
  const found = classifySource(url, ownHosts);
  const query = url.indexOf('?');
  const tags = query < 0 ? null : campaignTags(url.slice(query + 1));
  const known = found.channel !== 'referral' && found.channel !== 'direct' && found.channel !== 'internal';
  // Networks hand their click ids on to their own addresses, where they say nothing new; utm tags always decide.
  if (tags && !(known && !/[?&]utm_/i.test(url)))
    return { channel: channelOfTags(tags), source: tags.source || tags.medium || tags.campaign, term: null };
  return { channel: found.channel, source: found.name, term: found.channel === 'search' ? searchTerm(url) : null };
}

/** `inglenook lab referrer`: where each address comes from. */
export const labReferrer = {
  id: 'referrer',
  title: 'Source of each line',
  question: 'Which channel and source does each referrer or tagged address stand for?',
  async *run({ text, params }: { text(): string; params: Record<string, unknown> }) {
    const own = Array.isArray(params.ownHosts) ? params.ownHosts.map((host) => String(host).toLowerCase()) : [];
    for (const line of linesOfText(text())) yield { ...describeReferrer(line, own) };
  },
};
