import { useState } from 'react';
import type { RequestKind, RequestLaw } from '../../../shared/contract/rights.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select, TextField } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { KIND_OF_REQUEST, LAW_WORDS, optionsOf } from './request-words.ts';

const KINDS = (Object.keys(KIND_OF_REQUEST) as RequestKind[]).map((id) => ({ id, ...KIND_OF_REQUEST[id] }));
const LAWS = optionsOf(LAW_WORDS);
const today = () => new Date().toISOString().slice(0, 10);

/** Takes a request into the register. Opens it once it is there. */
export function NewRequest({ onClose, onMade }: { onClose: () => void; onMade: (request: number) => void }) {
  const [kind, setKind] = useState<RequestKind>('access');
  const [law, setLaw] = useState<RequestLaw>('gdpr');
  const [day, setDay] = useState(today);
  const [channel, setChannel] = useState('');
  const receive = useCommand('rights.receive');
  const receivedMs = Date.parse(`${day}T12:00:00`);
  const submit = () =>
    receive.mutate(
      { kind, law, channel, receivedMs },
      {
        onSuccess: ({ request }) => {
          say('Noted. The deadline runs from the day it came in.', 'good');
          onMade(request);
        },
      },
    );
  return (
    <Dialog
      title="A request has come in"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Not now</Button>
          <Button look="main" isDisabled={receive.isPending || Number.isNaN(receivedMs)} onPress={submit}>
            Note it
          </Button>
        </>
      }
    >
      <div className="stack">
        <Select label="They want to" value={kind} options={KINDS} onChange={setKind} />
        <Select label="Under which law" value={law} options={LAWS} onChange={setLaw} />
        <TextField label="Came in on" type="date" value={day} onChange={setDay} />
        <TextField
          label="Came by"
          value={channel}
          onChange={setChannel}
          about="E-mail, phone, in the shop … No name here: you say who it is in the next step."
        />
        {receive.error && <ErrorState {...errorText(receive.error)} />}
      </div>
    </Dialog>
  );
}
