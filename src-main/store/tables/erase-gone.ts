import { reassignPeople } from '../events/reassign.ts';
import { removePeople } from '../events/remove.ts';
import { findUsers } from '../lone-texts.ts';
import type { WriteDb } from '../open.ts';
import { detachKeyless } from '../orders/of-person.ts';
import { pruneOrderTexts } from '../orders/figures.ts';
import { removeOrdersOfPeople } from '../orders/remove.ts';
import { all, get, run } from '../sql.ts';
import { setCounter } from './counters.ts';
import { dropUnnamedTopics } from './erase.ts';
import type { PersonDictionary } from './person-rows.ts';
import { electAll } from './records.ts';
import { removeTopicModel } from './topic-models.ts';

/** What is written where a text is gone that rows still refer to, by its id: its number must name nothing else. */
const FILLINGS: Readonly<Record<PersonDictionary, { columns: string; values: string }>> = {
  pages: { columns: 'text', values: '@text' },
  sources: { columns: 'text, name, channel', values: '@text, @text, 0' },
  agents: { columns: 'text, browser, os, device, bot', values: "@text, '', '', 0, 0" },
  screens: { columns: 'text', values: '@text' },
  interface_languages: { columns: 'text', values: '@text' },
  property_sets: { columns: 'text', values: "json_array('[erased]', @id)" },
  items: { columns: 'name', values: '@text' },
  order_words: { columns: 'text', values: '@text' },
};

function fillGaps(db: WriteDb): void {
  const finding = findUsers(db);
  let step = finding.next();
  while (!step.done) step = finding.next();
  for (const [name, users] of step.value) {
    const known = new Set(all<{ id: number }>(db, `SELECT id FROM ${name}`).map(({ id }) => id));
    const { columns, values } = FILLINGS[name];
    const fill = db.prepare(`INSERT INTO ${name} (id, ${columns}) VALUES (@id, ${values})`);
    for (const [id, user] of users.entries())
      if (user !== 0 && !known.has(id))
        fill.run({ id, ...(values.includes('@text') ? { text: `[erased ${id}]` } : {}) });
  }
}

/**
 * Removes what rows in columns still say of people whose own rows a backup no longer opens; of those in `kept` the figures stay,
 * as nobody's. What was made of all texts goes, to be made anew. In the caller's transaction.
 */
export function eraseGone(db: WriteDb, gone: ReadonlySet<number>, kept: ReadonlySet<number>): void {
  const removed = new Set([...gone].filter((person) => !kept.has(person)));
  if (kept.size > 0) {
    reassignPeople(db, kept, 0);
    detachKeyless(db, kept);
    fillGaps(db);
  }
  removePeople(db, removed);
  removeOrdersOfPeople(db, removed);
  pruneOrderTexts(db);
  // Where somebody else's version of a message is left, it counts.
  electAll(
    db,
    'messages',
    all(db, 'SELECT network AS scope, key FROM messages GROUP BY network, key HAVING max(current) = 0'),
  );
  removeTopicModel(db);
  dropUnnamedTopics(db);
  run(db, 'DELETE FROM own_layers');
  run(db, 'DELETE FROM own_things');
  // Which of them it had changed is not known.
  if (get(db, 'SELECT 1 FROM message_corrections UNION SELECT 1 FROM own_words LIMIT 1'))
    run(db, 'UPDATE message_readings SET version = -1');
  // What is left is looked through anew.
  setCounter(db, 'read-version', 0);
}
