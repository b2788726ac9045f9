import { useMemo } from 'react';
import type { Holding } from '../../../shared/contract/privacy.ts';
import type { IdentifierKind } from '../../../shared/model.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { Card } from '../../ui/Card.tsx';
import { formatCount, formatInstant, formatOf, formatRange, formatValue } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import { RECIPIENT_WORDS } from '../export-words.ts';
import { Exports } from './Exports.tsx';
import { KIND_WORDS } from './words.ts';

type Field = Holding['fields'][number];
const nameOf = ({ name }: Field): string =>
  Object.hasOwn(KIND_WORDS, name) ? KIND_WORDS[name as IdentifierKind] : name;

/** One line per field; wraps, so that every reason can be read whole. */
function Fields({ title, rows, fields }: Pick<Holding, 'title' | 'rows' | 'fields'>) {
  const locale = useLocale();
  return (
    <table className="held fields" aria-label={`Fields: ${title}`}>
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

function Sources({ holding, titles }: { holding: Holding; titles: ReadonlyMap<string, string> }) {
  const locale = useLocale();
  const from = holding.sources.map(({ file, rows, exported }) => {
    const out = exported === 0 ? '' : `, in ${formatOf(exported, 'file', 'files', locale)} handed out`;
    return `${file} (${formatOf(rows, 'row', 'rows', locale)}${out})`;
  });
  const out = holding.exported.map(
    ({ recipient, times, lastMs }) =>
      `${RECIPIENT_WORDS[recipient]}: ${formatOf(times, 'file', 'files', locale)}, last ${formatInstant(lastMs, locale)}`,
  );
  const uses = holding.usedBy.map(({ analysis }) => titles.get(analysis) ?? analysis);
  return (
    <div className="stack tight">
      <span>From: {from.length > 0 ? from.join(', ') : 'nothing imported yet'}.</span>
      <span>Handed out, as counts only: {out.length > 0 ? out.join('; ') : 'never'}.</span>
      <span>
        Used by: {uses.length > 0 ? uses.join(', ') : 'no analysis; only to recognise the same person again'}.
      </span>
    </div>
  );
}

function HoldingCard({ holding, titles }: { holding: Holding; titles: ReadonlyMap<string, string> }) {
  const locale = useLocale();
  const { title, rows, people, range, fields } = holding;
  const size = `${formatOf(rows, 'row', 'rows', locale)} · ${formatOf(people, 'person', 'people', locale)}`;
  return (
    <Card
      title={title}
      subtitle={range ? `${size} · ${formatRange(range, locale)}` : size}
      foot={<Sources holding={holding} titles={titles} />}
    >
      <Fields title={title} rows={rows} fields={fields} />
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
