import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../shared/contract/imports.ts';
import { MAPPING_TARGETS } from '../../shared/contract/imports.ts';
import { SAFE_BASIS } from '../../shared/model.ts';
import { chosenFormat, toSources, withChoice, withIncluded, yearOf } from '../../src-renderer/pages/imports/choices.ts';
import {
  dateFormats,
  encodings,
  targetOf,
  targetsOf,
  withField,
  withRestAsProperties,
  withType,
} from '../../src-renderer/pages/imports/mapping-options.ts';
import { FIELD_WORDS, sureness } from '../../src-renderer/pages/imports/words.ts';
import { checkDraft, toDraft } from '../../src-renderer/pages/settings/draft.ts';
import { compareValues, type DataColumn, toTsv } from '../../src-renderer/ui/table-column.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { cellText, resultColumns } from '../../src-renderer/ui/result-columns.ts';
import { sparklinePath } from '../../src-renderer/ui/sparkline-path.ts';
import type { TableResult } from '../../shared/results.ts';

const LOCALE = { locale: 'en-GB', zone: 'UTC', currency: 'EUR' };
const MAPPING: Mapping = {
  type: 'order',
  encoding: 'utf-8',
  delimiter: ',',
  headerRows: 1,
  fields: ['key', 'at', 'total', 'ignore'],
  dateFormat: 'iso',
  zone: 'UTC',
  decimal: '.',
  currency: '',
  scope: '',
};

describe('the mapping dialog', () => {
  it('gives a meaning to one column only, and lets any number be left out', () => {
    expect(withField(MAPPING, 3, 'at').fields).toEqual(['key', 'ignore', 'total', 'at']);
    expect(withField(MAPPING, 0, 'ignore').fields).toEqual(['ignore', 'at', 'total', 'ignore']);
  });

  it('leaves out what another type of row does not know', () => {
    expect(withType(MAPPING, 'review')).toMatchObject({ type: 'review', fields: ['key', 'at', 'ignore', 'ignore'] });
  });

  it('keeps any number of columns of events as properties, each under a name', () => {
    const events: Mapping = { ...MAPPING, type: 'event', fields: ['at', 'page', 'property:plan', 'ignore', 'ignore'] };
    expect(withField(events, 3, 'property:plan').fields).toEqual([
      'at',
      'page',
      'property:plan',
      'property:plan',
      'ignore',
    ]);
    expect(withRestAsProperties(events, ['When', 'What', 'Plan', 'Seats', '']).fields).toEqual([
      'at',
      'page',
      'property:plan',
      'property:Seats',
      'property:',
    ]);
    expect(withType(events, 'order').fields).toEqual(['at', 'ignore', 'ignore', 'ignore', 'ignore']);
    expect(withType(events, 'event').fields).toEqual(events.fields);
    expect(['property', 'property:plan', 'at', 'ignore'].map(targetOf)).toEqual([
      'property',
      'property',
      'at',
      'ignore',
    ]);
  });

  it('has words for every target, and keeps an unusual encoding or date form in its lists', () => {
    for (const type of Object.keys(MAPPING_TARGETS) as (keyof typeof MAPPING_TARGETS)[])
      for (const { id } of targetsOf(type)) expect(FIELD_WORDS[id]).toBeTruthy();
    expect(encodings('koi8-r')[0]).toEqual({ id: 'koi8-r', label: 'KOI8-R' });
    expect(dateFormats('d/MMM/yyyy')[0]?.id).toBe('d/MMM/yyyy');
    expect(new Set(dateFormats('iso').map(({ id }) => id)).size).toBe(dateFormats('iso').length);
  });
});

