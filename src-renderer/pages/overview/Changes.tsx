import { useMemo } from 'react';
import { useStatus } from '../../api/use-status.ts';
import { Card } from '../../ui/Card.tsx';
import { formatChange, formatN, formatRange, formatValue } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { NotCompared } from '../AnalysisCard.tsx';
import { type ComparedState, useCompared } from '../use-analysis.ts';
import { useFilter } from '../use-filter.ts';
import { findMoves, type Move, type Watched } from './changes.ts';

const TOP = { limit: 100 };

/** The largest moves in sentences: numbers first, always n, always the period, and what carried the move. */
export function Changes() {
  const status = useStatus();
  const activity = useCompared('activity-summary');
  const sources = useCompared('top-sources', TOP);
  const listening = useCompared('listening-summary');
  const sales = useCompared('sales-summary');
  const items = useCompared('top-items', TOP);
  const locale = useLocale();
  const least = status?.settings.smallGroup ?? 10;
  const watched = useMemo<Watched[]>(
    () => [
      {
        summary: activity.reply,
        figure: 'visitors',
        label: 'Visitors',
        parts: { reply: sources.reply, column: 'visitors' },
      },
      { summary: activity.reply, figure: 'bounce-rate', label: 'Visits that left after one page' },
      { summary: listening.reply, figure: 'messages', label: 'Messages' },
      { summary: listening.reply, figure: 'negative-share', label: 'Negative messages' },
      { summary: sales.reply, figure: 'revenue', label: 'Revenue', parts: { reply: items.reply, column: 'revenue' } },
      { summary: sales.reply, figure: 'repeat-rate', label: 'Buyers who bought again' },
    ],
    [activity.reply, sources.reply, listening.reply, sales.reply, items.reply],
  );
  const moves = useMemo(() => findMoves(watched, least), [watched, least]);
  const replies = [activity.reply, listening.reply, sales.reply];
  const { compare } = useFilter();
  const previous = (compare && replies.find((reply) => reply?.rangeBefore)?.rangeBefore) || undefined;
  if (replies.some((reply) => !reply)) return null;
  const states = [activity, sources, listening, sales, items];
  const failed = states.filter(({ comparison }) => comparison === 'failed');
  return (
    <Card
      title="What changed"
      subtitle={
        previous ? `Against ${formatRange(previous, locale)}` : 'Choose dates that leave room for a period before.'
      }
    >
      <div className="changes">
        {failed.length > 0 ? (
          <NotCompared onRetry={() => retryAll(failed)} />
        ) : states.some(({ isFresh, comparison }) => !isFresh || comparison === 'coming') ? (
          // Moves of some figures alone would be ranked, and called none, without the others.
          <p className="quiet">Comparing…</p>
        ) : (
          <Moves moves={moves} isCompared={previous !== undefined} />
        )}
      </div>
    </Card>
  );
}

function retryAll(states: readonly ComparedState[]): void {
  for (const { retryComparison } of states) retryComparison();
}

function Moves({ moves, isCompared }: { moves: readonly Move[]; isCompared: boolean }) {
  if (moves.length === 0)
    return (
      <p className="quiet">
        {isCompared
          ? 'Nothing moved by more than a few percent.'
          : 'There is no earlier period to compare with: these dates begin where your data begins.'}
      </p>
    );
  return (
    <ul className="plain stack">
      {moves.map((move) => (
        <li key={move.label}>
          <Sentence move={move} />
        </li>
      ))}
    </ul>
  );
}

function Sentence({ move }: { move: Move }) {
  const locale = useLocale();
  const { label, unit, before, now, n, driver } = move;
  const show = (value: number) => formatValue(value, unit, locale);
  return (
    <p className="measure">
      <strong>{label}</strong>: {show(before)} → {show(now)} ({formatChange(now, before, unit, locale).text},{' '}
      {formatN(n, locale)}).
      {driver && (
        <span className="quiet">
          {' '}
          Most of it: <strong>{driver.name}</strong>, {show(driver.before)} → {show(driver.now)}.
        </span>
      )}
    </p>
  );
}
