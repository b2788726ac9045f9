import { aspectWords, opinionWords } from '../lexicons/aspect-words.ts';
import { stemWord } from '../text/stem.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Aspect, OwnAspects } from './aspect.ts';

/** Tokens to either side of a term that may speak of it. */
const REACH = 6;
/** Tokens after a negation that it turns. */
const TURNED = 3;
/** How sure a list can be: it sees one word, not the sentence. */
const LISTED_CONFIDENCE = 0.6;
const UNSAID_CONFIDENCE = 0.4;

interface Lists {
  category: Map<string, { category: string; word: string }>;
  mood: ReadonlyMap<string, 1 | -1>;
  negations: ReadonlySet<string>;
}
const lists = new Map<string, Lists>();

function listsOf(language: string): Lists {
  const known = lists.get(language);
  if (known) return known;
  const category: Lists['category'] = new Map();
  for (const [about, words] of aspectWords(language))
    for (const word of words) {
      const stem = stemWord(word, language);
      // Of forms of one word the first names it: "preis", which means the same as "price", not "preise".
      if (!category.has(stem)) category.set(stem, { category: about, word });
    }
  const made = { category, ...opinionWords(language) };
  lists.set(language, made);
  return made;
}

const ENDS = new Set(['.', ';', '!', '?', '\n']);
const TURNS = new Set('pero aunque mais cependant aber jedoch obwohl ma però mas porém maar echter'.split(' '));

/** Words of praise or blame near a term, in its thought, each turned by a negation up to three words before. */
function opinionsNear(tokens: readonly Token[], at: number, { mood, negations }: Lists) {
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
  for (let i = at - 1; i >= at - REACH && look(i); i--);
  for (let i = at + 1; i <= at + REACH && look(i); i++);
  return found;
}

/** Aspects by word lists: the listed words of the language and the owner's, judged by the words of praise and blame near them. */
export function listedAspects(text: string, language: string, own: OwnAspects): Aspect[] {
  const known = listsOf(language);
  const tokens = tokenize(text, language);
  return tokens.flatMap((token, i) => {
    if (token.kind !== 'word' && token.kind !== 'hashtag') return [];
    const stem = stemWord(token.norm, language);
    const named = own.get(token.norm);
    const listed = known.category.get(stem);
    if (listed === undefined && named === undefined) return [];
    const near = opinionsNear(tokens, i, known);
    const sum = near.reduce((total, { weight }) => total + weight, 0);
    return [
      {
        term: token.text,
        start: token.start,
        end: token.end,
        category: listed?.category ?? 'general',
        group: named ?? listed?.word ?? stem,
        polarity: sum > 0 ? ('positive' as const) : sum < 0 ? ('negative' as const) : ('neutral' as const),
        opinion: near
          .filter(({ weight }) => sum !== 0 && Math.sign(weight) === Math.sign(sum))
          .map(({ token: at }) => {
            const { text: word, start, end } = tokens[at] as Token;
            return { text: word, start, end };
          }),
        confidence: near.length > 0 ? LISTED_CONFIDENCE : UNSAID_CONFIDENCE,
      },
    ];
  });
}
