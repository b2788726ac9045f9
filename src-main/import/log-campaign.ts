import { campaignTags } from './campaign-tags.ts';
import { decodeBytes } from './log-text.ts';
import { campaignSource } from './referrers.ts';

/** Names of parameters that say where a visit came from: campaign tags, and click ids (see campaign-tags.ts). */
const NAMES = [
  'utm_',
  'gclid',
  'gbraid',
  'wbraid',
  'dclid',
  'fbclid',
  'msclkid',
  'ttclid',
  'twclid',
  'li_fat_id',
  'epik',
];

/** First four bytes of a name, as they lie in memory, in lower case. */
const startOf = (name: string): number => Buffer.from(name, 'latin1').readInt32LE() | 0x20202020;
const STARTS = new Set(NAMES.map(startOf));

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

const MEMO_SIZE = 10_000;

/** The source text of a query's campaign, '' without one. Remembers what it was asked: a campaign brings the same query again and again. */
export class CampaignMemo {
  readonly #known = new Map<string, string>();

  source(query: string): string {
    const known = this.#known.get(query);
    if (known !== undefined) return known;
    // Escapes and bytes of a log (one byte a character) become text first.
    const tags = campaignTags(decodeBytes(query));
    const text = tags ? campaignSource(tags) : '';
    if (this.#known.size >= MEMO_SIZE) this.#known.clear();
    this.#known.set(query, text);
    return text;
  }
}
