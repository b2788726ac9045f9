import { useState } from 'react';
import type { Inspection, Mapping } from '../../../shared/contract/imports.ts';
import { errorTextOf } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select, TextField } from '../../ui/Fields.tsx';
import { Note } from '../../ui/States.tsx';
import { DECIMALS, DELIMITERS, dateFormats, encodings, TYPES, withType } from './mapping-options.ts';
import { MappingColumns } from './MappingColumns.tsx';
import { MappingFiles } from './MappingFiles.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { PropertyCounts } from './PropertyCounts.tsx';

interface MappingDialogProps {
  file: string;
  name: string;
  /** Format chosen in place of the one detected. */
  format: string | undefined;
  mapping: Mapping;
  isOpen: boolean;
  onClose: () => void;
  onUse: (mapping: Mapping) => void;
}

/** Says how a table file is to be read: shape of the file, and what each column means, with the result beside it. */
export function MappingDialog({ isOpen, ...rest }: MappingDialogProps) {
  const { name, mapping, onClose, onUse } = rest;
  const [draft, setDraft] = useState(mapping);
  return (
    <Dialog
      wide
      title={`Columns of ${name}`}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep as it was</Button>
          <Button
            look="main"
            onPress={() => {
              onUse(draft);
              onClose();
            }}
          >
            Use these columns
          </Button>
        </>
      }
    >
      {isOpen && <MappingForm {...rest} draft={draft} onDraft={setDraft} />}
    </Dialog>
  );
}

interface FormProps {
  file: string;
  format: string | undefined;
  draft: Mapping;
  onDraft: (mapping: Mapping) => void;
}

function MappingForm({ file, format, draft, onDraft }: FormProps) {
  const { data } = useQuery('imports.inspect', { files: [file], mapping: draft, ...(format ? { format } : {}) });
  const seen = data?.[0];
  const columns = seen?.mapping?.columns ?? [];
  // Another delimiter or encoding makes other columns: the core's guess for them is taken over.
  const fits = seen?.mapping && columns.length !== draft.fields.length ? seen.mapping.guess.fields : draft.fields;
  return (
    <div className="stack wide">
      <MappingFiles file={file} format={format} mapping={{ ...draft, fields: fits }} onUse={onDraft} />
      <Shape draft={draft} sheets={seen?.mapping?.sheets ?? []} onDraft={onDraft} />
      {seen?.mapping?.ambiguousDate && (
        <Note tone="attention">Day and month can be read either way in this file. Check the dates below.</Note>
      )}
      <section className="stack">
        <h3>What each column means</h3>
        <MappingColumns columns={columns} draft={{ ...draft, fields: fits }} onDraft={onDraft} />
      </section>
      <section className="stack" aria-live="polite">
        <h3>The first rows, read like this</h3>
        <Result seen={seen} />
      </section>
    </div>
  );
}

function Result({ seen }: { seen: Inspection | undefined }) {
  if (!seen) return null;
  if (seen.problem) return <Note tone="attention">{errorTextOf(seen.problem).what}</Note>;
  if (seen.preview.rows.length === 0)
    return (
      <Note tone="attention">Nothing can be read like this yet. Name at least the date and what the row is about.</Note>
    );
  return (
    <>
      <PreviewTable label="First rows" preview={seen.preview} />
      <PropertyCounts counts={seen.properties} />
    </>
  );
}

interface ShapeProps extends Pick<FormProps, 'draft' | 'onDraft'> {
  sheets: readonly string[];
}

function Shape({ draft, sheets, onDraft }: ShapeProps) {
  const set = (change: Partial<Mapping>) => onDraft({ ...draft, ...change });
  const container = draft.container ?? 'text';
  return (
    <div className="mapping-shape">
      <Select
        label="Each row is"
        value={draft.type}
        options={TYPES}
        onChange={(type) => onDraft(withType(draft, type))}
      />
      {sheets.length > 1 && (
        <Select
          label="Sheet"
          value={draft.sheet ?? null}
          options={sheets.map((id) => ({ id, label: id }))}
          // Another sheet has other columns: they are guessed anew.
          onChange={(sheet) => set({ sheet, fields: [] })}
        />
      )}
      {container === 'text' && <TextShape draft={draft} onDraft={onDraft} />}
      {(container === 'text' || container === 'xlsx') && (
        <TextField
          label="Rows of headings"
          type="number"
          value={String(draft.headerRows)}
          onChange={(text) => set({ headerRows: Math.max(0, Math.min(50, Math.trunc(Number(text)) || 0)) })}
          size={4}
        />
      )}
      <Select
        label="Dates look like"
        value={draft.dateFormat}
        options={dateFormats(draft.dateFormat)}
        onChange={(dateFormat) => set({ dateFormat })}
      />
      <TextField label="Zone of dates without one" value={draft.zone} onChange={(zone) => set({ zone })} size={18} />
      <Select
        label="Numbers look like"
        value={draft.decimal}
        options={DECIMALS}
        onChange={(decimal) => set({ decimal })}
      />
      {(draft.type === 'order' || draft.type === 'product') && (
        <TextField
          label="Currency, if none is named"
          value={draft.currency}
          onChange={(currency) =>
            set({
              currency: currency
                .toUpperCase()
                .replace(/[^A-Z]/g, '')
                .slice(0, 3),
            })
          }
          size={6}
        />
      )}
    </div>
  );
}

/** What only text leaves open. */
function TextShape({ draft, onDraft }: Pick<FormProps, 'draft' | 'onDraft'>) {
  return (
    <>
      <Select
        label="Encoding"
        value={draft.encoding}
        options={encodings(draft.encoding)}
        onChange={(encoding) => onDraft({ ...draft, encoding })}
      />
      <Select
        label="Columns are parted by"
        value={draft.delimiter}
        options={DELIMITERS}
        onChange={(delimiter) => onDraft({ ...draft, delimiter })}
      />
    </>
  );
}
