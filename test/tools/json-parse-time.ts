// Milliseconds in which Node parses a file that lies in memory: node test/tools/json-parse-time.ts tweets|segment FILE
import { readFileSync } from 'node:fs';
import process from 'node:process';

const [, , kind, path = ''] = process.argv;
// A string may hold half a gigabyte at most: the bytes are cut at line ends, where the generator puts one element each.
const bytes = readFileSync(path);
const NEWLINE = 10;
const PIECE_BYTES = 64 * 1024 ** 2;
let ms = 0;
let values = 0;
for (let start = 0; start < bytes.length; ) {
  let end = Math.min(bytes.length, start + PIECE_BYTES);
  if (end < bytes.length) end = bytes.indexOf(NEWLINE, end) + 1 || bytes.length;
  const piece = bytes.subarray(start, end);
  const from = performance.now();
  const text = piece.toString('utf8');
  if (kind === 'tweets') {
    const inner = text
      .replace(/^[^[]*\[\n/, '')
      .replace(/\n?\]\s*$/, '')
      .replace(/,\s*$/, '');
    values += (JSON.parse(`[${inner}]`) as unknown[]).length;
  } else for (const line of text.split('\n')) if (line !== '') values += JSON.parse(line) === null ? 0 : 1;
  ms += performance.now() - from;
  start = end;
}
if (values === 0) throw new Error('nothing was parsed');
console.log(ms);
