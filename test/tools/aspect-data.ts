import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATEGORIES } from '../../src-main/analysis/aspects/model.ts';
import { type Token, tokenize } from '../../src-main/analysis/text/tokens.ts';

/** A labelled term of a sentence: tokens from..to (inclusive); polarity 0, 1, 2 or −1 (not labelled); category −1 = not labelled. */
export interface LabelledTerm {
  from: number;
  to: number;
  polarity: number;
  category: number;
  opinion: string;
}
export interface Sentence {
  source: string;
  text: string;
  tokens: Token[];
  terms: LabelledTerm[];
  /** All terms of the sentence are labelled, so it may teach the term finder. */
  complete: boolean;
  /** Held back: chosen by the letters of the sentence, so that a sentence found in two sets is on one side only. */
  test: boolean;
}

const POLARITY: Readonly<Record<string, number>> = { negative: 0, neutral: 1, positive: 2 };

/** Undoes the tokenisation of the sets: "do n't" → "don't", "food ," → "food,". */
const joined = (text: string): string =>
  text
    .replaceAll('``', '"')
    .replaceAll("''", '"')
    .replace(/(\w) n ?' ?t\b/g, "$1n't")
    .replace(/ ?' ?(s|re|ve|ll|d|m)\b/g, "'$1")
    .replace(/ ([,.;:!?)])/g, '$1')
    .replace(/\( /g, '(');

function letterHash(text: string): number {
  let h = 0x811c9dc5;
  for (const sign of text.toLowerCase().replace(/[^a-z0-9]/g, '')) h = Math.imul(h ^ sign.charCodeAt(0), 0x01000193);
  return (h ^ (h >>> 13)) >>> 0;
}
const isHeldBack = (text: string): boolean => letterHash(text) % 5 === 0;

/** Tokens that a stretch of the text covers; null when it does not begin and end with tokens. */
function span(tokens: readonly Token[], start: number, end: number): [number, number] | null {
  const from = tokens.findIndex((token) => token.end > start);
  let to = from;
  while (to + 1 < tokens.length && (tokens[to + 1] as Token).start < end) to++;
  return from < 0 || (tokens[from] as Token).start >= end ? null : [from, to];
}

/** Files of three lines an entry: sentence with `$T$`, term, polarity. */
function threeLines(path: string, source: string, complete: boolean, heldBack: boolean | null): Sentence[] {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  const sentences = new Map<string, Sentence>();
  for (let i = 0; i + 2 < lines.length; i += 3) {
    const [before = '', after = ''] = (lines[i] as string).split('$T$');
    const term = (lines[i + 1] as string).trim();
    const head = joined(before.trimEnd());
    const gap = head !== '' && !/[("]$/.test(head) && before.endsWith(' ') ? ' ' : '';
    const text = `${head}${gap}${joined(term)}${joined(after)}`;
    const start = head.length + gap.length;
    const key = letterHash(text).toString();
    const sentence = sentences.get(key) ?? {
      source,
      text,
      tokens: tokenize(text, 'en'),
      terms: [],
      complete,
      test: heldBack ?? isHeldBack(text),
    };
    const at = span(sentence.tokens, start, start + joined(term).length);
    const polarity = POLARITY[(lines[i + 2] as string).trim().toLowerCase()];
    sentences.set(key, sentence);
    if (at && polarity !== undefined && sentence.text === text)
      sentence.terms.push({ from: at[0], to: at[1], polarity, category: -1, opinion: '' });
  }
  return [...sentences.values()];
}

const ENTITY: Readonly<Record<string, (typeof CATEGORIES)[number]>> = {
  FOOD: 'food',
  DRINKS: 'drinks',
  SERVICE: 'service',
  SUPPORT: 'service',
  WARRANTY: 'service',
  AMBIENCE: 'ambience',
  LOCATION: 'location',
  SHIPPING: 'delivery',
  BATTERY: 'battery',
  POWER_SUPPLY: 'battery',
  DISPLAY: 'display',
  GRAPHICS: 'display',
  OS: 'software',
  SOFTWARE: 'software',
  COMPANY: 'company',
  RESTAURANT: 'general',
};
const ATTRIBUTE: Readonly<Record<string, (typeof CATEGORIES)[number]>> = {
  OPERATION_PERFORMANCE: 'performance',
  DESIGN_FEATURES: 'design',
  PORTABILITY: 'design',
  USABILITY: 'usability',
  QUALITY: 'quality',
};

function categoryOf(name: string): number {
  const [entity = '', attribute = ''] = name.split('#');
  if (attribute.startsWith('PRICE')) return CATEGORIES.indexOf('price');
  const found = entity === 'LAPTOP' ? (ATTRIBUTE[attribute] ?? 'general') : (ENTITY[entity] ?? 'hardware');
  return CATEGORIES.indexOf(found);
}

interface Quad {
  aspect: string;
  opinion: string;
  polarity: string;
  category: string;
}

function quads(path: string, source: string): Sentence[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const given = JSON.parse(line) as { text: string; labels: Quad[] };
      const text = joined(given.text);
      const tokens = tokenize(text, 'en');
      const terms: LabelledTerm[] = [];
      for (const { aspect, opinion, polarity, category } of given.labels) {
        const start = aspect === 'NULL' ? -1 : text.indexOf(joined(aspect));
        const at = start < 0 ? null : span(tokens, start, start + joined(aspect).length);
        if (!at) continue;
        const known = terms.find(({ from }) => from === at[0]);
        if (known && known.polarity !== POLARITY[polarity]) known.polarity = -1;
        if (known) continue;
        const word = opinion === 'NULL' ? '' : joined(opinion);
        terms.push({
          from: at[0],
          to: at[1],
          polarity: POLARITY[polarity] ?? -1,
          category: categoryOf(category),
          opinion: word,
        });
      }
      return { source, text, tokens, terms, complete: true, test: isHeldBack(text) };
    });
}

/** Every sentence of the sets in `folder` (shared/data/aspects), each once: of copies the one with most labels stays. */
export function readSentences(folder: string): Sentence[] {
  const at = (...parts: string[]) => join(folder, ...parts);
  if (!existsSync(at('acos'))) throw new Error(`no aspect data in ${folder}`);
  const all = [
    ...quads(at('acos', 'rest16_quad_train.jsonl'), 'restaurant16'),
    ...quads(at('acos', 'rest16_quad_dev.jsonl'), 'restaurant16'),
    ...quads(at('acos', 'laptop_quad_train.jsonl'), 'laptop-acos'),
    ...quads(at('acos', 'laptop_quad_dev.jsonl'), 'laptop-acos'),
    ...threeLines(at('116.restaurant16', 'restaurant_train.raw'), 'restaurant16', true, null),
    ...threeLines(at('115.restaurant15', 'restaurant_train.raw'), 'restaurant15', true, null),
    ...threeLines(at('114.restaurant14', 'Restaurants_Train.xml.seg'), 'restaurant14', true, null),
    ...threeLines(at('113.laptop14', 'Laptops_Train.xml.seg'), 'laptop14', true, null),
    ...threeLines(at('mams', 'train.xml.dat'), 'mams', true, false),
    ...threeLines(at('mams', 'valid.xml.dat'), 'mams', true, true),
    ...threeLines(at('acl14-twitter', 'train.raw'), 'twitter', false, null),
  ];
  const once = new Map<number, Sentence>();
  for (const sentence of all) {
    const key = letterHash(sentence.text);
    const held = once.get(key);
    // A sentence of the held-back part of one set must not teach from another.
    const test = sentence.test || held?.test === true;
    if (!held || sentence.terms.length > held.terms.length) once.set(key, { ...sentence, test });
    else held.test = test;
  }
  return [...once.values()];
}
