import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, EXIT, listOption, PASSPHRASE_OPTION, textOption } from '../arguments.ts';
import { withEngine } from '../session.ts';

/** `inglenook report` */
export const reportCommand: Command = {
  name: 'report',
  takes: '[FILE]',
  help: 'Write a report. What leaves the screen passes the consent filter and the small-group rule, and is noted in the audit log.',
  options: {
    ...PASSPHRASE_OPTION,
    kind: { type: 'string', help: 'kind of report: html (default) or csv' },
    segment: { type: 'string', help: 'narrow visits and orders to a segment that was kept, by its name' },
    analysis: { type: 'string', multiple: true, help: 'only these analyses (repeat the option); default: all' },
  },
  examples: ['report shop.html', 'report --kind csv --analysis top-pages pages.csv'],
  run: (values, [file]) =>
    withEngine(values, async (engine) => {
      const report = textOption(values, 'kind') ?? (file?.endsWith('.csv') ? 'csv' : 'html');
      const saved = textOption(values, 'segment');
      const made = await engine.call('reports.make', {
        report,
        analyses: listOption(values, 'analysis'),
        filter: { range: null, bots: false, ...(saved === undefined ? {} : { saved }) },
      });
      const path = resolve(file ?? made.fileName);
      writeFileSync(path, made.bytes);
      console.log(
        values.json === true ? JSON.stringify({ file: path, bytes: made.bytes.length }) : `Report written: ${path}`,
      );
      return EXIT.ok;
    }),
};
