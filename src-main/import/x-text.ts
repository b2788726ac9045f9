import { countAt, type JsonObject, listAt, objectAt, textAt } from './json-read.ts';

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  hellip: '…',
};

/** Decodes HTML entities, once: "&amp;lt;" is what somebody wrote as "&lt;". */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,6}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name as string] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

interface Link {
  short: string;
  /** '' = the link of a picture, which nobody wrote. */
  full: string;
  /** Place in code points, or -1. */
  from: number;
}

function linksOf(tweet: JsonObject): Link[] {
  const entities = objectAt(tweet, 'entities');
  const links: Link[] = [];
  const add = (entry: unknown, full: string) => {
    const short = textAt(entry, 'url');
    const [from] = listAt(entry, 'indices');
    const known = links.some((link) => link.short === short && link.from === Number(from));
    if (short !== '' && !known) links.push({ short, full, from: from === undefined ? -1 : Number(from) });
  };
  for (const entry of listAt(entities, 'urls')) add(entry, textAt(entry, 'expanded_url') || textAt(entry, 'url'));
  for (const from of [objectAt(tweet, 'extended_entities'), entities])
    for (const entry of listAt(from, 'media')) add(entry, '');
  return links;
}

/** Offset in UTF-16 units of a place counted in code points. */
function unitOffset(text: string, codePoints: number): number {
  let unit = 0;
  for (let i = 0; i < codePoints && unit < text.length; i++)
    unit += (text.codePointAt(unit) as number) > 0xffff ? 2 : 1;
  return unit;
}

/** Where a link stands: at its place in code points when the text there is the link, else where it is found first. */
function placeOf(text: string, { short, from }: Link): number {
  const at = from >= 0 ? unitOffset(text, from) : -1;
  return at >= 0 && text.startsWith(short, at) ? at : text.indexOf(short);
}

/** Text as it was meant: t.co links expanded (those of pictures left out), HTML entities decoded outside of links. */
export function expandText(text: string, tweet: JsonObject): string {
  const placed = linksOf(tweet)
    .map((link) => ({ ...link, at: placeOf(text, link) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  let result = '';
  let end = 0;
  for (const { at, short, full } of placed) {
    if (at < end) continue;
    result += decodeEntities(text.slice(end, at)) + full;
    end = at + short.length;
  }
  return (result + decodeEntities(text.slice(end))).trim();
}

/** The full text of a long post. */
interface Note {
  id: string;
  atMs: number;
  text: string;
  /** Start of the text without blanks, to recognise it by. */
  start: string;
}

/** Characters of long posts kept at once; an archive with more keeps the short form of the rest. */
const MAX_NOTE_CHARS = 64 * 1024 ** 2;
const NEAR_SECONDS = 5;
/** Characters compared when a long post is matched with its short form. */
const START_LENGTH = 60;

const startOf = (text: string): string => text.replace(/[\s\u2026]+/g, '').slice(0, START_LENGTH);

/** Long posts come in a member of their own with an id of their own: they are found by time and first words. */
export class Notes {
  readonly #bySecond = new Map<number, Note[]>();
  #chars = 0;

  /** Takes an element of `note-tweet.js` (both shapes seen). */
  add(element: unknown, toMs: (text: string) => number | null): boolean {
    const note = objectAt(element, 'noteTweet');
    const core = 'core' in note ? objectAt(note, 'core') : objectAt(note, 'noteTweetResults');
    const atMs = toMs(textAt(note, 'createdAt')) ?? Number.NaN;
    let text = textAt(core, 'text');
    if (text === '' || Number.isNaN(atMs) || this.#chars + text.length > MAX_NOTE_CHARS) return false;
    for (const url of listAt(core, 'urls')) {
      const short = textAt(url, 'shortUrl') || textAt(url, 'url');
      const full = textAt(url, 'expandedUrl') || textAt(url, 'expanded_url');
      if (short !== '' && full !== '') text = text.replaceAll(short, () => full);
    }
    text = decodeEntities(text).trim();
    this.#chars += text.length;
    const second = Math.floor(atMs / 1000);
    const beside = this.#bySecond.get(second);
    const entry = { id: textAt(note, 'noteTweetId'), atMs, text, start: startOf(text) };
    if (beside) beside.push(entry);
    else this.#bySecond.set(second, [entry]);
    return true;
  }

  /** The full text that a post (id, Unix ms, decoded text) is the start of, or null. */
  find(id: string, atMs: number, text: string): string | null {
    if (this.#bySecond.size === 0) return null;
    const second = Math.floor(atMs / 1000);
    const shown = startOf(text.replace(/(…|\.\.\.)?\s*https?:\/\/\S*$/, ''));
    for (let at = second - NEAR_SECONDS; at <= second + NEAR_SECONDS; at++)
      for (const note of this.#bySecond.get(at) ?? []) {
        const same = note.id === id || (shown.length >= 10 && note.start.startsWith(shown.slice(0, note.start.length)));
        if (same && note.text.length >= text.length * 0.5) return note.text;
      }
    return null;
  }
}

/** Number of likes and shares of a post; strings in every archive since 2018. */
export const engagement = (tweet: JsonObject) => ({
  likes: countAt(tweet, 'favorite_count'),
  shares: countAt(tweet, 'retweet_count'),
  replies: countAt(tweet, 'reply_count'),
});
