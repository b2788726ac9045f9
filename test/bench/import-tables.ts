import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Figure } from './entry.ts';
import { importAlone, runProgram, runScript } from './programs.ts';

const LEAST = 0.4;

/** Time in which Node itself parses the same bytes, in a process of its own. */
const parseMs = (kind: string, file: string): number => Number(runScript('json-parse-time.ts', kind, file));

function imported(kind: string, file: string, dir: string, amount: number) {
  runScript('bench-inputs.ts', kind, file, String(amount));
  const data = join(dir, 'data');
  mkdirSync(data);
  const result = importAlone(file, data);
  if (result.rejected > 0 || result.kept === 0) throw new Error('the import did not keep every row');
  return result;
}

/** Orders through the column mapping, beside the sqlite3 shell reading the same file into a table of text. */
export const importOrders: Bench = {
  name: 'import-orders',
  title: 'Import of a CSV of orders',
  async run({ dir, rows = 500_000 }) {
    const file = join(dir, 'orders.csv');
    const { ms, kept, peakMb } = imported('orders', file, dir, rows);
    const sqlite = runProgram('sqlite3', [join(dir, 'orders.db')], `.mode csv\n.import ${file} orders\n`);
    const figures: Figure[] = [
      { name: 'size of the file', value: statSync(file).size / 1e6, unit: 'MB' },
      { name: 'orders', value: kept, unit: 'rows' },
      { name: 'import', value: ms / 1000, unit: 's' },
      { name: 'import', value: rows / (ms / 1000), unit: 'rows/s' },
      { name: 'peak memory', value: peakMb, unit: 'MB', most: 400 },
    ];
    if (sqlite) {
      figures.push({ name: 'sqlite3 .import', value: sqlite.ms / 1000, unit: 's' });
      figures.push({ name: 'times sqlite3 .import', value: sqlite.ms / ms, unit: '×', least: LEAST });
    }
    return figures;
  },
};

const jsonBench = (name: string, title: string, kind: string, fileName: string): Bench => ({
  name,
  title,
  async run({ dir, rows = 1000 }) {
    const file = join(dir, fileName);
    const { ms, kept, peakMb } = imported(kind, file, dir, rows);
    const parsing = parseMs(kind, file);
    return [
      { name: 'size of the file', value: statSync(file).size / 1e6, unit: 'MB', note: '--rows = megabytes' },
      { name: 'records', value: kept, unit: 'rows' },
      { name: 'import', value: ms / 1000, unit: 's' },
      { name: 'JSON.parse of the same bytes', value: parsing / 1000, unit: 's' },
      { name: 'times JSON.parse', value: parsing / ms, unit: '×', least: LEAST },
      { name: 'peak memory', value: peakMb, unit: 'MB', most: 400 },
    ];
  },
});

/** A gigabyte of posts as an X archive has them, beside `JSON.parse` of the same bytes. */
export const importTweets = jsonBench('import-tweets', 'Import of the posts of an X archive', 'tweets', 'tweets.js');
/** A gigabyte of tracked events, one JSON object a line, beside `JSON.parse` of the same bytes. */
export const importJsonl = jsonBench('import-jsonl', 'Import of events as JSON lines', 'segment', 'segment.jsonl');
