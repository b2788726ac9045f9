import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Bench, type Figure, peakMegabytes } from './entry.ts';
import { runScript, timeImports } from './programs.ts';

const SIZES = [1, 2, 5, 10, 20, 50].map((millions) => millions * 1_000_000);
/** Time per line may differ by this much from that of the first size. */
const TOLERANCE = 0.15;

/** Logs of growing size, each into an empty store: the time per line stays the same. `--rows` = the largest size. */
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
      const [first] = await timeImports([log], data);
      if (first?.run.kept !== size) throw new Error('the import did not keep every line');
      const perLineUs = (first.ms * 1000) / size;
      base ||= perLineUs;
      const name = `${size / 1e6} M lines`;
      figures.push({ name, value: first.ms / 1000, unit: 's', note: `${perLineUs.toFixed(2)} µs a line` });
      figures.push({
        name: `${name}: time per line, times that of 1 M`,
        value: perLineUs / base,
        unit: '×',
        most: 1 + TOLERANCE,
      });
      figures.push({ name: `${name}: peak memory so far`, value: peakMegabytes(), unit: 'MB', most: 400 });
      rmSync(data, { recursive: true });
      rmSync(log);
    }
    return figures;
  },
};
