import { useMemo, useState } from 'react';
import { Select } from '../../ui/Fields.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { type FigureWish, SummaryFigures } from '../SummaryFigures.tsx';

const FIGURES: readonly FigureWish[] = [
  { id: 'visitors', label: 'Visitors', welcome: 'up', line: 'visitors' },
  { id: 'visits', label: 'Visits', welcome: 'up', line: 'visits' },
  { id: 'views', label: 'Page views', welcome: 'up' },
  { id: 'bounce-rate', label: 'Left after one page', welcome: 'down' },
  { id: 'visit-duration', label: 'Time on site (median)', welcome: 'up' },
];
const TOP = { limit: 50 };
// Half a page wide: what is left out here can be chosen in the table.
const PAGE_COLUMNS = { hide: ['share'] };
const GROUP_COLUMNS = { hide: ['visits', 'bounce-rate'] };
const DATA_COLUMNS = { hide: ['mean', 'visitors'] };
const SLOW_COLUMNS = { hide: ['untimed', 'visitors'] };
const NO_TIMES =
  'The files of these dates do not tell how long answers took (or too few of them). A web server can write it down: nginx with $request_time, Apache with %D.';
const NO_DEVICE_FACTS =
  'The files of these dates do not tell. Web server logs never do; exports of Google Analytics, Matomo, PostHog and others may.';
const NO_CAMPAIGN =
  'No visit of these dates came with campaign marks (utm_source, utm_campaign) or the click id of an advertisement in its address.';
const NO_SIZES = 'The files of these dates do not say how much data was sent.';
const HOURS = { corner: 'Hour' };
const STEPS = [
  { id: 'auto', label: 'What suits the dates' },
  { id: 'minute', label: 'By minute' },
  { id: 'hour', label: 'By hour' },
  { id: 'day', label: 'By day' },
  { id: 'week', label: 'By week' },
  { id: 'month', label: 'By month' },
  { id: 'year', label: 'By year' },
] as const;

/** Visitors over time in the step chosen; a step far too small for the dates becomes the next larger one. */
function OverTime() {
  const [bucket, setBucket] = useState<(typeof STEPS)[number]['id']>('auto');
  // As the figures above ask for their courses: one question, one answer.
  const params = useMemo(() => (bucket === 'auto' ? {} : { bucket }), [bucket]);
  return (
    <AnalysisCard
      id="visitors-over-time"
      params={params}
      tools={<Select label="Step" bare value={bucket} options={STEPS} onChange={setBucket} />}
    />
  );
}

/** What the server had to do: addresses that are not there, slow answers, data sent, robots. */
function Server() {
  return (
    <>
      <div className="col-6">
        <AnalysisCard id="missing-pages" params={TOP} empty="No address led to nothing in these dates." />
      </div>
      <div className="col-6">
        <AnalysisCard id="slow-pages" params={TOP} columns={SLOW_COLUMNS} empty={NO_TIMES} />
      </div>
      <div className="col-6">
        <AnalysisCard id="bandwidth" params={TOP} columns={DATA_COLUMNS} empty={NO_SIZES} />
      </div>
      <div className="col-12">
        <AnalysisCard id="bandwidth-over-time" as="stacked" empty={NO_SIZES} />
      </div>
      <div className="col-6">
        <AnalysisCard id="bot-classes" empty="No robot in these dates." />
      </div>
      <div className="col-12">
        <AnalysisCard id="bots" params={TOP} empty="No robot in these dates." />
      </div>
    </>
  );
}

/** Traffic: who came, from where, when, and what they looked at. */
export function Traffic() {
  return (
    <div className="stack wide">
      <SummaryFigures id="activity-summary" figures={FIGURES} course="visitors-over-time" />
      <div className="grid">
        <div className="col-12">
          <OverTime />
        </div>
        <div className="col-6">
          <AnalysisCard id="top-pages" params={TOP} columns={PAGE_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="entry-pages" params={TOP} columns={GROUP_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="exit-pages" params={TOP} columns={GROUP_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="top-sources" params={TOP} columns={GROUP_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="channels" columns={GROUP_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="campaign-visits" params={TOP} columns={GROUP_COLUMNS} empty={NO_CAMPAIGN} />
        </div>
        <div className="col-6">
          <AnalysisCard id="devices" columns={GROUP_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="browsers" params={TOP} columns={GROUP_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="new-and-returning" columns={GROUP_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="screens" params={TOP} columns={GROUP_COLUMNS} empty={NO_DEVICE_FACTS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="interface-languages" params={TOP} columns={GROUP_COLUMNS} empty={NO_DEVICE_FACTS} />
        </div>
        <div className="col-6">
          <AnalysisCard
            id="countries"
            params={TOP}
            columns={GROUP_COLUMNS}
            empty="No visitor in these dates has a known country: no export names one, and addresses of private networks, of IPv6 and of imports by an older version are not looked up."
          />
        </div>
        <div className="col-6">
          <AnalysisCard id="visit-depth" height="small" />
        </div>
        <div className="col-12">
          <AnalysisCard id="hours-weekdays" matrix={HOURS} />
        </div>
        <Server />
      </div>
    </div>
  );
}
