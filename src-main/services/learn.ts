import { type Example, fitLayer, tryLayer, vocabularyOf } from '../analysis/own/layer.ts';
import type { WriteDb } from '../store/open.ts';
import {
  type CorrectedMessage,
  correctedMessages,
  keyOfMessage,
  listCorrections,
  loadLayer,
  markUnread,
  messagesWith,
  removeLayer,
  saveLayer,
} from '../store/tables/corrections.ts';
import { type OwnThingRow, saveOwnThings } from '../store/tables/own-things.ts';
import type { CommandContext } from './context.ts';
import { keptLayer, loadOwnMeaning } from './kept-meaning.ts';
import { judgeThings, sameText } from './learn-things.ts';
import type { KeptLayer, KeptMoods } from './kept-layer.ts';
import { type OwnMeaning, probabilitiesOf } from './own-meaning.ts';
import { permittedOf } from './permitted-messages.ts';
import { tryWords } from './try-words.ts';

/** Corrections of one kind from which something is learnt; fewer cannot be divided into what is learnt from and what is tried on. */
export const FEWEST_CORRECTIONS = 10;
/** A layer that gives more than this part of the messages with its words another mood reaches too far. */
const MOST_CHANGED = 1 / 3;
/** Of each word's newest messages so many stand for those nobody corrected. */
const LOOKED_AT = 2000;
const TAKEN = 40;
const MOST_UNSAID = 600;

type Needs = Pick<CommandContext, 'db' | 'tables'>;

function exampleOf(own: OwnMeaning, message: CorrectedMessage, label: Example['label']): Example[] {
  const { text, language, author } = message;
  const plain = own.plainMoods(text, language);
  // What no model scores has nothing to learn on top of.
  if (typeof plain === 'string') return [];
  return [{ id: sameText(text), words: own.wordsOf(text, language), author, p: probabilitiesOf(plain), label }];
}

/** Corrected moods of messages that are here and may be used. */
function corrected(context: Needs, own: OwnMeaning): Example[] {
  const messages = correctedMessages(context.db);
  const said = listCorrections(context.db).flatMap(({ what, network, key, polarity }) => {
    const message = messages.get(keyOfMessage(network, key));
    return what === 'mood' && message && polarity !== null ? [{ ...message, polarity }] : [];
  });
  return permittedOf(context, said).flatMap((message) => exampleOf(own, message, message.polarity as 0 | 1 | 2));
}

/** Messages that nobody corrected and that hold the words in question. */
function unsaid(context: Needs, own: OwnMeaning, words: readonly string[], taken: ReadonlySet<string>): Example[] {
  const found = new Map<string, Example>();
  for (const word of words) {
    if (found.size >= MOST_UNSAID) break;
    for (const message of permittedOf(context, messagesWith(context.db, word, LOOKED_AT, TAKEN)))
      for (const example of exampleOf(own, message, null)) if (!taken.has(example.id)) found.set(example.id, example);
  }
  return [...found.values()].slice(0, MOST_UNSAID);
}

function judgeMoods(context: Needs, own: OwnMeaning): KeptMoods {
  const said = corrected(context, own);
  const nothing = { layer: { words: [], weights: [] }, used: false, before: 0, after: 0, others: 0, changed: 0 };
  if (said.length < FEWEST_CORRECTIONS) return { ...nothing, state: 'too-few', n: said.length };
  const vocabulary = vocabularyOf(said);
  if (vocabulary.length === 0) return { ...nothing, state: 'no-words', n: said.length };
  const examples = [...said, ...unsaid(context, own, vocabulary, new Set(said.map(({ id }) => id)))];
  const trial = tryLayer(examples);
  const state =
    trial.after < trial.before ? 'worse' : trial.changed > MOST_CHANGED * trial.others ? 'overreaches' : 'used';
  return { layer: fitLayer(examples, vocabulary), used: state === 'used', state, ...trial };
}

function judge(context: Needs): KeptLayer | null {
  const own = loadOwnMeaning(context.db);
  const moods = judgeMoods(context, own);
  const things = judgeThings(context, own, FEWEST_CORRECTIONS);
  if (moods.n + things.n + things.others === 0) return null;
  return { ...moods, things, words: tryWords(context, own) };
}

/** What goes for things in all messages. */
const rulesInUse = (kept: KeptLayer | null): OwnThingRow[] =>
  kept?.things?.state === 'used'
    ? kept.things.rules.map(({ found, meant }) => ({
        found,
        name: meant?.name ?? '',
        category: meant?.category ?? '',
        dropped: meant === null,
      }))
    : [];

const wordsInUse = (kept: KeptLayer | null): string[] => (kept?.used ? kept.layer.words : []);

/**
 * Learns from the corrections as they stand now. Where that gives another layer than the one there is, messages that hold its
 * words are marked as not read. Answers whether anything changed.
 */
export function learn(context: Needs): boolean {
  const { db } = context;
  const before = keptLayer(db);
  const next = judge(context);
  const json = next && JSON.stringify(next);
  if ((json ?? undefined) === loadLayer(db)) return false;
  db.transaction(() => {
    markUnread(db, new Set([...wordsInUse(before), ...wordsInUse(next)]));
    if (json) saveLayer(db, json);
    else removeLayer(db);
    saveOwnThings(db, rulesInUse(next));
  })();
  return true;
}

/** Forgets what was learnt, its words and all, until it is learnt again. */
export function forgetLayer(db: WriteDb): boolean {
  markUnread(db, wordsInUse(keptLayer(db)));
  saveOwnThings(db, []);
  return removeLayer(db);
}
