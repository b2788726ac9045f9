/** Names under which a search on the site itself is kept among the properties of its event or page view. */
export const SEARCH_TERM = 'search term';
export const SEARCH_CATEGORY = 'search category';
export const SEARCH_RESULTS = 'search results';
export const SEARCH_NAMES: ReadonlySet<string> = new Set([SEARCH_TERM, SEARCH_CATEGORY, SEARCH_RESULTS]);

/** Stands for every term that looks personal or names somebody: that a search was made is counted, what was typed is not kept. */
export const TERM_NOT_KEPT = '(not kept: personal data)';

/** Longest term, in characters. */
const MAX_TERM = 80;

/** A term as terms are compared: one Unicode form, lower case, single blanks, cut. */
export const normalTerm = (text: string): string =>
  Array.from(
    text
      .toWellFormed()
      .normalize('NFC')
      .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
      .trim()
      .toLowerCase(),
  )
    .slice(0, MAX_TERM)
    .join('')
    .trim();

/** Addresses under which sites show what a search has found, in the words of some languages. */
const SEARCH_PAGES =
  'search suche recherche rechercher buscar busca cerca ricerca zoeken zoek szukaj sok haku catalogsearch/result';
const ENDINGS = ['', '/', '.php', '.html', '.htm', '.aspx', '.jsp'];

/** Pages that show what a search has found; a trailing * takes all that begin so. */
export const searchPageNames: readonly string[] = SEARCH_PAGES.split(' ').flatMap((word) => [
  `/${word}/*`,
  ...ENDINGS.map((end) => `/${word}${end}`),
]);
const WHOLE = new Set(searchPageNames.filter((name) => !name.endsWith('*')));
const STARTS = searchPageNames.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));

/** Whether a path is that of a page which shows what a search has found. */
export const isSearchPage = (path: string): boolean =>
  WHOLE.has(path) || STARTS.some((start) => path.startsWith(start));