describe('choices', () => {
  it('go with their files; a tie waits for an answer', () => {
    const files = [
      { ref: 'a', name: 'a.csv' },
      { ref: 'b', name: 'b.log' },
    ];
    const dates = { fromMs: null, untilMs: 5 };
    expect(toSources([{ ref: 'a', name: 'a' }], new Map(), SAFE_BASIS, dates)).toEqual([
      { file: 'a', basis: SAFE_BASIS, basisDates: dates },
    ]);
    expect(toSources(files, new Map([['a', { mapping: MAPPING }]]), SAFE_BASIS)).toEqual([
      { file: 'a', mapping: MAPPING, basis: SAFE_BASIS },
      { file: 'b', basis: SAFE_BASIS },
    ]);
    expect(chosenFormat({ format: null }, {})).toBeNull();
    expect(chosenFormat({ format: null }, { format: 'x-archive' })).toBe('x-archive');
    expect([0.95, 0.8, 0.5, 0.1].map(sureness)).toEqual(['certain', 'very likely', 'likely', 'a guess']);
  });
});

describe('what a file leaves open', () => {
  it('is answered one by one, and an answer taken back leaves nothing behind', () => {
    const dated = withChoice({ format: 'access-log' }, { year: 2025 });
    expect(dated).toEqual({ format: 'access-log', choices: { year: 2025 } });
    expect(withChoice(dated, { visitorSalt: 'day' }).choices).toEqual({ year: 2025, visitorSalt: 'day' });
    expect(withChoice(dated, { year: undefined })).toEqual({ format: 'access-log' });
  });

  it('keeps sensitive parts off unless they are switched on', () => {
    const on = withIncluded(withIncluded({}, 'messages', true), 'logins', true);
    expect(on.choices?.include).toEqual(['messages', 'logins']);
    expect(withIncluded(on, 'messages', true).choices?.include).toEqual(['logins', 'messages']);
    expect(withIncluded(withIncluded(on, 'messages', false), 'logins', false)).toEqual({});
    expect(toSources([{ ref: 'a', name: 'a' }], new Map([['a', on]]), SAFE_BASIS)[0]?.choices).toEqual(on.choices);
  });

  it('takes only a year that can be for one', () => {
    expect(['2025', ' 2025', '1989', '2201', '25', '2025.5', '', '2e3'].map(yearOf)).toEqual([
      2025,
      2025,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('settings', () => {
  const draft = toDraft({
    workspaceName: 'Shop',
    workspaceKind: 'own',
    zone: 'Europe/Berlin',
    locale: 'de-DE',
    smallGroup: 10,
    sessionIdleMinutes: 30,
    sessionEndsAtMidnight: false,
    sessionEndsAtSource: false,
    mostActsPerVisit: 0,
  });

  it('are saved as numbers when all is well', () => {
    expect(checkDraft(draft)).toMatchObject({ settings: { smallGroup: 10, sessionIdleMinutes: 30 }, problems: {} });
  });

  it.each([
    [{ smallGroup: '1' }, 'smallGroup'],
    [{ smallGroup: '' }, 'smallGroup'],
    [{ sessionIdleMinutes: '1.5' }, 'sessionIdleMinutes'],
    [{ mostActsPerVisit: '-1' }, 'mostActsPerVisit'],
    [{ zone: 'Berlin' }, 'zone'],
    [{ zone: '' }, 'zone'],
    [{ locale: 'not a locale' }, 'locale'],
    [{ workspaceName: 'x'.repeat(81) }, 'workspaceName'],
  ] as const)('%j is refused with a word at its field', (change, field) => {
    const { settings, problems } = checkDraft({ ...draft, ...change });
    expect(settings).toBeNull();
    expect(Object.keys(problems)).toEqual([field]);
  });
});

describe('tables', () => {
  const columns: DataColumn<{ name: string; n: number }>[] = [
    { id: 'name', label: 'Name', kind: 'text', value: ({ name }) => name, text: ({ name }) => name },
    { id: 'n', label: 'N', kind: 'number', value: ({ n }) => n, text: ({ n }) => `${n} pieces` },
  ];

  it('copy as plain cells: numbers as numbers, no line breaks, no formulas', () => {
    const rows = [
      { name: 'a\tb\nc', n: 1234.5 },
      { name: '=HYPERLINK("x")', n: -1 },
      { name: '+49 30', n: 0 },
      { name: '-cmd', n: 2 },
      { name: '＝1+1', n: 3 },
      { name: '\t=1+1', n: 4 },
    ];
    expect(toTsv(columns, rows).split('\n')).toEqual([
      'Name\tN',
      'a b c\t1234.5',
      '\'=HYPERLINK("x")\t-1',
      '+49 30\t0',
      "'-cmd\t2",
      "'＝1+1\t3",
      "' =1+1\t4",
    ]);
  });

  it('sort numbers by size and words with numbers in them by those', () => {
    expect([10, 9, 1].sort(compareValues)).toEqual([1, 9, 10]);
    expect(['A10', 'a9', 'b'].sort(compareValues)).toEqual(['a9', 'A10', 'b']);
  });

  it('shows the title of a page in the cell of its path, and its own column only when it is chosen', () => {
    const table: TableResult = {
      kind: 'table',
      columns: [
        { id: 'page', label: 'Page', type: 'page' },
        { id: 'views', label: 'Views', type: 'number', unit: 'count' },
        { id: 'page-title', label: 'Page: title', type: 'text' },
      ],
      rows: [{ key: '1', cells: ['/tea', 3, 'Our teas'], people: 2 }],
      total: 1,
      n: 3,
      people: 2,
    };
    const [page, title, views] = resultColumns(table, LOCALE);
    expect([page?.id, title?.id, title?.hidden, views?.id]).toEqual(['page', 'page-title', true, 'views']);
    const row = table.rows[0] as (typeof table.rows)[number];
    expect([page?.text(row), title?.text(row), views?.text(row)]).toEqual(['/tea', 'Our teas', '3']);
    expect(renderToStaticMarkup(page?.render?.(row))).toBe(
      '<span title="/tea – Our teas">/tea<span class="small quiet"> Our teas</span></span>',
    );
  });

  it('say each cell by its type', () => {
    const table: TableResult = {
      kind: 'table',
      columns: [
        { id: 'at', label: 'Time', type: 'time' },
        { id: 'who', label: 'Who', type: 'person' },
        { id: 'channel', label: 'Channel', type: 'text' },
        { id: 'language', label: 'Language', type: 'text' },
        { id: 'share', label: 'Share', type: 'number', unit: 'share' },
        { id: 'status', label: 'Status', type: 'number' },
      ],
      rows: [{ key: '1', cells: [0, 7, 'ai-assistant', 'de', 0.25, 1404], people: 1 }],
      total: 1,
      n: 1,
      people: 1,
    };
    const made = resultColumns(table, LOCALE, { hide: ['status'] });
    const [row] = table.rows;
    expect(row && made.map((column) => column.text(row))).toEqual([
      '1 Jan 1970, 00:00',
      expect.stringMatching(/^P-[0-9A-Z]{7}$/),
      'AI assistants',
      'German',
      '25%',
      '1404',
    ]);
    expect(made.map(({ hidden }) => hidden === true)).toEqual([false, false, false, false, false, true]);
    expect(row && made[4]?.share?.(row)).toBe(0.25);
    expect(cellText({ id: 'x', label: '', type: 'person' }, 0, LOCALE)).toBe('Unknown');
    expect(cellText({ id: 'x', label: '', type: 'text' }, 'vip', LOCALE, { vip: 'Regulars' })).toBe('Regulars');
  });
});

describe('sparklines', () => {
  it('lift the pen over gaps and stay inside their box', () => {
    const path = sparklinePath([1, 2, null, 3]);
    expect(path.match(/M/g)).toHaveLength(2);
    expect(sparklinePath([])).toBe('');
    expect(sparklinePath([5, 5])).not.toMatch(/NaN/);
  });
});
