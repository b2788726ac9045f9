import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import type { Status } from '../../../shared/contract/app.ts';
import type { Range } from '../../../shared/time.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { useStatus } from '../../api/use-status.ts';
import { openDrawer } from '../../state/drawer.ts';
import { dateOf } from '../../state/period.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Select, TextField } from '../../ui/Fields.tsx';
import { KeyFigure } from '../../ui/KeyFigure.tsx';
import { ErrorState, Skeleton } from '../../ui/States.tsx';
import { Provenance } from '../AnalysisCard.tsx';
import { isEmptyResult } from '../provenance.ts';
import { ResultView } from '../ResultView.tsx';
import { readSummary } from '../summary.ts';
import { useFilter } from '../use-filter.ts';
import { clockAt, dayRange, firstMinute, minutesOf, shiftDate, WINDOW_MINUTES, windowAt } from './replay-clock.ts';

const SPEEDS = [
  { id: '5', label: '5 minutes a second' },
  { id: '15', label: '15 minutes a second' },
  { id: '60', label: 'An hour a second' },
] as const;
type Speed = (typeof SPEEDS)[number]['id'];
const TICK_MS = 1000;
const BY_MINUTE = { bucket: 'minute' };
const FEW = { limit: 8 };
const NO_PARAMS = {};
const PAGE_COLUMNS = { hide: ['share'] };
const SOURCE_COLUMNS = { hide: ['visits', 'bounce-rate', 'share'] };

/** An analysis over a range of its own, under the robots and the segment of the header. */
function useIn(id: string, params: Record<string, unknown>, range: Range) {
  const { filter, ready } = useFilter();
  return useQuery('analyses.run', { id, params, filter: { ...filter, range }, compare: false }, { enabled: ready });
}

/** One table over the minutes before the moment. */
function Moment({
  id,
  title,
  range,
  columns,
}: {
  id: string;
  title: string;
  range: Range;
  columns: { hide: string[] };
}) {
  const { data: reply, error, refetch } = useIn(id, FEW, range);
  return (
    <Card title={title} foot={reply && <Provenance reply={reply} />}>
      {error ? (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      ) : !reply ? (
        <Skeleton lines={4} />
      ) : isEmptyResult(reply.result) ? (
        <p className="quiet">Nobody was there in these minutes.</p>
      ) : (
        <ResultView
          title={title}
          reply={reply}
          columns={columns}
          onExplain={() => openDrawer({ analysis: id, params: FEW })}
          onOpen={undefined}
        />
      )}
    </Card>
  );
}

function MomentFigures({ range }: { range: Range }) {
  const { data } = useIn('activity-summary', NO_PARAMS, range);
  const figures = useMemo(() => readSummary(data?.result), [data]);
  return (
    <div className="figures">
      <KeyFigure
        label={`Visitors in ${WINDOW_MINUTES} minutes`}
        value={figures.get('visitors')?.value ?? null}
        unit="people"
      />
      <KeyFigure
        label={`Page views in ${WINDOW_MINUTES} minutes`}
        value={figures.get('views')?.value ?? null}
        unit="count"
      />
    </div>
  );
}

/** Replay: a day of visits played again, minute by minute. */
export function Replay() {
  const status = useStatus();
  if (!status?.ranges.events) return <Skeleton lines={8} />;
  return <DayReplay status={status} events={status.ranges.events} />;
}

/** Where a day stands while it is played. `start` = where it begins as long as nobody has moved it. */
function usePlayback(date: string, end: number, start: number) {
  const [moved, setMoved] = useState<{ date: string; minute: number } | null>(null);
  const [speed, setSpeed] = useState<Speed>('15');
  const [isPlaying, setPlaying] = useState(false);
  const minute = moved?.date === date ? moved.minute : start;
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => {
      const next = Math.min(end, minute + Number(speed));
      setMoved({ date, minute: next });
      if (next === end) setPlaying(false);
    }, TICK_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, minute, speed, date, end]);
  const seek = (next: number) => setMoved({ date, minute: next });
  const toggle = () => {
    if (!isPlaying && minute >= end) seek(0);
    setPlaying(!isPlaying);
  };
  return { minute, seek, speed, setSpeed, isPlaying, toggle, stop: () => setPlaying(false) };
}

