import { expect, it } from 'vitest';
import { AUDIT_AREAS, type Finding, SEVERITIES } from '../../shared/audit.ts';
import {
  AREA_WORDS,
  evidenceWords,
  pointWords,
  reachWords,
  SEVERITY_WORDS,
  scoreWords,
  severityRank,
} from '../../src-renderer/pages/audit/words.ts';

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

it('says how far a finding reaches, what it costs, and how the score went', () => {
  const locale = { locale: 'en-GB', zone: 'UTC', currency: '' };
  expect(reachWords(finding({ reach: 0.5, people: 1234 }), locale)).toBe('50%, 1,234 people');
  expect(reachWords(finding({ reach: 0.00004, people: 1 }), locale)).toBe('below 0.1 %, 1 person');
  expect(reachWords(finding({ reach: 1 }), locale)).toBe('100%');
  expect(reachWords(finding({}), locale)).toBe('');
  expect(pointWords(12, { locale: 'de-DE' })).toBe('12,0');
  const change = { appeared: [], gone: [], changed: [] };
  const score = { before: 12, after: 43, recounted: false };
  expect(scoreWords({ ...change, score })).toBe('The score went from 12 to 43.');
  expect(scoreWords({ ...change, score: { ...score, after: 12 } })).toBe('The score stays at 12.');
  expect(scoreWords({ ...change, score: { ...score, recounted: true } })).toContain('both are counted anew');
  expect(scoreWords({ ...change, score: null })).toContain('cannot be compared');
});
