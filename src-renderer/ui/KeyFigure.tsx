import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { Unit } from '../../shared/results.ts';
import { formatChange, formatValue } from './format.ts';
import { useLocale } from './locale.ts';
import { Sparkline } from './Sparkline.tsx';

/** A key figure. At most five stand in the first row of a page, inside `<div className="figures">`. */
export interface KeyFigureProps {
  label: string;
  value: number | null;
  unit: Unit;
  /** Value of the comparison period, or why it is not there; undefined = nothing to compare with. */
  before?: number | null | 'coming' | 'failed';
  /** Which direction is welcome; decides the colour, never alone. */
  welcome?: 'up' | 'down' | 'neither';
  /** Course of the figure over the period; null = gap. */
  course?: readonly (number | null)[];
  /** Why the figure says little, e.g. "too few to conclude". */
  note?: string;
  /** Opens the definition and the rows behind. */
  onOpen?: () => void;
}

const MISSING = { coming: 'Comparing…', failed: 'not compared' };
const ARROWS = { up: ArrowUp, down: ArrowDown, same: ArrowRight };
const WORDS = { up: 'more than before', down: 'less than before', same: 'as before' };

/** Why there is no change to tell, in the room that one takes: when it comes nothing below moves. */
function NoChangeYet({ why, unit }: { why: keyof typeof MISSING; unit: Unit }) {
  const locale = useLocale();
  return (
    <span className="change waits">
      <span className="quiet">{MISSING[why]}</span>
      <span className="change room" aria-hidden>
        <ArrowUp className="icon" />
        <span>
          {formatChange(1.099, 1, unit, locale).text} {WORDS.up}
        </span>
      </span>
    </span>
  );
}

function ChangeLine({
  value,
  before,
  unit,
  welcome,
}: Required<Pick<KeyFigureProps, 'value' | 'unit' | 'welcome'>> & { before: number | null | 'coming' | 'failed' }) {
  const locale = useLocale();
  if (before === 'coming' || before === 'failed') return <NoChangeYet why={before} unit={unit} />;
  const change = formatChange(value, before, unit, locale);
  if (change.direction === 'none') return <span className="quiet small">{change.text}</span>;
  const Arrow = ARROWS[change.direction];
  const moved = change.direction === 'up' || change.direction === 'down';
  const tone = !moved || welcome === 'neither' ? 'plain' : change.direction === welcome ? 'good' : 'bad';
  return (
    <span className={`change ${tone}`}>
      <Arrow aria-hidden className="icon" />
      <span>
        {change.text} <span className="quiet">{moved ? WORDS[change.direction] : ''}</span>
      </span>
    </span>
  );
}

/** Label, value, change in arrow + sign + word, and course. A click opens the drawer. */
export function KeyFigure(props: KeyFigureProps) {
  const { label, value, unit, before, welcome = 'neither', course, note, onOpen } = props;
  const locale = useLocale();
  const body = (
    <>
      <span className="figure-label">{label}</span>
      <span className="figure-value num">{formatValue(value, unit, locale)}</span>
      {before !== undefined && <ChangeLine value={value} before={before} unit={unit} welcome={welcome} />}
      {note && <span className="small quiet">{note}</span>}
      {course && course.length > 1 && <Sparkline values={course} />}
    </>
  );
  if (!onOpen) return <div className="figure">{body}</div>;
  return (
    <AriaButton className="figure opens" onPress={onOpen}>
      {body}
    </AriaButton>
  );
}
