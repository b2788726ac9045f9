// Writes src-main/import/lexicons/country-ranges.ts: node test/tools/build-countries.ts FOLDER
// FOLDER = an unpacked npm package @ip-location-db/geo-whois-asn-country (CC0-1.0; holds statistics of the NRO, CC-BY-4.0).
// The same package gives the same bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { brotliCompressSync, constants } from 'node:zlib';
import { packCountries } from '../../src-main/import/country-table.ts';

const [, , folder = ''] = process.argv;
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
const rows = readFileSync(join(folder, 'geo-whois-asn-country-ipv4-num.csv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const [from = '', to = '', country = ''] = line.split(',');
    return { from: Number(from), to: Number(to), country };
  })
  .sort((a, b) => a.from - b.from || b.to - a.to);
const codes = ['', ...new Set(rows.map(({ country }) => country))];
codes.sort();

const starts: number[] = [];
const countries: number[] = [];
function put(start: number, country: string): void {
  const code = codes.indexOf(country);
  if (starts.at(-1) === start) {
    starts.pop();
    countries.pop();
  }
  if ((countries.at(-1) ?? 0) === code) return;
  starts.push(start);
  countries.push(code);
}
// Ranges that go on after the ones inside them: of nested ranges the inner one is the more exact.
const open: { to: number; country: string }[] = [];
function closeBefore(start: number): void {
  for (let range = open.at(-1); range && range.to < start; range = open.at(-1)) {
    // Those that end before the one inside them are over, too.
    while ((open.at(-1)?.to ?? Number.POSITIVE_INFINITY) <= range.to) open.pop();
    put(range.to + 1, open.at(-1)?.country ?? '');
  }
}
for (const range of rows) {
  closeBefore(range.from);
  put(range.from, range.country);
  open.push(range);
}
closeBefore(Number.POSITIVE_INFINITY);

const packed = brotliCompressSync(
  packCountries({ codes, starts: Uint32Array.from(starts), countries: Uint8Array.from(countries) }),
  { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } },
);
writeFileSync(
  join(import.meta.dirname, '../../src-main/import/lexicons/country-ranges.ts'),
  `/** Written by test/tools/build-countries.ts from @ip-location-db/geo-whois-asn-country ${version} (CC0-1.0), which holds statistics of the Number Resource Organization, nro.net (CC-BY-4.0). */\nexport const COUNTRY_RANGES =\n  '${packed.toString('base64')}';\n`,
);
console.log(`${codes.length - 1} countries, ${starts.length} ranges, ${packed.length} bytes`);
