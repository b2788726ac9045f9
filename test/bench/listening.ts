import { READING_VERSION, readMessage } from '../../src-main/analysis/base/readings.ts';
import { compileQuery } from '../../src-main/analysis/mentions/query.ts';
import { seeded } from '../../src-main/analysis/topics/anchors.ts';
import { findTopics } from '../../src-main/analysis/topics/topics.ts';
import { openWriter, type WriteDb } from '../../src-main/store/open.ts';
import { run } from '../../src-main/store/sql.ts';
import { findMessages } from '../../src-main/store/tables/message-search.ts';
import { saveReading } from '../../src-main/store/tables/readings.ts';
import { type Bench, bestOf, type Figure, peakMegabytes } from './entry.ts';

const SUBJECTS = [
  'delivery parcel courier late tracking shipping doorstep driver',
  'coffee espresso beans roast latte barista cup aroma',
  'refund invoice payment charged card billing account bank',
  'shirt fabric colour size fit cotton seam sleeve',
  'staff service friendly helpful waiter counter manager team',
  'website login app checkout page password button basket',
].map((words) => words.split(' '));
const FRAMES = ['I love the', 'the', 'why is the', 'never again, the', 'please bring back the', 'is there a'];
const RATINGS = ['great', 'slow', 'lovely', 'broken', 'fine', 'not good', 'late', 'perfect'];

/** Invented messages of about fifteen words, each about one subject; the same for the same number. */
function* messages(count: number): Generator<string> {
  const random = seeded(99);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  for (let i = 0; i < count; i++) {
    const words = pick(SUBJECTS);
    yield `${pick(FRAMES)} ${pick(words)} and ${pick(words)} from order ${i % 9973} was ${pick(RATINGS)}, but my ${pick(words)} with the ${pick(words)} is ${pick(RATINGS)}${i % 7 === 0 ? '?' : '.'}`;
  }
}

function fill(db: WriteDb, texts: Iterable<string>): void {
  run(
    db,
    "INSERT INTO import_runs (id, file_name, size_bytes, format, state, started_ms) VALUES (1, 'bench', 1, 'table-file', 'ready', 1)",
  );
  let key = 0;
  db.transaction(() => {
    for (const text of texts)
      run(
        db,
        `INSERT INTO messages (run_id, line, content_hash, network, key, kind, own, text, language, likes, shares, replies, views)
         VALUES (1, 1, x'01', 'x', ?, 'post', 0, ?, 'en', 1, 0, 0, 0)`,
        String(key++),
        text,
      );
    run(db, "INSERT INTO message_text (message_text) VALUES ('rebuild')");
  })();
}

function readAll(db: WriteDb, texts: Iterable<string>): number {
  const start = performance.now();
  let id = 0;
  db.transaction(() => {
    for (const text of texts) saveReading(db, ++id, READING_VERSION, readMessage(text, 'en'));
  })();
  return performance.now() - start;
}

const QUERIES = ['coffee', '"slow, but my"', 'parcel NEAR/5 late', 'deliver* OR courier', 'refund -card'];

/** Reading, topics and search. Goals: a million read in four minutes, 200,000 in topics in a minute, a search in 50 ms. */
export const listening: Bench = {
  name: 'listening',
  title: 'Reading messages, finding topics, full-text search',
  async run({ dir, rows = 1_000_000 }) {
    const db = openWriter(dir);
    fill(db, messages(rows));
    const figures: Figure[] = [];
    for (const query of QUERIES) {
      const compiled = compileQuery(query);
      if ('problem' in compiled) throw new Error(query);
      const { ms, value } = await bestOf(5, () => findMessages(db, compiled.match, compiled.fields, 20_001).length);
      figures.push({ name: `search ${query}`, value: ms, unit: 'ms', most: 50, note: `${value} hits` });
    }
    const readMs = readAll(db, messages(rows));
    figures.push({ name: `read ${rows} messages`, value: readMs / 1000, unit: 's', most: (240 * rows) / 1e6 });
    const many = Math.min(rows, 200_000);
    const texts = [...messages(many)].map((text) => ({ text, language: 'en' }));
    const start = performance.now();
    const model = findTopics(texts, { k: 20, seed: 1 });
    figures.push({
      name: `topics of ${many} messages`,
      value: (performance.now() - start) / 1000,
      unit: 's',
      most: 60,
      note: `${model.topics.length} topics`,
    });
    figures.push({ name: 'most memory', value: peakMegabytes(), unit: 'MB', most: 600 });
    db.close();
    return figures;
  },
};
