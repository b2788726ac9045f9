import { aspectWords, opinionWords } from '../lexicons/aspect-words.ts';
import { nounForms } from '../text/noun-forms.ts';
import { type StemLanguage, withoutElision } from '../text/stem.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Aspect, OwnAspects } from './aspect.ts';

/** Tokens to either side of a term that may speak of it. */
const REACH = 6;
/** Tokens after a negation that it turns. */
const TURNED = 3;
/** How sure a list can be: it sees one word, not the sentence. */
const LISTED_CONFIDENCE = 0.6;
const UNSAID_CONFIDENCE = 0.4;
/** Words of the owner's longest wording that is looked for. */
const OWN_WORDS = 4;

interface Lists {
  /** By any of its forms; of a phrase by its words with a space between. */
  category: Map<string, { category: string; word: string }>;
  /** Words of the longest phrase that begins with a word. */
  firsts: Map<string, number>;
  mood: ReadonlyMap<string, 1 | -1>;
  negations: ReadonlySet<string>;
}
const lists = new Map<string, Lists>();

function listsOf(language: string): Lists {
  const known = lists.get(language);
  if (known) return known;
  const category: Lists['category'] = new Map();
  const firsts: Lists['firsts'] = new Map();
  for (const [about, words] of aspectWords(language))
    for (const listed of words) {
      const parts = listed.split('_').map((part) => withoutElision(part, language));
      const word = parts.join(' ');
      const first = parts[0] as string;
      firsts.set(first, Math.max(firsts.get(first) ?? 1, parts.length));
      // Of forms of one word the first names it: "preis", which means the same as "price", not "preise".
      for (const form of nounForms(word, language as StemLanguage))
        if (!category.has(form)) category.set(form, { category: about, word });
    }
  const made = { category, firsts, ...opinionWords(language) };
  lists.set(language, made);
  return made;
}

const ENDS = new Set(['.', ';', '!', '?', '\n']);
const TURNS = new Set('pero aunque mais cependant aber jedoch obwohl ma però mas porém maar echter'.split(' '));

/** Words of praise or blame near a term, in its thought, each turned by a negation up to three words before. */
function opinionsNear(tokens: readonly Token[], from: number, to: number, { mood, negations }: Lists) {
  const found: { token: number; weight: number }[] = [];
  const look = (i: number): boolean => {
    const token = tokens[i];
    if (!token || ENDS.has(token.norm) || TURNS.has(token.norm)) return false;
    const weight = mood.get(token.norm);
    if (weight !== undefined) {
      const turned = tokens.slice(Math.max(0, i - TURNED), i).some(({ norm }) => negations.has(norm));
      found.push({ token: i, weight: turned ? -weight : weight });
    }
    return true;
  };
  for (let i = from - 1; i >= from - REACH && look(i); i--);
  for (let i = to + 1; i <= to + REACH && look(i); i++);
  return found;
}

const isWord = ({ kind }: Token): boolean => kind === 'word' || kind === 'hashtag';

/** The longest listed or owner's phrase that begins at a token, with its last token; null = none. */
function thingAt(tokens: readonly Token[], from: number, language: string, known: Lists, own: OwnAspects) {
  const first = withoutElision((tokens[from] as Token).norm, language);
  const reach = Math.max(known.firsts.get(first) ?? 1, own.size > 0 ? OWN_WORDS : 1);
  for (let to = Math.min(tokens.length, from + reach) - 1; to >= from; to--) {
    const words = tokens.slice(from, to + 1).map(({ norm }) => norm);
    const named = own.get(words.join(' '));
    const listed = known.category.get(words.map((word) => withoutElision(word, language)).join(' '));
    if (listed !== undefined || named !== undefined)
      return { to, category: listed?.category ?? 'general', group: named ?? listed?.word ?? words.join(' ') };
  }
  return null;
}

function opinionOf(near: ReturnType<typeof opinionsNear>, tokens: readonly Token[]) {
  const sum = near.reduce((total, { weight }) => total + weight, 0);
  return {
    polarity: sum > 0 ? ('positive' as const) : sum < 0 ? ('negative' as const) : ('neutral' as const),
    opinion: near
      .filter(({ weight }) => sum !== 0 && Math.sign(weight) === Math.sign(sum))
      .map(({ token: at }) => {
        const { text, start, end } = tokens[at] as Token;
        return { text, start, end };
      }),
    confidence: near.length > 0 ? LISTED_CONFIDENCE : UNSAID_CONFIDENCE,
  };
}

/**
 * Aspects by word lists: the listed words and phrases of the language and the owner's, judged by the words of praise and blame
 * near them.
 */
export function listedAspects(text: string, language: string, own: OwnAspects): Aspect[] {
  const known = listsOf(language);
  const tokens = tokenize(text, language);
  const found: Aspect[] = [];
  for (let from = 0; from < tokens.length; from++) {
    if (!isWord(tokens[from] as Token)) continue;
    const thing = thingAt(tokens, from, language, known, own);
    if (thing === null) continue;
    const { to, category, group } = thing;
    const start = (tokens[from] as Token).start;
    const end = (tokens[to] as Token).end;
    const near = opinionsNear(tokens, from, to, known);
    found.push({ term: text.slice(start, end), start, end, category, group, ...opinionOf(near, tokens) });
    from = to;
  }
  return found;
}
