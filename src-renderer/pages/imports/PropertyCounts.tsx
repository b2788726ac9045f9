import type { PropertyCount } from '../../../shared/properties.ts';
import { formatCount } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { PROPERTY_WORDS } from './words.ts';

interface PropertyCountsProps {
  counts: readonly PropertyCount[];
  /** The part they are of, where there are several. */
  of?: string;
}

/** Which properties of events are kept, and which are not and why; nothing where there are none. */
export function PropertyCounts({ counts, of = '' }: PropertyCountsProps) {
  const locale = useLocale();
  const isKept = ({ outcome }: PropertyCount) => outcome === 'kept';
  const list = (title: string, some: readonly PropertyCount[]) =>
    some.length > 0 && (
      <section className="stack tight">
        <h3>
          {title}
          {of === '' ? '' : `: ${of}`}
        </h3>
        <ul className="plain stack tight">
          {some.map((count) => (
            <li key={`${count.name} ${count.outcome}`}>
              {count.name}: <span className="num">{formatCount(count.times, locale)}</span> ×
              {isKept(count) ? '' : ` ${PROPERTY_WORDS[count.outcome]}`}
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <>
      {list('Kept as properties of events', counts.filter(isKept))}
      {list(
        'Properties left out, and why',
        counts.filter((count) => !isKept(count)),
      )}
    </>
  );
}
