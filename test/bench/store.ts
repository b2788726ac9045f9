import { SAFE_BASIS } from '../../shared/model.ts';
import { openEventWriter } from '../../src-main/store/events/writer.ts';
import type { WriteDb } from '../../src-main/store/open.ts';
import { addAgent } from '../../src-main/store/tables/agents.ts';
import { idOfPage } from '../../src-main/store/tables/pages.ts';
import { createRun, finishRun } from '../../src-main/store/tables/runs.ts';
import { addSource } from '../../src-main/store/tables/sources.ts';
import { AGENTS, generateEvents, PAGES, SOURCES } from './events.ts';

/** Text of the page that the generator calls `id`. */
export const pageText = (id: number): string => `/page/${id}`;

const AGENT = { browser: 'Browser', major: '1', os: 'OS', botClass: '', botRule: '' } as const;

/** Fills the dictionaries so that the generator's numbers are the store's ids. */
export function fillDictionaries(db: WriteDb): void {
  db.transaction(() => {
    for (let id = 1; id <= PAGES; id++) idOfPage(db, pageText(id));
    for (let id = 1; id <= SOURCES; id++)
      addSource(db, { text: `https://site${id}.example/`, name: `Site ${id}`, channel: 1 + (id % 6) });
    for (let id = 1; id <= AGENTS; id++)
      addAgent(db, { ...AGENT, text: `Browser/${id}`, device: 1 + (id % 3), bot: id % 20 === 0 });
  })();
}

/** Writes generated events as one import; answers what was kept and the time spent in the store alone. */
export function writeEvents(db: WriteDb, rows: number): { kept: number; duplicates: number; ms: number } {
  const run = createRun(db, {
    fileName: 'generated.log',
    sizeBytes: 0,
    format: 'access-log',
    mapping: null,
    choices: null,
    startedMs: 0,
    sample: true,
    basis: SAFE_BASIS,
  });
  const writer = openEventWriter(db, run);
  const total = { kept: 0, duplicates: 0, ms: 0 };
  const timed = (work: () => { kept: number; duplicates: number }) => {
    const start = performance.now();
    const { kept, duplicates } = work();
    total.ms += performance.now() - start;
    total.kept += kept;
    total.duplicates += duplicates;
  };
  for (const batch of generateEvents(rows)) timed(() => writer.append(batch));
  timed(() => writer.finish());
  finishRun(
    db,
    run,
    'ready',
    1,
    { ...total, updated: 0, rejected: 0, skipped: 0, suppressed: 0, fromMs: null, toMs: null },
    null,
  );
  return total;
}
