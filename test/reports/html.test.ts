import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../shared/results.ts';
import { html } from '../../src-main/reports/html.ts';
import { escapeText } from '../../src-main/reports/markup.ts';
import type { ReportInput } from '../../src-main/reports/report.ts';
import { sampleInput, sectionOf, settings } from './sample-input.ts';
import { elementsOf } from './well-formed.ts';

const render = (input: ReportInput) => new TextDecoder('utf-8', { fatal: true }).decode(html.render(input));
const page = render(sampleInput);

/** A report in which every text is the given one. */
function allTexts(text: string): ReportInput {
  const results: Result[] = [
    {
      kind: 'table',
      columns: [
        { id: 'page', label: text, type: 'page' },
        { id: 'views', label: text, type: 'number', unit: 'count' },
      ],
      rows: [{ key: text, cells: [text, 3], people: 20 }],
      total: 1,
      n: 3,
      people: 20,
    },
    ...(['count', 'share'] as const).map(
      (unit): Result => ({
        kind: 'series',
        unit,
        x: { type: 'category', labels: [text, text] },
        lines: [1, 2].map((base) => ({ id: text, label: text, values: [base, 2], people: [20 + base, 30] })),
        incompleteLast: true,
        n: 100,
        people: 30,
      }),
    ),
    {
      kind: 'series',
      unit: 'count',
      x: { type: 'category', labels: [text] },
      lines: [{ id: text, label: text, values: [4], people: [20] }],
      incompleteLast: false,
      n: 4,
      people: 20,
    },
    { kind: 'matrix', unit: 'count', rows: [text], columns: [text], values: [4], people: [20], n: 4 },
    { kind: 'number', unit: 'count', value: 4, n: 4, people: 20 },
    {
      kind: 'table',
      columns: [
        { id: 'figure', label: 'Figure', type: 'text' },
        { id: 'value', label: 'Value', type: 'number' },
        { id: 'unit', label: 'Unit', type: 'text' },
      ],
      rows: [{ key: text, cells: [text, 5, text], people: 20 }],
      total: 1,
      n: 5,
      people: 20,
    },
  ];
  const sections = results.map((result) => sectionOf(text, text, text, result, { definition: text }));
  return {
    ...sampleInput,
    title: text,
    settings: { ...settings, workspaceName: text, zone: text, locale: text },
    sections,
  };
}

describe('HTML report', () => {
  it('is the same to the byte', async () => {
    await expect(page).toMatchFileSnapshot('../fixtures/reports/sample.html');
  });

  it('stands alone: no script, no form, nothing loaded, no link but to itself', () => {
    const elements = elementsOf(page);
    const names = new Set(elements.map(({ name }) => name));
    for (const bad of ['script', 'iframe', 'img', 'link', 'object', 'embed', 'form', 'base', 'audio', 'video', 'use'])
      expect(names.has(bad)).toBe(false);
    for (const { attributes } of elements)
      for (const [key, value] of Object.entries(attributes)) {
        expect(key.startsWith('on')).toBe(false);
        expect(key).not.toBe('src');
        expect(key).not.toBe('style');
        if (key === 'href') expect(value).toMatch(/^#/);
        if (key !== 'xmlns') expect(value).not.toMatch(/https?:/);
      }
    expect(page).not.toMatch(/@import|url\((?!#)/);
  });

  it('gives every picture a name and a description, and every id once', () => {
    const elements = elementsOf(page);
    const ids = elements.flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id]));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, attributes } of elements) {
      if (name !== 'svg' || attributes['aria-hidden'] === 'true') continue;
      expect(attributes.role).toBe('img');
      const named = (attributes['aria-labelledby'] ?? '').split(' ');
      expect(named).toHaveLength(2);
      for (const id of named) expect(ids).toContain(id);
    }
  });

  it('says definition, period, n, purpose and who was left out for each analysis', () => {
    for (const { reply, definition, question } of sampleInput.sections) {
      for (const text of [reply.info.title, definition, question]) expect(page).toContain(escapeText(text));
    }
    expect(page.match(/n = [\d,]+/g)).toHaveLength(sampleInput.sections.length);
    expect(page).toContain('3,120 hits by programs (bots) are not counted.');
    expect(page).toContain('12 people (96 rows) left out: they said no to this purpose.');
    expect(page).toContain('Fewer than 10 people left out: no consent');
    expect(page).not.toMatch(/\b3 people/);
    expect(page).toContain('Made with Inglenook; nothing left the machine.');
  });

  it.each([
    [2, undefined, 'The first 1 of 2 rows.'],
    [1, true, 'The first 1 of at least 1 rows.'],
    [1, undefined, ''],
  ])('tells how many rows there are of a list that is cut: %s %s', (total, totalIsLeast, expected) => {
    const table: Result = {
      kind: 'table',
      columns: [{ id: 'page', label: 'Page', type: 'page' }],
      rows: [{ key: '1', cells: ['/'], people: 12 }],
      total,
      ...(totalIsLeast === undefined ? {} : { totalIsLeast }),
      n: 1,
      people: 12,
    };
    const written = render({ ...sampleInput, sections: [sectionOf('a', 'A', 'activity', table)] });
    expect(/The first [^<]*/.exec(written)?.[0] ?? '').toBe(expected);
  });

  it('escapes every text, whatever it is', () => {
    const canary = "\"><script>alert('canary')</script><img src=x onerror=alert(1)>&amp;\u0000\u0008";
    const written = render(allTexts(canary));
    expect(elementsOf(written).some(({ name }) => name === 'script' || name === 'img')).toBe(false);
    expect(written).not.toContain('<script');
    expect(written).toContain('&amp;amp;');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        elementsOf(render(allTexts(text)));
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", '/', '=', 'a', ' ', '`', '${x}') }),
        (text) => {
          elementsOf(render(allTexts(text)));
        },
      ),
    );
  });

  it('draws gaps as gaps and never writes NaN', () => {
    expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
    const visits = /<section[^>]*><h3[^>]*>Visits over time.*?<\/section>/s.exec(page)?.[0] ?? '';
    // Two runs around the gap, the last of them split where the day is not over yet.
    expect(visits.match(/class="line s1/g)).toHaveLength(3);
    expect(visits.match(/class="line before"/g)).toHaveLength(1);
  });

  it('writes a report without sections, and one with empty results', () => {
    const empty: Result[] = [
      {
        kind: 'series',
        unit: 'count',
        x: { type: 'time', starts: [], bucket: 'day' },
        lines: [],
        incompleteLast: false,
        n: 0,
        people: 0,
      },
      { kind: 'matrix', unit: 'count', rows: [], columns: [], values: [], people: [], n: 0 },
      { kind: 'number', unit: 'share', value: null, n: 0, people: 0 },
      { kind: 'table', columns: [], rows: [], total: 0, n: 0, people: 0 },
    ];
    const sections = empty.map((result) => sectionOf('x', 'Empty', 'activity', result));
    for (const input of [
      { ...sampleInput, sections: [] },
      { ...sampleInput, range: null, sections },
    ]) {
      const written = render(input);
      elementsOf(written);
      expect(written).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});
