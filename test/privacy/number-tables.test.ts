import { describe, expect, test } from 'vitest';
import { findData } from '../../src-main/privacy/find-data.ts';

const found = (text: string) => findData(text).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);

describe('rows of numbers', () => {
  test.each([
    // Customer, day, pieces, price.
    ' 00001 19970101  1   11.77',
    ' 00845 19980506  1    9.99',
    ' 12973 19980523 10  122.90',
    ' 23456 19980506  2   27.98',
    '00845 19980506 1',
    '030 118  2245  17',
    // Person, thing, rating.
    '1 1 2',
    '278 1022 3.5',
    '405 1706 5.0 1049414400',
    '313\t1537\t2319',
    '43\t214587915\t1396677357.76',
    '200 654 456 27028 214 1687',
  ])('%j holds no personal data', (text) => {
    expect(found(text)).toEqual([]);
  });

  test.each([
    // What one cell says is nothing to the next.
    ['u_0000,s_000001,home,2024-03-13 10:21:14,desktop,email,2024-01,returning', ['DATE_TIME 2024-03-13 10:21:14']],
    [
      '7,Anna,Weber,"12 Elm Street",Hamburg,"434 6815",4539980160229196,571',
      [
        'PERSON Anna',
        'PERSON Weber',
        'STREET_ADDRESS 12 Elm Street',
        'GPE Hamburg',
        'PHONE_NUMBER 434 6815',
        'CREDIT_CARD 4539980160229196',
      ],
    ],
    ['1,+49 30 1234567,x', ['PHONE_NUMBER +49 30 1234567']],
    ['parcel 1Z 189 A93 08 3744 015 7', []],
    ['1Z 789 686 82 8979 914 6', []],
    ['"total_length": 3600,', []],
    ['"zip": 10115,', ['ZIP_CODE 10115']],
    ["    major: '58'", []],
    ['`idaccess` int(10) unsigned', []],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    ['my SSN is 686 82 8979 914', ['US_SSN 686 82 8979']],
    ['686 82 8979', ['US_SSN 686 82 8979']],
    ['call 0171  2345678', ['PHONE_NUMBER 0171  2345678']],
    ['nir 2 69 05 49 588 157 80', ['FR_NIR 2 69 05 49 588 157 80']],
    ['2690549588157 80', ['FR_NIR 2690549588157 80']],
    ['+49 20240131', ['PHONE_NUMBER +49 20240131']],
  ])('but %s is what it says', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});
