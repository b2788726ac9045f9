import { type DataSpan, withoutOverlaps } from '../span.ts';
import { Decoder } from './decode.ts';
import { wordInfo, writtenIn } from './features.ts';
import { isInside, TAGGED_TYPES, type TaggedType, typeOfLabel } from './labels.ts';
import { nameInOtherTongue, otherTongue } from './other-tongues.ts';
import { CLAIM_MARK, type Claimed, pieces, type Token, tokenise } from './tokens.ts';
import { loadWeights } from './weights.ts';
import { WORD_CLASS } from './word-classes.ts';

let decoder: Decoder | undefined;

/** Margin of scores at which the confidence is 0.73. */
const MARGIN_UNIT = 60;
/** In a text with capitals, a name without any must be this sure. */
const SURE_WITHOUT_CAPITALS = 0.8;
/** Ages that stand next to "years old" and the like are found by form; others must be this sure. */
const SURE_AGE = 0.75;
/** In a text that does not tell its language, a name must be this sure. */
const LIKELY = 0.2;

const confidenceOf = (margin: number): number => Math.round(100 / (1 + Math.exp(-margin / MARGIN_UNIT))) / 100;

/** Types whose words have capitals where the text around them has any. */
const CAPITALISED: ReadonlySet<TaggedType> = new Set(['PERSON', 'GPE', 'ORGANIZATION', 'NRP']);
const NAMING = WORD_CLASS.given | WORD_CLASS.family | WORD_CLASS.place | WORD_CLASS.country | WORD_CLASS.company;
const isPlain = ({ text }: Token): boolean => {
  const { letterCase, classes } = wordInfo(text);
  return letterCase === 1 && (classes & WORD_CLASS.everyday) !== 0 && (classes & NAMING) === 0;
};
/** Scripts with capital letters; in others every word may be a name. */
const CASED = /^[^\p{L}]|^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}]/u;
const isCapital = ({ text }: Token): boolean => wordInfo(text).letterCase > 1 || !CASED.test(text);

const NAMED_NEXT = new Set(
  (
    'name names named called call calls calling address addresses live lives lived living born dear hi hello hey regards ' +
    'sincerely mr mrs ms dr from im zip postcode contact ask tell'
  ).split(' '),
);

/**
 * Whether a piece may hold what only context tells: a capital that is not just the beginning of a sentence, a figure, a word
 * from the lists of names and places, or a word after which one stands. Most remarks of customers hold none of these.
 */
const mayTell = (token: Token): boolean => {
  const { text } = token;
  const { letterCase, classes } = wordInfo(text);
  if ((classes & NAMING) !== 0 || /\p{N}/u.test(text) || !CASED.test(text)) return true;
  if (letterCase > 1 && (classes & WORD_CLASS.everyday) === 0 && text !== 'I') return true;
  return NAMED_NEXT.has(text.toLowerCase());
};

/** Without everyday words at its ends, or null if nothing that could be a name is left. */
function trimmed(type: TaggedType, tokens: readonly Token[], confidence: number): readonly Token[] | null {
  if (!CAPITALISED.has(type)) return tokens;
  let from = 0;
  let to = tokens.length;
  while (from < to && isPlain(tokens[from] as Token)) from++;
  while (to > from && isPlain(tokens[to - 1] as Token)) to--;
  const left = tokens.slice(from, to);
  return left.some(isCapital) || (left.length > 0 && confidence >= SURE_WITHOUT_CAPITALS) ? left : null;
}

