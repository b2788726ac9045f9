import { useMemo } from 'react';
import type { Holding } from '../../../shared/contract/privacy.ts';
import { BASES, type IdentifierKind, PURPOSES } from '../../../shared/model.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { Card } from '../../ui/Card.tsx';
import { formatCount, formatDay, formatInstant, formatOf, formatRange, formatValue } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import { RECIPIENT_WORDS } from '../export-words.ts';
import { Exports } from './Exports.tsx';
import { BASIS_WORDS, KIND_WORDS, PURPOSE_WORDS } from './words.ts';

type Field = Holding['fields'][number];
type Source = Holding['sources'][number];
const nameOf = ({ name }: Field): string =>
  Object.hasOwn(KIND_WORDS, name) ? KIND_WORDS[name as IdentifierKind] : name;

/** One line per field; wraps, so that every reason can be read whole. */
function Fields({ title, rows, fields }: Pick<Holding, 'title' | 'rows' | 'fields'>) {
  const locale = useLocale();
  return (
    <table className="held narrow fields" aria-label={`Fields: ${title}`}>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" className="number">
            Held
          </th>
          <th scope="col">About a person</th>
          <th scope="col">Why it is kept</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.name}>
            <th scope="row">{nameOf(field)}</th>
            <td className="number num">
              {formatCount(field.filled, locale)}
              {rows > 0 && <span className="quiet small"> {formatValue(field.filled / rows, 'share', locale)}</span>}
            </td>
            <td>{field.personal ? 'yes' : 'no'}</td>
            <td>{field.why}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Bases of an import in few words: those of purposes it is used for, alike ones together. */
const basisOf = ({ basis }: Source): string =>
  BASES.filter((one) => one !== 'none' && PURPOSES.some((purpose) => basis[purpose] === one))
    .map((one) => {
      const purposes = PURPOSES.filter((purpose) => basis[purpose] === one).map((id) =>
        PURPOSE_WORDS[id].label.toLowerCase(),
      );
      return `${BASIS_WORDS[one].label}: ${purposes.join(', ')}`;
    })
    .join('. ') || 'Used for nothing';

/** Where it comes from: each import with when it came in, how long it is kept, and on which basis. */
function Sources({ title, sources }: Pick<Holding, 'title' | 'sources'>) {
  const locale = useLocale();
  if (sources.length === 0) return null;
  return (
    <ul className="plain stack tight" aria-label={`Sources: ${title}`}>
      {sources.map((source) => (
        <li key={source.run}>
          <strong>{source.file}</strong>: {formatOf(source.rows, 'row', 'rows', locale)}
          {source.importedMs !== null && `, imported on ${formatDay(source.importedMs, locale)}`},{' '}
          {source.keptMonths === null
            ? 'kept without a limit'
            : `kept for ${formatOf(source.keptMonths, 'full month', 'full months', locale)}`}
          ,{' '}
          {source.exported === 0
            ? 'never handed out'
            : `in ${formatOf(source.exported, 'file', 'files', locale)} handed out`}
          <span className="small quiet block">{basisOf(source)}.</span>
        </li>
      ))}
    </ul>
  );
}

function Use({ holding, titles }: { holding: Holding; titles: ReadonlyMap<string, string> }) {
  const locale = useLocale();
  const outOf = (isList: boolean) =>
    holding.exported
      .filter(({ list }) => list === isList)
      .map(
        ({ recipient, times, lastMs }) =>
          `${RECIPIENT_WORDS[recipient]}: ${formatOf(times, 'file', 'files', locale)}, last ${formatInstant(lastMs, locale)}`,
      )
      .join('; ') || 'never';
  const uses = holding.usedBy.map(({ analysis }) => titles.get(analysis) ?? analysis);
  return (
    <div className="stack tight">
      <span>Handed out as counts of groups: {outOf(false)}.</span>
      <span>Handed out as a list of people for ads: {outOf(true)}.</span>
      <span>
        Used by: {uses.length > 0 ? uses.join(', ') : 'no analysis; only to recognise the same person again'}.
      </span>
    </div>
  );
}

function HoldingCard({ holding, titles }: { holding: Holding; titles: ReadonlyMap<string, string> }) {
  const locale = useLocale();
  const { title, rows, people, range, fields, sources } = holding;
  const size = `${formatOf(rows, 'row', 'rows', locale)} · ${formatOf(people, 'person', 'people', locale)}`;
  return (
    <Card
      title={title}
      subtitle={range ? `${size} · ${formatRange(range, locale)}` : size}
      foot={<Use holding={holding} titles={titles} />}
    >
      <div className="stack">
        <Fields title={title} rows={rows} fields={fields} />
        <Sources title={title} sources={sources} />
      </div>
    </Card>
  );
}

/** What is held and why, counted from the store itself: kinds of data, fields, sources, and the analyses that use them. */
export function Holdings() {
  const { data, error, refetch } = useQuery('privacy.holdings', {});
  const { data: list } = useQuery('analyses.list', {});
  const titles = useMemo(() => new Map((list ?? []).map(({ id, title }) => [id, title])), [list]);
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  const held = data.filter(({ rows }) => rows > 0);
  if (held.length === 0) return <Note>Nothing is held yet. After an import, every kind of data is listed here.</Note>;
  return (
    <div className="stack wide">
      {held.map((holding) => (
        <HoldingCard key={holding.table} holding={holding} titles={titles} />
      ))}
      <Exports titles={titles} />
    </div>
  );
}