interface DayChoiceProps {
  date: string;
  first: string;
  last: string;
  onChange: (date: string) => void;
}

function DayChoice({ date, first, last, onChange }: DayChoiceProps) {
  return (
    <>
      <Button
        look="quiet"
        aria-label="The day before"
        icon={<ChevronLeft aria-hidden className="icon" />}
        isDisabled={date <= first}
        onPress={() => onChange(shiftDate(date, -1))}
      />
      <TextField label="Day" type="date" value={date} onChange={onChange} />
      <Button
        look="quiet"
        aria-label="The day after"
        icon={<ChevronRight aria-hidden className="icon" />}
        isDisabled={date >= last}
        onPress={() => onChange(shiftDate(date, 1))}
      />
    </>
  );
}

/** Page views, visits and visitors of a day by the minute. */
function Minutes({ day }: { day: Range }) {
  const { data: reply, error, refetch } = useIn('visitors-over-time', BY_MINUTE, day);
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  if (!reply) return <Skeleton lines={6} />;
  return (
    <ResultView
      title="By the minute"
      reply={reply}
      height="small"
      onExplain={() => openDrawer({ analysis: 'visitors-over-time', params: BY_MINUTE })}
      onOpen={undefined}
    />
  );
}

interface MomentSliderProps {
  end: number;
  minute: number;
  clock: string;
  onChange: (minute: number) => void;
}

function MomentSlider({ end, minute, clock, onChange }: MomentSliderProps) {
  return (
    <Slider
      className="replay-slider"
      minValue={0}
      maxValue={end}
      value={minute}
      onChange={(value) => onChange(Number(value))}
    >
      <Label className="label">Moment</Label>
      <SliderOutput className="num">{clock}</SliderOutput>
      <SliderTrack className="replay-track">
        <SliderThumb className="replay-thumb" />
      </SliderTrack>
    </Slider>
  );
}

function MomentCards({ range }: { range: Range }) {
  return (
    <>
      <MomentFigures range={range} />
      <div className="grid">
        <div className="col-6">
          <Moment id="top-pages" title="Pages looked at" range={range} columns={PAGE_COLUMNS} />
        </div>
        <div className="col-6">
          <Moment id="top-sources" title="Where they came from" range={range} columns={SOURCE_COLUMNS} />
        </div>
      </div>
    </>
  );
}

function DayReplay({ status, events }: { status: Status; events: Range }) {
  const { zone } = status.settings;
  const [first, last] = [dateOf(zone, events.fromMs), dateOf(zone, events.toMs - 1)];
  const [chosen, setChosen] = useState('');
  const date = /^\d{4}-\d\d-\d\d$/.test(chosen) ? chosen : last;
  const day = useMemo(() => dayRange(zone, date), [zone, date]);
  const end = minutesOf(day);
  const { data } = useIn('visitors-over-time', BY_MINUTE, day);
  const views =
    data?.result.kind === 'series' ? (data.result.lines.find(({ id }) => id === 'views')?.values ?? []) : [];
  const play = usePlayback(date, end, Math.min(end, firstMinute(views) + WINDOW_MINUTES));
  const range = useMemo(() => windowAt(day, play.minute), [day, play.minute]);
  const show = (next: string) => {
    play.stop();
    setChosen(next);
  };
  return (
    <div className="stack wide">
      <Card
        title="A day, played again"
        subtitle="The day by the minute; below, what went on in the half hour before the moment."
      >
        <div className="stack">
          <div className="row end">
            <DayChoice date={date} first={first} last={last} onChange={show} />
            <Select label="How fast" value={play.speed} options={SPEEDS} onChange={play.setSpeed} />
            <Button
              icon={play.isPlaying ? <Pause aria-hidden className="icon" /> : <Play aria-hidden className="icon" />}
              onPress={play.toggle}
            >
              {play.isPlaying ? 'Pause' : 'Play'}
            </Button>
          </div>
          <Minutes day={day} />
          <MomentSlider end={end} minute={play.minute} clock={clockAt(zone, day, play.minute)} onChange={play.seek} />
        </div>
      </Card>
      <MomentCards range={range} />
    </div>
  );
}
