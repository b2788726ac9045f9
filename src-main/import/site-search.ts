import type { EventKind, EventProperty } from '../../shared/model.ts';
import { isSearchPage, SEARCH_CATEGORY, SEARCH_NAMES, SEARCH_RESULTS, SEARCH_TERM } from '../../shared/site-search.ts';
import { isObject, type JsonObject } from './json-read.ts';
import { decoded, parameter } from './search-terms.ts';

/** What is said of site search by every format that tells what was typed. */
export const SEARCHES_KEPT = {
  field: 'Search terms on your site, number of results',
  why: 'To see what people look for and do not find. A term that looks personal or names somebody is not kept, only that a search was made.',
} as const;

/** Longest text that is read of a search. */
const MAX_READ = 400;

/** Parameters in which search pages take what was typed, in the words of some languages. */
const PARAMETERS =
  'q query s search keyword keywords term search_query searchquery search_term searchterm searchword search_text suche suchbegriff suchwort recherche buscar busca cerca ricerca zoek zoeken szukaj haku'.split(
    ' ',
  );
/** WordPress searches on its front page, which may be one per language. */
const FRONT_PAGE = /^\/(?:index\.php|[a-z]{2}(?:[-_][a-z]{2})?\/?)?$/i;
const ON_FRONT_PAGE = ['s'];
const NONE: readonly string[] = [];

/** Parameters of a page's address that hold what was typed; none where the page is no search. */
export function searchParameters(path: string): readonly string[] {
  if (isSearchPage(path.toLowerCase())) return PARAMETERS;
  return FRONT_PAGE.test(path) ? ON_FRONT_PAGE : NONE;
}

/** What was typed, by the query of an address (its text, escapes and all) and the parameters that hold it; '' without. */
export function termInQuery(query: string, names: readonly string[]): string {
  for (const name of names) {
    const found = parameter(query, name).slice(0, MAX_READ * 3);
    const text = found === '' ? '' : decoded(found, '').trim();
    if (text !== '') return text.slice(0, MAX_READ);
  }
  return '';
}

/** Names in their plain form: `searchQuery`, `search_query`, `Search query`. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z\d]+/g, '');

/** Properties of a search, by what they mean; the first that is there counts. */
const TERMS =
  'searchterm query searchquery sitesearchkeyword keyword keywords term terms search searchstring searchtext q'.split(
    ' ',
  );
const RESULTS =
  'results resultcount resultscount numberofresults numresults totalresults searchresults searchcount sitesearchcount nbresults nbhits hits'.split(
    ' ',
  );
const CATEGORIES = 'searchcategory searchcat sitesearchcategory'.split(' ');

function termOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return value
      .filter((one) => typeof one === 'string')
      .join(' ')
      .slice(0, MAX_READ);
  return typeof value === 'string' ? value.trim().slice(0, MAX_READ) : '';
}

/** A number of results; null where it is none. */
function countOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,7}$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number < 1e7 ? number : null;
}

/** Values by their plain name, those of objects in it behind them: some trackers wrap what they tell. */
function byPlainName(given: JsonObject): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const add = (entries: JsonObject) => {
    for (const [name, value] of Object.entries(entries)) {
      const key = plain(name);
      if (!found.has(key) && value !== null && value !== undefined && value !== '' && !isObject(value))
        found.set(key, value);
    }
  };
  add(given);
  for (const inner of Object.values(given)) if (isObject(inner)) add(inner);
  return found;
}

/** What an event that is a search tells of it, for the formats that name it: what was typed, the number of results. */
export function searchIn(given: JsonObject): EventProperty[] {
  const values = byPlainName(given);
  const found: EventProperty[] = [];
  const term = TERMS.map((name) => termOf(values.get(name))).find((text) => text !== '');
  if (term === undefined) return found;
  found.push([SEARCH_TERM, term]);
  const category = CATEGORIES.map((name) => termOf(values.get(name))).find((text) => text !== '');
  if (category !== undefined) found.push([SEARCH_CATEGORY, category]);
  const results = RESULTS.map((name) => countOf(values.get(name))).find((count) => count !== null);
  if (results !== undefined && results !== null) found.push([SEARCH_RESULTS, results]);
  return found;
}

/** Whether a property is one that `searchIn` reads. */
export const isOfSearch = (name: string): boolean =>
  SEARCH_NAMES.has(name) || [TERMS, RESULTS, CATEGORIES].some((names) => names.includes(plain(name)));

/** What was typed in a search, by the properties of an event that is one, else by the address of the page. */
export function searchOf(kind: EventKind, given: JsonObject | undefined, address: string): EventProperty[] {
  if (kind !== 'search' && kind !== 'view') return [];
  const told = kind === 'search' && given ? searchIn(given) : [];
  const start = address.indexOf('?');
  if (told.length > 0 || start < 0) return told;
  const path = address.slice(0, start).replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '') || '/';
  const names = kind === 'search' ? PARAMETERS : searchParameters(path);
  const term = names.length === 0 ? '' : termInQuery(address.slice(start + 1).replace(/#.*$/s, ''), names);
  return term === '' ? [] : [[SEARCH_TERM, term]];
}
