import { TERMS } from '../../../shared/definitions.ts';
import { useQuery } from '../../api/use-query.ts';
import { Card } from '../../ui/Card.tsx';

/** What every word and figure of this page means, and how other tools differ. */
export function Definitions() {
  const { data } = useQuery('analyses.list', {});
  const own = data?.filter(({ area }) => area === 'activity' || area === 'customers') ?? [];
  return (
    <div className="stack wide">
      <Card title="Words" subtitle="What they mean here, and elsewhere.">
        <dl className="definitions">
          {TERMS.map(([term, meaning, elsewhere]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                {meaning}
                {elsewhere && <p className="small quiet">Elsewhere: {elsewhere}</p>}
              </dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card title="Figures" subtitle="How each one is counted.">
        <dl className="definitions">
          {own.map(({ id, title, question, definition }) => (
            <div key={id}>
              <dt>{title}</dt>
              <dd>
                <p className="small quiet">{question}</p>
                {definition}
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </div>
  );
}
