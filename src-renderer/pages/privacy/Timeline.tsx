import type { NotCovered, TimelineEntry } from '../../../shared/contract/privacy.ts';
import type { ConsentState, Purpose } from '../../../shared/model.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { formatInstant, formatValue } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import { Term } from '../../ui/Term.tsx';
import { notCoveredCount, notCoveredWords } from './not-covered-words.ts';
import { PURPOSE_WORDS, saidWhen, STATE_WORDS, WITHHELD_WORDS } from './words.ts';

const LIMIT = 200;

function words({ type, kind, text, visit }: TimelineEntry): string {
  if (type === 'activity') return `Visit ${visit ?? ''}: ${kind === 'view' ? '' : `${kind} `}${text}`;
  if (type === 'message') return `Wrote a ${kind}: “${text}”`;
  if (type === 'order') return `Order (${kind})${text && `: ${text}`}`;
  return `${STATE_WORDS[kind as ConsentState]}: ${PURPOSE_WORDS[text as Purpose].label}`;
}

/** Marks of an act that came after a no, or before the yes it rests on. */
function Marks({ notCovered }: { notCovered: readonly NotCovered[] }) {
  return notCovered.map((mark) => {
    const { label, meaning } = notCoveredWords(mark);
    return (
      <span key={mark.purpose} className="tag attention">
        <Term meaning={meaning}>{label}</Term>
      </span>
    );
  });
}

/** What one person did, wrote, bought and said, newest first. */
export function Timeline({ person }: { person: number }) {
  const locale = useLocale();
  const { data, error } = useQuery('privacy.timeline', { person, limit: LIMIT });
  return (
    <section className="stack tight">
      <h3>Timeline</h3>
      {error && <ErrorState {...errorText(error)} />}
      {!data && !error && <Skeleton lines={6} />}
      {data && (data.withheld !== null || data.entries.length === 0) && (
        <Note>{data.withheld === null ? 'Nothing is held that has a date.' : WITHHELD_WORDS[data.withheld]}</Note>
      )}
      {data && data.notCovered.length > 0 && (
        <ul className="plain stack tight small" aria-label="Not covered by what this person said">
          {data.notCovered.map((count) => (
            <li key={`${count.purpose} ${count.why}`} className="row">
              <span className="tag attention">{count.acts}</span> {notCoveredCount(count)}
            </li>
          ))}
        </ul>
      )}
      <ol className="plain stack tight">
        {data?.entries.map((entry, i) => (
          <li key={`${String(entry.atMs)} ${String(i)}`} className="small">
            <span className="quiet num">
              {entry.type === 'consent' ? saidWhen(entry.atMs, locale) : formatInstant(entry.atMs, locale)}
            </span>{' '}
            {words(entry)}
            {entry.amount !== null && entry.type === 'order' && (
              <span className="num">
                {' '}
                {formatValue(entry.amount, 'ratio', locale)} {entry.currency}
              </span>
            )}{' '}
            <Marks notCovered={entry.notCovered} />
          </li>
        ))}
      </ol>
      {data && data.total > data.entries.length && (
        <p className="small quiet">
          The newest {data.entries.length} of {data.total}.
        </p>
      )}
    </section>
  );
}
