import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryOfAddress } from '../../src-main/import/countries.ts';
import { type CountryTable, findCountry, packCountries, unpackCountries } from '../../src-main/import/country-table.ts';
import { countryCodeOf } from '../../src-main/services/country-names.ts';

const aTable: fc.Arbitrary<CountryTable> = fc
  .uniqueArray(fc.nat({ max: 2 ** 32 - 1 }), { maxLength: 30 })
  .chain((starts) =>
    fc.tuple(
      fc.constant(Uint32Array.from(starts).sort()),
      fc.uint8Array({ min: 0, max: 3, minLength: starts.length, maxLength: starts.length }),
    ),
  )
  .map(([starts, countries]) => ({ codes: ['', 'AT', 'DE', 'NL'], starts, countries }));

describe('the table of countries', () => {
  it('comes back as it was packed, and finds the range an address is in', () => {
    fc.assert(
      fc.property(aTable, fc.nat({ max: 2 ** 32 - 1 }), (table, address) => {
        const again = unpackCountries(packCountries(table));
        expect(again).toEqual(table);
        const before = table.starts.findLastIndex((start) => start <= address);
        expect(findCountry(again, address)).toBe(table.codes[before < 0 ? 0 : (table.countries[before] as number)]);
      }),
    );
  });

  it('refuses what is cut off or goes on', () => {
    const bytes = packCountries({ codes: ['', 'AT'], starts: Uint32Array.of(5), countries: Uint8Array.of(1) });
    expect(() => unpackCountries(bytes.subarray(0, -1))).toThrow(RangeError);
    expect(() => unpackCountries(Uint8Array.of(...bytes, 0))).toThrow(RangeError);
  });

  it('knows registries and large networks, and says nothing of private, reserved and broken addresses', () => {
    // The addresses of the five registries and of well-known resolvers: they have not moved in decades.
    const known = {
      '193.0.6.139': 'NL',
      '202.12.29.175': 'AU',
      '200.160.2.3': 'BR',
      '192.149.252.75': 'US',
      '8.8.8.8': 'US',
      '::ffff:193.0.6.139': 'NL',
    };
    for (const [address, country] of Object.entries(known)) expect(countryOfAddress(address), address).toBe(country);
    // IPv6 is not looked up.
    for (const address of [
      '10.1.2.3',
      '192.168.0.1',
      '127.0.0.1',
      '203.0.113.7',
      '224.0.0.1',
      '::1',
      'fe80::1',
      '2001:db8::1',
      '2001:4860:4860::8888',
      '',
      '-',
      '300.1.1.1',
      'example.org',
    ])
      expect(countryOfAddress(address), address).toBe('');
  });
});

describe('names of countries', () => {
  it('are read as exports write them', () => {
    const written = {
      de: 'DE',
      Deutschland: 'DE',
      ' germany ': 'DE',
      UK: 'GB',
      Francia: 'FR',
      'Pays-Bas': 'NL',
      USA: 'US',
      'United States': 'US',
    };
    for (const [text, code] of Object.entries(written)) expect(countryCodeOf(text), text).toBe(code);
    for (const text of ['', 'Atlantis', 'EU', '__proto__', '(not set)']) expect(countryCodeOf(text), text).toBe('');
  });
});
