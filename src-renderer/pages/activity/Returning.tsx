import { useMemo, useState } from 'react';
import { Select } from '../../ui/Fields.tsx';
import { useLocale } from '../../ui/locale.ts';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { cohortName } from './cohorts.ts';
import { Retention } from './Retention.tsx';

const GONE = [
  { id: '14', label: 'after 14 days' },
  { id: '30', label: 'after 30 days' },
  { id: '60', label: 'after 60 days' },
  { id: '90', label: 'after 90 days' },
] as const;
const STEPS = [
  { id: 'day', label: 'By day' },
  { id: 'week', label: 'By week' },
  { id: 'month', label: 'By 30 days' },
] as const;
const SINCE = { day: 'Days', week: 'Weeks', month: 'Spans of 30 days' } as const;
const PERIODS = [
  { id: 'week', label: 'By week' },
  { id: 'month', label: 'By month' },
] as const;
const CORNERS = { week: 'First week · weeks later', month: 'First month · months later' } as const;

/** How long people keep coming, and when they leave. */
function Staying() {
  const [days, setDays] = useState<(typeof GONE)[number]['id']>('30');
  const [period, setPeriod] = useState<(typeof STEPS)[number]['id']>('week');
  const params = useMemo(() => ({ goneAfterDays: Number(days), period }), [days, period]);
  return (
    <AnalysisCard
      id="churn"
      params={params}
      as="line"
      subtitle={`How many are still there, and when do most leave? ${SINCE[period]} since the first act, from left to right.`}
      tools={
        <>
          <Select label="Step" bare value={period} options={STEPS} onChange={setPeriod} />
          <Select label="Gone" bare value={days} options={GONE} onChange={setDays} />
        </>
      }
    />
  );
}

/** Cohorts of buyers by their first purchase. */
function BuyingAgain() {
  const { locale } = useLocale();
  const [period, setPeriod] = useState<keyof typeof CORNERS>('month');
  const params = useMemo(() => ({ period }), [period]);
  return (
    <AnalysisCard
      id="repeat-purchase"
      params={params}
      matrix={{ corner: CORNERS[period], rowName: (date) => cohortName(date, period, locale) }}
      empty="Nobody bought in these dates."
      tools={<Select label="Cohorts" bare value={period} options={PERIODS} onChange={setPeriod} />}
    />
  );
}

/** Coming back: cohorts, how long people stay, and who buys again. */
export function Returning() {
  return (
    <div className="grid">
      <div className="col-12">
        <Retention />
      </div>
      <div className="col-12">
        <Staying />
      </div>
      <div className="col-12">
        <BuyingAgain />
      </div>
    </div>
  );
}
