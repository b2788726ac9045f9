import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { TableResult } from '../../shared/results.ts';
import { csv } from '../../src-main/reports/csv.ts';
import { REPORTS } from '../../src-main/reports/index.ts';
import { sampleInput, sectionOf } from './sample-input.ts';

const render = (input: typeof sampleInput) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(csv.render(input));
const parse = (text: string) => Papa.parse<string[]>(text.slice(1), { delimiter: ',', newline: '\r\n' }).data;

const tableOf = (text: string): TableResult => ({
  kind: 'table',
  columns: [
    { id: 'page', label: 'Page', type: 'page' },
    { id: 'views', label: 'Views', type: 'number', unit: 'count' },
  ],
  rows: [{ key: '1', cells: [text, -1.5], people: 12 }],
  total: 1,
  n: 1,
  people: 12,
});

describe('CSV report', () => {
  it('is the same to the byte', async () => {
    await expect(render(sampleInput)).toMatchFileSnapshot('../fixtures/reports/sample.csv');
  });

  it('starts with a byte order mark and ends every line with CRLF', () => {
    const text = render(sampleInput);
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it.each([
    [1, undefined, undefined],
    [9, undefined, ['Rows in all', '9']],
    [9, true, ['Rows in all, at least', '9']],
    [1, true, ['Rows in all, at least', '1']],
  ])('tells how many rows there are of a list that is cut: %s %s', (total, totalIsLeast, expected) => {
    const table = { ...tableOf('/'), total, ...(totalIsLeast === undefined ? {} : { totalIsLeast }) };
    const rows = parse(render({ ...sampleInput, sections: [sectionOf('a', 'A', 'activity', table)] }));
    expect(rows.find(([name]) => name?.startsWith('Rows in all'))?.slice(0, 2)).toEqual(expected);
  });

  it('has one block per analysis, with title, definition, period, n and whom it leaves out', () => {
    const rows = parse(render(sampleInput));
    const titles = rows.filter(([name]) => name === 'Analysis').map(([, title]) => title);
    expect(titles).toEqual(sampleInput.sections.map(({ reply }) => reply.info.title));
    for (const name of ['Definition', 'Question', 'Period', 'Rows counted (n)', 'Purpose'])
      expect(rows.filter(([first]) => first === name).length).toBeGreaterThanOrEqual(titles.length);
    expect(rows.filter(([first]) => first === 'Left out')).toHaveLength(8);
    expect(rows).toContainEqual(['2024-03-12', '', '0']);
  });

  it('gives every text back through a reader, guarded where a spreadsheet would run it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ';', '\t', ' ', '=', '+', '-', '@', 'a', 'é', '1') }),
        (text) => {
          const input = { ...sampleInput, sections: [sectionOf('t', 'T', 'activity', tableOf(text))] };
          const row = parse(render(input)).at(-2) ?? [];
          expect(row).toEqual([/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text, '-1.5', '12']);
        },
      ),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('never lets %j be a formula', (text) => {
    const input = { ...sampleInput, title: text, sections: [sectionOf('t', text, 'activity', tableOf(text))] };
    const rows = parse(render(input));
    for (const cell of rows.flat())
      expect(/^[=+@＝\t\r]/.test(cell) || (cell.startsWith('-') && cell !== '-1.5')).toBe(false);
  });
});

describe('report kinds', () => {
  it('are listed once, with what a download needs', () => {
    expect(REPORTS.map(({ id }) => id)).toEqual(['html', 'csv', 'json']);
    for (const { extension, mime, title } of REPORTS) {
      expect(extension).toMatch(/^[a-z]+$/);
      expect(mime).toMatch(/^(text|application)\//);
      expect(title).not.toBe('');
    }
  });
});
