import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isLuhn } from '../../src-main/privacy/checksums.ts';
import { findByForm } from '../../src-main/privacy/find-by-form.ts';
import { isEan13, isSouthAfricanId, isVerhoeff } from '../../src-main/privacy/national-checks.ts';

/** Type and text of what is found, in order. */
const found = (text: string) => findByForm(text).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);

// Examples that the issuing authorities, or encyclopaedias after them, publish; none belongs to anybody.
const EXAMPLES: readonly (readonly [string, string])[] = [
  ['DNI 12345678Z', 'ES_NIF 12345678Z'],
  ['NIE X1234567L', 'ES_NIE X1234567L'],
  ['RSSMRA85T10A562S', 'IT_FISCAL_CODE RSSMRA85T10A562S'],
  ['nir 2 69 05 49 588 157 80', 'FR_NIR 2 69 05 49 588 157 80'],
  ['756.9217.0769.85', 'CH_AHV 756.9217.0769.85'],
  ['131052-308T', 'FI_HETU 131052-308T'],
  ['personnummer 811218-9876', 'SE_PERSONNUMMER 811218-9876'],
  ['PESEL 44051401359', 'PL_PESEL 44051401359'],
  ['BSN 111222333', 'NL_BSN 111222333'],
  ['85.07.30-033.28', 'BE_NATIONAL_NUMBER 85.07.30-033.28'],
  ['NHS number 943 476 5919', 'UK_NHS 943 476 5919'],
  ['NI number AB 12 34 56 C', 'UK_NINO AB 12 34 56 C'],
  ['Steuer-ID 86 095 742 719', 'DE_TAX_ID 86 095 742 719'],
  ['CPF 111.444.777-35', 'BR_CPF 111.444.777-35'],
  ['TFN 123 456 782', 'AU_TFN 123 456 782'],
  ['SIN 046 454 286', 'CA_SIN 046 454 286'],
  ['OIB 69435151530', 'HR_OIB 69435151530'],
  ['isikukood 37605030299', 'EE_LT_PERSONAL_CODE 37605030299'],
  ['ЕГН 7523169263', 'BG_EGN 7523169263'],
  ['CNP 1800101221144', 'RO_CNP 1800101221144'],
  ['TC kimlik 10000000146', 'TR_ID 10000000146'],
  ['PPS 1234567T', 'IE_PPS 1234567T'],
  ['svnr 1237 010180', 'AT_SVNR 1237 010180'],
  ['fødselsnummer 11077941012', 'NO_FODSELSNUMMER 11077941012'],
  ['RUT 12.345.678-5', 'CL_RUT 12.345.678-5'],
  ['HEGG560427MVZRRL04', 'MX_CURP HEGG560427MVZRRL04'],
  ['NRIC S0000001I', 'SG_NRIC_FIN S0000001I'],
  ['routing number 101205681', 'ABA_ROUTING_NUMBER 101205681'],
  ['ssn 078-05-1121', 'US_SSN 078-05-1121'],
  ['IBAN DE89 3704 0044 0532 0130 00', 'IBAN_CODE DE89 3704 0044 0532 0130 00'],
  ['4111 1111 1111 1111', 'CREDIT_CARD 4111 1111 1111 1111'],
  ['VIN 1HGBH41JXMN109186', 'VIN 1HGBH41JXMN109186'],
  ['IMEI 490154203237518', 'IMEI 490154203237518'],
  ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'CRYPTO 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
  ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'CRYPTO bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'],
];

