import { useState } from 'react';
import { BASES, type BasisByPurpose, PURPOSES, SAFE_BASIS } from '../../../shared/model.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { type Option, Select } from '../../ui/Fields.tsx';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState } from '../../ui/States.tsx';
import { BasisDateFields } from '../BasisDateFields.tsx';
import { betweenDates, datesDraftOf } from '../between-dates.ts';
import type { BasisRow } from './series.ts';
import { isSafe } from './series.ts';
import { BASIS_WORDS, PURPOSE_WORDS } from './words.ts';

const OPTIONS: readonly Option<(typeof BASES)[number]>[] = BASES.map((id) => ({ id, ...BASIS_WORDS[id] }));

/** Asks, purpose by purpose, on which basis the people of one import may be used. */
export function BasisDialog({ row, onClose }: { row: BasisRow; onClose: () => void }) {
  const [basis, setBasis] = useState<BasisByPurpose>(row.basis);
  const { zone } = useLocale();
  const [draft, setDraft] = useState(() => datesDraftOf(row.dates, zone));
  const dates = betweenDates(draft, zone);
  const save = useCommand('privacy.setBasis');
  const submit = () => {
    if (!dates) return;
    save.mutate(
      { run: row.run, basis: { ...basis }, dates },
      {
        onSuccess: () => {
          say(`Basis of ${row.file} changed. It is noted in the audit log.`, 'good');
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={`May people of ${row.file} be used?`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" isDisabled={isSafe(basis)} onPress={() => setBasis(SAFE_BASIS)}>
            Safe defaults
          </Button>
          <Button onPress={onClose}>Leave as it is</Button>
          <Button look="main" isDisabled={save.isPending || !dates} onPress={submit}>
            Save
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">
          An objection always counts, whatever you choose here. If you are unsure, keep the safe defaults.
        </p>
        {PURPOSES.map((purpose) => (
          <div key={purpose} className="stack tight">
            <Select
              label={PURPOSE_WORDS[purpose].label}
              value={basis[purpose]}
              options={OPTIONS}
              onChange={(chosen) => setBasis((old) => ({ ...old, [purpose]: chosen }))}
            />
            <span className="small quiet">{PURPOSE_WORDS[purpose].about}</span>
          </div>
        ))}
        <BasisDateFields draft={draft} wrong={dates === null} onChange={setDraft} />
        {save.error && <ErrorState {...errorText(save.error)} />}
      </div>
    </Dialog>
  );
}
