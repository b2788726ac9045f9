import { useState } from 'react';
import type { NoticeLanguage, Paper } from '../../../shared/contract/papers.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Select } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { Breach } from './Breach.tsx';
import { Interests } from './Interests.tsx';
import { LANGUAGES } from './languages.ts';
import { saveMade } from './save-made.ts';

const OTHERS: readonly { id: Paper; label: string; about: string }[] = [
  {
    id: 'record',
    label: 'Record of processing',
    about: 'What you hold, why, on which basis, how protected (Art. 30).',
  },
  {
    id: 'interests',
    label: 'Weighing of interests',
    about: 'The questions for each purpose that rests on legitimate interest.',
  },
  { id: 'impact', label: 'Impact assessment', about: 'Whether you need one, and its parts (Art. 35).' },
];

function Gpc() {
  const make = useCommand('papers.gpc');
  return (
    <Card
      title="Global Privacy Control"
      subtitle="Browsers that send Sec-GPC: 1 ask not to be sold or shared. Inglenook reads it from your logs and takes their people out of advertising."
      foot="Put the file on your site as /.well-known/gpc.json. It says that you heed the signal, so your site and your ad tags must do so, too."
    >
      <div className="stack">
        <div className="row">
          <Button isDisabled={make.isPending} onPress={() => make.mutate({}, { onSuccess: saveMade })}>
            Save gpc.json
          </Button>
        </div>
        {make.error && <ErrorState {...errorText(make.error)} />}
      </div>
    </Card>
  );
}

/** Papers: drafts made from what is really held, reasons in writing, the file for GPC, and the clock of a breach. */
export function Papers() {
  return (
    <div className="stack wide">
      <Drafts />
      <Interests />
      <Gpc />
      <Breach />
    </div>
  );
}

/** Drafts made from what is really held. */
function Drafts() {
  const [language, setLanguage] = useState<NoticeLanguage>('en');
  const make = useCommand('papers.make');
  const save = (paper: Paper) => make.mutate({ paper, language }, { onSuccess: saveMade });
  return (
    <Card
      title="Papers"
      subtitle="Drafts made from what this workspace really holds. What only you can know is left open in [brackets]."
      foot="Have somebody who knows the law check them. Inglenook gives no legal advice."
    >
      <div className="stack wide">
        <div className="stack tight">
          <Select
            label="Paragraphs for your privacy notice, in"
            value={language}
            options={LANGUAGES}
            onChange={setLanguage}
          />
          <div className="row">
            <Button look="main" isDisabled={make.isPending} onPress={() => save('notice')}>
              Save the notice
            </Button>
          </div>
        </div>
        <ul className="plain stack">
          {OTHERS.map(({ id, label, about }) => (
            <li key={id} className="row spread">
              <span>
                {label} <span className="quiet small block">{about}</span>
              </span>
              <Button isDisabled={make.isPending} aria-label={`Save: ${label}`} onPress={() => save(id)}>
                Save
              </Button>
            </li>
          ))}
        </ul>
        {make.error && <ErrorState {...errorText(make.error)} />}
      </div>
    </Card>
  );
}
