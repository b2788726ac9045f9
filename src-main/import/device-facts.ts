import { languageCodes, languageName } from '../../shared/languages.ts';

const LEAST_PX = 100;
const MOST_PX = 20_000;

/** A screen as `1920×1080`, from its width and height in pixels; '' when they are none. */
export function screenOf(width: unknown, height: unknown): string {
  const [w, h] = [Number(width), Number(height)];
  const isSide = (side: number) => Number.isInteger(side) && side >= LEAST_PX && side <= MOST_PX;
  return isSide(w) && isSide(h) ? `${w}×${h}` : '';
}

/** The same from one text: `1920x1080`. */
export function screenIn(text: string): string {
  const found = /^\s*(\d{3,5})\s*[x×*]\s*(\d{3,5})\s*$/i.exec(text);
  return found ? screenOf(found[1], found[2]) : '';
}

let byName: Map<string, string> | null = null;
function codeOfName(name: string): string {
  byName ??= new Map(languageCodes().map((code) => [languageName(code).toLowerCase(), code]));
  return byName.get(name) ?? '';
}

/**
 * The language of a browser or app by its code (ISO 639), without region, from a tag (`de-CH`, `en_US`), a list of them (the
 * first counts) or its English name; '' where it is none. The region would tell people apart and answers no question.
 */
export function languageOf(text: string): string {
  const first = text.split(/[,;]/, 1)[0]?.trim().toLowerCase() ?? '';
  const tag = /^([a-z]{2,3})(?:[-_][a-z\d]{2,8})*$/.exec(first)?.[1];
  if (tag === undefined || languageName(tag) === tag) return codeOfName(first.replace(/ \(.*\)$/, ''));
  return new Intl.Locale(tag).language;
}
