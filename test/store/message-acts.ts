import fc from 'fast-check';
import { type MessageRow, SAFE_BASIS } from '../../shared/model.ts';
import type { WriteDb } from '../../src-main/store/open.ts';
import { all, get, number, run } from '../../src-main/store/sql.ts';
import { saveGroupEdit } from '../../src-main/store/tables/aspect-groups.ts';
import { addConsent } from '../../src-main/store/tables/consents.ts';
import {
  removeCorrection,
  removeOwnWord,
  saveCorrection,
  saveOwnWord,
  setOwnScore,
} from '../../src-main/store/tables/corrections.ts';
import { saveOwnThings } from '../../src-main/store/tables/own-things.ts';
import {
  detachPersonRecords,
  mergePersonRows,
  removePerson,
  removePersonRecords,
  rewriteMessages,
} from '../../src-main/store/tables/erase.ts';
import { scrubTexts } from '../../src-main/store/tables/erase-texts.ts';
import { dropWork, listOldRows, makeWork, removeOldRows } from '../../src-main/store/tables/old-rows.ts';
import { maxPerson, setRestricted } from '../../src-main/store/tables/people.ts';
import { saveMessages } from '../../src-main/store/tables/messages.ts';
import { saveReadings, type StoredReading } from '../../src-main/store/tables/reading-batch.ts';
import { editTopic, forgetTopics, listUnread, saveTopic, setTopic } from '../../src-main/store/tables/readings.ts';
import { removeRecords } from '../../src-main/store/tables/records.ts';
import { forgetLostOriginals } from '../../src-main/store/tables/repeats.ts';
import { saveBasis, setRunState } from '../../src-main/store/tables/runs.ts';
import { aRun } from './stored.ts';

/** Something that may happen to messages, done by what the program does it with. Numbers choose among what there is. */
export type MessageAct = (db: WriteDb, a: number, b: number) => void;

const GROUPS = ['coffee', 'café', 'price', 'staff'];
const TAGS = ['news', 'sale', 'mug'];
const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % Math.max(1, items.length)];
const idsIn = (db: WriteDb, query: string) => all<{ id: number }>(db, query).map(({ id }) => id);
const aMessage = (db: WriteDb, n: number) => pick(idsIn(db, 'SELECT id FROM messages ORDER BY id'), n);
const aRunOf = (db: WriteDb, n: number) => pick(idsIn(db, 'SELECT id FROM import_runs ORDER BY id'), n);
const aPerson = (db: WriteDb, n: number) => pick(idsIn(db, 'SELECT id FROM people ORDER BY id'), n);

function personFor(db: WriteDb, n: number): number {
  if (n % 5 === 0) return 0;
  const id = (n % 5) + maxPerson(db) - (maxPerson(db) % 5);
  run(db, 'INSERT OR IGNORE INTO people (id) VALUES (?)', id);
  return id;
}

const rowOf = (n: number, key: number): MessageRow => ({
  type: 'message',
  line: key,
  key: String(key),
  network: n % 3 === 0 ? 'x' : 'reddit',
  kind: n % 2 === 0 ? 'comment' : 'review',
  atMs: n % 7 === 0 ? null : (n % 11) * 1000,
  author: [],
  own: n % 6 === 0,
  text: `Anna said ${n}`,
  language: ['en', 'de', '', 'fr'][n % 4] as string,
  rating: n % 4 === 1 ? (n % 5) + 1 : null,
  likes: n % 9,
  shares: n % 2,
  replies: 0,
  views: n,
  replyToKey: null,
  url: null,
  item: n % 5 === 0 ? `Mug ${n % 2}` : '',
  ...(n % 3 === 1 ? { reach: n, saves: 2, clicks: 1 } : {}),
});

const importSome: MessageAct = (db, a, b) => {
  const runId = aRun(db, `invented-${a}.csv`);
  saveBasis(db, runId, { ...SAFE_BASIS, service: a % 3 === 0 ? 'consent' : 'legitimate-interest' });
  const rows = Array.from({ length: 1 + (a % 25) }, (_, i) => ({
    row: rowOf(b + i, (a + i) % 40),
    author: personFor(db, b + i),
    sentiment: i % 3 === 0 ? null : ((a + i) % 5) / 5 - 0.4,
    sentimentVersion: 1,
    language: rowOf(b + i, 0).language,
  }));
  saveMessages(db, runId, rows);
  if (b % 4 > 0) setRunState(db, runId, 'ready');
};

