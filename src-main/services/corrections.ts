import type { MessageCorrection, OwnWord } from '../../shared/contract/corrections.ts';
import { AppError } from '../../shared/errors.ts';
import { type AspectCategory, MOODS, type Mood } from '../../shared/moods.ts';
import { asOwnWord } from '../analysis/own/words.ts';
import { get } from '../store/sql.ts';
import {
  correctedMessages,
  keyOfMessage,
  listCorrections,
  listOwnWords,
  markUnread,
  removeCorrection,
  removeOwnWord,
  type StoredCorrection,
  saveCorrection,
  saveOwnWord,
} from '../store/tables/corrections.ts';
import type { CommandContext, QueryContext } from './context.ts';
import type { Group } from './handlers.ts';
import { permittedOf } from './permitted-messages.ts';
import { readAgain } from './reading.ts';
import { learnt, learntThings, triedWords } from './shown-effects.ts';

/** More than anybody means by hand; every text is looked through for all of them. */
const MOST_OWN_WORDS = 500;
const MOST_CORRECTIONS = 20_000;

type Code = 0 | 1 | 2;
const codeOf = (mood: Mood): Code => MOODS.indexOf(mood) as Code;
const moodOfCode = (code: number | null): Mood | null => (code === null ? null : (MOODS[code] ?? null));

/** Corrections of messages, newest first. Texts only of messages that are here and may be used. */
function messageCorrections(context: QueryContext): MessageCorrection[] {
  const messages = correctedMessages(context.db);
  const permitted = new Set(permittedOf(context, [...messages.values()]).map(({ id }) => id));
  return listCorrections(context.db)
    .map(({ id, network, key, what, found, polarity, name, category, dropped }) => {
      const message = messages.get(keyOfMessage(network, key));
      return {
        id,
        message: message && permitted.has(message.id) ? { id: message.id, text: message.text } : null,
        what,
        found,
        mood: moodOfCode(polarity),
        name,
        category: category as AspectCategory | '',
        dropped,
      };
    })
    .reverse();
}

const ownWords = ({ db }: QueryContext): OwnWord[] =>
  listOwnWords(db).map(({ id, word, polarity, category, name }) => ({
    id,
    word,
    mood: moodOfCode(polarity),
    category: category as AspectCategory | '',
    name,
  }));

/** Single messages are about single people: in an adviser's workspace they are not shown, and so not corrected. */
function assertOwner({ settings }: QueryContext): void {
  if (settings().workspaceKind === 'adviser') throw new AppError('not-allowed-here');
}

function assertPermitted(context: CommandContext, message: number): void {
  const row = get<{ author: number; run: number; own: number }>(
    context.db,
    'SELECT author_id AS author, run_id AS run, own FROM messages WHERE id = ? AND current = 1',
    message,
  );
  if (!row || permittedOf(context, [row]).length === 0) throw new AppError('not-found');
}

function correct(
  context: CommandContext,
  message: number,
  correction: Pick<StoredCorrection, 'what' | 'found' | 'polarity' | 'name' | 'category' | 'dropped'>,
): { id: number } {
  assertOwner(context);
  assertPermitted(context, message);
  const { db, audit, touch } = context;
  if (listCorrections(db).length >= MOST_CORRECTIONS) throw new AppError('invalid-input', { field: 'message' });
  const id = db.transaction(() => {
    const saved = saveCorrection(db, message, correction);
    if (saved === undefined) throw new AppError('not-found');
    audit('correction.saved', { what: correction.what });
    return saved;
  })();
  touch('messages');
  readAgain(context);
  return { id };
}

export const corrections: Group<'corrections'> = {
  'corrections.list': (context) => ({
    messages: context.settings().workspaceKind === 'adviser' ? [] : messageCorrections(context),
    words: ownWords(context),
    learnt: learnt(context),
    learntThings: learntThings(context),
    triedWords: triedWords(context),
  }),
  'corrections.mood': (context, { message, mood }) =>
    correct(context, message, {
      what: 'mood',
      found: '',
      polarity: codeOf(mood),
      name: '',
      category: '',
      dropped: false,
    }),
  'corrections.aspect': (context, { message, found, name, category, mood, dropped }) => {
    const said = { name: name.trim().toLowerCase(), category, polarity: mood === null ? null : codeOf(mood), dropped };
    if (said.name === '' && category === '' && mood === null && !dropped)
      throw new AppError('invalid-input', { field: 'name' });
    return correct(context, message, { what: 'aspect', found, ...said });
  },
  'corrections.word': (context, { word: given, mood, category, name }) => {
    const { db, audit, touch } = context;
    const word = asOwnWord(given);
    if (word === '') throw new AppError('invalid-input', { field: 'word' });
    if (mood === null && category === '') throw new AppError('invalid-input', { field: 'mood' });
    const known = listOwnWords(db);
    if (known.length >= MOST_OWN_WORDS && !known.some((one) => one.word === word))
      throw new AppError('invalid-input', { field: 'word', words: known.length });
    const id = db.transaction(() => {
      const polarity = mood === null ? null : codeOf(mood);
      const saved = saveOwnWord(db, {
        word,
        polarity,
        category,
        name: category === '' ? '' : name.trim().toLowerCase(),
      });
      markUnread(db, [word]);
      audit('correction.saved', { what: 'word' });
      return saved;
    })();
    touch('messages');
    readAgain(context);
    return { id };
  },
  'corrections.undo': (context, { kind, id }) => {
    const { db, audit, touch } = context;
    if (kind === 'message') assertOwner(context);
    const removed = db.transaction(() => {
      if (kind === 'message') return removeCorrection(db, id);
      const word = removeOwnWord(db, id);
      if (word !== undefined) markUnread(db, [word]);
      return word !== undefined;
    })();
    if (removed) {
      audit('correction.undone', { kind });
      touch('messages');
      readAgain(context);
    }
    return { removed };
  },
};
