import Database from 'better-sqlite3-multiple-ciphers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileQuery } from '../../../src-main/analysis/mentions/query.ts';

const TEXTS = [
  'hazel bakery has good bread',
  'the bread at the mill is better',
  'hazel nuts, not bread',
  'coffee shop with very slow service',
  'service in the coffee shop was slow and the coffees cold',
];
const db = new Database(':memory:');
db.exec("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')");
for (const text of TEXTS) db.prepare('INSERT INTO t (text) VALUES (?)').run(text);

function find(query: string): number[] | string {
  const compiled = compileQuery(query);
  if ('problem' in compiled) return `${compiled.problem} ${compiled.at}`;
  return db.prepare('SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid').pluck().all(compiled.match) as number[];
}

test.each([
  ['hazel bread', [1, 3]],
  ['hazel AND bread', [1, 3]],
  ['"hazel bakery"', [1]],
  ['hazel -nuts', [1]],
  ['bread NOT (bakery OR nuts)', [2]],
  ['mill OR nuts', [2, 3]],
  ['(mill OR nuts) better', [2]],
  ['coffee*', [4, 5]],
  ['coffees', [5]],
  ['slow NEAR/1 service', [4]],
  ['slow NEAR/6 service', [4, 5]],
  ['BREAD', [1, 2, 3]],
  ['and', [5]],
  ['"and"', [5]],
  ['hazel\0bakery', [1]],
  ['"hazel\0bakery" \0*', [1]],
])('%s', (query, ids) => {
  expect(find(query)).toEqual(ids);
});

test.each([
  ['', 'empty 0'],
  ['!!!', 'empty 0'],
  ['-bread', 'only-not 0'],
  ['"bread', 'quote 0'],
  ['(bread', 'bracket 0'],
  ['bread)', 'bracket 5'],
  ['bread NEAR', 'near 6'],
  ['bread OR', 'empty 6'],
  ['network:nowhere bread', 'value 8'],
  ['bread OR network:x', 'nested-field 9'],
  ['a'.repeat(2000), 'too-long 1000'],
])('what is wrong with %j, and where', (query, problem) => {
  expect(find(query)).toBe(problem);
});

test('fields stand beside the words', () => {
  expect(compileQuery('bread network:reddit -language:de from:others')).toEqual({
    match: '"bread"',
    fields: [
      { field: 'network', value: 'reddit', not: false },
      { field: 'language', value: 'de', not: true },
      { field: 'own', value: 'others', not: false },
    ],
  });
  expect(compileQuery('kind:review')).toEqual({ match: '', fields: [{ field: 'kind', value: 'review', not: false }] });
});

test('law: whatever is typed is either explained or runs', () => {
  const piece = fc.constantFrom(
    'bread',
    'AND',
    'OR',
    'NOT',
    '-',
    '"',
    '(',
    ')',
    'NEAR/2',
    '*',
    'network:x',
    "o'clock",
    ';',
    '😀',
    'ß',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom(' ', ''), (pieces, gap) => {
      const compiled = compileQuery(pieces.join(gap));
      if ('problem' in compiled) return;
      if (compiled.match !== '') db.prepare('SELECT count(*) FROM t WHERE t MATCH ?').get(compiled.match);
    }),
  );
});
