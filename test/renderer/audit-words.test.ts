import { expect, it } from 'vitest';
import { AUDIT_AREAS, type Finding, SEVERITIES } from '../../shared/audit.ts';
import { AREA_WORDS, evidenceWords, SEVERITY_WORDS, severityRank } from '../../src-renderer/pages/audit/words.ts';

const finding = (more: Partial<Finding>) => more as Finding;

it('names every severity and area, and sorts by severity', () => {
  for (const severity of SEVERITIES) expect(SEVERITY_WORDS[severity]).not.toBe('');
  for (const area of AUDIT_AREAS) expect(AREA_WORDS[area]).not.toBe('');
  const ranks = SEVERITIES.map((severity) => severityRank(finding({ severity })));
  expect(ranks).toEqual([3, 2, 1, 0]);
});

it('gathers evidence by file and shows five lines of each', () => {
  const lines = [1, 2, 3, 4, 5, 6].map((line) => ({ file: 'a.log', line }));
  expect(evidenceWords(finding({ evidence: [...lines, { file: 'b.log', line: 9 }] }))).toBe(
    'a.log: 1, 2, 3, 4, 5 …; b.log: 9',
  );
  expect(evidenceWords(finding({ evidence: [] }))).toBe('');
});
