import type { MessageColumns } from '../../../shared/columns.ts';
import type { TableColumn, TableResult } from '../../../shared/results.ts';
import type { RunContext } from '../analysis.ts';
import { stands, twoSided } from '../base/growth.ts';
import { messagesInRange, moodOf, PeopleCounter } from '../base/messages.ts';
import { netMood, scoredShare } from '../base/net-mood.ts';

/** Something messages can name. `words`: in lower case, what it is made of; names with a word in common say nothing together. */
export interface Name {
  key: string;
  label: string;
  words: readonly string[];
}
/** What messages name, and which of them count. */
export interface Naming {
  names: readonly Name[];
  counts(i: number): boolean;
  /** Which two names are asked about; any two where absent. */
  asks?(a: number, b: number): boolean;
  /** Calls `has` with the index of each name in message i, each once. */
  each(i: number, has: (name: number) => void): void;
}
/** Least messages that name both, and how many pairs to show. */
export interface TogetherWishes {
  support: number;
  limit: number;
}

interface Pair {
  a: number;
  b: number;
  messages: number;
  negative: number;
  positive: number;
  scored: number;
  people: PeopleCounter;
}

/** Names looked at, most named first: pairs grow with the square. */
const MOST_NAMES = 80;
const FALSE_SHARE = 0.01;
const BETWEEN = ' + ';

const COLUMNS: TableColumn[] = [
  { id: 'one', label: 'Named', type: 'text' },
  { id: 'other', label: 'together with', type: 'text' },
  { id: 'messages', label: 'Messages with both', type: 'number', unit: 'count' },
  { id: 'authors', label: 'People', type: 'number', unit: 'people' },
  { id: 'expected', label: 'Expected by chance', type: 'number', unit: 'ratio' },
  { id: 'lift', label: 'Times as often as by chance', type: 'number', unit: 'ratio' },
  { id: 'surprise', label: 'Log-likelihood', type: 'number', unit: 'score' },
  { id: 'mood', label: 'Net mood', type: 'number', unit: 'score' },
  { id: 'scored', label: 'Mood known', type: 'number', unit: 'share' },
];

/**
 * Log-likelihood ratio G² of a 2 × 2 table (Dunning 1993): `both` of `all` messages name both, `a` and `b` name one or both.
 * 0 when they are independent; chi-square with one degree of freedom by chance.
 */
export function logLikelihood(both: number, a: number, b: number, all: number): number {
  const term = (seen: number, expected: number) => (seen > 0 ? seen * Math.log(seen / expected) : 0);
  const sum =
    term(both, (a * b) / all) +
    term(a - both, (a * (all - b)) / all) +
    term(b - both, ((all - a) * b) / all) +
    term(all - a - b + both, ((all - a) * (all - b)) / all);
  return Math.max(0, 2 * sum);
}

const addMood = (pair: Pair, mood: number): void => {
  if (mood >= 0) pair.scored++;
  if (mood === 0) pair.negative++;
  if (mood === 2) pair.positive++;
};

/** How often each name is named in the period, and by how many messages and people in all. */
function countNames(messages: MessageColumns, context: RunContext, naming: Naming) {
  const { from, to } = messagesInRange(messages, context);
  const single = new Uint32Array(naming.names.length);
  const everyone = new PeopleCounter();
  let n = 0;
  for (let i = from; i < to; i++) {
    if (!naming.counts(i)) continue;
    n++;
    everyone.add(messages.author[i] as number);
    naming.each(i, (name) => {
      single[name] = (single[name] as number) + 1;
    });
  }
  return { from, to, single, n, people: everyone.count };
}

const inOrder = (names: readonly Name[], a: number, b: number): number =>
  (names[a] as Name).key < (names[b] as Name).key ? -1 : 1;

function countPairs(messages: MessageColumns, naming: Naming, from: number, to: number, looked: ReadonlySet<number>) {
  const pairs = new Map<number, Pair>();
  const { names } = naming;
  for (let i = from; i < to; i++) {
    if (!naming.counts(i)) continue;
    const here: number[] = [];
    naming.each(i, (name) => {
      if (looked.has(name)) here.push(name);
    });
    if (here.length < 2) continue;
    here.sort((a, b) => inOrder(names, a, b));
    const mood = moodOf(messages.sentiment[i] as number);
    for (let x = 0; x < here.length; x++)
      for (let y = x + 1; y < here.length; y++) {
        const [a, b] = [here[x] as number, here[y] as number];
        const id = a * names.length + b;
        let pair = pairs.get(id);
        if (!pair) {
          pair = { a, b, messages: 0, negative: 0, positive: 0, scored: 0, people: new PeopleCounter() };
          pairs.set(id, pair);
        }
        pair.messages++;
        pair.people.add(messages.author[i] as number);
        addMood(pair, mood);
      }
  }
  return [...pairs.values()];
}

/**
 * Names that are in the same messages more often than by chance: by log-likelihood (Dunning 1993), judged together over all
 * pairs with enough messages (Benjamini & Hochberg 1995 at 1 %). Names that share a word are no pair.
 */
export function namedTogether(
  messages: MessageColumns,
  context: RunContext,
  naming: Naming,
  { support, limit }: TogetherWishes,
): TableResult {
  const { names } = naming;
  const { from, to, single, n, people } = countNames(messages, context, naming);
  const looked = Array.from(names.keys())
    .filter((name) => (single[name] as number) >= support)
    .sort((a, b) => (single[b] as number) - (single[a] as number) || inOrder(names, a, b))
    .slice(0, MOST_NAMES);
  const enough = countPairs(messages, naming, from, to, new Set(looked))
    .filter(({ a, b, messages: both }) => {
      const words = new Set(names[a]?.words);
      return both >= support && (naming.asks?.(a, b) ?? true) && !names[b]?.words.some((word) => words.has(word));
    })
    .map((pair) => {
      const [a, b] = [single[pair.a] as number, single[pair.b] as number];
      return { ...pair, expected: (a * b) / n, surprise: logLikelihood(pair.messages, a, b, n) };
    });
  const sure = stands(
    enough.map(({ surprise }) => twoSided(Math.sqrt(surprise))),
    FALSE_SHARE,
  );
  const found = enough.filter(({ messages: both, expected }, k) => sure[k] && both > expected);
  found.sort((x, y) => y.surprise - x.surprise || inOrder(names, x.a, y.a) || inOrder(names, x.b, y.b));
  const rows = found.slice(0, limit).map((pair) => ({
    key: `${names[pair.a]?.key}${BETWEEN}${names[pair.b]?.key}`,
    cells: [
      names[pair.a]?.label ?? '',
      names[pair.b]?.label ?? '',
      pair.messages,
      pair.people.count,
      pair.expected,
      pair.messages / pair.expected,
      pair.surprise,
      netMood(pair, pair.messages),
      scoredShare(pair, pair.messages),
    ],
    people: pair.people.count,
  }));
  return { kind: 'table', columns: COLUMNS, rows, total: found.length, n, people };
}

/** Whether message i counts and names both of the pair called `key`; never where there is no such pair. */
export function namesBoth(naming: Naming, key: string): (i: number) => boolean {
  const cut = key.indexOf(BETWEEN);
  const indexOf = (text: string) => naming.names.findIndex((name) => name.key === text);
  const [a, b] = cut < 0 ? [-1, -1] : [indexOf(key.slice(0, cut)), indexOf(key.slice(cut + BETWEEN.length))];
  return (i) => {
    if (a < 0 || b < 0 || !naming.counts(i)) return false;
    let found = 0;
    naming.each(i, (name) => {
      if (name === a || name === b) found++;
    });
    return found === 2;
  };
}
