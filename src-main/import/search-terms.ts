import { engineOf, isPortalSearch, orAbove, partsOf } from './referrer-tables.ts';

const MAX_TERM = 200;

/** Undoes percent and plus signs: as UTF-8, else in the character set that the list gives for the engine. */
export function decoded(text: string, charset: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    const bytes = spaced.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    try {
      const raw = Uint8Array.from(bytes, (sign) => sign.charCodeAt(0) & 0xff);
      return new TextDecoder(charset || 'windows-1252').decode(raw);
    } catch {
      return bytes;
    }
  }
}

/** Value of a query parameter, name in any case; '' without. */
export function parameter(query: string, name: string): string {
  const wanted = name.toLowerCase();
  for (const part of query.split(/&amp;|&/, 200)) {
    const cut = part.indexOf('=');
    if (cut > 0 && part.slice(0, cut).toLowerCase() === wanted) return part.slice(cut + 1);
  }
  return '';
}

/** A pattern of the list; null for one that this language does not know. */
function patternOf(text: string): RegExp | null {
  try {
    return new RegExp(text.slice(1, -1), 'i');
  } catch {
    return null;
  }
}

/**
 * What somebody searched for, where the referrer of a search engine still says so; null otherwise (most engines left it
 * out years ago). A term may be about a person: it is shown in the lab only and never stored.
 */
export function searchTerm(url: string): string | null {
  const parts = partsOf(url.slice(0, 4096));
  if (!parts) return null;
  const { host, path, query } = parts;
  // Mail and office pages of the same companies carry terms, too, but of somebody's own letters.
  if (!isPortalSearch(host) && orAbove('mail', host, path)) return null;
  const engine = engineOf(host, path);
  for (const param of engine?.params ?? []) {
    const found =
      param.startsWith('/') && param.length > 1
        ? (patternOf(param)?.exec(query === '' ? path : `${path}?${query}`)?.[1] ?? '')
        : parameter(query, param);
    const term = decoded(found, engine?.charset ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim();
    // google.com/url?q=https://… names the page that was opened.
    if (term !== '' && !/^https?:\/\//i.test(term)) return term.slice(0, MAX_TERM);
  }
  return null;
}
