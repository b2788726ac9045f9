/** Text that is already markup. Only the `markup` tag makes it, so whatever else is put into a page is escaped. */
export class Markup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

type Part = string | number | Markup | readonly Markup[] | null;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
// Characters that neither HTML nor XML may hold.
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Makes a text harmless in element content and in quoted attributes. */
export const escapeText = (text: string): string =>
  text
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replace(/[&<>"']/g, (char) => ESCAPES[char] ?? '');

function sourceOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.source;
  if (typeof part === 'object') return part.map((one) => one.source).join('');
  return escapeText(String(part));
}

/** Template tag: what is written is markup, what is put in is escaped unless it is markup itself. null puts in nothing. */
export function markup(written: TemplateStringsArray, ...parts: Part[]): Markup {
  let source = written[0] ?? '';
  for (const [i, part] of parts.entries()) source += sourceOf(part) + (written[i + 1] ?? '');
  return new Markup(source);
}

/** Each item as markup; nothing for an empty list. */
export const each = <T>(items: readonly T[], draw: (item: T, index: number) => Markup): Markup[] => items.map(draw);
