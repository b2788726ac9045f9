import { resolve } from 'node:path';
import { type Command, EXIT, textOption } from '../arguments.ts';
import { readInstant } from '../given.ts';

/** `inglenook sample` */
export const sampleCommand: Command = {
  name: 'sample',
  takes: '',
  help: 'Write the files of the made-up sample shop: access log, X archive, orders, reviews, comments. Same rows and seed, same files.',
  options: {
    rows: { type: 'string', help: 'records in all (default 50000)' },
    seed: { type: 'string', help: 'seed of the generator (default 7)' },
    end: { type: 'string', help: 'day after the last (default today)' },
    out: { type: 'string', help: 'folder to write to (default ./inglenook-sample)' },
  },
  async run(values) {
    const rows = Number(textOption(values, 'rows') ?? 50_000);
    const seed = Number(textOption(values, 'seed') ?? 7);
    if (!Number.isInteger(rows) || rows < 1000 || rows > 50_000_000 || !Number.isInteger(seed)) return EXIT.usage;
    const { generateSample } = await import('../../../core.ts');
    const end = textOption(values, 'end');
    const files = await generateSample(
      resolve(textOption(values, 'out') ?? 'inglenook-sample'),
      rows,
      seed,
      end ? readInstant(end, 'end') : Date.now(),
    );
    console.log(values.json === true ? JSON.stringify({ files }) : files.join('\n'));
    return EXIT.ok;
  },
};
