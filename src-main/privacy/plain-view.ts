/** A stretch of the plain text that stands for a stretch of what was written; all else was taken as it is. */
interface Edit {
  start: number;
  end: number;
  fromStart: number;
  fromEnd: number;
}

/** A text with its escapes undone, and the way back to where it was written. */
export interface PlainView {
  text: string;
  /** [start, end) of the original for [start, end) of the plain text, in UTF-16 units; an escape is never cut in two. */
  place(start: number, end: number): { start: number; end: number };
}

/** Escapes in escapes: `%252540` takes three rounds. */
const MOST_ROUNDS = 4;
/** Longest word that is tried as Base64. */
const LONGEST_PACKED = 16_384;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  commat: '@',
  period: '.',
  num: '#',
  colon: ':',
  plus: '+',
};

const ESCAPE =
  /(?:%[0-9a-f]{2})+|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos|nbsp|commat|period|num|colon|plus);|\\u(?:[0-9a-f]{4}|\{[0-9a-f]{1,6}\})|\\x[0-9a-f]{2}|\\["'/]/gi;

const ofCode = (code: number): string | null =>
  code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : null;

/** What one escape that is no percent sign stands for; null if it stands for nothing. */
function ofEscape(written: string): string | null {
  const inner = written.slice(1).replace(/[;{}]/g, '');
  if (written.startsWith('&')) {
    if (inner.startsWith('#'))
      return ofCode(/^#x/i.test(inner) ? Number.parseInt(inner.slice(2), 16) : Number(inner.slice(1)));
    return ENTITIES[inner.toLowerCase()] ?? null;
  }
  if (/^[ux][0-9a-f]{2}/i.test(inner)) return ofCode(Number.parseInt(inner.slice(1), 16));
  return inner;
}

const sizeOf = (lead: number): number =>
  lead < 0x80
    ? 1
    : lead >= 0xc2 && lead < 0xe0
      ? 2
      : lead >= 0xe0 && lead < 0xf0
        ? 3
        : lead >= 0xf0 && lead < 0xf5
          ? 4
          : 0;

/** Text of bytes; null if they are no UTF-8. */
function utf8(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.includes('\ufffd') ? null : text;
}

/** Each sign of a run of `%XX`, with how many of its characters it takes; bytes that are no UTF-8 are read as Latin-1. */
function* ofPercents(run: string): Generator<[sign: string, length: number]> {
  const bytes = Uint8Array.from({ length: run.length / 3 }, (_, i) =>
    Number.parseInt(run.slice(3 * i + 1, 3 * i + 3), 16),
  );
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] as number;
    let size = sizeOf(lead);
    let sign = String.fromCharCode(lead);
    if (size > 1) {
      const read = utf8(bytes.subarray(i, i + size));
      if (read === null) size = 1;
      else sign = read;
    }
    yield [sign, 3 * (size || 1)];
    i += size || 1;
  }
}

/** Text in which some stretches were put in place of others. */
class Rewriting {
  readonly #source: string;
  readonly edits: Edit[] = [];
  #parts: string[] = [];
  #length = 0;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  put(fromStart: number, fromEnd: number, text: string): void {
    const kept = this.#source.slice(this.#at, fromStart);
    const start = this.#length + kept.length;
    this.#parts.push(kept, text);
    this.edits.push({ start, end: start + text.length, fromStart, fromEnd });
    this.#length = start + text.length;
    this.#at = fromEnd;
  }

  view(): PlainView | null {
    if (this.edits.length === 0) return null;
    const { edits } = this;
    return {
      text: this.#parts.join('') + this.#source.slice(this.#at),
      place: (start, end) => ({ start: origin(edits, start, false), end: origin(edits, end, true) }),
    };
  }
}

/** Where a place of the new text was in the old one. Inside an edit: where that began, or, for an end, where it ended. */
function origin(edits: readonly Edit[], at: number, isEnd: boolean): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { start } = edits[middle] as Edit;
    if (isEnd ? start < at : start <= at) low = middle + 1;
    else high = middle;
  }
  const last = edits[low - 1];
  if (!last) return at;
  if (isEnd ? at <= last.end : at < last.end) return isEnd ? last.fromEnd : last.fromStart;
  return last.fromEnd + (at - last.end);
}

