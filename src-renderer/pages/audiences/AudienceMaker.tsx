import { useMemo, useState } from 'react';
import type { AudienceColumn, AudienceCount, AudiencePlatform } from '../../../shared/contract/audiences.ts';
import type { Recipient } from '../../../shared/contract/exports.ts';
import type { Input, Output } from '../../../shared/contract.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { useStatus } from '../../api/use-status.ts';
import { saveBlob } from '../../charts/save-blob.ts';
import { openOverlay } from '../../state/overlays.ts';
import { go } from '../../state/place.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Select, Switch } from '../../ui/Fields.tsx';
import { formatOf } from '../../ui/format.ts';
import { KeyFigure } from '../../ui/KeyFigure.tsx';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import { Term } from '../../ui/Term.tsx';
import { RECIPIENT_OPTIONS } from '../export-words.ts';
import { leftOutWords } from '../provenance.ts';
import { useSegmentList } from '../use-segments.ts';
import { COLUMNS, groupOf, groupOptions, PLATFORMS } from './audience-choice.ts';

const toPurposes = () => go('/privacy', { tab: 'purposes' });

function Counts({ count }: { count: AudienceCount }) {
  const locale = useLocale();
  const out = count.leftOut.reduce((sum, { people }) => sum + people, 0);
  return (
    <div className="stack">
      <div className="figures">
        <KeyFigure label="May be used for ads" value={count.members} unit="people" />
        <KeyFigure label="Of those, in the list" value={count.reachable} unit="people" />
        <KeyFigure label="Left out" value={out} unit="people" onOpen={toPurposes} />
      </div>
      {count.leftOut.length > 0 && (
        <ul className="plain stack tight">
          {leftOutWords(count.leftOut, locale).map((words) => (
            <li key={words} className="small">
              {words}
            </li>
          ))}
        </ul>
      )}
      {count.members > count.reachable && (
        <p className="small quiet">
          {formatOf(count.members - count.reachable, 'person has', 'people have', locale)} no readable address of the
          chosen kind in the vault.
        </p>
      )}
      {count.reachable < count.smallest && (
        <Note
          tone="attention"
          action={count.members < count.smallest ? <Button onPress={toPurposes}>See purposes</Button> : undefined}
        >
          Fewer than {count.smallest} people: no list is made of so few, because it would tell about each of them.
        </Note>
      )}
    </div>
  );
}

function Made({ made }: { made: Output<'audiences.export'> }) {
  const locale = useLocale();
  return (
    <Note tone="good">
      Saved: {formatOf(made.reachable, 'person', 'people', locale)} in {formatOf(made.rows, 'row', 'rows', locale)}.
      Noted with its columns, its recipient and its hash <code className="hash">{made.sha256}</code>.
    </Note>
  );
}

/** Who would be in the list; the same question as the button's, so it is asked once. */
function Looked({ wish }: { wish: Input<'audiences.preview'> }) {
  const { data, error, refetch } = useQuery('audiences.preview', wish);
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  return data ? <Counts count={data} /> : <Skeleton lines={4} />;
}

/** Which addresses go into the list. */
function Columns({
  chosen,
  onChange,
}: {
  chosen: readonly AudienceColumn[];
  onChange: (next: AudienceColumn[]) => void;
}) {
  const toggle = (column: AudienceColumn) => (on: boolean) => {
    const next = COLUMNS.map(({ id }) => id).filter((id) => (id === column ? on : chosen.includes(id)));
    if (next.length > 0) onChange(next);
  };
  return (
    <div className="row">
      {COLUMNS.map(({ id, label }) => (
        <Switch key={id} isSelected={chosen.includes(id)} onChange={toggle(id)}>
          {label}
        </Switch>
      ))}
      <Term meaning="SHA-256 of the address in lower case, or of the number with its country code, as the platforms ask for it. The readable address does not go into the file.">
        hashed
      </Term>
    </div>
  );
}

/** Chooses a group, shows who may be in the list and who is left out and why, and writes it. */
export function AudienceMaker() {
  const segments = useSegmentList();
  const options = useMemo(() => groupOptions(segments), [segments]);
  const [group, setGroup] = useState('buyers all');
  const [columns, setColumns] = useState<readonly AudienceColumn[]>(['email']);
  const [platform, setPlatform] = useState<AudiencePlatform>('google');
  const [recipient, setRecipient] = useState<Recipient>('ad-platform');
  const vault = useStatus()?.vault.state;
  const wish = useMemo(() => ({ of: groupOf(group), range: null, columns: [...columns] }), [group, columns]);
  const { data } = useQuery('audiences.preview', wish);
  const make = useCommand('audiences.export');
  const submit = () =>
    make.mutate(
      { ...wish, platform, recipient },
      {
        onSuccess: ({ bytes, mime, fileName }) =>
          saveBlob(new Blob([Uint8Array.from(bytes)], { type: mime }), fileName),
      },
    );
  return (
    <Card
      title="A list of people for ads"
      subtitle="People of one group, by their hashed addresses, to upload to an ad platform yourself. Nothing is sent from here."
      foot="A hashed address is still personal data: the platform has the same hashes of its own users. Giving it away is “sharing” in California, and needs consent in the EU. Opt-outs by Sec-GPC and DNT, objections to marketing or profiling, and frozen people are always left out."
    >
      <div className="stack wide">
        <div className="row">
          <Select label="Who" value={group} options={options} onChange={setGroup} />
          <Select label="For" value={platform} options={PLATFORMS} onChange={setPlatform} />
          <Select label="Handed to" value={recipient} options={RECIPIENT_OPTIONS} onChange={setRecipient} />
        </div>
        <Columns chosen={columns} onChange={setColumns} />
        <Looked wish={wish} />
        {vault === 'locked' ? (
          <Note tone="attention" action={<Button onPress={() => openOverlay('unlock')}>Unlock…</Button>}>
            Names and addresses are locked. Unlock them to make the list.
          </Note>
        ) : (
          <div className="row">
            <Button look="main" isDisabled={!data || data.reachable < data.smallest || make.isPending} onPress={submit}>
              Save the list
            </Button>
          </div>
        )}
        {make.error && <ErrorState {...errorText(make.error)} />}
        <div aria-live="polite">{make.data && <Made made={make.data} />}</div>
      </div>
    </Card>
  );
}
