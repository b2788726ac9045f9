import { isUtf8 } from 'node:buffer';
import { isObject } from './json-read.ts';

/** Deeper than any export nests; what lies below is left as it is. */
const MAX_DEPTH = 24;
const BEYOND_BYTES = /[\u0100-\uffff]/;
const BEYOND_ASCII = /[\u0080-\u00ff]/;

/**
 * Facebook and Instagram write every byte of a text's UTF-8 as a character of its own ("Ã©" for "é").
 * Undoes that where a text is such a row of bytes and nothing else; any other text is given back unchanged.
 */
export function repairedText(text: string): string {
  if (!BEYOND_ASCII.test(text) || BEYOND_BYTES.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : text;
}

/** A parsed JSON value with every text and every key repaired. */
export function repaired(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return repairedText(value);
  if (depth >= MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((entry) => repaired(entry, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [repairedText(key), repaired(entry, depth + 1)]),
  );
}
