import { useMemo, useState } from 'react';
import { useStatus } from '../../api/use-status.ts';
import { Select } from '../../ui/Fields.tsx';
import { useLocale } from '../../ui/locale.ts';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { useAnalysis } from '../use-analysis.ts';
import { useFilter } from '../use-filter.ts';
import { Marks } from './Marks.tsx';
import { STEPS, type Step, stepFor } from './steps.ts';
import { changeWords, spikeWords, weekdayWords } from './trend-words.ts';

const VOLUME = {
  only: ['messages', 'usual'],
  tones: { messages: 'accent', usual: 'other' },
  bands: { usual: { low: 'low', high: 'high' } },
} as const;
const NEGATIVE = {
  only: ['negative', 'level'],
  tones: { negative: 'negative', level: 'other' },
  bands: { negative: { low: 'low', high: 'high' } },
} as const;
const WEEKDAYS = {
  hide: ['messages', 'authors'],
  words: { more: 'More', less: 'Less', alike: 'Alike' },
};

/** How much is said and how it sounds over time: what is usual, what changed for good, what stands out, and the words behind it. */
export function Trends() {
  const status = useStatus();
  const { filter } = useFilter();
  const [chosen, setChosen] = useState<Step | null>(null);
  const bucket = chosen ?? stepFor(filter.range ?? status?.ranges.messages ?? null);
  const params = useMemo(() => ({ bucket }), [bucket]);
  return (
    <div className="grid">
      <div className="col-12">
        <AnalysisCard
          id="message-volume"
          params={params}
          lines={VOLUME}
          subtitle="The band holds 95 of 100 ordinary steps: what lies outside is hardly chance."
          empty="No message in these dates."
          tools={<Select label="Step" bare value={bucket} options={STEPS} onChange={setChosen} />}
        />
      </div>
      <div className="col-12">
        <AnalysisCard
          id="negative-share"
          params={params}
          lines={NEGATIVE}
          subtitle="The band is where the true share lies in 95 of 100 cases; the grey line is the level between two lasting changes."
          empty="No scored message in these dates."
        />
      </div>
      <div className="col-12">
        <Marks
          of="message-changes"
          wordsOf={changeWords}
          subtitle="Since when it is another level, and the words that came with it. Open a word to read its messages."
          empty="Nothing changed for good in these dates, as far as can be told."
        />
      </div>
      <div className="col-12">
        <Marks
          of="message-spikes"
          wordsOf={spikeWords}
          subtitle="Days with far more messages than usual, and the words behind them. Open a word to read its messages."
          empty="No day in these dates stands out. It takes three weeks to know what is usual."
        />
      </div>
      <div className="col-12">
        <Weekdays />
      </div>
    </div>
  );
}

function Weekdays() {
  const locale = useLocale();
  const { reply } = useAnalysis('message-weekdays');
  const words =
    reply?.result.kind === 'table' && reply.result.rows.length > 0 ? weekdayWords(reply.result, locale) : undefined;
  return (
    <AnalysisCard
      id="message-weekdays"
      subtitle={words}
      columns={WEEKDAYS}
      empty="It takes four weeks of messages to know what a week looks like."
    />
  );
}
