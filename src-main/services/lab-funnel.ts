import { AppError } from '../../shared/errors.ts';
import type { PropertyTest } from '../../shared/conditions.ts';
import { readTest } from '../../shared/property-tests.ts';
import type { TableResult } from '../../shared/results.ts';
import { funnel } from '../analysis/funnel.ts';
import { LAB_COLUMNS } from './lab-columns.ts';
import { contextOf, EVENT_OPTIONS, readEvents, rejectedLines, textOf } from './lab-table.ts';
import type { LineLab } from './line-lab.ts';

const MINUTES: Readonly<Record<string, number>> = { '': 1, m: 1, h: 60, d: 1440 };

/** Minutes of "90", "90m", "36h" or "30d". */
function minutesOf(text: string): number {
  const match = /^(\d+)([mhd]?)$/.exec(text.trim());
  if (!match) throw new AppError('invalid-input', { field: 'window' });
  return Number(match[1]) * (MINUTES[match[2] as string] as number);
}

/** A step as it is written on the command line: alternatives set apart by |, an optional one with ? before it. */
function stepOf(text: string): string | { any: string[]; optional: boolean } {
  const optional = text.startsWith('?');
  const any = (optional ? text.slice(1) : text).split('|');
  const [only] = any;
  return any.length === 1 && !optional && only !== undefined ? only : { any, optional };
}

/** Steps with the properties that are asked of some of them, each written as the step's number, a colon and a comparison. */
function withProperties(steps: ReturnType<typeof stepOf>[], written: readonly string[]) {
  const tests = new Map<number, PropertyTest[]>();
  for (const text of written) {
    const [, step = '', what = ''] = /^\s*(\d+)\s*:(.*)$/s.exec(text) ?? [];
    const test = readTest(what);
    const at = Number(step) - 1;
    if (!test || !(at in steps)) throw new AppError('invalid-input', { field: 'property' });
    // Columns are known by their names in small letters.
    tests.set(at, [...(tests.get(at) ?? []), { ...test, name: test.name.toLowerCase() }]);
  }
  return steps.map((step, i) => {
    const property = tests.get(i);
    if (!property) return step;
    return typeof step === 'string' ? { any: [step], property } : { ...step, property };
  });
}

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];

/** Parameters of the analysis: those given as JSON, then those given as options. */
function paramsOf(params: Record<string, unknown>): unknown {
  const { step, property, window, order, steps, windowMinutes } = params;
  const listed = listOf(step);
  const windowText = window === undefined ? undefined : textOf(params, 'window');
  return {
    steps: listed.length > 0 || property !== undefined ? withProperties(listed.map(stepOf), listOf(property)) : steps,
    ...(order === undefined ? {} : { order }),
    ...(windowText === undefined
      ? windowMinutes === undefined
        ? {}
        : { windowMinutes }
      : { windowMinutes: minutesOf(windowText) }),
  };
}

/** `inglenook lab funnel`: one line per step. */
export const funnelLab: LineLab = {
  id: 'funnel',
  title: 'Funnel',
  question: 'How many people get from step to step, and how long do they take?',
  columns: LAB_COLUMNS.events,
  options: {
    ...EVENT_OPTIONS,
    step: {
      type: 'string',
      multiple: true,
      help: 'a step, given 2 to 10 times in order: a page or event; name* = all that begin so; a|b = any of them; ?a = may be left out',
    },
    property: {
      type: 'string',
      multiple: true,
      help: 'what another column must be in the row of a step, by its number: "1: plan = pro", "2: seats >= 3" (also >, <=, <), "2: coupon contains sale", "2: coupon" (not empty)',
    },
    order: { type: 'string', help: 'loose (default): other events may come between; strict: nothing in between' },
    window: {
      type: 'string',
      help: 'time from the first step in which the others must follow: 90m, 36h, 30d (default 30d)',
    },
  },
  output:
    'One line per step, in order: step, people (each once), of-previous (share of those who reached the last step before that cannot be left out), of-first, median-time (ms from the first step) and median-gap (ms from the step before) of the people who reached it.',
  async *run(input) {
    const { events, rejected } = await readEvents(input, true);
    const params = funnel.params.safeParse(paramsOf(input.params));
    if (!params.success) throw new AppError('invalid-input', { field: String(params.error.issues[0]?.path[0] ?? '') });
    yield* rejectedLines(rejected);
    const table = funnel.run({ events }, params.data, contextOf(events.at, input.zone)) as TableResult;
    for (const { cells } of table.rows)
      yield Object.fromEntries(table.columns.map(({ id }, i) => [id, cells[i] ?? null]));
  },
};
