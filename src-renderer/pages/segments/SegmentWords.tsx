import { Card } from '../../ui/Card.tsx';
import './segments.css';
import { SEGMENTS } from './segment-words.ts';

/** What each segment means and what can be done with it; for everyone who has not heard of RFM. */
export function SegmentWords() {
  return (
    <Card
      title="What the segments mean"
      subtitle="Each buyer gets 1 to 5 for how lately, how often and for how much they bought, by fifths of all buyers."
    >
      <dl className="segment-list">
        {SEGMENTS.map(({ id, label, rule, todo }) => (
          <div key={id} className="stack tight">
            <dt>
              <strong>{label}</strong>
            </dt>
            <dd className="small">{rule}</dd>
            <dd className="small quiet">{todo}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