function withoutEscapes(text: string): PlainView | null {
  if (!/%[0-9a-f]{2}|&[#\w]|\\["'/ux]/i.test(text)) return null;
  const rewriting = new Rewriting(text);
  for (const { 0: written, index } of text.matchAll(ESCAPE)) {
    if (!written.startsWith('%')) {
      const sign = ofEscape(written);
      if (sign !== null) rewriting.put(index, index + written.length, sign);
      continue;
    }
    let at = index;
    for (const [sign, length] of ofPercents(written)) {
      rewriting.put(at, at + length, sign);
      at += length;
    }
  }
  return rewriting.view();
}

/** Values of a query: what stands between `=` and the next `&`. */
const QUERY_VALUE = /(?<=[?&][\w.[\]-]{1,64}=)[^&#\s"'<>]*\+[^&#\s"'<>]*/g;

/** A plus sign in a query is a blank, but not before a number to call, nor in an address like anna+shop@mail.example. */
function withBlanks(text: string): PlainView | null {
  if (!text.includes('+')) return null;
  const rewriting = new Rewriting(text);
  for (const { 0: value, index } of text.matchAll(QUERY_VALUE)) {
    if (/@|%40/.test(value)) continue;
    for (let at = value.indexOf('+', 1); at > 0; at = value.indexOf('+', at + 1))
      rewriting.put(index + at, index + at + 1, ' ');
  }
  return rewriting.view();
}

const PACKED = /(?<![\w.+/-])(?:[\w+-]|\/(?=[\w+/-]*[A-Z])){16,}={0,2}(?![\w+/=-]|\.\w)/g;
const AFTER_SCHEME = /(?:basic|bearer)\s{1,3}$/i;
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\r\n\t]+$/u;

/** The text that a word holds as Base64 (RFC 4648, sections 4 and 5); null if it holds none. */
function unpacked(word: string): string | null {
  const bare = word.replace(/=+$/, '');
  if (bare.length % 4 === 1 || word.length > LONGEST_PACKED || !/[A-Z]/.test(bare) || !/[a-z]/.test(bare)) return null;
  const text = utf8(Buffer.from(bare, 'base64'));
  return text !== null && /[@:="]|\d{6}/.test(text) && PRINTABLE.test(text) ? text : null;
}

function withoutPacking(text: string, isTelling: (text: string) => boolean): PlainView | null {
  const rewriting = new Rewriting(text);
  for (const { 0: run, index } of text.matchAll(PACKED)) {
    if (AFTER_SCHEME.test(text.slice(Math.max(0, index - 12), index))) continue;
    let at = index;
    for (const word of unpacked(run) === null ? run.split('/') : [run]) {
      const inner = word.length < 16 ? null : unpacked(word);
      if (inner !== null && isTelling(inner)) rewriting.put(at, at + word.length, inner);
      at += word.length + 1;
    }
  }
  return rewriting.view();
}

/**
 * A text as it reads: percent signs (RFC 3986), plus signs in queries, HTML character references, JavaScript escapes and
 * Base64 undone, also one in another. `isTelling` says which texts in Base64 are worth it: others stay as they are, since
 * most such words are keys. Null where nothing is to be undone.
 */
export function plainView(text: string, isTelling: (text: string) => boolean): PlainView | null {
  const views: PlainView[] = [];
  let plain = text;
  const take = (view: PlainView | null): boolean => {
    if (view) {
      views.push(view);
      plain = view.text;
    }
    return view !== null;
  };
  take(withBlanks(plain));
  for (let round = 0; round < MOST_ROUNDS && take(withoutEscapes(plain)); round++);
  if (take(withoutPacking(plain, isTelling))) take(withoutEscapes(plain));
  if (views.length === 0) return null;
  return {
    text: plain,
    place: (start, end) => views.reduceRight((at, view) => view.place(at.start, at.end), { start, end }),
  };
}
