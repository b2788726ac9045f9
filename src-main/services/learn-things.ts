import { readMessage, type StoredAspect, UNKNOWN_LANGUAGE } from '../analysis/base/readings.ts';
import { countNew, type ThingExample, thingRules, tryThings } from '../analysis/own/things.ts';
import {
  type CorrectedMessage,
  correctedMessages,
  keyOfMessage,
  listCorrections,
  ownCategories,
  type StoredCorrection,
} from '../store/tables/corrections.ts';
import type { CommandContext } from './context.ts';
import type { KeptThings } from './kept-layer.ts';
import type { OwnMeaning } from './own-meaning.ts';
import { permittedOf } from './permitted-messages.ts';

type Needs = Pick<CommandContext, 'db' | 'tables'>;

/** A thing that the owner corrected, with the message that names it. */
export type CorrectedThing = CorrectedMessage & { said: StoredCorrection };

/** A text that says the same, however it is spaced or cased. */
export const sameText = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** Corrected things of messages that are here and may be used. */
export function correctedThings(context: Needs): CorrectedThing[] {
  const messages = correctedMessages(context.db);
  const found = listCorrections(context.db).flatMap((said): CorrectedThing[] => {
    const message = messages.get(keyOfMessage(said.network, said.key));
    return said.what === 'aspect' && message ? [{ ...message, said }] : [];
  });
  return permittedOf(context, found);
}

/** The things that reading finds in a text, each with what it belongs to in this business. */
export function thingsIn(
  { text, language }: Pick<CorrectedMessage, 'text' | 'language'>,
  own: OwnMeaning,
  categories: ReadonlyMap<string, string>,
): StoredAspect[] {
  const { aspects } = readMessage(text, language || UNKNOWN_LANGUAGE, {
    aspects: own.aspects,
    reword: own.rewordForThings,
  });
  return aspects.map((thing) => ({ ...thing, category: categories.get(thing.group) ?? thing.category }));
}

function examplesOf(context: Needs, own: OwnMeaning): ThingExample[] {
  const categories = ownCategories(context.db);
  return correctedThings(context).flatMap((one): ThingExample[] => {
    const { found, name, category, dropped } = one.said;
    const thing = thingsIn(one, own, categories).find(({ group }) => group === found);
    // Words that mean something else now may have it found no longer.
    if (!thing) return [];
    const said = dropped ? null : { name: name || found, category: category || thing.category };
    return [{ id: sameText(one.text), author: one.author, found, category: thing.category, said }];
  });
}

/** What corrected things teach, tried on those held back; from fewer than `fewest` of them nothing. */
export function judgeThings(context: Needs, own: OwnMeaning, fewest: number): KeptThings {
  const examples = examplesOf(context, own);
  const n = countNew(examples);
  const rules = n < fewest ? [] : thingRules(examples);
  if (n < fewest) return { state: 'too-few', rules, n, after: 0, others: examples.length - n, changed: 0 };
  const trial = tryThings(examples);
  if (rules.length === 0) return { state: 'of-two-minds', rules, ...trial };
  return { state: trial.after < trial.changed ? 'worse' : 'used', rules, ...trial };
}
