import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isLuhn } from '../../src-main/privacy/checksums.ts';
import { findByForm } from '../../src-main/privacy/find-by-form.ts';

const cards = (text: string) =>
  findByForm(text)
    .filter(({ type }) => type === 'CREDIT_CARD')
    .map(({ start, end }) => text.slice(start, end));

/** First digits and length of numbers that networks give out, and the groups in which these are written. */
const NETWORKS: readonly (readonly [string, number, readonly number[]])[] = [
  ['4', 16, [4, 4, 4, 4]],
  ['4', 19, [4, 4, 4, 4, 3]],
  ['51', 16, [4, 4, 4, 4]],
  ['55', 16, [4, 4, 4, 4]],
  ['2221', 16, [4, 4, 4, 4]],
  ['2720', 16, [4, 4, 4, 4]],
  ['34', 15, [4, 6, 5]],
  ['37', 15, [4, 6, 5]],
  ['300', 14, [4, 6, 4]],
  ['36', 14, [4, 6, 4]],
  ['3528', 16, [4, 4, 4, 4]],
  ['6011', 16, [4, 4, 4, 4]],
  ['65', 16, [4, 4, 4, 4]],
  ['62', 16, [4, 4, 4, 4]],
  ['62', 19, [6, 13]],
  ['6759', 16, [4, 4, 4, 4]],
  ['2200', 16, [4, 4, 4, 4]],
  ['508', 16, [4, 4, 4, 4]],
];

const grouped = (digits: string, groups: readonly number[], by: string): string => {
  const parts: string[] = [];
  for (const size of groups) parts.push(digits.slice(parts.join('').length).slice(0, size));
  return parts.join(by);
};

/** A made-up number of a network, with its check digit, as it is written. */
const card = fc
  .tuple(fc.constantFrom(...NETWORKS), fc.stringMatching(/^\d{19}$/), fc.constantFrom('', ' ', '-', '\u00a0', '.'))
  .map(([[start, length, groups], rest, by]) => {
    const body = (start + rest).slice(0, length - 1);
    const digits = Array.from({ length: 10 }, (_, i) => body + i).find(isLuhn) as string;
    return { digits, written: by === '' ? digits : grouped(digits, groups, by) };
  });

describe('payment cards', () => {
  it('of every network are found as they are written, whatever stands around them', () => {
    const around = fc.constantFrom(
      ['', ''],
      ['pay with ', ' please'],
      ['card: ', '.'],
      ['"number":"', '"}'],
      ['?cc=', '&x=1'],
      ['7,Visa,', ',571,1/2027'],
      ['MasterCard;', ';12'],
      ['(', ')'],
      ['カード', 'です'],
    );
    fc.assert(
      fc.property(card, around, ({ written }, [before, after]) => {
        expect(cards(`${before}${written}${after}`)).toEqual([written]);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['what follows on the card', '4111 1111 1111 1111 12/27 123', ['4111 1111 1111 1111']],
    ['the month without a stroke', '4111 1111 1111 1111 0427 123', ['4111 1111 1111 1111']],
    ['the digits from the back', '4111-1111-1111-1111-123', ['4111-1111-1111-1111']],
    ['two', '4111 1111 1111 1111 5500 0000 0000 0004', ['4111 1111 1111 1111', '5500 0000 0000 0004']],
    ['a word run together with it', 'Visa4111111111111111', ['4111111111111111']],
    ['odd groups where a word tells', 'card no. 4111 1111-11111111', ['4111 1111-11111111']],
    ['thirteen digits', '4222222222222', ['4222222222222']],
  ])('with %s', (_, text, expected) => {
    expect(cards(text)).toEqual(expected);
  });

  test.each([
    // Rows of tables: columns with one blank or several between them.
    '23456 19980523 2  27.98',
    '200 654 456 27028 214 1687',
    '4111  1111  1111  1111',
    '4111\t1111\t1111\t1111',
    '4111 1111 11111111',
    // Longer numbers of which a part would fit.
    '1234 4111 1111 1111 1111',
    '4111 1111 1111 1111 2222 3333',
    '41111111111111110000000',
    'a4111111111111111',
    '4111111111111111f',
    'id_4111111111111111',
    '0.4111111111111111',
    // The check digit fits; no network gives out such a number.
    '"3004162128217401"',
    '7000000000000005',
    '9999999999999995',
    '555555555555442',
  ])('%j is none', (text) => {
    expect(cards(text)).toEqual([]);
  });

  it('thirteen digits of a Visa that are a barcode, too, count beside a word for a card only', () => {
    const both = Array.from({ length: 1000 }, (_, i) => `4006381${String(i).padStart(6, '0')}`).find(
      (digits) =>
        isLuhn(digits) &&
        [...digits].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 === 0 ? 1 : 3), 0) % 10 === 0,
    ) as string;
    expect(cards(`article ${both}`)).toEqual([]);
    expect(cards(`Visa card ${both}`)).toEqual([both]);
  });
});
