// Writes docs/definitions.md: the fixed terms below, then every analysis with its own definition, so that the page and
// the program cannot say different things. `npm run definitions`; a test compares.
import { writeFileSync } from 'node:fs';
import { TERMS } from '../../shared/definitions.ts';
import { ANALYSES } from '../../src-main/analysis/index.ts';

export function definitionsPage(): string {
  const terms = TERMS.map(([term, meaning, others]) => `| ${term} | ${meaning} | ${others} |`);
  const analyses = ANALYSES.flatMap(({ id, title, question, definition, purpose, reads }) => [
    `### ${title} (\`${id}\`)`,
    '',
    `${question} Purpose: ${purpose}. Reads: ${reads.join(', ')}.`,
    '',
    definition,
    '',
  ]);
  return [
    '# Definitions',
    '',
    '## Terms',
    '',
    '| term | here | elsewhere |',
    '|---|---|---|',
    ...terms,
    '',
    '## Analyses',
    '',
    ...analyses,
  ].join('\n');
}

if (import.meta.main) writeFileSync('docs/definitions.md', definitionsPage());
