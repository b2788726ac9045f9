import { AppError } from '../../shared/errors.ts';
import type { MatrixResult } from '../../shared/results.ts';
import { retention } from '../analysis/retention.ts';
import { LAB_COLUMNS } from './lab-columns.ts';
import { contextOf, EVENT_OPTIONS, readEvents, rejectedLines } from './lab-table.ts';
import type { LineLab } from './line-lab.ts';

/** `inglenook lab retention`: one line per cohort. */
export const retentionLab: LineLab = {
  id: 'retention',
  title: 'Who comes back',
  question: 'Of the people who first came in one period, how many are back later?',
  columns: LAB_COLUMNS.events,
  options: {
    ...EVENT_OPTIONS,
    period: { type: 'string', help: 'day, week (default, from Monday) or month, in --zone' },
    mode: { type: 'string', help: 'exact (default): back in that very period; rolling: in it or any later one' },
    first: { type: 'string', help: 'page or event that makes somebody a member of a cohort (default: any)' },
    back: { type: 'string', help: 'page or event that counts as coming back (default: any)' },
  },
  output:
    'One line per cohort that has people: cohort (its first day in --zone), people, back (people who were there again 0, 1, 2 … periods later) and share of the cohort; null where the period is not over at the last event of the file.',
  async *run(input) {
    const { period, mode, first, back } = input.params;
    const given = Object.entries({ period, mode, first, back }).filter(([, value]) => value !== undefined);
    const params = retention.params.safeParse(Object.fromEntries(given));
    if (!params.success) throw new AppError('invalid-input', { field: String(params.error.issues[0]?.path[0] ?? '') });
    const { events, rejected } = await readEvents(input);
    yield* rejectedLines(rejected);
    const matrix = retention.run({ events }, params.data, contextOf(events.at, input.zone)) as MatrixResult;
    const width = matrix.columns.length;
    for (const [row, cohort] of matrix.rows.entries()) {
      const people = matrix.people.slice(row * width, (row + 1) * width);
      if (people[0] === 0) continue;
      const share = matrix.values.slice(row * width, (row + 1) * width);
      // Periods after the end of the file are not zero but unknown.
      const end = matrix.rows.length - row;
      yield { cohort, people: people[0], back: people.slice(0, end), share: share.slice(0, end) };
    }
  },
};
