import { brotliDecompressSync } from 'node:zlib';
import { isInRange, toAddressBytes, toIpRange } from '../../shared/ip-range.ts';
import { type CountryTable, findCountry, unpackCountries } from './country-table.ts';
import { COUNTRY_RANGES } from './lexicons/country-ranges.ts';

/**
 * Addresses that are in no country, whatever a list of ranges says: private, shared, for documentation, reserved (IANA's
 * registries of special-purpose addresses, RFC 6890).
 */
const NOWHERE = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
].flatMap((text) => toIpRange(text) ?? []);
/** "This network", multicast and reserved besides. */
const isNowhere = (bytes: readonly number[]): boolean => {
  const [first = 0] = bytes;
  return first === 0 || first >= 224 || NOWHERE.some((range) => isInRange(bytes, range));
};

let table: CountryTable | null = null;

/** Unpacks the table that comes with the program, once, when the first address is asked for. */
function loaded(): CountryTable {
  table ??= unpackCountries(brotliDecompressSync(Buffer.from(COUNTRY_RANGES, 'base64')));
  return table;
}

/**
 * Country in which an IPv4 address is registered (ISO 3166-1 alpha-2), '' where nobody's is known: private addresses, what is
 * no address, and IPv6, of whose ranges the list agrees with others too rarely. See docs/decisions/0020-countries.md.
 */
export function countryOfAddress(address: string): string {
  const bytes = toAddressBytes(address);
  if (bytes?.length !== 4 || isNowhere(bytes)) return '';
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return findCountry(loaded(), ((a * 256 + b) * 256 + c) * 256 + d);
}
