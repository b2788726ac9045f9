import { memo, type ReactNode, useCallback, useRef } from 'react';
import type { AnalysisReply } from '../../shared/contract/analyses.ts';
import { errorText } from '../api/error-text.ts';
import { useStatus } from '../api/use-status.ts';
import { openDrawer } from '../state/drawer.ts';
import { setPeriod } from '../state/period.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { useLocale } from '../ui/locale.ts';
import { ErrorState, Skeleton } from '../ui/States.tsx';
import { NarrowedTo } from './NarrowedTo.tsx';
import { basisWords, isEmptyResult, leftOutWords, tooFew } from './provenance.ts';
import { ResultView, type ResultWishes, showsBefore } from './ResultView.tsx';
import { useAnalysisInfo, useAnalysisInTurn } from './use-analysis.ts';
import { useFilter } from './use-filter.ts';

/**
 * How a page shows one analysis: `<AnalysisCard id="top-pages" params={{ limit: 20 }} />` inside a `<div className="col-6">`.
 * It runs under the global filter and shows chart or table by the kind of result, with n, period, who was left out and
 * why, "too few to conclude", and the drawer. Keep `params` and wishes at module scope or in useMemo.
 */
export interface AnalysisCardProps extends ResultWishes {
  id: string;
  params?: Record<string, unknown>;
  /** Instead of the analysis's own title. */
  title?: string;
  /** Instead of its question. */
  subtitle?: ReactNode;
  /** Controls in the head of the card. */
  tools?: ReactNode;
  /** Said when there is nothing in these dates. */
  empty?: string;
  /** What a click on a mark or row does; the drawer with the rows behind when absent. */
  onOpenKey?: (key: string, label: string) => void;
  /** Controls that need more room than the head has; above the result. */
  children?: ReactNode;
}

const NO_PARAMS: Record<string, unknown> = {};

/** See AnalysisCardProps. */
export function AnalysisCard(props: AnalysisCardProps) {
  const { id, params = NO_PARAMS, title, subtitle, tools, empty, onOpenKey, children, ...wishes } = props;
  const info = useAnalysisInfo(id);
  const card = useRef<HTMLElement>(null);
  const state = useAnalysisInTurn(card, id, params, (result) => showsBefore(result, props));
  const explain = useCallback(() => openDrawer({ analysis: id, params }), [id, params]);
  const openKey = useCallback(
    (key: string, label: string) =>
      onOpenKey ? onOpenKey(key, label) : openDrawer({ analysis: id, params, key, label }),
    [onOpenKey, id, params],
  );
  const { reply } = state;
  const opens = onOpenKey !== undefined || info?.hasRows === true;
  const name = title ?? info?.title ?? '';
  return (
    <Card
      ref={card}
      title={name}
      subtitle={subtitle ?? info?.question}
      tools={tools}
      foot={
        reply && (
          <>
            <Provenance reply={reply} />
            {!state.error && state.comparison === 'failed' && <NotCompared onRetry={state.retryComparison} />}
          </>
        )
      }
    >
      {children}
      {state.error ? (
        <ErrorState {...errorText(state.error)} onRetry={state.retry} />
      ) : !reply ? (
        <Skeleton lines={6} />
      ) : isEmptyResult(reply.result) ? (
        <Nothing text={empty} onExplain={explain} />
      ) : (
        <ResultView
          {...wishes}
          title={name}
          reply={reply}
          comparison={state.comparison}
          onExplain={explain}
          onOpen={opens ? openKey : undefined}
        />
      )}
    </Card>
  );
}

/** The figures are there, what they are compared with is not: within a line that is there anyhow, so that nothing moves. */
export function NotCompared({ onRetry }: { onRetry: () => void }) {
  return (
    <span>
      Not compared: the period before could not be counted.{' '}
      <Button look="inline" onPress={onRetry}>
        Try again
      </Button>
    </span>
  );
}

function Nothing({
  text = 'There is nothing in these dates.',
  onExplain,
}: {
  text: string | undefined;
  onExplain: () => void;
}) {
  const { filter } = useFilter();
  return (
    <div className="nothing">
      <p className="quiet">{text}</p>
      {filter.range && <Button onPress={() => setPeriod({ preset: 'all' })}>Show all dates</Button>}
      <Button look="quiet" onPress={onExplain}>
        Explain
      </Button>
    </div>
  );
}

/** What a result rests on: n, period, who was left out and why, and whether it is too few to conclude. */
export const Provenance = memo(function Basis({ reply }: { reply: AnalysisReply }) {
  const locale = useLocale();
  const smallGroup = useStatus()?.settings.smallGroup ?? 10;
  const few = tooFew(reply.result, smallGroup, locale);
  const left = leftOutWords(reply.leftOut, locale);
  return (
    <>
      <span className="num">{basisWords(reply, locale)}</span>
      <NarrowedTo narrowed={reply.narrowed} />
      {few && <strong className="tag attention">{few}</strong>}
      {left.map((words) => (
        <span key={words}>{words}</span>
      ))}
      {left.length > 0 && <a href="#/privacy">See why and change it</a>}
    </>
  );
});
