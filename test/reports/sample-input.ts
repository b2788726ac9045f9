import type { AnalysisReply } from '../../shared/contract/analyses.ts';
import type { Settings } from '../../shared/contract/app.ts';
import type { LeftOut, Result } from '../../shared/results.ts';
import { DAY_MS } from '../../shared/time.ts';
import { clearResult } from '../../src-main/privacy/gate.ts';
import type { ReportInput } from '../../src-main/reports/report.ts';

/** An invented shop's settings. */
export const settings: Settings = {
  workspaceName: 'The Tea Corner',
  workspaceKind: 'own',
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  smallGroup: 10,
  sessionIdleMinutes: 30,
  sessionEndsAtMidnight: false,
  sessionEndsAtSource: false,
  mostActsPerVisit: 0,
};

/** Midnight of 1 March 2024 in Berlin. */
const MARCH = Date.UTC(2024, 1, 29, 23);
const range = { fromMs: MARCH, toMs: MARCH + 30 * DAY_MS };

// The samples are safe as they stand: what the small-group rule takes away is tested with the rule.
const shown = (result: Result) => clearResult(result, { mode: 'owner-screen', k: settings.smallGroup }).result;

/** One section of a report around a result. */
export function sectionOf(
  id: string,
  title: string,
  area: string,
  result: Result,
  more: { previous?: Result; leftOut?: LeftOut[]; definition?: string } = {},
): ReportInput['sections'][number] {
  const reply: AnalysisReply = {
    info: { id, title, version: 1, purpose: 'service' },
    result: shown(result),
    previous: more.previous ? shown(more.previous) : null,
    leftOut: more.leftOut ?? [],
    narrowed: { messages: null, segment: false },
    range,
    previousRange: more.previous ? { fromMs: range.fromMs - 30 * DAY_MS, toMs: range.fromMs } : null,
    rangeBefore: null,
    roundedTo: 1,
    revision: 7,
    computedMs: 3,
  };
  return {
    reply,
    question: `What does “${title}” say?`,
    definition: more.definition ?? `How ${title} is counted.`,
    area,
  };
}

const days = Array.from({ length: 30 }, (_, i) => MARCH + i * DAY_MS);
const wave = (i: number, base: number, swing: number) => Math.round(base + swing * Math.sin(i / 3) + ((i * 7) % 5));
const line = (id: string, label: string, values: (number | null)[], people = values.map((value) => value ?? 0)) => ({
  id,
  label,
  values,
  people,
});
const time = { type: 'time' as const, starts: days, bucket: 'day' as const };

const summary = (visits: number): Result => ({
  kind: 'table',
  columns: [
    { id: 'figure', label: 'Figure', type: 'text' },
    { id: 'value', label: 'Value', type: 'number' },
    { id: 'unit', label: 'Unit', type: 'text' },
  ],
  rows: [
    { key: 'visits', cells: ['visits', visits, 'visits'], people: 812 },
    { key: 'bounce-rate', cells: ['bounce-rate', 0.4375, 'share'], people: 812 },
    { key: 'visit-duration', cells: ['visit-duration', 201_000, 'ms'], people: 812 },
    { key: 'average-rating', cells: ['average-rating', null, 'score'], people: 0 },
  ],
  total: 4,
  n: 4201,
  people: 812,
});

const visitors = days.map((_, i) => (i === 11 || i === 12 ? null : wave(i, 60, 22)));
const months: Record<string, Result> = {
  single: {
    kind: 'series',
    unit: 'visits',
    x: time,
    lines: [line('visits', 'Visits', visitors)],
    incompleteLast: true,
    n: 1800,
    people: 640,
  },
  before: {
    kind: 'series',
    unit: 'visits',
    x: { ...time, starts: days.map((at) => at - 30 * DAY_MS) },
    lines: [
      line(
        'visits',
        'Visits',
        days.map((_, i) => wave(i, 48, 12)),
      ),
    ],
    incompleteLast: false,
    n: 1500,
    people: 540,
  },
  moods: {
    kind: 'series',
    unit: 'count',
    x: time,
    lines: [
      line(
        'negative',
        'Negative',
        days.map((_, i) => wave(i, 14, 3)),
      ),
      line(
        'neutral',
        'Neutral',
        days.map((_, i) => wave(i, 30, 6)),
      ),
      line(
        'positive',
        'Positive',
        days.map((_, i) => (i === 20 ? null : wave(i, 24, 8))),
      ),
    ],
    incompleteLast: true,
    n: 2400,
    people: 512,
  },
  ratings: {
    kind: 'series',
    unit: 'score',
    x: time,
    lines: [
      line(
        'shop',
        'Shop',
        days.map((_, i) => 4 + Math.sin(i / 4) / 2),
        days.map(() => 20),
      ),
      line(
        'google',
        'Maps',
        days.map((_, i) => (i % 9 === 4 ? null : 3.6 + Math.cos(i / 5) / 2)),
        days.map(() => 14),
      ),
    ],
    incompleteLast: false,
    n: 900,
    people: 300,
  },
};

