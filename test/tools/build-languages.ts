// Writes src-main/analysis/lexicons/language-runs.ts: node test/tools/build-languages.ts
// From the tables of the npm package eld (Apache-2.0), which as it comes takes half a second and 130 MB to load. The same
// package gives the same bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { packLanguages, RUN } from '../../src-main/analysis/base/language-table.ts';

const sources = dirname(dirname(fileURLToPath(import.meta.resolve('eld/small'))));
const load = async (path: string): Promise<unknown> => import(pathToFileURL(join(sources, path)).href);
const { version } = JSON.parse(readFileSync(join(sources, '../package.json'), 'utf8')) as { version: string };
const { ngramsData } = (await load('ngrams/small.js')) as {
  ngramsData: { languages: Record<string, string>; ngrams: Record<string, Record<string, number>> };
};
const { dictionary } = (await load('dictionary.js')) as { dictionary: string[] };
const { avgScore } = (await load('avgScore.js')) as { avgScore: Record<string, number> };
const { separators } = (await load('regexPatterns.js')) as { separators: RegExp };

const codes = Object.values(ngramsData.languages);
const letters = new Uint8Array(0x10000 / 8);
for (let code = 0; code < 0x10000; code++)
  if (!/['`’]/.test(String.fromCharCode(code)) && String.fromCharCode(code).replace(separators, '') !== '')
    letters[code >> 3] = (letters[code >> 3] as number) | (1 << (code & 7));

const runs = Object.keys(ngramsData.ngrams).sort();
const bytes = new Uint8Array(runs.length * RUN);
const counts = new Uint8Array(runs.length);
const languages: number[] = [];
const scores: number[] = [];
runs.forEach((run, row) => {
  bytes.set(Buffer.from(run, 'latin1'), row * RUN);
  const entries = Object.entries(ngramsData.ngrams[run] ?? {});
  counts[row] = entries.length;
  for (const [language, score] of entries) {
    languages.push(Number(language));
    scores.push(score);
  }
});
const packed = brotliCompressSync(
  packLanguages({
    codes,
    usual: codes.map((code) => avgScore[code] ?? 0),
    signs: Uint8Array.from(dictionary, (sign) => sign.charCodeAt(0)),
    letters,
    runs: bytes,
    counts,
    languages: Uint8Array.from(languages),
    scores: Uint8Array.from(scores),
  }),
  { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } },
);
writeFileSync(
  join(import.meta.dirname, '../../src-main/analysis/lexicons/language-runs.ts'),
  `/** Written by test/tools/build-languages.ts from the tables of eld ${version} by Nito T.M. (Apache-2.0). */\nexport const LANGUAGE_RUNS =\n  '${packed.toString('base64')}';\n`,
);
console.log(`${codes.length} languages, ${runs.length} runs, ${packed.length} bytes`);