/** What parts words for the eye, and in addresses of pages and in JSON. */
const PARTED = /[\s"'=&;:,()|[\]!]/;
/** Signs that prose has only at the ends of words. */
const OF_MACHINES = /[\\<>{}%_?@$^~*+]|\p{L}\p{N}{2}|\p{N}\p{L}{3}|^\/|\/.*\/|:\/\//u;

/** Whether a span stands in a path, a key or a piece of code rather than in a sentence. */
function isInCode(text: string, { type, start, end }: DataSpan): boolean {
  let from = start;
  let to = end;
  while (from > 0 && start - from < 64 && !PARTED.test(text[from - 1] as string)) from--;
  while (to < text.length && to - end < 64 && !PARTED.test(text[to] as string)) to++;
  // Addresses have postcodes, which look like code.
  if (type !== 'STREET_ADDRESS') return OF_MACHINES.test(text.slice(from, to).replace(/[?]+$/, ''));
  return OF_MACHINES.test(text.slice(from, start)) || OF_MACHINES.test(text.slice(end, to).replace(/[?]+$/, ''));
}
const LETTER = /[\p{L}\p{N}]/u;
const isWhole = (text: string, { start, end }: DataSpan): boolean =>
  !(LETTER.test(text[start - 1] ?? '') && LETTER.test(text[start] ?? '')) &&
  !(LETTER.test(text[end - 1] ?? '') && LETTER.test(text[end] ?? ''));

/**
 * What a browser or a robot calls itself, and what a log says of a request without parameters: products, systems and paths,
 * some of which read like names.
 */
const OF_LOGS = new RegExp(
  [
    String.raw`\b(?:Mozilla|Opera|Dalvik|okhttp|curl|Wget|python-requests)\/\d[^"\n]*`,
    String.raw`"[^"\n]{0,200}\bhttps?:\/\/[^"\n]{0,200}\)[^"\n]*"`,
    String.raw`"(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) [^"=\n]*"(?: \d{3} (?:\d+|-))?`,
  ].join('|'),
  'g',
);

/** What is not to be tagged: what was claimed, and what only machines write. In order, without overlaps. */
function withLogged(text: string, claimed: readonly Claimed[]): readonly Claimed[] {
  if (!/\/\d|https?:/.test(text)) return claimed;
  const logged = Array.from(text.matchAll(OF_LOGS), ({ 0: part, index }) => ({
    type: 'LOGGED',
    start: index,
    end: index + part.length,
  }));
  return logged.length === 0 ? claimed : withoutOverlaps([...logged, ...claimed]);
}

/** Characters of the longest name or address. */
const LONGEST_SPAN = 300;

/** Whether a number may be one to call: E.164 has 15 digits at most. */
const isDialled = ({ length }: string): boolean => length >= 6 && length <= 15;

/** A value in JSON or YAML, and what it is called. */
const KEYED = /(?:"(?<json>[^"\n]{1,64})" ?: ?"?|^ *(?<yaml>[\w.-]{1,64}): ')$/mu;
/** Names of values that may be postcodes, ages or numbers to call. */
const MAY_NAME =
  /zip|post|plz|\bcap\b|\bcp\b|addr|loc|city|age|alter|edad|phone|fon|tel|mobil|cell|fax|contact|number|text|value/i;

