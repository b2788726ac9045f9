import { expect, test } from 'vitest';
import type { EventProperty } from '../../shared/model.ts';
import { toEvent } from '../../src-main/import/event-fields.ts';
import { searchParameters, termInQuery } from '../../src-main/import/site-search.ts';
import { keptTerm } from '../../src-main/privacy/search-term.ts';

test('a path says whether it is a search, and by which parameters', () => {
  const typed = (address: string) => {
    const [path = '', query = ''] = address.split('?');
    return termInQuery(query, searchParameters(path));
  };
  expect(typed('/search?q=tea')).toBe('tea');
  expect(typed('/Recherche.php?page=2&recherche=th%C3%A9+vert')).toBe('thé vert');
  expect(typed('/search/all?keywords=tea')).toBe('tea');
  expect(typed('/catalogsearch/result?q=tea')).toBe('tea');
  expect(typed('/?s=tea')).toBe('tea');
  expect(typed('/de/?s=tea')).toBe('tea');
  expect(typed('/?q=tea')).toBe('');
  expect(typed('/tea?s=tea')).toBe('');
  expect(typed('/searching?q=tea')).toBe('');
  expect(typed('/search?page=2')).toBe('');
});

const propertiesOf = (name: string, kind: 'search' | 'view' | 'custom', properties: object, address = ''): unknown =>
  toEvent({
    line: 1,
    atMs: 0,
    person: [],
    name,
    kind,
    address,
    referrer: '',
    agent: '',
    value: 0,
    properties: { ...properties },
  }).properties;

test('events that are searches tell the term and, where the tool counts them, the results', () => {
  const term = (text: string, ...more: EventProperty[]) => [['search term', text], ...more];
  expect(propertiesOf('view_search_results', 'search', { search_term: 'tea', page_location: 'x' })).toEqual(
    term('tea'),
  );
  expect(propertiesOf('Products Searched', 'search', { query: 'tea', number_of_results: '12' })).toEqual(
    term('tea', ['search results', 12]),
  );
  expect(
    propertiesOf('search', 'search', { siteSearchKeyword: 'tea', siteSearchCategory: 'Mugs', siteSearchCount: '0' }),
  ).toEqual(term('tea', ['search category', 'Mugs'], ['search results', 0]));
  expect(propertiesOf('search_submitted', 'search', { searchResult: { query: 'tea' } })).toEqual(term('tea'));
  expect(propertiesOf('site_search', 'search', { terms: ['green', 'tea'], totalResults: 3 })).toEqual(
    term('green tea', ['search results', 3]),
  );
  // A number of results is a whole number; what is none is not told.
  expect(propertiesOf('search', 'search', { query: 'tea', results: 'many' })).toEqual(term('tea'));
  expect(propertiesOf('page', 'view', { query: 'tea' }, 'https://shop.example/search?q=tea')).toEqual(term('tea'));
  expect(propertiesOf('page', 'view', { query: 'tea' }, 'https://shop.example/tea?q=tea')).toBeUndefined();
});

test('a term is kept in one form, and not where it looks personal', () => {
  expect(keptTerm('  Gru\u0308ner\t TEE ')).toBe('grüner tee');
  expect(keptTerm(`tea ${'x '.repeat(100)}`)).toHaveLength(79);
  expect(keptTerm(' \u0000 ')).toBe('');
  for (const plain of ['earl grey 250 g', 'iphone 15 pro', 'levis 501', '1984', 'schuhe größe 42'])
    expect(keptTerm(plain)).toBe(plain);
  for (const personal of [
    'ada@example.org',
    '+41 79 123 45 67',
    '0791234567',
    'DE89 3704 0044 0532 0130 00',
    '4111 1111 1111 1111',
    'my name is Anna Meier',
    'orders of [name]',
    '550e8400-e29b-41d4-a716-446655440000',
  ])
    expect(keptTerm(personal), personal).toBe('(not kept: personal data)');
});
