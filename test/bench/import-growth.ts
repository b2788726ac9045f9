import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Figure } from './entry.ts';
import { importAlone, runScript } from './programs.ts';

const SIZES = [1, 2, 5, 10, 20, 50].map((millions) => millions * 1_000_000);
/** Time per line may differ by this much from that of the first size. */
const TOLERANCE = 0.15;

/**
 * Logs of growing size, each into an empty store and by a process of its own: time per line and memory stay the same.
 * A million lines are 250 MB, so that 50 million are more than the 10 GB that memory is promised for. `--rows` = the largest size.
 */
export const importGrowth: Bench = {
  name: 'import-growth',
  title: 'Import of a growing access log',
  async run({ dir, rows = 10_000_000 }) {
    const figures: Figure[] = [];
    let base = 0;
    for (const size of SIZES.filter((one) => one <= rows)) {
      const log = join(dir, 'access.log');
      runScript('log-lines.ts', log, String(size));
      const data = join(dir, `data-${size}`);
      mkdirSync(data);
      const { ms, kept, peakMb } = importAlone(log, data);
      if (kept !== size) throw new Error('the import did not keep every line');
      const perLineUs = (ms * 1000) / size;
      base ||= perLineUs;
      const name = `${size / 1e6} M lines`;
      figures.push({ name, value: ms / 1000, unit: 's', note: `${perLineUs.toFixed(2)} µs a line` });
      figures.push({
        name: `${name}: time per line, times that of 1 M`,
        value: perLineUs / base,
        unit: '×',
        most: 1 + TOLERANCE,
      });
      figures.push({ name: `${name}: peak memory`, value: peakMb, unit: 'MB', most: 400 });
      rmSync(data, { recursive: true });
      rmSync(log);
    }
    return figures;
  },
};
