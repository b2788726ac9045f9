import type { AuditArea, Finding, Severity } from '../../../shared/audit.ts';

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

/** For sorting: the worst first when descending. */
export const severityRank = ({ severity }: Finding): number => ({ critical: 3, high: 2, medium: 1, low: 0 })[severity];

export const AREA_WORDS: Readonly<Record<AuditArea, string>> = {
  'personal-data': 'Personal data',
  consent: 'Consent',
  'third-parties': 'Third parties',
  're-identification': 'Re-identification',
  retention: 'Kept too long',
  minimisation: 'Not needed',
};

/** What a file was read as. */
export const FILE_KIND_WORDS: Readonly<Record<string, string>> = {
  visit: 'recorded visit',
  log: 'server log',
  events: 'events',
  table: 'table',
  database: 'dump of a database',
  text: 'plain text',
  unreadable: 'could not be read',
};

/** "site.log: 3, 17, 20": where a finding can be seen. */
export function evidenceWords({ evidence }: Finding): string {
  const linesOf = new Map<string, number[]>();
  for (const { file, line } of evidence) linesOf.set(file, [...(linesOf.get(file) ?? []), line]);
  return [...linesOf]
    .map(([file, lines]) => `${file}: ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ' …' : ''}`)
    .join('; ');
}
