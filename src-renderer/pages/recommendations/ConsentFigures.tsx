import { useQuery } from '../../api/use-query.ts';
import { go } from '../../state/place.ts';
import { Button } from '../../ui/Button.tsx';
import { KeyFigure } from '../../ui/KeyFigure.tsx';
import { Note } from '../../ui/States.tsx';

const toPurposes = () => go('/privacy', { tab: 'purposes' });

/** Who may get personal suggestions at all; and plain words when nobody may. */
export function ConsentFigures() {
  const { data } = useQuery('privacy.purposes', {});
  const use = data?.find(({ purpose }) => purpose === 'personalisation');
  return (
    <div className="stack">
      <div className="figures">
        <KeyFigure
          label="May get personal suggestions"
          value={use?.allowed ?? null}
          unit="people"
          onOpen={toPurposes}
        />
        <KeyFigure label="Not asked" value={use?.unknown ?? null} unit="people" onOpen={toPurposes} />
        <KeyFigure label="Objected" value={use?.denied ?? null} unit="people" onOpen={toPurposes} />
        <KeyFigure label="Frozen" value={use?.restricted ?? null} unit="people" onOpen={toPurposes} />
      </div>
      {use?.allowed === 0 && (
        <Note tone="attention" action={<Button onPress={toPurposes}>Change it in Privacy</Button>}>
          Nobody’s purchases may be used for personal suggestions yet: there is no consent on record, and no import
          rests on another basis. Until then there is nothing to suggest to one person; what sells is shown below.
        </Note>
      )}
    </div>
  );
}
