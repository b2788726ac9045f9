import { useMemo, useState } from 'react';
import type { PurposeUse } from '../../../shared/contract/privacy.ts';
import { PURPOSES } from '../../../shared/model.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { formatCount } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import type { DataColumn } from '../../ui/table-column.ts';
import { BasisDialog } from './BasisDialog.tsx';
import { type BasisRow, basisRows, isSafe } from './series.ts';
import { BASIS_WORDS, PURPOSE_WORDS } from './words.ts';

const COUNTS = [
  { id: 'allowed', label: 'May be used', about: 'Agreed, or their import rests on contract or legitimate interest.' },
  { id: 'unknown', label: 'Not asked', about: 'Nothing on record and no other basis: left out.' },
  { id: 'denied', label: 'Objected', about: 'Said no: left out, whatever the basis of the import.' },
  { id: 'restricted', label: 'Frozen', about: 'Stored, but used by nothing.' },
] as const;

const peopleOf = (use: PurposeUse) => use.allowed + use.unknown + use.denied + use.restricted;

function purposeColumns(locale: Locale): DataColumn<PurposeUse>[] {
  const label = ({ purpose }: PurposeUse) => PURPOSE_WORDS[purpose].label;
  const about = ({ purpose }: PurposeUse) => PURPOSE_WORDS[purpose].about;
  return [
    { id: 'purpose', label: 'Purpose', kind: 'text', value: label, text: label, width: 180 },
    { id: 'about', label: 'What it means', kind: 'text', value: about, text: about, width: 420 },
    ...COUNTS.map(
      ({ id, label: head, about: meaning }): DataColumn<PurposeUse> => ({
        id,
        label: head,
        about: meaning,
        kind: 'number',
        value: (use) => use[id],
        text: (use) => formatCount(use[id], locale),
        share: (use) => (peopleOf(use) > 0 ? use[id] / peopleOf(use) : null),
      }),
    ),
  ];
}

function basisColumns(onChange: (row: BasisRow) => void): DataColumn<BasisRow>[] {
  return [
    { id: 'file', label: 'Import', kind: 'text', value: ({ file }) => file, text: ({ file }) => file, width: 220 },
    ...PURPOSES.map((purpose): DataColumn<BasisRow> => {
      const text = ({ basis }: BasisRow) => BASIS_WORDS[basis[purpose]].label;
      return { id: purpose, label: PURPOSE_WORDS[purpose].label, kind: 'text', value: text, text, width: 150 };
    }),
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
  ];
}

function BasisCard({ uses }: { uses: readonly PurposeUse[] }) {
  const [changing, setChanging] = useState<BasisRow | null>(null);
  const rows = useMemo(() => basisRows(uses), [uses]);
  const columns = useMemo(() => basisColumns(setChanging), []);
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
  const locale = useLocale();
  const { data, error, refetch } = useQuery('privacy.purposes', {});
  const columns = useMemo(() => purposeColumns(locale), [locale]);
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <div className="stack wide">
      <Card
        title="Who may be used for what"
        subtitle="Every figure names one purpose and counts only the people who may be used for it."
      >
        <DataTable label="People by purpose" columns={columns} rows={data} rowKey={({ purpose }) => purpose} bare />
      </Card>
      <BasisCard uses={data} />
    </div>
  );
}
