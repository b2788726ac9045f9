import type { Identifier } from '../../shared/model.ts';
import { SHORTEST_JOINED } from './scrub.ts';
import { wordsOf } from './spellings.ts';
import { wordInfo } from './tagger/features.ts';
import { WORD_CLASS } from './tagger/word-classes.ts';

/** Stands where somebody's name was. */
export const NAME = '[name]';
/** Names kept in memory; of files with more people the later ones are known by their form and context only. */
const MOST = 1_000_000;
/** Shorter single words would hit ordinary ones. */
const SHORTEST_HANDLE = 5;
const SHORTEST_NAME = 3;
const MOST_WORDS = 6;

/** Whether a word is one of everyday language. */
export const isPlainWord = (word: string): boolean => (wordInfo(word).classes & WORD_CLASS.everyday) !== 0;
const CAPITAL = /^\p{Lu}/u;

/** Names, handles and what stands before the @ of addresses, as a file tells them of its people: found again in its texts. */
export class KnownNames {
  readonly #whole = new Set<string>();
  readonly #parts = new Set<string>();
  #longest = 0;

  /** Remembers what an identifier says of a name. Numbers and cookies say nothing. */
  note({ kind, value }: Identifier): void {
    if (this.#whole.size + this.#parts.size >= MOST) return;
    if (kind === 'name') this.#noteName(value);
    else if (kind !== 'visitor' && kind !== 'cookie' && kind !== 'phone')
      this.#noteHandle(value.replace(/@[^@]*$/, ''));
  }

  #noteName(value: string): void {
    const words = wordsOf(value).map(({ word }) => word);
    this.#noteWords(words);
    for (const word of words) if (word.length >= SHORTEST_NAME && !isPlainWord(word)) this.#parts.add(word);
  }

  #noteHandle(value: string): void {
    // An underscore is part of the word in most texts, but not of the name.
    for (const words of [wordsOf(value), wordsOf(value.replaceAll('_', ' '))].map((all) =>
      all.map(({ word }) => word),
    )) {
      this.#noteWords(words);
      const [only] = words;
      if (words.length === 1 && only && only.length >= SHORTEST_HANDLE && /\p{L}/u.test(only) && !isPlainWord(only))
        this.#addWhole(only, 1);
    }
  }

  #noteWords(words: readonly string[]): void {
    if (words.length < 2 || words.length > MOST_WORDS) return;
    const together = words.join('');
    if (together.length >= SHORTEST_HANDLE && /\p{L}{2}/u.test(together)) this.#addWhole(words.join(' '), words.length);
    if (together.length >= SHORTEST_JOINED) this.#addWhole(together, 1);
  }

  #addWhole(words: string, count: number): void {
    this.#whole.add(words);
    this.#longest = Math.max(this.#longest, count);
  }

  /** A text without the names: in any case, between blanks, dots or dashes, run together. `parts`: single words of them too, where they have a capital. */
  mask(text: string, parts: boolean): string {
    if (this.#longest === 0 && this.#parts.size === 0) return text;
    const words = wordsOf(text);
    let masked = '';
    let at = 0;
    for (let i = 0; i < words.length; ) {
      const length = this.#lengthAt(words, i) || (parts && this.#isPart(text, words[i]) ? 1 : 0);
      const [first, last] = [words[i], words[i + length - 1]];
      if (length > 0 && first && last) {
        masked += `${text.slice(at, first.start)}${NAME}`;
        at = last.end;
      }
      i += Math.max(1, length);
    }
    return masked + text.slice(at);
  }

  /** Words from the i-th on that are a name; 0 = none. */
  #lengthAt(words: readonly { word: string }[], i: number): number {
    for (let length = Math.min(this.#longest, words.length - i); length > 0; length--) {
      const run = words.slice(i, i + length).map(({ word }) => word);
      if (this.#whole.has(run.join(' '))) return length;
    }
    return 0;
  }

  #isPart(text: string, found: { word: string; start: number } | undefined): boolean {
    return found !== undefined && this.#parts.has(found.word) && CAPITAL.test(text.slice(found.start, found.start + 2));
  }
}
