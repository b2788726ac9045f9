import type { CampaignTags } from '../../shared/model.ts';
import { decodeBytes } from './log-text.ts';
import { campaignSource } from './referrers.ts';

/** Whom a click id speaks of. The id itself names one click of one person and is dropped. */
const CLICK_IDS: Readonly<Record<string, { source: string; medium: string }>> = {
  gclid: { source: 'google', medium: 'cpc' },
  gbraid: { source: 'google', medium: 'cpc' },
  wbraid: { source: 'google', medium: 'cpc' },
  dclid: { source: 'google', medium: 'cpc' },
  fbclid: { source: 'facebook', medium: 'social' },
  msclkid: { source: 'bing', medium: 'cpc' },
  ttclid: { source: 'tiktok', medium: 'cpc' },
  twclid: { source: 'x', medium: 'cpc' },
  li_fat_id: { source: 'linkedin', medium: 'cpc' },
  epik: { source: 'pinterest', medium: 'cpc' },
};

/** First four bytes of a name, as they lie in memory, in lower case. */
const startOf = (name: string): number => Buffer.from(name, 'latin1').readInt32LE() | 0x20202020;
const STARTS = new Set(['utm_', ...Object.keys(CLICK_IDS)].map(startOf));

const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;

/** Whether a query (bytes[start, end), without its `?`) may hold campaign tags: looks at four bytes of each parameter. */
export function mayHoldTags(bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
  for (let at = start; at + 5 < end; at++) {
    if (STARTS.has(view.getInt32(at, true) | 0x20202020)) return true;
    while (at < end && bytes[at] !== AMPERSAND && bytes[at] !== SEMICOLON) at++;
  }
  return false;
}

/** A value of a query, decoded; '' for one that is no text or looks like an address of a person. */
function textOfValue(raw: string): string {
  if (/^[\w.-]*$/.test(raw)) return raw;
  const bytes = raw
    .replaceAll('+', ' ')
    .replaceAll(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  const text = decodeBytes(bytes)
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim();
  return text.includes('@') ? '' : text;
}

/** Campaign tags of a query (`raw` holds one byte a character, without `?`); null without any. The tags come before what a click id says. */
export function campaignTags(raw: string): CampaignTags | null {
  const found: Record<string, string> = {};
  let click: { source: string; medium: string } | undefined;
  for (const part of raw.split(/[&;]/)) {
    const cut = part.indexOf('=');
    if (cut < 0 || cut === part.length - 1) continue;
    const name = part.slice(0, cut).toLowerCase();
    if (name === 'utm_source' || name === 'utm_medium' || name === 'utm_campaign')
      found[name] ??= textOfValue(part.slice(cut + 1));
    else if (Object.hasOwn(CLICK_IDS, name)) click ??= CLICK_IDS[name];
  }
  const { utm_source: source = '', utm_medium: medium = '', utm_campaign: campaign = '' } = found;
  if (source !== '') return { source, medium, campaign };
  if (click) return { source: click.source, medium: medium || click.medium, campaign };
  return medium === '' && campaign === '' ? null : { source, medium, campaign };
}

const MEMO_SIZE = 10_000;

/** The source text of a query's campaign, '' without one. Remembers what it was asked: a campaign brings the same query again and again. */
export class CampaignMemo {
  readonly #known = new Map<string, string>();

  source(query: string): string {
    const known = this.#known.get(query);
    if (known !== undefined) return known;
    const tags = campaignTags(query);
    const text = tags ? campaignSource(tags) : '';
    if (this.#known.size >= MEMO_SIZE) this.#known.clear();
    this.#known.set(query, text);
    return text;
  }
}
