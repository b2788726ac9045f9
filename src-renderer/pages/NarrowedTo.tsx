import type { Narrowed } from '../../shared/contract/analyses.ts';
import { useActiveSegment } from '../state/segments.ts';
import { useLocale } from '../ui/locale.ts';
import { filterParts, useMessageFilter, useSourceNames } from './message-filter.ts';

/** What a figure is narrowed to besides the dates; nothing when it is about everybody and everything. */
export function NarrowedTo({ narrowed: { messages, segment } }: { narrowed: Narrowed }) {
  const name = useActiveSegment(({ active }) => active);
  const files = useSourceNames((messages?.runs.length ?? 0) > 0);
  const locale = useLocale();
  const words = [
    ...(messages ? filterParts(messages, files, locale).map((part) => part.words) : []),
    // Whoever acted before the dates is not in it, which nobody could guess where messages or orders are counted.
    ...(segment ? [`${name === null ? 'one segment' : `segment “${name}”`} by what people did in these dates`] : []),
  ];
  return words.length === 0 ? null : <span>{`Only ${words.join(' · ')}.`}</span>;
}

/** The same for what is asked under the filter as it stands. */
export function NarrowedNow() {
  const messages = useMessageFilter() ?? null;
  const segment = useActiveSegment(({ active }) => active !== null);
  return <NarrowedTo narrowed={{ messages, segment }} />;
}
