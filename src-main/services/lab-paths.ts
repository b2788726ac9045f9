import { findPaths, transitionsOf } from '../analysis/base/paths.ts';
import { frequentSequences } from '../analysis/base/prefix-span.ts';
import { LAB_COLUMNS } from './lab-columns.ts';
import { choiceOf, contextOf, EVENT_OPTIONS, numberOf, readEvents, rejectedLines } from './lab-table.ts';
import type { LineLab } from './line-lab.ts';

/** `inglenook lab paths`: one line per transition, then one per sequence. */
export const pathsLab: LineLab = {
  id: 'paths',
  title: 'Ways through the pages',
  question: 'Which page follows which, and which sequences are most common?',
  columns: LAB_COLUMNS.events,
  options: {
    ...EVENT_OPTIONS,
    idle: { type: 'string', help: 'minutes without an act after which a visit ends (default 30)' },
    unit: { type: 'string', help: 'visit (default): each visit is a path; person: all that one person did' },
    support: { type: 'string', help: 'fewest visits a sequence is shown for (default: 1 % of them, at least 2)' },
    length: { type: 'string', help: 'longest sequence (default 5)' },
    gaps: { type: 'boolean', help: 'other pages may come between the steps of a sequence' },
    limit: { type: 'string', help: 'most lines of each kind (default 100)' },
  },
  output:
    'First the transitions, most common first: transition [from, to] (null = the path begins or ends), count of steps, people. Then the sequences: sequence (two pages or more), count of visits that contain it, people. The same page twice in a row counts once.',
  async *run(input) {
    const { params } = input;
    const unit = choiceOf(params, 'unit', ['visit', 'person']);
    const limit = numberOf(params, 'limit', 100, 1);
    const idle = numberOf(params, 'idle', 30, 1 / 60);
    const longest = numberOf(params, 'length', 5, 2);
    const wanted = numberOf(params, 'support', 0);
    const { events, pages, rejected } = await readEvents(input);
    yield* rejectedLines(rejected);
    const paths = findPaths(events, contextOf(events.at, input.zone, idle), unit);
    const text = (id: number) => (id === 0 ? null : (pages.texts[id] ?? ''));
    for (const { from, to, count, people } of transitionsOf(paths).slice(0, limit))
      yield { transition: [text(from), text(to)], count, people };
    const support = wanted > 0 ? wanted : Math.max(2, Math.ceil(paths.count / 100));
    const limits = { support, longest, gaps: params.gaps === true, most: limit };
    for (const { pages: steps, visits, people } of frequentSequences(paths, limits).sequences)
      yield { sequence: steps.map(text), count: visits, people };
  },
};
