import { useMemo, useState } from 'react';
import type { PurposeUse } from '../../../shared/contract/privacy.ts';
import { PURPOSES } from '../../../shared/model.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { dateOf } from '../../state/period.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { formatCount, formatValue } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import { Term } from '../../ui/Term.tsx';
import type { DataColumn } from '../../ui/table-column.ts';
import { betweenWords } from '../between-dates.ts';
import { BasisDialog } from './BasisDialog.tsx';
import { LimitsCard } from './LimitsCard.tsx';
import { type BasisRow, basisRows, isSafe } from './series.ts';
import { BASIS_WORDS, PURPOSE_WORDS } from './words.ts';

const COUNTS = [
  { id: 'allowed', label: 'May be used', about: 'Agreed, or their import rests on contract or legitimate interest.' },
  {
    id: 'unknown',
    label: 'Not asked',
    about:
      'Nothing on record, or a consent that has expired, and no other basis: left out. So is everybody once a use, or the basis of their import, has ended.',
  },
  { id: 'denied', label: 'Objected', about: 'Said no: left out, whatever the basis of the import.' },
  { id: 'restricted', label: 'Frozen', about: 'Stored, but used by nothing.' },
] as const;

const peopleOf = (use: PurposeUse) => use.allowed + use.unknown + use.denied + use.restricted;

/** One line per purpose; wraps, so that its meaning can be read whole. */
function PurposeTable({ uses }: { uses: readonly PurposeUse[] }) {
  const locale = useLocale();
  return (
    <table className="held narrow" aria-label="People by purpose">
      <thead>
        <tr>
          <th scope="col">Purpose</th>
          {COUNTS.map(({ id, label, about }) => (
            <th key={id} scope="col" className="number">
              <Term meaning={about}>{label}</Term>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {uses.map((use) => (
          <tr key={use.purpose}>
            <th scope="row">
              {PURPOSE_WORDS[use.purpose].label}
              <span className="quiet small block">{PURPOSE_WORDS[use.purpose].about}</span>
            </th>
            {COUNTS.map(({ id }) => (
              <td key={id} className="number num">
                {formatCount(use[id], locale)}
                {use[id] > 0 && (
                  <span className="quiet small"> {formatValue(use[id] / peopleOf(use), 'share', locale)}</span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function basisColumns(onChange: (row: BasisRow) => void, today: string, locale: Locale): DataColumn<BasisRow>[] {
  const holds = ({ dates }: BasisRow) => betweenWords(dates, today, locale).join(' · ') || 'no limit';
  return [
    { id: 'file', label: 'Import', kind: 'text', value: ({ file }) => file, text: ({ file }) => file, width: 220 },
    {
      id: 'change',
      label: 'Change',
      kind: 'text',
      value: () => null,
      text: () => '',
      width: 110,
      render: (row) => (
        <Button look="quiet" aria-label={`Change the basis of ${row.file}`} onPress={() => onChange(row)}>
          Change…
        </Button>
      ),
    },
    { id: 'holds', label: 'Holds', kind: 'text', value: holds, text: holds, width: 190 },
    ...PURPOSES.map((purpose): DataColumn<BasisRow> => {
      const text = ({ basis }: BasisRow) => BASIS_WORDS[basis[purpose]].label;
      return { id: purpose, label: PURPOSE_WORDS[purpose].label, kind: 'text', value: text, text, width: 150 };
    }),
  ];
}

function BasisCard({ uses }: { uses: readonly PurposeUse[] }) {
  const [changing, setChanging] = useState<BasisRow | null>(null);
  const rows = useMemo(() => basisRows(uses), [uses]);
  const locale = useLocale();
  const [today] = useState(() => dateOf(locale.zone, Date.now()));
  const columns = useMemo(() => basisColumns(setChanging, today, locale), [today, locale]);
  const safe = rows.filter(({ basis }) => isSafe(basis)).length;
  return (
    <Card
      title="On which basis, import by import"
      subtitle="You answered this at the import. You can change it at any time; every view follows at once."
      foot={`${safe} of ${rows.length} imports use the safe defaults: counting, and nothing about a person without consent.`}
    >
      {rows.length === 0 ? (
        <Note>No import yet.</Note>
      ) : (
        <DataTable
          label="Basis by import"
          columns={columns}
          rows={rows}
          rowKey={({ run }) => String(run)}
          onOpen={setChanging}
          bare
        />
      )}
      {changing && <BasisDialog row={changing} onClose={() => setChanging(null)} />}
    </Card>
  );
}

/** Who may be used for what, by purpose, and the basis of every import. */
export function Purposes() {
  const { data, error, refetch } = useQuery('privacy.purposes', {});
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <div className="stack wide">
      <Card
        title="Who may be used for what"
        subtitle="Every figure names one purpose and counts only the people who may be used for it."
      >
        <PurposeTable uses={data} />
      </Card>
      <BasisCard uses={data} />
      <LimitsCard />
    </div>
  );
}
