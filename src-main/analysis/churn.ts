import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { DAY_MS } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { newestFirst } from './base/scan.ts';
import { eachStretch, findSessions } from './base/sessions.ts';
import { Lives } from './base/survival.ts';
import { isCut } from './base/visit-cut.ts';

const params = z.strictObject({
  /** Days without an act after which somebody counts as gone. */
  goneAfterDays: z.number().int().min(1).max(365).default(30),
  period: z.enum(['day', 'week', 'month']).default('week'),
});
type Params = z.output<typeof params>;

const DAYS = { day: 1, week: 7, month: 30 } as const;
const MOST_PERIODS = 104;

/** Calls back once per person: how many whole periods they were seen for, whether they are gone, and the row of their first act. */
function walk(
  events: EventColumns,
  { goneAfterDays, period }: Params,
  context: RunContext,
  found: (periods: number, ended: boolean, row: number) => void,
): void {
  const { at, person } = events;
  const end = Math.min(context.range.toMs, context.dataEndMs);
  const unit = DAYS[period] * DAY_MS;
  let current = 0;
  let first = 0;
  let last = 0;
  const close = () => {
    if (current === 0) return;
    const lived = (at[last] as number) - (at[first] as number);
    found(Math.floor(lived / unit), end - (at[last] as number) > goneAfterDays * DAY_MS, first);
  };
  /** A visit from its first act to its last. */
  const addVisit = (begin: number, end: number): void => {
    const who = person[begin] as number;
    if (who !== current) {
      close();
      current = who;
      first = begin;
    }
    last = end;
  };
  eachStretch(findSessions(events, context), (whole, from, to, fromAct, toAct) => {
    const { acts, first: begins, last: ends } = whole;
    if (isCut(whole, from, to, fromAct, toAct)) addVisit(acts[fromAct] as number, acts[toAct - 1] as number);
    else for (let s = from; s < to; s++) addVisit(begins[s] as number, ends[s] as number);
  });
  close();
}

/** How long people keep coming. */
export const churn = defineAnalysis({
  id: 'churn',
  title: 'How long people stay',
  question: 'How many are still there after some weeks, and when do most leave?',
  definition:
    'A person’s life goes from their first to their last act in the chosen dates. Who has not acted for 30 days at the end of the data (can be changed) counts as gone then; who has, may still go on: that is taken into account (Kaplan & Meier 1958). “Still there” is the share alive at the end of each period after the first act, “leave” the share of those still there who leave in it (hazard). A month is 30 days.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, chosen, context) {
    const lives = new Lives();
    walk(events, chosen, context, (periods, ended) => lives.add(periods, ended));
    const length = lives.count === 0 ? 0 : Math.min(MOST_PERIODS, lives.longest + 1);
    const { alive, hazard, atRisk } = lives.survival(length);
    return {
      kind: 'series',
      unit: 'share',
      x: { type: 'category', labels: alive.map((_, k) => String(k)) },
      lines: [
        { id: 'alive', label: 'Still there', values: alive, people: atRisk },
        { id: 'hazard', label: 'Leave', values: hazard, people: atRisk },
      ],
      incompleteLast: false,
      n: lives.count,
      people: lives.count,
    };
  },
  rows({ events }, chosen, context, key) {
    const match = /^(?:alive|hazard)@(\d+)$/.exec(key);
    const rows: number[] = [];
    if (match)
      walk(events, chosen, context, (periods, _ended, row) => {
        if (Math.min(periods, MOST_PERIODS - 1) >= Number(match[1])) rows.push(row);
      });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