/** A report that holds every shape of result, every reason to leave people out, and texts that try to break out. */
export const sampleInput: ReportInput = {
  title: 'The Tea Corner <March & "more">',
  settings,
  madeMs: MARCH + 31 * DAY_MS,
  range,
  sections: [
    sectionOf('activity-summary', 'Visits at a glance', 'activity', summary(1860), { previous: summary(1500) }),
    sectionOf('visitors-over-time', 'Visits over time', 'activity', months.single as Result, {
      previous: months.before as Result,
      leftOut: [
        { reason: 'bot', people: 0, rows: 3120 },
        { reason: 'objected', people: 12, rows: 96 },
        { reason: 'no-consent', people: 3, rows: 5 },
      ],
    }),
    sectionOf('sentiment-over-time', 'Mood over time', 'listening', months.moods as Result, {
      leftOut: [{ reason: 'not-scored', people: 0, rows: 41 }],
    }),
    sectionOf('ratings-over-time', 'Ratings over time', 'listening', months.ratings as Result),
    sectionOf(
      'top-pages',
      'Top pages',
      'activity',
      {
        kind: 'table',
        columns: [
          { id: 'page', label: 'Page', type: 'page' },
          { id: 'views', label: 'Views', type: 'number', unit: 'count' },
          { id: 'share', label: 'Share', type: 'number', unit: 'share' },
          { id: 'last', label: 'Last seen', type: 'time' },
        ],
        rows: [
          { key: '1', cells: ['/', 1204, 0.42, MARCH + DAY_MS], people: 400 },
          { key: '2', cells: ['/tea/"<script>alert(1)</script>', 310, 0.11, MARCH + 2 * DAY_MS], people: 120 },
          { key: '3', cells: ['=HYPERLINK("http://x.example")', 88, 0.03, null], people: 61 },
          { key: '4', cells: ['/größe, ünïcode; 茶', -2, 0.0, MARCH], people: 12 },
        ],
        total: 9,
        n: 2866,
        people: 640,
      },
      { leftOut: [{ reason: 'small-group', people: 0, rows: 5 }] },
    ),
    sectionOf('visit-depth', 'Visit depth', 'activity', {
      kind: 'series',
      unit: 'visits',
      x: {
        type: 'category',
        labels: ['1 page', '2 pages', '3 to 5 pages', 'a label that is much too long to stand beside a bar'],
      },
      lines: [line('visits', 'Visits', [900, 420, 180, 35])],
      incompleteLast: false,
      n: 1535,
      people: 640,
    }),
    sectionOf('hours-weekdays', 'Hours and weekdays', 'activity', {
      kind: 'matrix',
      unit: 'visits',
      rows: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
      columns: Array.from({ length: 24 }, (_, hour) => String(hour)),
      values: Array.from({ length: 7 * 24 }, (_, i) => (i % 24 < 5 ? null : 20 + ((i * 37) % 61))),
      people: Array.from({ length: 7 * 24 }, (_, i) => (i % 24 < 5 ? 0 : 20)),
      n: 5000,
    }),
    sectionOf('retention', 'Coming back', 'activity', {
      kind: 'matrix',
      unit: 'share',
      rows: ['1 Jan', '8 Jan', '15 Jan', '22 Jan'],
      columns: ['0', '1', '2', '3'],
      values: [1, 0.42, 0.31, 0.25, 1, 0.38, 0.3, null, 1, 0.4, null, null, 1, null, null, null],
      people: [100, 42, 31, 25, 80, 30, 24, 0, 70, 28, 0, 0, 90, 0, 0, 0],
      n: 900,
    }),
    sectionOf(
      'orders',
      'Revenue',
      'customers',
      { kind: 'number', unit: 'money', value: 12_345.6, n: 210, people: 140 },
      {
        leftOut: [
          { reason: 'restricted', people: 0, rows: 4 },
          { reason: 'no-date', people: 0, rows: 2 },
          { reason: 'other-currency', people: 0, rows: 9 },
        ],
      },
    ),
    sectionOf('active-authors', 'Active authors', 'listening', {
      kind: 'table',
      columns: [
        { id: 'author', label: 'Author', type: 'person' },
        { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
      ],
      rows: [{ key: '0', cells: [0, 17], people: 0 }],
      total: 1,
      n: 17,
      people: 0,
    }),
    sectionOf('empty', 'Nothing yet', 'customers', { kind: 'table', columns: [], rows: [], total: 0, n: 0, people: 0 }),
  ],
};
