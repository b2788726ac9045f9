import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SectionCutter, type SectionElement, type WantsSection } from '../../src-main/import/json-sections.ts';

/** Elements of the wanted arrays, with the bytes cut into pieces whose buffers are used again. */
function cut(text: string, lengths: readonly number[], wants: WantsSection): SectionElement[] {
  const cutter = new SectionCutter(wants);
  const bytes = Buffer.from(text);
  const found: SectionElement[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const piece = Uint8Array.from(bytes.subarray(at, at + (lengths[i % lengths.length] ?? bytes.length)));
    found.push(...cutter.take(piece));
    at += piece.length;
    piece.fill(0x7b);
  }
  return [...found, ...cutter.finish()];
}
const valuesOf = (found: readonly SectionElement[]) =>
  found.map((element) => ('value' in element ? element.value : element.code));
const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });
const wantsList: WantsSection = (path) => path.join('>') === '>Wänted "part">List';

describe('SectionCutter', () => {
  it('gives the elements of the wanted array and nothing else, however the bytes come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.jsonValue(),
        fc.constantFrom(0, 1),
        lengths,
        (list, other, indent, pieces) => {
          const whole = { Before: other, 'Wänted part': { App: 1, List: list, After: other }, List: [other] };
          const wants: WantsSection = (path) => path.join('>') === '>Wänted part>List';
          expect(valuesOf(cut(JSON.stringify(whole, null, indent), pieces, wants))).toEqual(
            JSON.parse(JSON.stringify(list)),
          );
        },
      ),
    );
  });

  it('counts lines within each array and names its place', () => {
    const text = '{"a":{"List":[1,2]},"b":{"List":[{"x":"]"}]},"c":[[3]]}';
    const found = cut(text, [7], (path) => path.at(-1) === 'List');
    expect(found).toEqual([
      { path: ['', 'a', 'List'], line: 1, value: 1 },
      { path: ['', 'a', 'List'], line: 2, value: 2 },
      { path: ['', 'b', 'List'], line: 1, value: { x: ']' } },
    ]);
  });

  it('loses only the element that is damaged', () => {
    const text = '{"List":[{"a":1},{"a" 2},{"a":"open\n},{"a":4},{"a":"cut o';
    expect(valuesOf(cut(text, [5], (path) => path.at(-1) === 'List'))).toEqual([
      { a: 1 },
      'bad-json',
      'bad-json',
      { a: 4 },
      'bad-json',
    ]);
  });

  it('takes no key for another because of its escapes', () => {
    expect(cut('{"Wänted \\"part\\"":{"List":[1]}}', [3], wantsList)).toEqual([]);
  });

  it('survives brackets without end', () => {
    expect(cut('['.repeat(100_000), [1000], () => false)).toEqual([]);
    expect(valuesOf(cut(`{"List":[${'['.repeat(2_000_000)}`, [65_536], (path) => path.at(-1) === 'List'))).toEqual([
      'too-long',
    ]);
  });
});
