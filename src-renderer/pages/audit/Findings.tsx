import { useMemo } from 'react';
import type { AuditReport, Finding } from '../../../shared/audit.ts';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { formatCount } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { Note } from '../../ui/States.tsx';
import type { DataColumn } from '../../ui/table-column.ts';
import { AREA_WORDS, evidenceWords, SEVERITY_WORDS, severityRank } from './words.ts';

const words = (id: string, label: string, text: (one: Finding) => string, width: number): DataColumn<Finding> => ({
  id,
  label,
  kind: 'text',
  value: text,
  text,
  width,
});

const columnsOf = (locale: Locale, rows: number): DataColumn<Finding>[] => [
  { ...words('severity', 'Severity', ({ severity }) => SEVERITY_WORDS[severity], 100), value: severityRank },
  words('what', 'What was found', ({ title }) => title, 320),
  {
    id: 'count',
    label: 'Rows',
    kind: 'number',
    value: ({ count }) => count,
    text: ({ count }) => formatCount(count, locale),
    // Of all rows: its share of those that have the field would draw 153 of 9,999 as long as all of them.
    share: ({ count }) => (rows > 0 ? Math.min(1, count / rows) : 0),
    width: 110,
  },
  words('sample', 'For example', ({ sample }) => sample, 130),
  words('fix', 'What to do', ({ fix }) => fix, 380),
  words('articles', 'Rules touched', ({ articles }) => articles.join(', '), 220),
  words('area', 'Area', ({ area }) => AREA_WORDS[area], 140),
  words('where', 'Seen in', evidenceWords, 220),
];

/** `EMAIL_ADDRESS` → "e-mail address" */
const kindWords = (type: string): string => type.toLowerCase().replaceAll('_', ' ').replace('email', 'e-mail');

type Party = AuditReport['thirdParties'][number];
const partyColumns = (locale: Locale): DataColumn<Party>[] => [
  { id: 'site', label: 'Site', kind: 'text', value: ({ site }) => site, text: ({ site }) => site, width: 240 },
  {
    id: 'kind',
    label: 'Known for',
    kind: 'text',
    value: ({ kind }) => kind,
    text: ({ kind }) => kind ?? 'not in our list',
    width: 140,
  },
  {
    id: 'requests',
    label: 'Requests',
    kind: 'number',
    value: ({ requests }) => requests,
    text: ({ requests }) => formatCount(requests, locale),
    width: 110,
  },
  {
    id: 'early',
    label: 'Before consent',
    kind: 'number',
    value: ({ beforeConsent }) => beforeConsent,
    text: ({ beforeConsent }) => formatCount(beforeConsent, locale),
    width: 140,
  },
  {
    id: 'cookies',
    label: 'Cookies',
    kind: 'text',
    value: ({ cookies }) => cookies.length,
    text: ({ cookies }) => cookies.join(', '),
    width: 240,
  },
  {
    id: 'receives',
    label: 'Is sent',
    kind: 'text',
    value: ({ receives = [] }) => receives.length,
    text: ({ receives = [] }) => receives.map(kindWords).join(', '),
    width: 280,
  },
];

/** What was found, worst first, and who else was asked in a recorded visit. */
export function Findings({ report }: { report: AuditReport }) {
  const locale = useLocale();
  const columns = useMemo(() => columnsOf(locale, report.rows), [locale, report.rows]);
  const parties = useMemo(() => partyColumns(locale), [locale]);
  return (
    <>
      <Card title="Findings" subtitle="Worst first. Values are masked; the rows are named by file and line.">
        {report.findings.length === 0 ? (
          <Note tone="good">Nothing was found in these files.</Note>
        ) : (
          <DataTable label="Findings" columns={columns} rows={report.findings} rowKey={({ id }) => id} />
        )}
      </Card>
      {report.thirdParties.length > 0 && (
        <Card
          title="Third parties"
          subtitle="Who besides your own site was asked for something in the recorded visits."
        >
          <DataTable label="Third parties" columns={parties} rows={report.thirdParties} rowKey={({ site }) => site} />
        </Card>
      )}
    </>
  );
}
