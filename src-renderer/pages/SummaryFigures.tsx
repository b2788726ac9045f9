import { useMemo } from 'react';
import type { Unit } from '../../shared/results.ts';
import { courseOf } from '../charts/from-result.ts';
import { errorText } from '../api/error-text.ts';
import { useStatus } from '../api/use-status.ts';
import { openDrawer } from '../state/drawer.ts';
import { KeyFigure } from '../ui/KeyFigure.tsx';
import { type Locale, useLocale } from '../ui/locale.ts';
import { ErrorState, Skeleton } from '../ui/States.tsx';
import { NotCompared } from './AnalysisCard.tsx';
import type { Comparison } from './comparison.ts';
import { NarrowedTo } from './NarrowedTo.tsx';
import { tooFew } from './provenance.ts';
import { type FigureValue, readSummary } from './summary.ts';
import { useAnalysis, useCompared } from './use-analysis.ts';

/** One figure of a summary analysis. `id` is the row's key. */
export interface FigureWish {
  id: string;
  label: string;
  welcome?: 'up' | 'down' | 'neither';
  /** The line of the course analysis that belongs to it. */
  line?: string;
}

interface SummaryFiguresProps {
  /** A "…-summary" analysis. */
  id: string;
  figures: readonly FigureWish[];
  /** A time series whose lines give the sparklines. */
  course?: string;
  /** A sentence under the figures, made of all of them: what they rest on. */
  remark?: (figures: ReadonlyMap<string, FigureValue>, locale: Locale) => string;
  /** Without its own row: the page puts figures of several summaries into one `<div className="figures">`. */
  bare?: boolean;
}

/** What a figure is compared with, or why it is not. */
function beforeOf(comparison: Comparison, before: ReadonlyMap<string, FigureValue>, figure: string) {
  if (comparison === 'coming' || comparison === 'failed') return { before: comparison };
  return before.size > 0 ? { before: before.get(figure)?.value ?? null } : {};
}

/** The first row of a page: at most five key figures out of one summary analysis, each opening its definition. */
export function SummaryFigures({ id, figures, course, remark, bare = false }: SummaryFiguresProps) {
  const { reply, error, retry, comparison, retryComparison } = useCompared(id);
  const { reply: courseReply } = useAnalysis(course ?? id, undefined, course !== undefined);
  const locale = useLocale();
  const smallGroup = useStatus()?.settings.smallGroup ?? 10;
  const now = useMemo(() => readSummary(reply?.result), [reply]);
  const before = useMemo(() => readSummary(reply?.previous ?? undefined), [reply]);
  if (error) return <ErrorState {...errorText(error)} onRetry={retry} />;
  if (!reply) return <Skeleton lines={2} />;
  const note = tooFew(reply.result, smallGroup, locale);
  const series = courseReply?.result.kind === 'series' ? courseReply.result : undefined;
  const row = figures.map(({ id: figure, label, welcome, line }) => {
    const value: FigureValue | undefined = now.get(figure);
    const unit: Unit = value?.unit ?? 'count';
    return (
      <KeyFigure
        key={figure}
        label={label}
        value={value?.value ?? null}
        unit={unit}
        {...beforeOf(comparison, before, figure)}
        {...(welcome ? { welcome } : {})}
        {...(line ? { course: courseOf(series, line) } : {})}
        {...(note ? { note } : {})}
        onOpen={() => openDrawer({ analysis: id, label })}
      />
    );
  });
  if (bare) return row;
  return (
    <>
      <div className="figures">{row}</div>
      {remark && <p className="small quiet">{remark(now, locale)}</p>}
      <p className="row small quiet figures-note">
        <NarrowedTo narrowed={reply.narrowed} />
        {comparison === 'failed' && <NotCompared onRetry={retryComparison} />}
      </p>
    </>
  );
}
