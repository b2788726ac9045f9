import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Engine } from '../../../workers/engine.ts';
import { type Command, EXIT, textOption } from '../arguments.ts';
import { followJob, withEngine } from '../session.ts';
import { formatCount } from '../words.ts';
import { replyText } from './analyze.ts';
import { summaryOf } from './import.ts';

const SHOWN = [
  'activity-summary',
  'top-pages',
  'channels',
  'listening-summary',
  'sales-summary',
  'rfm-segments',
  'also-bought',
] as const;

async function tellFindings(engine: Engine): Promise<void> {
  for (const id of SHOWN) {
    const params = id === 'top-pages' || id === 'also-bought' ? { limit: 5 } : {};
    const reply = await engine.call('analyses.run', { id, params, filter: { range: null, bots: false } });
    console.log(`\n${replyText(reply)}`);
  }
}

/** `inglenook demo` */
export const demoCommand: Command = {
  name: 'demo',
  takes: '',
  help: 'The whole job without a window: make the sample shop, import its files, analyse them, write a report, and say what was found and where.',
  options: {
    rows: { type: 'string', help: 'records in all (default 50000)' },
    out: { type: 'string', help: 'folder for the report (default: a new temporary folder)' },
  },
  run(values) {
    const folder = textOption(values, 'out')
      ? resolve(textOption(values, 'out') as string)
      : mkdtempSync(join(tmpdir(), 'inglenook-demo-'));
    const data = textOption(values, 'data') ?? join(folder, 'store');
    return withEngine({ ...values, data }, async (engine) => {
      const rows = Number(textOption(values, 'rows') ?? 50_000);
      await followJob(engine, () => engine.call('imports.sample', { rows, seed: 7 }), values.json === true);
      const runs = await engine.call('imports.list', {});
      for (const run of [...runs].reverse()) console.log(summaryOf(run));
      await tellFindings(engine);
      for (const report of ['html', 'csv'] as const) {
        const made = await engine.call('reports.make', { report, analyses: [], filter: { range: null, bots: false } });
        const path = join(folder, made.fileName);
        writeFileSync(path, made.bytes);
        console.log(`\nReport: ${path} (${formatCount(Math.round(made.bytes.length / 1024))} KB)`);
      }
      console.log(`Store:  ${data}\nNothing left this computer.`);
      return EXIT.ok;
    });
  },
};
