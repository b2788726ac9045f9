import { wordFinder } from '../analysis/own/words.ts';
import {
  type CorrectedMessage,
  correctedMessages,
  keyOfMessage,
  listCorrections,
  listOwnWords,
  messagesWith,
  ownCategories,
  type StoredCorrection,
} from '../store/tables/corrections.ts';
import type { CommandContext } from './context.ts';
import type { KeptWords, WordTrial } from './kept-layer.ts';
import { correctedThings, thingsIn } from './learn-things.ts';
import { makeOwnMeaning, type OwnMeaning } from './own-meaning.ts';
import { permittedOf } from './permitted-messages.ts';

type Needs = Pick<CommandContext, 'db' | 'tables'>;

/** Of each word's newest messages so many stand for those nobody corrected. */
const LOOKED_AT = 2000;
const TAKEN = 40;
const MOST_UNSAID = 600;

const NOTHING_OWN = makeOwnMeaning([], null);

const moodIn = ({ text, language }: CorrectedMessage, own: OwnMeaning): string => {
  const found = own.plainMoods(text, language);
  return typeof found === 'string' ? found : found.label;
};

/** Whether a text holds a word to which the owner gave a mood, and is one that is scored. */
const isReworded = (message: CorrectedMessage, own: OwnMeaning): boolean =>
  own.reword(message.text, message.language) !== null &&
  typeof own.plainMoods(message.text, message.language) !== 'string';

const MOOD_LABELS = ['negative', 'neutral', 'positive'];

function tryMoods(context: Needs, own: OwnMeaning): KeptWords['moods'] {
  const { db } = context;
  const messages = correctedMessages(db);
  const said = listCorrections(db).flatMap(({ what, network, key, polarity }) => {
    const message = messages.get(keyOfMessage(network, key));
    return what === 'mood' && message && polarity !== null ? [{ ...message, mood: MOOD_LABELS[polarity] }] : [];
  });
  const held = permittedOf(context, said).filter((message) => isReworded(message, own));
  const unsaid = new Map<number, CorrectedMessage>();
  for (const { word, polarity } of listOwnWords(db)) {
    if (polarity === null || unsaid.size >= MOST_UNSAID) continue;
    for (const message of permittedOf(context, messagesWith(db, word, LOOKED_AT, TAKEN)))
      if (isReworded(message, own)) unsaid.set(message.id, message);
  }
  const others = [...unsaid.values()].slice(0, MOST_UNSAID);
  return {
    n: held.length,
    before: held.filter((message) => moodIn(message, NOTHING_OWN) === message.mood).length,
    after: held.filter((message) => moodIn(message, own) === message.mood).length,
    others: others.length,
    changed: others.filter((message) => moodIn(message, NOTHING_OWN) !== moodIn(message, own)).length,
  };
}

/** Whether things of a text are what the owner says of one of them. What the owner does not say is not asked. */
function isAsSaid(things: ReturnType<typeof thingsIn>, said: StoredCorrection): boolean {
  const { found, name, category, polarity, dropped } = said;
  if (dropped) return things.every(({ group }) => group !== found);
  return things.some(
    (thing) =>
      thing.group === (name || found) &&
      (category === '' || thing.category === category) &&
      (polarity === null || thing.polarity === polarity),
  );
}

function tryThings(context: Needs, own: OwnMeaning): WordTrial {
  const finder = wordFinder(listOwnWords(context.db).map(({ word }) => word));
  if (!finder) return { n: 0, before: 0, after: 0 };
  const categories = ownCategories(context.db);
  const none = new Map<string, string>();
  const held = correctedThings(context).filter(({ text }) => text.search(finder) >= 0);
  return {
    n: held.length,
    before: held.filter((one) => isAsSaid(thingsIn(one, NOTHING_OWN, none), one.said)).length,
    after: held.filter((one) => isAsSaid(thingsIn(one, own, categories), one.said)).length,
  };
}

/**
 * Tries the meanings of words on what the owner said of single messages. Nothing is learnt from those: a meaning is the owner's
 * word, so all corrected messages that hold one of the words are held back from it.
 */
export const tryWords = (context: Needs, own: OwnMeaning): KeptWords => ({
  moods: tryMoods(context, own),
  things: tryThings(context, own),
});
