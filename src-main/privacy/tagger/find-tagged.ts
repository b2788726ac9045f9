import { type DataSpan, withoutOverlaps } from '../span.ts';
import { Decoder } from './decode.ts';
import { wordInfo, writtenIn } from './features.ts';
import { isInside, TAGGED_TYPES, type TaggedType, typeOfLabel } from './labels.ts';
import { nameInOtherTongue, otherTongue } from './other-tongues.ts';
import { type Claimed, pieces, type Token, tokenise } from './tokens.ts';
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

/** A word of letters and digits is no address, and what a log has behind a quoted request is no number to call. */
const isNumberOfElse = (text: string, { type, start, end }: DataSpan): boolean =>
  (type === 'STREET_ADDRESS' && /^(?=\S*\p{L}{2})\S*\d\S*$/u.test(text.slice(start, end))) ||
  ((type === 'PHONE_NUMBER' || type === 'AGE' || type === 'ZIP_CODE') &&
    /["\]] $/.test(text.slice(Math.max(0, start - 2), start))) ||
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

/** Names, addresses, places, organisations and other data that only the words around them tell. `claimed` is left alone. */
export function findTagged(text: string, claimed: readonly Claimed[]): DataSpan[] {
  decoder ??= new Decoder(loadWeights());
  const used = decoder;
  return pieces(tokenise(text, withLogged(text, claimed))).flatMap((tokens) => {
    if (!tokens.some(mayTell)) return [];
    const { labels, margins } = used.decode(tokens);
    return spansOf(tokens, labels, margins).filter(
      (span) => isWhole(text, span) && !isInCode(text, span) && !isNumberOfElse(text, span),
    );
  });
}
