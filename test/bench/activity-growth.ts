import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EventData } from '../../shared/columns.ts';
import { loadEvents, withLookup } from '../../src-main/store/events/load.ts';
import { answer, openFilled, refiltered } from './ask.ts';
import { type Bench, bestOf, type Figure, peakMegabytes } from './entry.ts';
import { QUESTIONS } from './questions.ts';

const MILLION = 1_000_000;
const SIZES = [1, 2, 5, 10, 20, 50].map((millions) => millions * MILLION);

/** Bytes of the columns that have an entry per event. */
const columnBytes = (events: EventData): number =>
  Object.values(events)
    .filter((value) => ArrayBuffer.isView(value) && (value as Uint8Array).length === events.length)
    .reduce((sum: number, value) => sum + (value as Uint8Array).byteLength, 0);

interface Size {
  loadMs: number;
  /** Of each question, after a change of dates. */
  askMs: number[];
  bytes: number;
}

async function measure(dir: string, rows: number): Promise<Size> {
  mkdirSync(dir);
  const db = openFilled(dir, rows);
  const start = performance.now();
  const events = withLookup(db, loadEvents(db));
  const loadMs = performance.now() - start;
  const askMs: number[] = [];
  for (const question of QUESTIONS) askMs.push((await bestOf(2, () => answer(events, refiltered(question)))).ms);
  db.close();
  rmSync(dir, { recursive: true });
  return { loadMs, askMs, bytes: columnBytes(events) };
}

/** The activity questions on growing stores: what an event costs stays the same. `--rows` = the largest size. */
export const activityGrowth: Bench = {
  name: 'activity-growth',
  title: 'Activity questions on growing stores',
  async run({ dir, rows = 10 * MILLION }) {
    // The first store asked would pay for compiling the questions.
    await measure(join(dir, 'warm-up'), MILLION);
    const figures: Figure[] = [];
    let first = 0;
    for (const size of SIZES.filter((one) => one <= rows)) {
      const { loadMs, askMs, bytes } = await measure(join(dir, String(size)), size);
      const allMs = askMs.reduce((sum, ms) => sum + ms, 0);
      const perEventNs = (allMs * 1e6) / size;
      if (first === 0) first = perEventNs;
      const name = `${size / MILLION} M events`;
      figures.push(
        { name: `${name}: loading all columns`, value: loadMs, unit: 'ms' },
        {
          name: '  all questions, after changes of dates',
          value: allMs,
          unit: 'ms',
          note: `${askMs.length} questions`,
        },
        { name: '  the slowest of them', value: Math.max(...askMs), unit: 'ms' },
        { name: '  time per event and question', value: perEventNs / askMs.length, unit: 'ns' },
        { name: '  times that of 1 M', value: perEventNs / first, unit: '×' },
        { name: '  memory of an event in columns', value: bytes / size, unit: 'bytes', most: 40 },
        { name: '  peak memory so far', value: peakMegabytes(), unit: 'MB' },
      );
    }
    return figures;
  },
};
