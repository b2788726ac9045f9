import { useMemo, useState } from 'react';
import type { MARKED } from '../../../shared/contract/listening.ts';
import type { TableResult } from '../../../shared/results.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { openDrawer } from '../../state/drawer.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { formatCount } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { ErrorState, Skeleton } from '../../ui/States.tsx';
import { Provenance } from '../AnalysisCard.tsx';
import { useAnalysis, useAnalysisInfo } from '../use-analysis.ts';
import { useFilter } from '../use-filter.ts';
import { RowsDialog } from '../RowsDialog.tsx';
import { type BehindWord, type MarkWords, wordsByMark } from './trend-words.ts';

type Marked = (typeof MARKED)[number];
/** Marks shown before "Show all". */
const FIRST = 6;

/** Spikes or lasting changes in sentences, with the words behind each; a mark opens its messages, a word those that hold it. */
export function Marks({
  of,
  wordsOf,
  subtitle,
  empty,
}: {
  of: Marked;
  wordsOf: (table: TableResult, locale: Locale) => MarkWords[];
  subtitle: string;
  empty: string;
}) {
  const locale = useLocale();
  const info = useAnalysisInfo(of);
  const { reply, error, retry } = useAnalysis(of);
  const { filter, ready } = useFilter();
  const { data: behind } = useQuery('listening.wordsBehind', { of, filter }, { enabled: ready });
  const words = useMemo(() => (behind ? wordsByMark(behind.table, locale) : undefined), [behind, locale]);
  const marks = useMemo(
    () => (reply?.result.kind === 'table' ? wordsOf(reply.result, locale) : []),
    [reply, wordsOf, locale],
  );
  return (
    <Card
      title={info?.title ?? ''}
      subtitle={subtitle}
      foot={reply && <Provenance reply={reply} />}
      tools={
        <Button look="quiet" onPress={() => openDrawer({ analysis: of })}>
          Explain
        </Button>
      }
    >
      {error && <ErrorState {...errorText(error)} onRetry={retry} />}
      {!reply && !error && <Skeleton lines={4} />}
      {reply && marks.length === 0 && <p className="quiet">{empty}</p>}
      {marks.length > 0 && <MarkList of={of} marks={marks} words={words} label={info?.title ?? ''} />}
    </Card>
  );
}

function MarkList({
  of,
  marks,
  words,
  label,
}: {
  of: Marked;
  marks: readonly MarkWords[];
  words: ReadonlyMap<string, readonly BehindWord[]> | undefined;
  label: string;
}) {
  const locale = useLocale();
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<{ key: string; title: string } | null>(null);
  const shown = all ? marks : marks.slice(0, FIRST);
  return (
    <>
      <ul className="plain stack" aria-label={label}>
        {shown.map((mark) => (
          <Mark
            key={mark.key}
            of={of}
            mark={mark}
            words={words?.get(mark.key)}
            isKnown={words !== undefined}
            onOpen={({ key, word }) => setOpen({ key, title: `“${word}”, ${mark.title}` })}
          />
        ))}
      </ul>
      {marks.length > shown.length && (
        <Button look="quiet" onPress={() => setAll(true)}>
          {`Show all ${formatCount(marks.length, locale)}`}
        </Button>
      )}
      {open && <WithWord of={of} word={open} onClose={() => setOpen(null)} />}
    </>
  );
}

interface BehindProps {
  words: readonly BehindWord[] | undefined;
  isKnown: boolean;
  onOpen: (word: BehindWord) => void;
}

function Mark({ of, mark, ...behind }: BehindProps & { of: Marked; mark: MarkWords }) {
  return (
    <li className="mark">
      <div className="row spread">
        <span>
          <strong>{mark.title}</strong> <span className="quiet">{mark.text}</span>
        </span>
        <Button
          aria-label={`Read them: ${mark.title}`}
          onPress={() => openDrawer({ analysis: of, key: mark.key, label: mark.title })}
        >
          Read them
        </Button>
      </div>
      <Behind {...behind} />
    </li>
  );
}

function Behind({ words, isKnown, onOpen }: BehindProps) {
  const locale = useLocale();
  if (!isKnown) return <p className="small quiet">Looking for the words behind it …</p>;
  if (!words) return <p className="small quiet">No word is used much more than otherwise.</p>;
  return (
    <ul className="plain row tight mark-words" aria-label="Words behind it">
      {words.map((word) => (
        <li key={word.key}>
          <Button
            look="quiet"
            aria-label={`${word.word} ${formatCount(word.messages, locale)}: ${word.title}. Read these messages`}
            onPress={() => onOpen(word)}
          >
            {word.word} <span className="quiet num">{formatCount(word.messages, locale)}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

function WithWord({ of, word, onClose }: { of: Marked; word: { key: string; title: string }; onClose: () => void }) {
  const { filter, ready } = useFilter();
  const { data, error } = useQuery(
    'listening.wordsBehindRows',
    { of, key: word.key, filter, limit: 200 },
    { enabled: ready },
  );
  return <RowsDialog title={word.title} table={data?.table} error={error} onClose={onClose} />;
}
