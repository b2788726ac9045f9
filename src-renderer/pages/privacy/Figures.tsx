import { useQuery } from '../../api/use-query.ts';
import { useStatus } from '../../api/use-status.ts';
import { setQuery } from '../../state/place.ts';
import { KeyFigure } from '../../ui/KeyFigure.tsx';

/** The first row: people held, who agreed to marketing, who is frozen, readable values, entries of the log. */
export function Figures() {
  const status = useStatus();
  const { data: uses } = useQuery('privacy.purposes', {});
  const { data: held } = useQuery('privacy.holdings', {});
  const { data: log } = useQuery('audit.list', { offset: 0, limit: 1 });
  const marketing = uses?.find(({ purpose }) => purpose === 'marketing');
  const identifiers = held?.find(({ table }) => table === 'identifiers');
  const inVault = identifiers?.fields.find(({ name }) => name === 'In the vault')?.filled ?? null;
  const tab = (id: string) => () => setQuery({ tab: id });
  return (
    <div className="figures">
      <KeyFigure label="People held" value={status?.counts.people ?? null} unit="people" onOpen={tab('people')} />
      <KeyFigure
        label="May be used for marketing"
        value={marketing?.allowed ?? null}
        unit="people"
        onOpen={tab('purposes')}
      />
      <KeyFigure label="Frozen" value={marketing?.restricted ?? null} unit="people" onOpen={tab('purposes')} />
      <KeyFigure label="Readable values in the vault" value={inVault} unit="count" onOpen={tab('held')} />
      <KeyFigure label="Entries in the audit log" value={log?.total ?? null} unit="count" onOpen={tab('audit')} />
    </div>
  );
}
