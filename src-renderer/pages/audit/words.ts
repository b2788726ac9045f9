import type { AuditArea, AuditChange, Finding, Severity } from '../../../shared/audit.ts';
import { formatCount, formatValue } from '../../ui/format.ts';
import type { Locale } from '../../ui/locale.ts';

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

/** "12.5": points with one digit, as they were rounded. */
export const pointWords = (points: number, { locale }: Pick<Locale, 'locale'>): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(points);

/** "17 %, 937 people": how far a finding reaches. */
export function reachWords({ reach, people }: Finding, locale: Locale): string {
  if (reach === undefined) return '';
  const share = reach > 0 && reach < 0.001 ? 'below 0.1 %' : formatValue(reach, 'share', locale);
  if (people === undefined) return share;
  return `${share}, ${formatCount(people, locale)} ${people === 1 ? 'person' : 'people'}`;
}

/** "The score went from 12 to 43." */
export function scoreWords({ score }: AuditChange): string {
  if (!score) return 'The two were scored by recipes that cannot be compared.';
  const { before, after, recounted } = score;
  const course = before === after ? `The score stays at ${after}.` : `The score went from ${before} to ${after}.`;
  return recounted
    ? `${course} The audit before was scored by an older recipe: both are counted anew by rows alone, so that they can be compared.`
    : course;
}
