import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeSpellingScrubber, spellingMarks } from '../../src-main/privacy/spellings.ts';

const digestUnder = (key: string) => (text: string) =>
  createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
const digest = digestUnder('a');
const VALUES = ['Quenby Larkspurne', 'quenby.l@example.com', '+44 7700 900321', 'quenbylark', 'X'];

test('values are found however they are written, and the rest of the text stays', () => {
  const scrub = makeSpellingScrubber(spellingMarks(VALUES, digest), digest);
  expect(
    [
      'I met QUENBY  Larkspurne, and Quenby too',
      '/account/quenby-larkspurne/x',
      '/u/Quenby%20Larkspurne?y=1',
      'mail Quenby.L@Example.com or call +44 (7700) 900-321!',
      '@quenbylark see you there, X',
      'quenby, larkspur and quenbylarks are others',
    ].map(scrub),
  ).toEqual([
    'I met [erased], and Quenby too',
    '/account/[erased]/x',
    '/u/[erased]?y=1',
    'mail [erased] or call +[erased]!',
    '@[erased] see you there, X',
    'quenby, larkspur and quenbylarks are others',
  ]);
});

test('marks hold no value, and say nothing under another secret', () => {
  const marks = spellingMarks(VALUES, digest);
  expect([...marks.keys()].every((mark) => /^[0-9a-f]{32}$/.test(mark))).toBe(true);
  const other = makeSpellingScrubber(marks, digestUnder('b'));
  expect(other('Quenby Larkspurne')).toBe('Quenby Larkspurne');
});

test('whatever was marked is gone from any text around it, and a text without it is as it was', () => {
  const word = fc.stringMatching(/^[a-zà-ÿ]{3,8}$/);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 4 }),
      fc.array(word),
      fc.array(word),
      (name, before, after) => {
        const scrub = makeSpellingScrubber(spellingMarks([name.join(' ')], digest), digest);
        const around = (middle: string) => [...before, middle, ...after].join(' ');
        expect(scrub(around(name.join('-')))).toContain('[erased]');
        const plain = `${before.join(' ')} 12 ${after.join(' ')}`;
        if (!plain.includes(name.join(' '))) expect(scrub(plain)).toBe(plain);
      },
    ),
  );
});
