import type { DataSpan } from '../span.ts';
import { Decoder } from './decode.ts';
import { wordInfo, writtenIn } from './features.ts';
import { isInside, TAGGED_TYPES, type TaggedType, typeOfLabel } from './labels.ts';
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

function toSpan(type: TaggedType, tokens: readonly Token[], confidence: number, hasCapitals: boolean): DataSpan | null {
  if (type === 'AGE' && confidence < SURE_AGE) return null;
  const isWords = CAPITALISED.has(type) && tokens.every(isPlain);
  const left = hasCapitals ? trimmed(type, tokens, confidence) : isWords ? null : tokens;
  const [first] = left ?? [];
  const last = left?.at(-1);
  return first && last ? { type, start: first.start, end: last.end, confidence } : null;
}

/** Spans of a labelled piece of text. */
function spansOf(tokens: readonly Token[], labels: Uint8Array, margins: Float32Array): DataSpan[] {
  const spans: DataSpan[] = [];
  const hasCapitals = writtenIn(tokens.map(({ text }) => wordInfo(text))) === 2;
  for (let i = 0; i < tokens.length; i++) {
    const label = labels[i] as number;
    if (label === 0) continue;
    let end = i + 1;
    while (end < tokens.length && isInside(labels[end] as number)) end++;
    let sum = 0;
    for (let k = i; k < end; k++) sum += margins[k] as number;
    const type = TAGGED_TYPES[typeOfLabel(label)] as TaggedType;
    const span = toSpan(type, tokens.slice(i, end), confidenceOf(sum / (end - i)), hasCapitals);
    if (span) spans.push(span);
    i = end - 1;
  }
  return spans;
}

/** Names, addresses, places, organisations and other data that only the words around them tell. `claimed` is left alone. */
export function findTagged(text: string, claimed: readonly Claimed[]): DataSpan[] {
  decoder ??= new Decoder(loadWeights());
  const used = decoder;
  return pieces(tokenise(text, claimed)).flatMap((tokens) => {
    if (!tokens.some(mayTell)) return [];
    const { labels, margins } = used.decode(tokens);
    return spansOf(tokens, labels, margins);
  });
}
