// Writes docs/lab.md from the labs themselves, so that the page, `--help` and the program cannot say different things.
// `node test/tools/lab-docs.ts`; a test compares.
import { writeFileSync } from 'node:fs';
import { LINE_LABS } from '../../src-main/services/line-labs.ts';

const INTRO = `# The lab

\`inglenook lab NAME FILE --json\` answers one question about one file, without a store: nothing is kept, nothing leaves
the machine. \`inglenook lab\` lists all names: the labs below, and every analysis that reads one table. \`-\` reads
standard input; packed files (.gz, .bz2, .zst) are unpacked on the way.

A table is a CSV with named columns (comma, semicolon, tab or bar), or columns set apart by blanks. Columns are found by
their usual names; options name others. Times are Unix seconds, milliseconds or microseconds, ISO 8601, or YYYYMMDD; where
no zone stands, they are in \`--zone\` (default UTC), which also decides where days begin. People are named as the file
names them, but a mail address is replaced by a number. Rows that cannot be read are told by line and column, never by
their content, and count nowhere.
`;

export function labPage(): string {
  const sections = LINE_LABS.flatMap(({ id, title, question, columns, options, output }) => [
    `## ${title} (\`lab ${id}\`)`,
    '',
    question,
    '',
    ...(output ? [output, ''] : []),
    ...(columns
      ? [
          '| column | usual names |',
          '|---|---|',
          ...Object.entries(columns).map(([field, names]) => `| ${field} | ${names.join(', ')} |`),
          '',
        ]
      : []),
    ...(options
      ? [
          '| option | meaning |',
          '|---|---|',
          ...Object.entries(options).map(
            ([name, { type, help }]) =>
              `| \`--${name}${type === 'string' ? ' VALUE' : ''}\` | ${help.replaceAll('|', '\\|')} |`,
          ),
          '',
        ]
      : []),
  ]);
  return [INTRO, ...sections].join('\n');
}

if (import.meta.main) writeFileSync('docs/lab.md', labPage());
