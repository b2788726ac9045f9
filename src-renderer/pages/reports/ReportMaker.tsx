import { FileDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { AnalysisInfo } from '../../../shared/contract/analyses.ts';
import type { Recipient } from '../../../shared/contract/exports.ts';
import type { Output } from '../../../shared/contract.ts';
import type { Range } from '../../../shared/time.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useSegments } from '../../state/segments.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Select } from '../../ui/Fields.tsx';
import { formatRange } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState } from '../../ui/States.tsx';
import { RECIPIENT_OPTIONS } from '../export-words.ts';
import { Choose } from './Choose.tsx';
import { reportable } from './choice.ts';
import { Made } from './Made.tsx';
import { Noisy } from './Noisy.tsx';
import { saveReport } from './save-report.ts';

interface ReportMakerProps {
  kinds: Output<'reports.list'>;
  list: readonly AnalysisInfo[];
  /** The period chosen for the whole window; null = everything there is. */
  range: Range | null;
  bots: boolean;
}

/** Chooses kind and contents, makes the report, hands it to the browser's own download. */
export function ReportMaker({ kinds, list, range, bots }: ReportMakerProps) {
  const locale = useLocale();
  const possible = useMemo(() => reportable(list), [list]);
  const [kind, setKind] = useState(kinds[0]?.id ?? '');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(possible.map(({ id }) => id)));
  const [recipient, setRecipient] = useState<Recipient>('unsaid');
  const make = useCommand('reports.make');
  const submit = () =>
    make.mutate(
      {
        report: kind,
        analyses: possible.map(({ id }) => id).filter((id) => chosen.has(id)),
        filter: { range, bots },
        recipient,
      },
      { onSuccess: saveReport },
    );
  const segment = useSegments(({ active }) => active);
  const period = range ? formatRange(range, locale) : 'everything there is';
  return (
    <div className="stack wide">
      <Card
        title="Make a report"
        subtitle={`Period: ${period}. Change it at the top.${segment === null ? '' : ' A report is about everybody: the segment does not narrow it.'}`}
        foot="A report leaves this screen, so it passes the consent and small-group rules, its counts are rounded to multiples of five, and it is noted under Privacy, with for whom it is. It is saved on this computer; where it goes from there is up to you."
      >
        <div className="stack">
          <Select
            label="Kind"
            value={kind}
            options={kinds.map(({ id, title }) => ({ id, label: title }))}
            onChange={setKind}
          />
          <Select label="For whom is it?" value={recipient} options={RECIPIENT_OPTIONS} onChange={setRecipient} />
          <Choose list={possible} chosen={chosen} onChange={setChosen} />
          <div className="row">
            <Button
              look="main"
              icon={<FileDown aria-hidden className="icon" />}
              isDisabled={chosen.size === 0 || make.isPending || kind === ''}
              onPress={submit}
            >
              {make.isPending ? 'Writing…' : 'Make the report'}
            </Button>
            <span className="small quiet" aria-live="polite">
              {chosen.size === 0
                ? 'Choose at least one analysis.'
                : `${chosen.size} of ${possible.length} analyses chosen.`}
            </span>
          </div>
        </div>
      </Card>
      {make.error && <ErrorState {...errorText(make.error)} onRetry={submit} />}
      {make.data && <Made report={make.data} onAgain={saveReport} />}
      <Noisy range={range} />
    </div>
  );
}
