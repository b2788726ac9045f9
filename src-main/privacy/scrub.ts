import type { IdentifierKind } from '../../shared/model.ts';

/** A clear value that must go from every text. Personal data: lives only while an erasure runs. */
export interface ScrubValue {
  kind: IdentifierKind;
  value: string;
}

/** Stands where a value was. */
export const ERASED = '[erased]';
/** Shorter values would hit ordinary words. */
const SHORTEST = 3;
const FEWEST_DIGITS = 6;
/** Letters that words must have to be known when they are run together. */
export const SHORTEST_JOINED = 8;

// A hyphen means itself outside of a class; escaped, the pattern would be refused.
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const WORD = '\\p{L}\\p{M}\\p{N}_';

/** A number however it is grouped: its digits with up to three other signs between them; also without the country's one to three digits. */
function phonePattern(value: string): string | null {
  const digits = value.replace(/\(0\)/g, '').replace(/\D/g, '').replace(/^00/, '');
  if (digits.length < FEWEST_DIGITS) return null;
  const spread = (part: string) => [...part].join('(?:%20|\\(0\\)|[\\s().\\/-]){0,4}');
  const national =
    value.trim().startsWith('+') && digits.length > 9 ? [1, 2, 3].map((code) => `0?${spread(digits.slice(code))}`) : [];
  return `(?:\\+|00|%2B)?(?:${[spread(digits), ...national].join('|')})`;
}

/** A text and its percent-encoded form, with blanks, dots or dashes between its words, or nothing. */
function textPattern(value: string): string | null {
  const text = value.toWellFormed().trim();
  if ([...text].length < SHORTEST) return null;
  const words = text.split(/\s+/);
  // Run together they are a hashtag, a user name or a path; two short ones could be an ordinary word.
  const fewest = [...words.join('')].length >= SHORTEST_JOINED ? 0 : 1;
  const plain = words.map(literal).join(`(?:\\s|\\+|%20|[._-]){${fewest},3}`);
  const encoded = literal(encodeURIComponent(text.normalize('NFC')));
  return plain === encoded ? plain : `${plain}|${encoded}`;
}

function patternOf({ kind, value }: ScrubValue): string | null {
  if (kind === 'phone') return phonePattern(value);
  if (kind === 'handle') {
    const name = textPattern(value.trim().replace(/^@+/, ''));
    return name === null ? null : `@?(?:${name})`;
  }
  return textPattern(value);
}

/**
 * Replaces every occurrence of the values by `[erased]`: in any case, as whole words, percent-encoded too; numbers however they
 * are grouped. Answers the text itself when there is none. Values of one or two characters are left alone.
 */
export function makeScrubber(values: readonly ScrubValue[]): (text: string) => string {
  // The longest first: a whole address before the name in it.
  const patterns = [...values]
    .sort((a, b) => b.value.length - a.value.length)
    .map(patternOf)
    .filter((pattern) => pattern !== null);
  if (patterns.length === 0) return (text) => text;
  const all = new RegExp(`(?<![${WORD}])(?:${patterns.join('|')})(?![${WORD}])`, 'giu');
  return (text) => text.replace(all, ERASED);
}
