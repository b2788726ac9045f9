import { useState } from 'react';
import type { TableResult } from '../../../shared/results.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Fields.tsx';
import { SCOPES } from './condition.ts';
import { KeepSegment } from './KeepSegment.tsx';
import { type Scope, segmentName, segmentOfProperty, testOfRow } from './property-drafts.ts';
import type { ChosenProperty } from './property-series.ts';

interface PropertySegmentProps {
  chosen: ChosenProperty;
  /** The values of the property, as the breakdown has them. */
  table: TableResult;
}

const ANY = { id: 'any', label: 'any value' } as const;

/** Makes a segment of those who have a property, or one value of it. */
export function PropertySegment({ chosen, table }: PropertySegmentProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        Make a segment…
      </Button>
      {isOpen && <SegmentDialog chosen={chosen} table={table} onClose={() => setOpen(false)} />}
    </>
  );
}

function SegmentDialog({ chosen, table, onClose }: PropertySegmentProps & { onClose: () => void }) {
  const { kind, event, property } = chosen;
  const [value, setValue] = useState<string>(ANY.id);
  const [scope, setScope] = useState<Scope>('person');
  const values = table.rows
    .filter(({ key }) => testOfRow(property, key) !== null)
    .map(({ key, cells }) => ({ id: key, label: String(cells[0] ?? '') }));
  return (
    <Dialog title={`A segment of ${event || kind} by ${property}`} isOpen onClose={onClose}>
      <div className="stack">
        <p className="quiet">A segment narrows every page to those who fit. It is taken off again with Filter.</p>
        <div className="row wide end">
          <Select label={`With ${property}`} value={value} options={[ANY, ...values]} onChange={setValue} />
          <Select label="Whose" value={scope} options={SCOPES} onChange={setScope} />
        </div>
        <KeepSegment
          condition={segmentOfProperty(chosen, value, scope)}
          suggestion={segmentName(chosen, value)}
          onKept={onClose}
        />
      </div>
    </Dialog>
  );
}
