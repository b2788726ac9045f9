import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { RowCutter, type TableRow } from '../../src-main/import/table-rows.ts';

type Delimiter = ',' | ';' | '\t' | '|';

/** Cuts a text that comes in pieces of the given lengths. */
function cut(text: string, delimiter: Delimiter | 'space', lengths: readonly number[] = [], columns = 0) {
  const cutter = new RowCutter(delimiter, columns);
  const rows: TableRow[] = [];
  const broken: number[] = [];
  let at = 0;
  for (let i = 0; at < text.length; i++) {
    const length = lengths[i % Math.max(1, lengths.length)] ?? text.length;
    const found = cutter.take(text.slice(at, at + length));
    for (const row of found.rows) rows.push(row);
    for (const line of found.broken) broken.push(line);
    at += length;
  }
  const rest = cutter.finish();
  return { rows: rows.concat(rest.rows), broken: broken.concat(rest.broken) };
}

const sign = fc.constantFrom('a', 'é', '😀', ' ', ',', ';', '\t', '|', '"', '\n', '\r\n', '1');
const cell = fc.array(sign, { maxLength: 8 }).map((signs) => signs.join(''));
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((columns) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1 }));
const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 });
const delimiters = fc.constantFrom<Delimiter[]>(',', ';', '\t', '|');

describe('RowCutter', () => {
  it('gives back what was written, however it comes in pieces, with true line numbers', () => {
    fc.assert(
      fc.property(
        table,
        delimiters,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        lengths,
        (rows, delimiter, newline, quotes, pieces) => {
          const text = Papa.unparse(rows, { delimiter, newline, quotes }) + newline;
          const found = cut(text, delimiter, pieces);
          expect(found.rows.map((row) => row.cells)).toEqual(rows);
          expect(found.broken).toEqual([]);
          let line = 1;
          for (const [i, cells] of rows.entries()) {
            expect(found.rows[i]?.line).toBe(line);
            line += 1 + cells.join('').split('\n').length - 1;
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes a last line without an end, line ends of old Macs, and marks at the start', () => {
    expect(cut('a,b\n1,2', ',').rows.map((row) => row.cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(cut('a,b\r1,2\r', ',').rows.map((row) => row.cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(cut('\ufeffsep=;\r\na;b\r\n', ';').rows).toEqual([{ cells: ['a', 'b'], line: 2 }]);
    expect(cut('  a \t b\n\n1  2\n', 'space').rows.map((row) => row.cells)).toEqual([['a', 'b'], [''], ['1', '2']]);
    expect(cut('', ',').rows).toEqual([]);
  });

  it('loses one line to a quotation mark that never closes, and no more', () => {
    const good = Array.from({ length: 50 }, (_, i) => `${i},text ${i},3`);
    const text = [...good.slice(0, 20), '20,"open,3', ...good.slice(21)].join('\n');
    fc.assert(
      fc.property(lengths, (pieces) => {
        const found = cut(text, ',', pieces, 3);
        expect(found.broken).toEqual([21]);
        expect(found.rows.map((row) => row.line)).toEqual(good.map((_, i) => i + 1).filter((line) => line !== 21));
      }),
      { numRuns: 30 },
    );
  });

  it('takes lines apart that a stray mark glued together, but not a text that quotes somebody', () => {
    const glued = 'k1,"open,1\nk2,two,2\nk3,"three, 3",3\n';
    const found = cut(glued, ',', [], 3);
    expect(found.broken).toEqual([1]);
    expect(found.rows.map((row) => row.cells[0])).toEqual(['k2', 'k3']);
    const quoting = 'k1,"she said "hi" to me,\nand left",1\nk2,two,2\n';
    expect(cut(quoting, ',', [], 3)).toEqual({
      rows: [
        { cells: ['k1', 'she said "hi" to me,\nand left', '1'], line: 1 },
        { cells: ['k2', 'two', '2'], line: 3 },
      ],
      broken: [],
    });
  });

  it('is not held up by a file full of open marks', () => {
    const text = 'x,"y\n'.repeat(600_000);
    const started = performance.now();
    const { rows, broken } = cut(text, ',', [65_536], 2);
    expect(rows.length + broken.length).toBeGreaterThan(1000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
