import { useMemo, useState } from 'react';
import { Sankey } from '../../charts/Sankey.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Select, Switch } from '../../ui/Fields.tsx';
import { Skeleton } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { useAnalysis } from '../use-analysis.ts';
import { flowLinks } from './flow.ts';
import { pageNames } from './series.ts';
import { StepField } from './StepField.tsx';

const DIRECTIONS = [
  { id: 'forward', label: 'What comes after' },
  { id: 'backward', label: 'What came before' },
] as const;
type Direction = (typeof DIRECTIONS)[number]['id'];
const DEPTHS = ['1', '2', '3', '4', '5'].map((id) => ({ id, label: `${id} ${id === '1' ? 'step' : 'steps'}` }));
const PAGES = { limit: 100 };
const TOP = { limit: 50 };

function Flow() {
  const [page, setPage] = useState<string | null>(null);
  const [direction, setDirection] = useState<Direction>('forward');
  const [depth, setDepth] = useState('3');
  const params = useMemo(
    () => ({ direction, depth: Number(depth), ...(page === null ? {} : { page }) }),
    [direction, depth, page],
  );
  const top = useAnalysis('top-pages', PAGES);
  const pages = useMemo(() => (top.reply?.result.kind === 'table' ? pageNames(top.reply.result) : []), [top.reply]);
  const { reply } = useAnalysis('path-flow', params);
  const links = useMemo(
    () => (reply?.result.kind === 'table' ? flowLinks(reply.result, direction) : null),
    [reply, direction],
  );
  const where = page ?? (direction === 'forward' ? 'the start of visits' : 'the end of visits');
  const title = direction === 'forward' ? `From ${where} onward` : `Ways to ${where}`;
  return (
    <>
      <Card
        title={title}
        subtitle="The thicker the band, the more visits."
        tools={
          page !== null && (
            <Button look="quiet" onPress={() => setPage(null)}>
              All visits
            </Button>
          )
        }
      >
        <div className="stack">
          <div className="row wide end">
            <StepField
              label="Page or event"
              action="Show its ways"
              pages={pages}
              isDisabled={false}
              onAdd={(name) => setPage(name.trim())}
            />
            <Select label="Direction" value={direction} options={DIRECTIONS} onChange={setDirection} />
            <Select label="How far" value={depth} options={DEPTHS} onChange={setDepth} />
          </div>
          {links === null ? <Skeleton lines={8} /> : <Sankey title={title} links={links} one="visit" many="visits" />}
        </div>
      </Card>
      <AnalysisCard id="path-flow" params={params} title={`${title}, in figures`} />
    </>
  );
}

function Sequences() {
  const [gaps, setGaps] = useState(false);
  const params = useMemo(() => ({ limit: 50, gaps }), [gaps]);
  return (
    <AnalysisCard
      id="top-sequences"
      params={params}
      empty="No sequence that several visits have in common."
      tools={
        <Switch isSelected={gaps} onChange={setGaps}>
          Other pages may come in between
        </Switch>
      }
    />
  );
}

/** Journeys: ways forward and backward, common sequences, and turning back. */
export function Journeys() {
  return (
    <div className="stack">
      <Flow />
      <Sequences />
      <AnalysisCard id="loops" params={TOP} empty="Nobody turned back in these dates." />
    </div>
  );
}
