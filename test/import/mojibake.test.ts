import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repaired, repairedText } from '../../src-main/import/mojibake.ts';

/** How Facebook writes a text: every byte of its UTF-8 as a character. */
const asFacebookWrites = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const wellFormed = fc.string({ unit: 'grapheme' });

describe('repairedText', () => {
  it('gives back every text that Facebook wrote', () => {
    fc.assert(
      fc.property(fc.oneof(wellFormed, fc.string({ unit: 'binary' })), (text) => {
        expect(repairedText(asFacebookWrites(text))).toBe(text);
        const escaped = JSON.parse(JSON.stringify(asFacebookWrites(text))) as string;
        expect(repairedText(escaped)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves plain ASCII as it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => void expect(repairedText(text)).toBe(text)));
  });

  it('leaves a text with any sign beyond a byte as it is', () => {
    const beyond = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => /[\u0100-\uffff]/.test(text));
    fc.assert(fc.property(beyond, (text) => void expect(repairedText(text)).toBe(text)));
  });

  it('leaves Latin text that is no UTF-8 as it is', () => {
    for (const text of ['Café', 'über', 'naïve â\u0080', 'Ã', '½ price', '', 'São Paulo – já'])
      expect(repairedText(text)).toBe(text);
    expect(repairedText('doesn\u00e2\u0080\u0099t')).toBe('doesn’t');
    expect(repairedText('\u00ef\u00bb\u00bfmark kept')).toBe('\ufeffmark kept');
  });

  it('refuses overlong forms and halves of surrogates', () => {
    for (const text of ['\u00c0\u0080', '\u00ed\u00a0\u0080', '\u00f8\u0088\u0080\u0080\u0080'])
      expect(repairedText(text)).toBe(text);
  });
});

describe('repaired', () => {
  it('repairs keys and texts of a whole value', () => {
    fc.assert(
      fc.property(fc.dictionary(wellFormed, fc.array(wellFormed)), (value) => {
        const written = Object.fromEntries(
          Object.entries(value).map(([key, list]) => [asFacebookWrites(key), list.map(asFacebookWrites)]),
        );
        expect(repaired(written)).toEqual(Object.fromEntries(Object.entries(value)));
      }),
    );
  });

  it('survives nesting of any depth', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
    expect(() => repaired(deep)).not.toThrow();
  });
});
