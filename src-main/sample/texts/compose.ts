import type { Random } from '../random.ts';
import type { Kind, Lines, Mood, Phrases } from './phrases.ts';

/** What a text is about. */
export interface Subject {
  item: string;
  kind: Kind;
}

/** The innermost `[a|b]` of a line. */
const CHOICE = /\[([^[\]]*)\]/;
const WORD = /\{(\w+)\}/g;

/** Words that a text takes anew each time; of the others it keeps to the first: one person, one occasion. */
const ANEW: readonly string[] = ['day'];

/**
 * One wording of a line: choices made, words put in, first letter in upper case. `held`: words that the text has taken before.
 */
function wordingOf(
  random: Random,
  phrases: Pick<Phrases, 'words'>,
  line: string,
  item: string,
  held = new Map<string, string>(),
): string {
  let text = line;
  for (let choice = CHOICE.exec(text); choice; choice = CHOICE.exec(text)) {
    const before = text.slice(0, choice.index);
    text = before + random.pick((choice[1] as string).split('|')) + text.slice(choice.index + choice[0].length);
  }
  text = text.replace(WORD, (_, name: string) => {
    if (name === 'item') return item;
    const words = phrases.words[name];
    if (words === undefined) throw new RangeError(`no words for {${name}}`);
    const word = held.get(name) ?? random.pick(words.split('|'));
    if (!ANEW.includes(name)) held.set(name, word);
    return word;
  });
  const tidy = text
    .replace(/ {2,}/g, ' ')
    .replace(/ ([,.])/g, '$1')
    .trim();
  return tidy.replace(/^([¡¿«„"“‘']?)(\p{Ll})/u, (_, mark: string, letter: string) => mark + letter.toUpperCase());
}

/** Things to be said of a product, in an order of chance. */
function shuffled(random: Random, lines: readonly Lines[]): Lines[] {
  const left = [...lines];
  return Array.from(left, () => left.splice(random.below(left.length), 1)[0] as Lines);
}

const OTHER_MOOD: Record<Mood, readonly Mood[]> = {
  positive: ['negative'],
  neutral: ['positive', 'negative'],
  negative: ['positive'],
};
/** How often a review says 0, 1, 2, 3 things besides its beginning. */
const THINGS = [10, 56, 26, 8] as const;
const DWELLS = 0.45;
/** How often something of another mood is among them: few people like or dislike everything. */
const MIXED: Record<Mood, number> = { positive: 0.08, neutral: 0.3, negative: 0.12 };
const SHORT = 0.05;
const WITHOUT_LEAD = 0.1;

/** Lines of a review about different things: some about its kind, others about any order. */
function things(random: Random, phrases: Phrases, mood: Mood, kind: Kind): string[] {
  const count = random.weighted(THINGS);
  const ofKind = phrases.kinds[kind];
  const about = shuffled(random, phrases.abouts);
  const chosen = random.chance(0.65) ? [ofKind, ...about] : about;
  return chosen.slice(0, count).flatMap((lines, place) => {
    if (place > 0 && random.chance(MIXED[mood])) return [random.pick(lines[random.pick(OTHER_MOOD[mood])])];
    const first = random.pick(lines[mood]);
    const others = lines[mood].filter((line) => line !== first);
    // What people begin with is what they write about.
    return place === 0 && others.length > 0 && random.chance(DWELLS) ? [first, random.pick(others)] : [first];
  });
}

/** What may stand at the end of a review. */
function endings(random: Random, phrases: Phrases, mood: Mood): string[] {
  const lines: string[] = [];
  if (random.chance(0.32)) lines.push(random.pick(phrases.details));
  if (mood !== 'negative' && random.chance(0.09)) lines.push(random.pick(phrases.wishes));
  if (mood === 'neutral' && random.chance(0.15)) lines.push(random.pick(phrases.questions));
  if (mood !== 'neutral' && random.chance(0.07))
    lines.push(random.pick(phrases.comparisons[mood === 'positive' ? 'better' : 'worse']));
  if (random.chance(0.42)) lines.push(random.pick(phrases.closes[mood]));
  return lines;
}

function said(random: Random, phrases: Pick<Phrases, 'words'>, lines: readonly string[], item: string): string {
  const held = new Map<string, string>();
  return lines.map((line) => wordingOf(random, phrases, line, item, held)).join(' ');
}

/** A review in a mood. */
export function composeReview(random: Random, phrases: Phrases, mood: Mood, { item, kind }: Subject): string {
  if (random.chance(SHORT)) return said(random, phrases, [random.pick(phrases.shorts[mood])], item);
  const middle = things(random, phrases, mood, kind);
  const lead = middle.length > 0 && random.chance(WITHOUT_LEAD) ? [] : [random.pick(phrases.leads[mood])];
  return said(random, phrases, [...lead, ...middle, ...endings(random, phrases, mood)], item);
}

/** A review about a cracked handle. */
export function composeFlaw(random: Random, phrases: Phrases, item: string): string {
  const lines = [random.pick(phrases.flaws.happened)];
  if (random.chance(0.75)) lines.push(random.pick(phrases.flaws.follows));
  if (random.chance(0.25)) lines.push(random.pick(phrases.details));
  if (random.chance(0.3)) lines.push(random.pick(phrases.closes.negative));
  return said(random, phrases, lines, item);
}

const SIGNS: Record<Mood, readonly string[]> = {
  negative: ['😡', '😞', '🙄', '😕'],
  neutral: ['🤔', '🙏', '👀'],
  positive: ['😍', '❤️', '🥰', '👏', '🍵', '😊'],
};

/** What follows the beginning of a comment: some say no more. */
function more(random: Random, phrases: Phrases, mood: Mood, kind: Kind): string[] {
  const lines: string[] = [];
  const about = [phrases.kinds[kind], ...phrases.abouts];
  if (random.chance(0.45)) lines.push(random.pick(phrases.extras[mood]));
  if (mood !== 'neutral' && random.chance(0.35)) lines.push(random.pick(random.pick(about)[mood]));
  if (random.chance(0.18)) lines.push(random.pick(phrases.details));
  return lines;
}

/** A comment in a mood. */
export function composeComment(random: Random, phrases: Phrases, mood: Mood, { item, kind }: Subject): string {
  const text = said(random, phrases, [random.pick(phrases.comments[mood]), ...more(random, phrases, mood, kind)], item);
  return random.chance(0.16) ? `${text} ${random.pick(SIGNS[mood])}` : text;
}

/** A comment about a cracked handle. */
export function composeFlawComment(random: Random, phrases: Phrases, item: string): string {
  const lines = [random.pick(phrases.flawComments)];
  if (random.chance(0.4)) lines.push(random.pick(phrases.flaws.follows));
  return said(random, phrases, lines, item);
}

/** A post of the shop itself. */
export const composePost = (
  random: Random,
  { words, posts, ends }: { words: Phrases['words']; posts: readonly string[]; ends: readonly string[] },
  item: string,
): string => said(random, { words }, [random.pick(posts), ...(random.chance(0.7) ? [random.pick(ends)] : [])], item);