const readingOf = (id: number, n: number): StoredReading => ({
  id,
  intents: 0x80 | (n % 128),
  apart: n % 5 === 0 ? 1 : 0,
  fingerprint: n,
  original: n % 5 === 0 ? 1 : 0,
  bands: null,
  topic: n % 4 === 0 ? null : n % 4,
  tags: TAGS.slice(0, n % 4),
  aspects: Array.from({ length: n % 3 }, (_, i) => ({
    group: GROUPS[(n + i) % GROUPS.length] as string,
    category: ['food', 'place', ''][(n + i) % 3] as string,
    polarity: (n + i) % 3,
  })),
});

const readSome: MessageAct = (db, a, b) => {
  const { rows } = listUnread(db, 2, 0, 1 + (a % 20));
  saveReadings(
    db,
    2,
    rows.map(({ id }) => readingOf(id, b + id)),
  );
};

const undo: MessageAct = (db, a) => {
  const runId = aRunOf(db, a);
  if (runId === undefined) return;
  removeRecords(db, runId);
  setRunState(db, runId, 'undone');
  forgetLostOriginals(db);
};

const erase: MessageAct = (db, a, b) => {
  const person = aPerson(db, a);
  if (person === undefined) return;
  if (b % 2 === 0) removePersonRecords(db, person);
  else detachPersonRecords(db, person, (scope, key) => `gone-${scope}-${key}`);
  if (b % 3 === 0) scrubTexts(db, (text) => text.replace('Anna', '[name]'));
  removePerson(db, person);
};

const merge: MessageAct = (db, a, b) => {
  const [from, into] = [aPerson(db, a), aPerson(db, b)];
  if (from !== undefined && into !== undefined && from !== into) mergePersonRows(db, from, into);
};

const optOut: MessageAct = (db, a, b) => {
  const person = aPerson(db, a);
  if (person === undefined) return;
  const state = b % 2 === 0 ? 'denied' : 'granted';
  addConsent(db, { person, purpose: 'service', state, atMs: b, wording: '', run: null, line: null });
  if (b % 5 === 0) setRestricted(db, person, b % 2 === 0);
};

const correct: MessageAct = (db, a, b) => {
  const message = aMessage(db, a);
  if (message === undefined) return;
  const isMood = b % 2 === 0;
  const name = b % 5 === 0 ? 'tea' : '';
  const polarity = b % 4 === 3 ? null : Math.floor(b / 4) % 3;
  saveCorrection(db, message, {
    what: isMood ? 'mood' : 'aspect',
    found: isMood ? '' : (GROUPS[b % GROUPS.length] as string),
    polarity,
    name,
    category: b % 7 === 0 ? 'drinks' : '',
    dropped: !isMood && b % 3 === 0,
  });
};

const takeBack: MessageAct = (db, a) => {
  const id = pick(idsIn(db, 'SELECT id FROM message_corrections ORDER BY id'), a);
  if (id !== undefined) removeCorrection(db, id);
};

const ownWord: MessageAct = (db, a, b) => {
  const known = get<{ id: number }>(db, 'SELECT id FROM own_words LIMIT 1');
  if (known && b % 2 === 0) removeOwnWord(db, known.id);
  else saveOwnWord(db, { word: GROUPS[a % GROUPS.length] as string, polarity: null, category: `c${b % 3}`, name: '' });
};

const ownThings: MessageAct = (db, a, b) =>
  saveOwnThings(
    db,
    GROUPS.filter((_, i) => (a >> i) % 2 === 1).map((found) => ({
      found,
      name: b % 3 === 0 ? 'tea' : found,
      category: `c${b % 2}`,
      dropped: b % 4 === 0,
    })),
  );

const score: MessageAct = (db, a, b) => {
  const message = aMessage(db, a);
  if (message === undefined) return;
  if (b % 3 === 0) run(db, 'UPDATE messages SET sentiment = ?, sentiment_version = 9 WHERE id = ?', b / 1000, message);
  else setOwnScore(db, message, b % 3 === 1 ? null : b / 1000);
};

