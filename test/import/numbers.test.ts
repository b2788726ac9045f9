import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyIn, guessDecimal, parseCount, parseNumber, parseRating } from '../../src-main/import/numbers.ts';

describe('parseNumber', () => {
  it('digits with or without a decimal mark are read to the bit as JavaScript reads them', () => {
    const digits = fc.stringMatching(/^-?\d{1,16}(\.\d{1,8})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        expect(parseNumber(text, '.')).toBe(Number(text) + 0);
      }),
      { numRuns: 2000 },
    );
    for (const text of ['', '-', '.', '.5', '5.', '-.5', '1.2.3'])
      expect(parseNumber(text, '.'), text).toBe(
        text === '.5' || text === '-.5' ? Number(text) : text === '5.' ? 5 : null,
      );
  });

  it('reads money as shops write it', () => {
    const cases: [string, '.' | ',', number | null][] = [
      ['1.234,56 €', ',', 1234.56],
      ['€1,234.56', '.', 1234.56],
      ['(12.00)', '.', -12],
      ['-12,50', ',', -12.5],
      ['12.50-', '.', -12.5],
      ['-€12.50', '.', -12.5],
      ['€ -12.50', '.', -12.5],
      ['15,000', '.', 15000],
      ['15,000', ',', 15],
      ["1'200.50", '.', 1200.5],
      ['1 200,50', ',', 1200.5],
      ['12,34,567.5', '.', 1234567.5],
      ['USD 9.99', '.', 9.99],
      ['9,99 EUR', ',', 9.99],
      ['120 kr', ',', 120],
      ['R$ 10,00', ',', 10],
      ['.5', '.', 0.5],
      ['1e3', '.', 1000],
      ['12.50', ',', null],
      ['1,23', '.', null],
      ['1.2.3', '.', null],
      ['c1', '.', null],
      ['12 pieces', '.', null],
      ['', '.', null],
      ['-', '.', null],
      ['.', '.', null],
    ];
    for (const [text, decimal, value] of cases) expect(parseNumber(text, decimal), text).toBe(value);
  });

  it('reads back what each country writes', () => {
    const locales = [
      ['en-US', '.'],
      ['de-DE', ','],
      ['fr-FR', ','],
      ['de-CH', '.'],
      ['en-IN', '.'],
      ['nl-NL', ','],
      ['pt-BR', ','],
    ] as const;
    const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    fc.assert(
      fc.property(cents, fc.constantFrom(...locales), fc.boolean(), (amount, [locale, decimal], money) => {
        const style = money ? ({ style: 'currency', currency: 'EUR' } as const) : {};
        const text = new Intl.NumberFormat(locale, { ...style, minimumFractionDigits: 2 }).format(amount / 100);
        expect(parseNumber(text, decimal), text).toBeCloseTo(amount / 100, 6);
      }),
      { numRuns: 2000 },
    );
  });

  it('never answers something that is no number', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('.' as const, ',' as const), (text, decimal) => {
        const value = parseNumber(text, decimal);
        expect(value === null || Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

describe('what stands beside numbers', () => {
  it('guesses the decimal mark', () => {
    expect(guessDecimal(['1.234,56', '12,00'])).toBe(',');
    expect(guessDecimal(['1,234.56', '1,000'])).toBe('.');
    expect(guessDecimal(['15,000', '16,000'])).toBe('.');
    expect(guessDecimal(['15,000', '16,000'], ',')).toBe(',');
    expect(guessDecimal(['1,234,567'])).toBe('.');
    expect(guessDecimal(['0,125'])).toBe(',');
  });

  it('names the currency by code, sign or word', () => {
    expect(currencyIn('Total (EUR)')).toBe('EUR');
    expect(currencyIn('£3')).toBe('GBP');
    expect(currencyIn('R$ 3')).toBe('BRL');
    expect(currencyIn('dollar_value')).toBe('USD');
    expect(currencyIn('Total')).toBe('');
    expect(currencyIn('THE TOTAL')).toBe('');
  });

  it('brings ratings to the scale of one to five', () => {
    const cases: [string, number | null][] = [
      ['4', 4],
      ['4,5', 4.5],
      ['4.5', 4.5],
      ['8/10', 4],
      ['4 out of 5', 4],
      ['3 stars', 3],
      ['★★★☆☆', 3],
      ['good', null],
    ];
    for (const [text, rating] of cases) expect(parseRating(text, '.'), text).toBe(rating);
    expect(parseRating('0', '.')).toBeNaN();
    expect(parseRating('97', '.')).toBeNaN();
  });

  it('counts whole things', () => {
    expect(parseCount('', '.')).toBe(0);
    expect(parseCount('1,204', '.')).toBe(1204);
    expect(parseCount('-3', '.')).toBeNull();
    expect(parseCount('many', '.')).toBeNull();
  });
});
