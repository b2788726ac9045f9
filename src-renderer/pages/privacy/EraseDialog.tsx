import { useEffect, useState } from 'react';
import type { Certificate, ErasureCounts } from '../../../shared/contract/rights.ts';
import { pseudonymOf } from '../../../shared/ids.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select, TextField } from '../../ui/Fields.tsx';
import { formatCount, formatInstant } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import { saveMade } from './save-made.ts';
import { certificateText, tellWords } from './certificate.ts';
import { KEY_FILES_LEAD, type KeyFileNote, keyFileNotes } from './key-files.ts';

const MODES = [
  { id: 'erase', label: 'Erase', about: 'Everything of theirs goes. Figures change.' },
  {
    id: 'anonymise',
    label: 'Keep the figures, take out the person',
    about: 'Sales and page views stay, with nobody behind them; texts and links go.',
  },
] as const;
type Mode = (typeof MODES)[number]['id'];

const ROWS: readonly { id: keyof ErasureCounts; label: string }[] = [
  { id: 'identifiers', label: 'Addresses, numbers, names' },
  { id: 'orders', label: 'Orders' },
  { id: 'messages', label: 'Messages' },
  { id: 'events', label: 'Visits and events' },
  { id: 'consents', label: 'Consents and objections' },
  { id: 'mentions', label: 'Mentions in other texts' },
  { id: 'backups', label: 'Copies from before an update' },
];

function Counts({ counts }: { counts: ErasureCounts }) {
  const locale = useLocale();
  return (
    <dl className="facts">
      {ROWS.map(({ id, label }) => (
        <div key={id} className="row spread">
          <dt className="quiet">{label}</dt>
          <dd className="num">{counts[id] === null ? 'locked' : formatCount(counts[id], locale)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Files of keys of older backups, and which copies have to be replaced. */
function KeyFiles({ notes }: { notes: readonly KeyFileNote[] }) {
  if (notes.length === 0) return null;
  return (
    <div className="stack tight">
      <p>{KEY_FILES_LEAD}</p>
      <ul className="stack tight">
        {notes.map(({ name, text }) => (
          <li key={name}>
            <strong>{name}</strong>: {text}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Done({ certificate, onClose }: { certificate: Certificate; onClose: () => void }) {
  const locale = useLocale();
  const save = () =>
    saveMade({
      fileName: `erasure-${certificate.pseudonym}.txt`,
      mime: 'text/plain',
      bytes: new TextEncoder().encode(certificateText(certificate)),
    });
  return (
    <Dialog
      title="Done"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={save}>Save the certificate</Button>
          <Button look="main" onPress={onClose}>
            Close
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          {certificate.pseudonym} is gone since {formatInstant(certificate.atMs, locale)}. The files you imported from,
          your shop and your mail still hold them: delete them there too.
        </p>
        <KeyFiles notes={keyFileNotes(certificate.keyFiles)} />
        <p>
          Backups in one file, and files of keys that were kept elsewhere, still open them: delete those. Restored here,
          any backup erases them again by itself.
        </p>
        <Counts counts={certificate.removed} />
        {certificate.tell.length > 0 && (
          <Note tone="attention">
            Lists with them were given out: {tellWords(certificate.tell)}. Ask whoever has them to take this person out.
          </Note>
        )}
        {!certificate.logEmptied && (
          <Note tone="attention">
            Another window was reading. Restart Inglenook, so that the last copies in its log are overwritten too.
          </Note>
        )}
      </div>
    </Dialog>
  );
}

const spellingsOf = (also: string): string[] =>
  also
    .split(/[,;\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** Further spellings to look for in texts. */
function Spellings({
  value,
  onChange,
  onCount,
}: {
  value: string;
  onChange: (value: string) => void;
  onCount: () => void;
}) {
  return (
    <>
      <TextField
        label="Also written as"
        value={value}
        onChange={onChange}
        about="Names and spellings to take out of other people’s texts, with commas between. They are not kept."
      />
      {value !== '' && (
        <div className="row">
          <Button onPress={onCount}>Count again</Button>
        </div>
      )}
    </>
  );
}

/** Shows what an erasure would remove, asks, erases, and hands out the certificate. */
export function EraseDialog({
  person,
  request,
  onClose,
}: {
  person: number;
  request?: number | undefined;
  onClose: () => void;
}) {
  const [mode, setMode] = useState<Mode>('erase');
  const [also, setAlso] = useState('');
  const preview = useCommand('rights.preview');
  const erase = useCommand('rights.erase');
  const { mutate: look } = preview;
  useEffect(() => look({ person }), [look, person]);
  const alsoKnownAs = spellingsOf(also);
  if (erase.data) return <Done certificate={erase.data} onClose={onClose} />;
  const locked = preview.data?.mentions === null;
  return (
    <Dialog
      title={`Erase ${pseudonymOf(person)}?`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep them</Button>
          <Button
            look="bad"
            isDisabled={!preview.data || locked || erase.isPending}
            onPress={() => erase.mutate({ person, mode, alsoKnownAs, ...(request === undefined ? {} : { request }) })}
          >
            {mode === 'erase' ? 'Erase for good' : 'Take out for good'}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Select label="How" value={mode} options={MODES} onChange={setMode} />
        <Spellings value={also} onChange={setAlso} onCount={() => look({ person, alsoKnownAs })} />
        {preview.data ? <Counts counts={preview.data} /> : !preview.error && <Skeleton lines={6} />}
        {locked && <Note tone="attention">Unlock names and addresses first: they have to be found in texts.</Note>}
        <p className="small quiet">
          This cannot be undone. Later imports leave them out, by a fingerprint that tells nobody who it was. The audit
          log keeps that it was done.
        </p>
        {preview.error && <ErrorState {...errorText(preview.error)} />}
        {erase.error && <ErrorState {...errorText(erase.error)} />}
      </div>
    </Dialog>
  );
}