/** A number that a key calls something else, or the length of a column: `int(10)`. */
function isNamedElse(text: string, start: number): boolean {
  // The sign of the quotation may have been taken for part of the number.
  const before = text.slice(Math.max(0, start - 72), text[start] === "'" ? start + 1 : start);
  const { json, yaml } = KEYED.exec(before)?.groups ?? {};
  const key = json ?? yaml;
  return (key !== undefined && !MAY_NAME.test(key)) || /\p{L}\($/u.test(before);
}

/** A word of letters and digits is no address, and what a log has behind a quoted request is no number to call. */
const isNumberOfElse = (text: string, { type, start, end }: DataSpan): boolean =>
  (type === 'STREET_ADDRESS' && /^(?=\S*\p{L}{2})\S*\d\S*$/u.test(text.slice(start, end))) ||
  ((type === 'PHONE_NUMBER' || type === 'AGE' || type === 'ZIP_CODE') &&
    (/["\]] $/.test(text.slice(Math.max(0, start - 2), start)) || isNamedElse(text, start))) ||
  (type === 'PHONE_NUMBER' && !isDialled(text.slice(start, end).replace(/\D/g, ''))) ||
  end - start > LONGEST_SPAN ||
  text[end - 1] === '&';

/** How a piece of text is written. */
interface Manner {
  hasCapitals: boolean;
  /** As of `otherTongue`. */
  tongue: number;
}

function toSpan(
  type: TaggedType,
  tokens: readonly Token[],
  [start, end]: readonly [number, number],
  confidence: number,
  { hasCapitals, tongue }: Manner,
): DataSpan | null {
  if (type === 'AGE' && confidence < SURE_AGE) return null;
  if (tongue === 0 && CAPITALISED.has(type) && confidence < LIKELY) return null;
  const isOther = tongue > 0;
  const place = isOther ? nameInOtherTongue(type, tokens, [start, end], { confidence, hasCapitals }) : [start, end];
  if (!place) return null;
  const own = tokens.slice(...place);
  const isWords = CAPITALISED.has(type) && own.every(isPlain);
  const left = isOther ? own : hasCapitals ? trimmed(type, own, confidence) : isWords ? null : own;
  const [first] = left ?? [];
  const last = left?.at(-1);
  return first && last ? { type, start: first.start, end: last.end, confidence } : null;
}

/** Spans of a labelled piece of text. */
function spansOf(tokens: readonly Token[], labels: Uint8Array, margins: Float32Array): DataSpan[] {
  const spans: DataSpan[] = [];
  const hasCapitals = writtenIn(tokens.map(({ text }) => wordInfo(text))) === 2;
  const manner = { hasCapitals, tongue: otherTongue(tokens) };
  for (let i = 0; i < tokens.length; i++) {
    const label = labels[i] as number;
    if (label === 0) continue;
    let end = i + 1;
    while (end < tokens.length && isInside(labels[end] as number)) end++;
    let sum = 0;
    for (let k = i; k < end; k++) sum += margins[k] as number;
    const type = TAGGED_TYPES[typeOfLabel(label)] as TaggedType;
    const span = toSpan(type, tokens, [i, end], confidenceOf(sum / (end - i)), manner);
    if (span) spans.push(span);
    i = end - 1;
  }
  return spans;
}

/** Separators in a line that make it the row of a table: in prose a blank follows, or they are few. */
const ROW_OF: readonly (readonly [separator: string, least: number])[] = [
  ['\t', 2],
  [',', 5],
  [';', 4],
  ['|', 3],
];
const LETTERS = /\p{L}{2}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A local number to call, as it is printed: in groups. A year and a month are none. */
const GROUPED = /^(?!(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$)\d{2,4}(?:[ -]\d{2,7}){1,3}$/;

/** Where the cells of rows end; none in prose. */
function endsOfCells(text: string): ReadonlySet<number> {
  const ends = new Set<number>();
  let from = 0;
  for (const line of text.split('\n')) {
    for (const [separator, least] of ROW_OF) {
      const places: number[] = [];
      for (let i = line.indexOf(separator); i >= 0; i = line.indexOf(separator, i + 1))
        if (separator === '\t' || line[i + 1] !== ' ') places.push(i);
      if (places.length < least) continue;
      for (const place of places) ends.add(from + place);
      break;
    }
    from += line.length + 1;
  }
  return ends;
}

/** Tokens cut where cells end: the cell beside it tells nothing of a value, and one of figures alone is not told by words. */
function cells(text: string, tokens: readonly Token[]): (readonly Token[])[] {
  const ends = endsOfCells(text);
  if (ends.size === 0) return [tokens];
  const cut: Token[][] = [[]];
  for (const token of tokens) {
    if (ends.has(token.start)) cut.push([]);
    // Quotes around a cell are none of its words.
    else if (token.text !== '"') cut.at(-1)?.push(token);
  }
  const isTold = (cell: readonly Token[]) =>
    cell.some((token) => LETTERS.test(token.text) && !token.text.startsWith(CLAIM_MARK)) ||
    GROUPED.test(text.slice(cell[0]?.start ?? 0, cell.at(-1)?.end ?? 0));
  return cut.filter(isTold);
}

/** Names, addresses, places, organisations and other data that only the words around them tell. `claimed` is left alone. */
export function findTagged(text: string, claimed: readonly Claimed[]): DataSpan[] {
  // Words tell; a row of figures has none.
  if (!LETTERS.test(text)) return [];
  decoder ??= new Decoder(loadWeights());
  const used = decoder;
  const all = cells(text, tokenise(text, withLogged(text, claimed)));
  return all.flatMap(pieces).flatMap((tokens) => {
    if (!tokens.some(mayTell)) return [];
    const { labels, margins } = used.decode(tokens);
    return spansOf(tokens, labels, margins).filter(
      (span) => isWhole(text, span) && !isInCode(text, span) && !isNumberOfElse(text, span),
    );
  });
}
