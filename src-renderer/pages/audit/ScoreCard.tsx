import { useMemo } from 'react';
import type { AuditReport, Finding } from '../../../shared/audit.ts';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { formatValue } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { Note } from '../../ui/States.tsx';
import type { DataColumn } from '../../ui/table-column.ts';
import { pointWords, reachWords, SEVERITY_WORDS, severityRank } from './words.ts';

const columnsOf = (locale: Locale): DataColumn<Finding>[] => [
  {
    id: 'points',
    label: 'Costs',
    about: 'Points that it takes off 100. All together they are what is missing.',
    kind: 'number',
    value: ({ points = 0 }) => points,
    text: ({ points = 0 }) => pointWords(points, locale),
    share: ({ points = 0 }) => points / 100,
    width: 110,
  },
  {
    id: 'what',
    label: 'What was found',
    kind: 'text',
    value: ({ title }) => title,
    text: ({ title }) => title,
    width: 300,
  },
  {
    id: 'severity',
    label: 'Severity',
    kind: 'text',
    value: severityRank,
    text: ({ severity }) => SEVERITY_WORDS[severity],
    width: 90,
  },
  {
    id: 'reach',
    label: 'Touches',
    about: 'Share of all people or of all rows, whichever is greater.',
    kind: 'text',
    value: ({ reach = 0 }) => reach,
    text: (one) => reachWords(one, locale),
    width: 160,
  },
  {
    id: 'sure',
    label: 'Sure to',
    kind: 'number',
    value: ({ confidence }) => confidence,
    text: ({ confidence }) => formatValue(confidence, 'share', locale),
    width: 90,
  },
  {
    id: 'without',
    label: 'Score without it',
    about: 'Once this one alone is mended. Findings weigh less beside others, so that this is less than its points.',
    kind: 'number',
    value: ({ without = 0 }) => without,
    text: ({ without = 0 }) => formatValue(without, 'count', locale),
    width: 130,
  },
];

/** Why the score is what it is: what each finding takes off, and what mending it would bring. */
export function ScoreCard({ report }: { report: AuditReport }) {
  const locale = useLocale();
  const columns = useMemo(() => columnsOf(locale), [locale]);
  const { score, findings, recipe } = report;
  const costliest = useMemo(() => findings.toSorted((a, b) => (b.points ?? 0) - (a.points ?? 0)), [findings]);
  if (findings.length === 0) return null;
  return (
    <Card
      title={`Why ${formatValue(score, 'count', locale)}?`}
      subtitle="What each finding takes off 100, the costliest first: by how bad it is, how many people or rows it touches, and how sure it is."
      foot="The recipe is our own and no legal verdict; it is written down under “audit score” in the definitions."
    >
      {recipe === undefined ? (
        <Note>This audit was scored by an older recipe that did not tell. Audit the files again to see it.</Note>
      ) : (
        <DataTable label="Points of each finding" columns={columns} rows={costliest} rowKey={({ id }) => id} />
      )}
    </Card>
  );
}
