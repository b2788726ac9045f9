/** A word as the owner means it. `polarity` 0 negative, 1 neutral, 2 positive; null = it says nothing of the mood. */
export interface MeantWord {
  word: string;
  polarity: 0 | 1 | 2 | null;
}

/** A stretch of a text that an own word was put in place of: code units in the given text, and in the one that was made. */
interface Place {
  word: string;
  start: number;
  end: number;
  madeStart: number;
  madeEnd: number;
}

/** A text as the owner means it. */
export interface MeantText {
  text: string;
  places: readonly Place[];
}

/** Words that every model and list knows as clearly good and clearly bad, by language. */
const CLEAR: Readonly<Record<string, readonly [bad: string, good: string]>> = {
  ar: ['سيء', 'رائع'],
  de: ['schrecklich', 'toll'],
  en: ['terrible', 'great'],
  es: ['horrible', 'genial'],
  fr: ['horrible', 'génial'],
  hi: ['खराब', 'बढ़िया'],
  it: ['pessimo', 'ottimo'],
  nl: ['slecht', 'geweldig'],
  pt: ['péssimo', 'ótimo'],
};
const MOST_WORDS = 4;

/** A word as it is kept and compared: lower case, one blank between its parts; '' when it is none, or more than four. */
export function asOwnWord(given: string): string {
  const parts = given
    .normalize('NFC')
    .toLowerCase()
    .split(/[\s-]+/u)
    .filter(Boolean);
  const word = parts.join(' ');
  return parts.length <= MOST_WORDS && /^[\p{L}\p{N}][\p{L}\p{M}\p{N}'’ ]*$/u.test(word) ? word : '';
}

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Finds any of some words as whole words, in any case, with blanks or hyphens between their parts; the longest first. */
export function wordFinder(words: readonly string[]): RegExp | null {
  if (words.length === 0) return null;
  const any = [...words]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((word) => escaped(word).replaceAll(' ', '[\\s-]+').replaceAll(/['’]/g, "['’]"))
    .join('|');
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_])(?:${any})(?![\\p{L}\\p{M}\\p{N}_])`, 'giu');
}

/** Puts what the owner means in place of the owner's words; null where a text holds none of them. */
export type Reworder = (text: string, language: string) => MeantText | null;

/**
 * What own words mean is read by the same models as everything else: a word that is good here is read as a word that is good
 * everywhere, so that "not sick" turns as "not great" does. A neutral one is left out.
 */
export function makeReworder(words: readonly MeantWord[]): Reworder {
  const meant = new Map(words.flatMap(({ word, polarity }) => (polarity === null ? [] : [[word, polarity] as const])));
  const finder = wordFinder([...meant.keys()]);
  if (!finder) return () => null;
  return (text, language) => {
    const [bad, good] = CLEAR[language.slice(0, 2).toLowerCase()] ?? (CLEAR.en as readonly [string, string]);
    const places: Place[] = [];
    let made = '';
    let at = 0;
    for (const match of text.matchAll(finder)) {
      const word = asOwnWord(match[0]);
      const polarity = meant.get(word) ?? meant.get(word.replaceAll('’', "'"));
      if (polarity === undefined) continue;
      made += text.slice(at, match.index);
      at = match.index + match[0].length;
      const madeStart = made.length;
      made += polarity === 0 ? bad : polarity === 2 ? good : '';
      places.push({ word, start: match.index, end: at, madeStart, madeEnd: made.length });
    }
    return places.length === 0 ? null : { text: made + text.slice(at), places };
  };
}

/** Where code unit `made` of a text that was made stood in the given one; inside an own word: where that begins or ends. */
export function givenPlace({ places }: MeantText, made: number, isEnd: boolean): number {
  let shift = 0;
  for (const { start, end, madeStart, madeEnd } of places) {
    if (made < madeStart || (isEnd && made === madeStart)) break;
    if (isEnd ? made <= madeEnd : made < madeEnd) return isEnd ? end : start;
    shift = end - madeEnd;
  }
  return made + shift;
}
