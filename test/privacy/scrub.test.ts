import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeScrubber } from '../../src-main/privacy/scrub.ts';

const scrub = makeScrubber([
  { kind: 'name', value: 'Ada Quill' },
  { kind: 'email', value: 'ada.quill@example.com' },
  { kind: 'phone', value: '+44 7700 900958' },
  { kind: 'handle', value: '@adaq' },
]);

test.each([
  ['Yours, Ada Quill!', 'Yours, [erased]!'],
  ['ADA  QUILL and ada-quill', '[erased] and [erased]'],
  ['to Ada.Quill@Example.com', 'to [erased]'],
  ['/order?email=ada.quill%40example.com&x=1', '/order?email=[erased]&x=1'],
  ['call 07700 900 958 or (+44) 7700-900-958 or +44 (0) 7700 900958', 'call [erased] or ([erased] or [erased]'],
  ['thanks @adaq and adaq.', 'thanks [erased] and [erased].'],
  ['Adaquillan Quillan Nadaq', 'Adaquillan Quillan Nadaq'],
  ['#AdaQuill, ada.quill, /u/ada_quill', '#[erased], [erased], /u/[erased]'],
])('%s', (text, expected) => {
  expect(scrub(text)).toBe(expected);
});

test('two short words are not looked for run together: that could be an ordinary word', () => {
  const clean = makeScrubber([{ kind: 'name', value: 'Jo Li' }]);
  expect(clean('Jo Li, jo-li, une jolie robe, joli')).toBe('[erased], [erased], une jolie robe, joli');
});

test('a value of one or two letters would hit ordinary words and is left alone', () => {
  expect(makeScrubber([{ kind: 'name', value: 'Al' }])('Al, and all of Al')).toBe('Al, and all of Al');
});

test('a hyphen, and any other sign, in a name or address is itself', () => {
  const clean = makeScrubber([
    { kind: 'name', value: 'Anne-Marie O’Neil-Smith' },
    { kind: 'email', value: 'anne-marie+shop@my-post.example' },
    { kind: 'name', value: 'x-\ud800' },
  ]);
  expect(clean('Anne-Marie O’Neil-Smith, anne-marie+shop@my-post.example')).toBe('[erased], [erased]');
  expect(clean('?m=anne-marie%2Bshop%40my-post.example')).toBe('?m=[erased]');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      expect(() => makeScrubber([{ kind: 'name', value }])('a text')).not.toThrow();
    }),
    { numRuns: 100 },
  );
});

test('law: no value is left in any text, and scrubbing twice does nothing more', () => {
  const word = fc.stringMatching(/^[a-z]{3,8}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), fc.array(word, { maxLength: 12 }), (values, words) => {
      const clean = makeScrubber(values.map((value) => ({ kind: 'name' as const, value })));
      const text = [...words, ...values].join(' ');
      const once = clean(text);
      const left = once.split(' ');
      for (const value of values) if (value !== 'erased') expect(left).not.toContain(value);
      if (!values.includes('erased')) expect(clean(once)).toBe(once);
      for (const other of words) if (!values.includes(other)) expect(left).toContain(other);
    }),
  );
});
