import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mapping, mappingFileSchema } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import { fieldsFor, mappingFile, readMappingFile } from '../../src-main/import/mapping-file.ts';
import { clockMs, hasOffset, zoneNamed } from '../../src-main/import/table-clock.ts';
import { consentState } from '../../src-main/import/table-people.ts';
import { jsonShape, parseExact } from '../../src-main/import/json-tables.ts';

const MAPPING: Mapping = {
  type: 'order',
  encoding: 'utf-8',
  delimiter: ';',
  headerRows: 1,
  fields: ['key', 'at', 'ignore', 'total'],
  dateFormat: 'dd.MM.yyyy',
  zone: 'Europe/Berlin',
  decimal: ',',
  currency: 'EUR',
  scope: '',
};
const COLUMNS = ['Beleg', 'Wann', 'Notiz', 'Betrag (€)'].map((name) => ({ name }));
const FILE = mappingFile(MAPPING, COLUMNS, 'x');

describe('a mapping file', () => {
  it('holds names and meanings, and comes back as it went', () => {
    expect(mappingFileSchema.parse(JSON.parse(JSON.stringify(FILE)))).toEqual(FILE);
    expect(readMappingFile(`\ufeff${JSON.stringify(FILE)}`)).toEqual(FILE);
    expect(Object.keys(FILE).sort()).toEqual(['columns', 'inglenook', 'mapping', 'signature', 'version']);
  });

  it('fits columns by name, whatever their order, case and marks, and leaves further ones out', () => {
    expect(fieldsFor(FILE, ['Beleg', 'Wann', 'Notiz', 'Betrag (€)'])).toEqual(MAPPING.fields);
    expect(fieldsFor(FILE, ['betrag', 'neu', 'WANN', 'beleg'])).toEqual(['total', 'ignore', 'at', 'key']);
    expect(fieldsFor(FILE, ['Beleg', 'Wann', 'Notiz'])).toBeNull();
    expect(fieldsFor({ ...FILE, mapping: { ...MAPPING, headerRows: 0 } }, ['a', 'b', 'c', 'd'])).toEqual(
      MAPPING.fields,
    );
    expect(fieldsFor({ ...FILE, mapping: { ...MAPPING, headerRows: 0 } }, ['a', 'b'])).toBeNull();
  });

  it('gives every column its field under any order of the columns', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }), (order) => {
        const fields = fieldsFor(
          FILE,
          order.map((i) => COLUMNS[i]?.name ?? ''),
        );
        expect(fields).toEqual(order.map((i) => MAPPING.fields[i]));
      }),
    );
  });

  it('is refused when it is none', () => {
    for (const text of [
      '',
      '{',
      '[]',
      '{}',
      JSON.stringify(MAPPING),
      JSON.stringify({ ...FILE, columns: [] }),
      JSON.stringify({ ...FILE, rows: 1 }),
    ])
      expect(() => readMappingFile(text), text.slice(0, 30)).toThrow(AppError);
  });
});

describe('cells that say when and whether', () => {
  it('reads clock times and zones in columns of their own', () => {
    expect(
      ['14:03', '2:03 PM', '12:00 am', '12:30:15 p.m.', '23:59:59', '24:00', '7', '13:00 PM'].map(clockMs),
    ).toEqual([50_580_000, 50_580_000, 0, 45_015_000, 86_399_000, null, null, null]);
    expect(
      ['Eastern Time (US & Canada)', 'Europe/Berlin', 'London', 'UTC', 'Nowhere/City', 'me', ''].map(zoneNamed),
    ).toEqual(['America/New_York', 'Europe/Berlin', 'Europe/London', 'UTC', null, null, null]);
    expect(['2024-01-31 10:00 +0100', '2024-01-31T10:00Z', '2024-01-31', '2024-01-31 10:00'].map(hasOffset)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('takes only a clear answer for one', () => {
    expect(['yes', "'yes", 'TRUE', 'SUBSCRIBED'].map(consentState)).toEqual(Array(4).fill('granted'));
    expect(['no', 'false', 'not_subscribed', 'Nein'].map(consentState)).toEqual(Array(4).fill('denied'));
    expect(['', 'maybe', 'pending', '2024-01-31', 'yes but'].map(consentState)).toEqual(Array(5).fill('unknown'));
  });
});

describe('JSON that holds a table', () => {
  it('finds the list of records', () => {
    const shape = (text: string) => jsonShape(Buffer.from(text));
    expect(shape('[{"a":1}]')).toEqual({ container: 'json', key: '' });
    expect(shape('{"meta":{"tags":[{"t":1},{"t":2},{"t":3}]},"orders":[{"id":1}]}')).toEqual({
      container: 'json',
      key: 'orders',
    });
    expect(shape('{\n "data": {"orders": [\n {"id":1,"lines":[{"x":1},{"x":2}]}')).toEqual({
      container: 'json',
      key: 'orders',
    });
    expect(shape('{"id":1}\n{"id":2}\n')).toEqual({ container: 'ndjson', key: '' });
    for (const none of ['', '[1,2]', '{', '{"a":1', 'text', '{"a":[1]}\n x'])
      expect(shape(none)?.key, none).toBeFalsy();
  });

  it('keeps long numbers as text and everything else as JSON has it', () => {
    expect(parseExact('{"id":9007199254740993,"n":12.5,"big":1e30,"t":"9007199254740993"}')).toEqual({
      id: '9007199254740993',
      n: 12.5,
      big: 1e30,
      t: '9007199254740993',
    });
  });
});
