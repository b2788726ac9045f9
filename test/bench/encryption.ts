import { randomBytes } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { convertStore } from '../store/convert-alone.ts';
import { loadEvents } from '../../src-main/store/events/load.ts';
import { closeStore, openReader, openWriter, storeFile } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import type { Bench, Figure } from './entry.ts';
import { fillDictionaries, writeEvents } from './store.ts';

const MESSAGES = 50_000;
const ROUNDS = 3;
const WORDS = 'parcel late courier coffee roast lovely refund card broken staff friendly size colour again'.split(' ');

/** Seconds of processor time: others may be at work on the machine. */
function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const textOf = (i: number): string =>
  Array.from({ length: 20 }, (_, word) => WORDS[(i * 7 + word * (1 + (i % 11))) % WORDS.length]).join(' ');

interface Costs {
  events: number;
  messages: number;
  columns: number;
  texts: number;
  search: number;
}

/** One store filled and read; with a key, encrypted from its first row on. */
function measure(dir: string, key: Uint8Array | null, rows: number): Costs {
  mkdirSync(dir);
  closeStore(openWriter(dir));
  if (key) convertStore(dir, 'seal', key);
  const db = openWriter(dir, key);
  fillDictionaries(db);
  const events = processorSeconds(() => writeEvents(db, rows));
  const messages = processorSeconds(() =>
    db.transaction(() => {
      for (let i = 0; i < MESSAGES; i++)
        run(
          db,
          `INSERT INTO messages (run_id, line, content_hash, network, key, kind, own, text, language, likes, shares, replies, views)
           VALUES (1, 1, x'01', 'x', ?, 'post', 0, ?, 'en', 1, 0, 0, 0)`,
          String(i),
          textOf(i),
        );
    })(),
  );
  closeStore(db);
  const reader = openReader(dir, key);
  const columns = processorSeconds(() => loadEvents(reader));
  const texts = processorSeconds(() => all(reader, 'SELECT text FROM messages'));
  const search = processorSeconds(() =>
    all(reader, "SELECT count(*) FROM messages WHERE text LIKE '%courier coffee%' AND likes = 1"),
  );
  reader.close();
  return { events, messages, columns, texts, search };
}

const NAMES: Readonly<Record<keyof Costs, string>> = {
  events: 'append events',
  messages: 'insert messages, with their index of words',
  columns: 'load the columns of events',
  texts: 'read all texts',
  search: 'look through all texts',
};

/** What encrypting the whole store costs, against the same in clear in the same run. */
export const encryption: Bench = {
  name: 'encryption',
  title: 'The same store in clear and encrypted (processor time)',
  async run({ dir, rows = 2_000_000 }) {
    const key = new Uint8Array(randomBytes(32));
    const best = { clear: {} as Partial<Costs>, sealed: {} as Partial<Costs> };
    // In turns, so that what else the machine does falls on both.
    for (let round = 0; round < ROUNDS; round++)
      for (const kind of ['clear', 'sealed'] as const) {
        const costs = measure(join(dir, `${kind}-${round}`), kind === 'sealed' ? key : null, rows);
        for (const name of Object.keys(costs) as (keyof Costs)[])
          best[kind][name] = Math.min(best[kind][name] ?? Number.POSITIVE_INFINITY, costs[name]);
      }
    const converted = join(dir, 'clear-0');
    const megabytes = statSync(storeFile(converted)).size / 1e6;
    const seal = processorSeconds(() => convertStore(converted, 'seal', key));
    const figures: Figure[] = (Object.keys(NAMES) as (keyof Costs)[]).flatMap((name) => {
      const [clear = 0, sealed = 0] = [best.clear[name], best.sealed[name]];
      return [
        { name: `${NAMES[name]}, in clear`, value: clear, unit: 's' },
        {
          name: `${NAMES[name]}, encrypted`,
          value: sealed,
          unit: 's',
          note: `${sealed >= clear ? '+' : '−'}${Math.abs(Math.round((sealed / clear - 1) * 100))} %`,
        },
      ];
    });
    return [
      ...figures,
      {
        name: 'encrypt a store that is there',
        value: megabytes / seal,
        unit: 'MB/s',
        note: `${Math.round(megabytes)} MB`,
      },
    ];
  },
};
