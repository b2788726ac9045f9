import type { AuditReport } from '../../../shared/audit.ts';
import type { HeldWithoutBasis } from '../../../shared/contract/retention.ts';
import { inOrder, MOST_EVIDENCE } from './finding.ts';
import { scored } from './score.ts';

/** The report with a finding for what the store itself holds though nothing may use it; the same where there is none. */
export function withHeld(report: AuditReport, { imports, rows, people }: HeldWithoutBasis): AuditReport {
  if (rows + people === 0) return report;
  const holding = imports.length === 1 ? 'an import whose basis has' : `${imports.length} imports whose bases have`;
  const findings = inOrder([
    ...report.findings,
    {
      id: 'retention:basis-ended',
      area: 'retention' as const,
      severity: 'high' as const,
      title: `Inglenook itself holds rows that nothing may use any more: of ${holding} ended`,
      field: '',
      category: '',
      count: rows,
      share: 1,
      reach: 1,
      confidence: 1,
      sample: '',
      articles: ['GDPR Art. 5(1)(e)', 'GDPR Art. 17(1)(b)'],
      fix: 'Under Privacy, Keeping: look at what would go, and set the rule that deletes it. Or undo the import.',
      evidence: imports.flatMap(({ file, lines }) => lines.map((line) => ({ file, line }))).slice(0, MOST_EVIDENCE),
    },
  ]);
  return { ...report, ...scored(findings) };
}