describe('numbers with check digits', () => {
  test.each(EXAMPLES)('%s', (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  // A check digit that does not fit the others: the number is a different one, or a slip of the pen.
  test.each([
    'DNI 12345678A',
    'RSSMRA85T10A562T',
    'PESEL 44051401358',
    'BSN 111222334',
    'NHS number 943 476 5918',
    'CPF 111.444.777-36',
    '756.9217.0769.86',
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb',
    'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdz',
    'IBAN GB82 WEST 1234 5698 7654 33',
  ])('%s is none', (text) => {
    const types = findByForm(text).map(({ type }) => type);
    expect(types.filter((type) => !['PHONE_NUMBER', 'DATE_TIME'].includes(type))).toEqual([]);
  });

  // A row of a table has no word for the number, but a cell for the country; some forms tell themselves.
  test.each([
    ['8001015009087', 'ZA_ID 8001015009087'],
    ['7,Anna,"1 Road",Poland,12/2030,44051401359,x', 'PL_PESEL 44051401359'],
    ['7;44051401359;x;PL;y', 'PL_PESEL 44051401359'],
    ['id=1&country=PL&p=02270803624,Polska', 'PL_PESEL 02270803624'],
    ['7,Jens,DK,Denmark,311280-1230,"1Z"', 'DK_CPR 311280-1230'],
    ['7,Anna,ON,Canada,"046 454 286",1', 'CA_SIN 046 454 286'],
    ['7,Anna,GB,United Kingdom,"ZT 01 23 45",1', 'UK_NINO ZT 01 23 45'],
    ['NationalID=44051401359', 'PL_PESEL 44051401359'],
    [`${'x,'.repeat(100)}Poland,${'y,'.repeat(100)}44051401359`, 'PL_PESEL 44051401359'],
  ])('%s, by the country', (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  test.each([
    '44051401359',
    '7,Anna,Germany,44051401359,x',
    'Poland\n7,44051401359,x',
    `Poland${',x'.repeat(400)},44051401359`,
    // Months and days that there are not, and people not yet born.
    'Poland 44151401352',
    'Poland 44023000003',
    'Poland 44441401350',
    'Poland 44241401354',
    '7,Jens,Sweden,311280-1230,x',
    'Canada 12 046 454 286 99',
    '7,Anna,Iceland,"ZT 01 23 45",1',
    '7,Anna,United Kingdom,"GB 01 23 45",1',
    // The citizen's digit, the digit behind it, and the days of a month.
    '8001015009384',
    '8001015009004',
    '8002305009084',
    // An instant in milliseconds, though its digits fit.
    '1702015009087',
  ])('%s names no such number', (text) => {
    const types = findByForm(text).map(({ type }) => type);
    expect(types.filter((type) => !['PHONE_NUMBER', 'DATE_TIME'].includes(type))).toEqual([]);
  });

  it('takes no barcode for a South African number, unless the country is told', () => {
    const ean = (body: string) => [...'0123456789'].map((digit) => body + digit).filter(isEan13);
    const both = Array.from({ length: 400 }, (_, i) => `8001015${String(i).padStart(3, '0')}08`)
      .flatMap(ean)
      .filter(isSouthAfricanId);
    expect(both.length).toBeGreaterThan(10);
    for (const code of both) {
      expect(found(code)).toEqual([]);
      expect(found(`${code},South Africa`)).toContain(`ZA_ID ${code}`);
    }
  });

  it('Verhoeff and Luhn find every single wrong digit', () => {
    // 236 with check digit 3 is the example of Verhoeff's dissertation.
    expect(isVerhoeff('2363')).toBe(true);
    fc.assert(
      fc.property(fc.nat(3), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const digits = [...'2363'];
        digits[place] = String((Number(digits[place]) + by) % 10);
        expect(isVerhoeff(digits.join(''))).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.nat(15), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const digits = [...'4111111111111111'];
        digits[place] = String((Number(digits[place]) + by) % 10);
        expect(isLuhn(digits.join(''))).toBe(false);
      }),
    );
  });
});

describe('what machines write', () => {
  test.each([
    ['token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc', 'JWT eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc'],
    ['Authorization: Bearer abcDEF1234567890', 'BEARER_TOKEN abcDEF1234567890'],
    ['https://user:pw@shop.example/x', 'CREDENTIAL_URL https://user:pw@shop.example/x'],
    ['GET /login?email=a@b.example&password=hunter2 HTTP/1.1', 'PASSWORD hunter2'],
    ['/cart?sessionid=ab12cd34ef', 'SESSION_ID ab12cd34ef'],
    ['{"api_key": "a1b2c3d4e5f6"}', 'API_KEY a1b2c3d4e5f6'],
    ['00:1A:2B:3C:4D:5E', 'MAC_ADDRESS 00:1A:2B:3C:4D:5E'],
    ['at 52.52000, 13.40495', 'LAT_LONG 52.52000, 13.40495'],
    ['/near?lat=52.5200&lng=13.4049', 'LAT_LONG 52.5200'],
    ['_ga=GA1.2.1234567890.1234567890', 'COOKIE_ID GA1.2.1234567890.1234567890'],
    ['/?gclid=EAIaIQobChMI', 'AD_CLICK_ID EAIaIQobChMI'],
    ['?user_id=48213', 'USER_ID 48213'],
    ['2001:db8::1', 'IP_ADDRESS 2001:db8::1'],
    ["my driver's license number is H12234567", 'US_DRIVER_LICENSE H12234567'],
    ['passport number T1234567', 'US_PASSPORT T1234567'],
    ['number plate B-MW 1234', 'LICENSE_PLATE B-MW 1234'],
    ['born on 12/27/1986', 'DATE_TIME 12/27/1986'],
    ['on 3 March 2021', 'DATE_TIME 3 March 2021'],
    ['a 50 year old man', 'AGE 50'],
  ])('%s', (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  test.each([
    '/products/2021/shoes-42?page=3&sort=price',
    'password=***',
    'total 1.234,56 of 1999',
    'Version 10.15.7 of build 20100101',
    'in the 1990s',
  ])('%s holds nothing', (text) => {
    expect(found(text)).toEqual([]);
  });
});
