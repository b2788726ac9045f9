import { ERASED, SHORTEST_JOINED } from './scrub.ts';
import { suppressionMark } from './suppress.ts';

/** Shorter ones would hit ordinary words. */
const SHORTEST = 3;
/** Words, and what stands for a blank in an address. */
const PIECE = /%[0-9a-f]{2}|[\p{L}\p{M}\p{N}]+/giu;
const DIGITS = /^\d+$/;
/** What may stand between the groups of a number. */
const BETWEEN_GROUPS = /^[\s()./-]{1,3}$/;

interface Word {
  word: string;
  start: number;
  end: number;
}

/** The words of a text in lower case; a number is one word, however it is grouped. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    if (piece.startsWith('%')) continue;
    const last = words.at(-1);
    const end = index + piece.length;
    if (last && DIGITS.test(piece) && DIGITS.test(last.word) && BETWEEN_GROUPS.test(text.slice(last.end, index))) {
      last.word += piece;
      last.end = end;
    } else words.push({ word: piece.normalize('NFC').toLowerCase(), start: index, end });
  }
  return words;
}

/** Keyed digest of a text, as hex. */
type Digest = (text: string) => string;

const markOf = (digest: Digest, words: string): string =>
  Buffer.from(suppressionMark(Buffer.from(digest(words), 'hex'))).toString('hex');

/**
 * What is kept of values that were taken out of texts, so that they can be found again in a backup: a fingerprint of each under
 * the store's secret, with how many words it has. Without the secret it says nothing.
 */
export function spellingMarks(values: readonly string[], digest: Digest): Map<string, number> {
  const marks = new Map<string, number>();
  for (const value of values) {
    const words = wordsOf(value).map(({ word }) => word);
    const joined = words.join(' ');
    if ([...joined].length >= SHORTEST) marks.set(markOf(digest, joined), words.length);
    const together = words.join('');
    if (words.length > 1 && [...together].length >= SHORTEST_JOINED) marks.set(markOf(digest, together), 1);
  }
  return marks;
}

/** Takes out of a text whatever has one of the marks; longer runs of words first. */
export function makeSpellingScrubber(marks: ReadonlyMap<string, number>, digest: Digest): (text: string) => string {
  const lengths = [...new Set(marks.values())].sort((a, b) => b - a);
  const known = new Map<string, boolean>();
  const isMarked = (words: string): boolean => {
    let found = known.get(words);
    if (found === undefined) {
      found = marks.has(markOf(digest, words));
      known.set(words, found);
    }
    return found;
  };
  return (text) => {
    const words = wordsOf(text);
    let cleaned = '';
    let at = 0;
    for (let i = 0; i < words.length; ) {
      const length = lengths.find(
        (n) =>
          i + n <= words.length &&
          isMarked(
            words
              .slice(i, i + n)
              .map(({ word }) => word)
              .join(' '),
          ),
      );
      const [first, last] = [words[i], words[i + (length ?? 1) - 1]];
      if (length !== undefined && first && last) {
        cleaned += `${text.slice(at, first.start)}${ERASED}`;
        at = last.end;
      }
      i += length ?? 1;
    }
    return cleaned + text.slice(at);
  };
}