const topics: MessageAct = (db, a, b) => {
  const id = pick(idsIn(db, 'SELECT id FROM topics ORDER BY id'), a);
  const message = pick(idsIn(db, 'SELECT message_id AS id FROM message_readings ORDER BY message_id'), b);
  if (b % 4 === 0 || id === undefined) saveTopic(db, null, `topic ${a}`, { word: 1 });
  else if (b % 4 === 1) editTopic(db, id, `named ${b}`, 0, a % 2 === 0);
  else if (b % 4 === 2 && message !== undefined) setTopic(db, message, id);
  else forgetTopics(db);
};

/** Ids lie further apart, as after many an undo: what follows is in another block. */
const leap: MessageAct = (db, a) => {
  const last = number(db, 'SELECT max(id) FROM messages');
  const isRead = get(db, 'SELECT 1 FROM message_readings WHERE message_id = ?', last);
  const isRepeated = get(db, "SELECT 1 FROM repeats WHERE record = 'messages' AND record_id = ?", last);
  const isScored = get(db, 'SELECT 1 FROM own_scores WHERE message_id = ?', last);
  if (last > 0 && !isRead && !isRepeated && !isScored)
    run(db, 'UPDATE messages SET id = id + ? WHERE id = ?', 300 + 3 * a, last);
};

const tooOld: MessageAct = (db, a, b) => {
  const runId = aRunOf(db, a);
  if (runId === undefined) return;
  makeWork(db, new Map([[runId, b * 10]]), new Set());
  removeOldRows(db, 'messages', listOldRows(db, 'messages'));
  dropWork(db);
};

const rewrite: MessageAct = (db, a) => rewriteMessages(db, (text) => text.replace(String(a % 10), '#'));
const group: MessageAct = (db, a, b) =>
  saveGroupEdit(db, {
    name: GROUPS[a % GROUPS.length] as string,
    ownName: b % 3 === 0 ? 'own' : '',
    mergedInto: '',
    hidden: b % 4 === 0,
  });

const ACTS: readonly MessageAct[] = [
  importSome,
  importSome,
  importSome,
  readSome,
  readSome,
  readSome,
  undo,
  erase,
  merge,
  optOut,
  correct,
  correct,
  takeBack,
  ownWord,
  ownThings,
  score,
  topics,
  topics,
  leap,
  leap,
  tooOld,
  rewrite,
  group,
];

const ALONE: ReadonlySet<MessageAct | undefined> = new Set([
  readSome,
  correct,
  takeBack,
  ownWord,
  ownThings,
  score,
  topics,
  group,
]);
/** Whether an act changes nothing but messages and what is made of them. */
export const isOfMessagesAlone = (act: number): boolean => ALONE.has(ACTS[act]);
/** Whether it is about consent alone. */
export const isOfConsent = (act: number): boolean => ACTS[act] === optOut;

const LEAP = ACTS.indexOf(leap);
const IMPORT = ACTS.indexOf(importSome);
const READ = ACTS.indexOf(readSome);

/** One of the acts; somebody mostly looks at the messages afterwards. */
const anAct = fc.record({
  act: fc.nat({ max: ACTS.length - 1 }),
  a: fc.nat({ max: 999 }),
  b: fc.nat({ max: 999 }),
  looks: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
});

/** What happens one after the other: some messages in two blocks, all of them read, are there first. */
export const messageActs = fc
  .tuple(fc.nat({ max: 999 }), fc.array(anAct, { minLength: 1, maxLength: 16 }))
  .map(([b, acts]) => [
    { act: IMPORT, a: 17, b, looks: false },
    { act: LEAP, a: 400, b, looks: false },
    { act: IMPORT, a: 49, b: b + 7, looks: false },
    { act: READ, a: 19, b, looks: false },
    { act: READ, a: 19, b, looks: true },
    ...acts,
  ]);

/** Does one of them, in one transaction. */
export const doAct = (db: WriteDb, { act, a, b }: { act: number; a: number; b: number }): void =>
  db.transaction(() => (ACTS[act] as MessageAct)(db, a, b))();
