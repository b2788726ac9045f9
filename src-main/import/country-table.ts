/**
 * Where ranges of IPv4 addresses begin, ascending, and the country each belongs to until the next one begins: an index into
 * `codes`, whose first entry '' = nobody's.
 */
export interface CountryTable {
  codes: string[];
  starts: Uint32Array;
  countries: Uint8Array;
}

/** ISO 3166-1 alpha-2 has some 250 codes; with '' they fit in a byte. */
const MOST_CODES = 256;

function putNumber(into: number[], given: number): void {
  let value = given;
  while (value >= 0x80) {
    into.push((value % 0x80) + 0x80);
    value = Math.floor(value / 0x80);
  }
  into.push(value);
}

/** A table as bytes: the codes, the number of ranges, the steps from start to start (LEB128), the countries. */
export function packCountries({ codes, starts, countries }: CountryTable): Uint8Array {
  if (codes.length > MOST_CODES || codes.some((code, i) => (i === 0 ? code !== '' : !/^[A-Z]{2}$/.test(code))))
    throw new RangeError('codes are two letters, the first is empty');
  const bytes: number[] = [codes.length - 1, ...Buffer.from(codes.join(''), 'latin1')];
  putNumber(bytes, starts.length);
  starts.forEach((start, i) => {
    putNumber(bytes, start - (i === 0 ? 0 : (starts[i - 1] as number)));
  });
  for (const country of countries) bytes.push(country);
  return Uint8Array.from(bytes);
}

/** The table that `packCountries` made. Throws RangeError on anything else. */
export function unpackCountries(bytes: Uint8Array): CountryTable {
  let at = 0;
  const next = (): number => {
    const byte = bytes[at++];
    if (byte === undefined) throw new RangeError('the table of countries is cut off');
    return byte;
  };
  const number = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = next();
      value += (byte % 0x80) * scale;
      if (byte < 0x80) return value;
    }
  };
  const count = next();
  const codes = ['', ...Array.from({ length: count }, () => String.fromCharCode(next(), next()))];
  const starts = new Uint32Array(number());
  for (let i = 0, start = 0; i < starts.length; i++) {
    start += number();
    starts[i] = start;
  }
  const countries = Uint8Array.from(starts, next);
  if (at !== bytes.length) throw new RangeError('the table of countries is too long');
  return { codes, starts, countries };
}

/** Country of the range that holds an address. */
export function findCountry({ codes, starts, countries }: CountryTable, address: number): string {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) <= address) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? '' : (codes[countries[low - 1] as number] ?? '');
}
