import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Figure } from './entry.ts';
import { importAlone, runProgram, runScript } from './programs.ts';

const MILLION = 1_000_000;
const SIZES = [2, 5, 10, 20, 50].map((millions) => millions * MILLION);
/** Time per line may differ by this much from that of a million lines. */
const TOLERANCE = 0.15;

/** One log into an empty store, by a process of its own. */
function importWhole(log: string, dir: string, size: number): { perLineUs: number; ms: number; peakMb: number } {
  const data = join(dir, 'data');
  mkdirSync(data);
  const { ms, kept, peakMb } = importAlone(log, data);
  rmSync(data, { recursive: true });
  if (kept !== size) throw new Error('the import did not keep every line');
  return { perLineUs: (ms * 1000) / size, ms, peakMb };
}

/**
 * Logs of growing size: time per line and memory stay the same. A million lines are 250 MB, so that 50 million are more than
 * the 10 GB that memory is promised for. A machine's own speed can wander by half within the quarter of an hour that this takes,
 * so that a million lines are imported before and after each size, and it is compared with the mean of these two.
 * `--rows` = the largest size.
 */
export const importGrowth: Bench = {
  name: 'import-growth',
  title: 'Import of a growing access log',
  async run({ dir, rows = 10_000_000 }) {
    const million = join(dir, 'million.log');
    runScript('log-lines.ts', million, String(MILLION));
    let before = importWhole(million, dir, MILLION);
    const figures: Figure[] = [
      { name: '1 M lines', value: before.ms / 1000, unit: 's', note: `${before.perLineUs.toFixed(2)} µs a line` },
      { name: '1 M lines: peak memory', value: before.peakMb, unit: 'MB', most: 400 },
    ];
    for (const size of SIZES.filter((one) => one <= rows)) {
      const log = join(dir, 'access.log');
      runScript('log-lines.ts', log, String(size));
      // Or the disk would still be writing the log while it is read.
      runProgram('sync', []);
      const { ms, perLineUs, peakMb } = importWhole(log, dir, size);
      rmSync(log);
      const after = importWhole(million, dir, MILLION);
      const name = `${size / MILLION} M lines`;
      const around = [before, after].map((one) => one.perLineUs.toFixed(2)).join(' and ');
      figures.push({
        name,
        value: ms / 1000,
        unit: 's',
        note: `${perLineUs.toFixed(2)} µs a line; 1 M lines before and after it ${around}`,
      });
      figures.push({
        name: `${name}: time per line, times that of 1 M`,
        value: (2 * perLineUs) / (before.perLineUs + after.perLineUs),
        unit: '×',
        most: 1 + TOLERANCE,
      });
      figures.push({ name: `${name}: peak memory`, value: peakMb, unit: 'MB', most: 400 });
      before = after;
    }
    return figures;
  },
};
