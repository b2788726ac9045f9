import { PRODUCTS } from './catalogue.ts';
import type { Random } from './random.ts';
import {
  composeComment,
  composeFlaw,
  composeFlawComment,
  composePost,
  composeReview,
  type Subject,
} from './texts/compose.ts';
import { GERMAN } from './texts/de.ts';
import { ENGLISH } from './texts/en.ts';
import { SPANISH } from './texts/es.ts';
import { FRENCH } from './texts/fr.ts';
import { ITALIAN } from './texts/it.ts';
import { DUTCH } from './texts/nl.ts';
import { OWN_POSTS } from './texts/own-posts.ts';
import type { Kind, Mood, Phrases } from './texts/phrases.ts';

export { type Mood, MOODS } from './texts/phrases.ts';
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Share of customers who write in each language. */
export const LANGUAGE_WEIGHTS = [64, 12, 9, 8, 4, 3] as const;

const PHRASES: Record<Language, Phrases> = {
  en: ENGLISH,
  de: GERMAN,
  fr: FRENCH,
  es: SPANISH,
  it: ITALIAN,
  nl: DUTCH,
};

const KINDS = new Map<string, Kind>(PRODUCTS.map(({ name, kind }) => [name, kind]));
/** An English name in another language stands in that language's quotation marks, as a title does: nothing bends to it. */
const QUOTED: Record<Language, (name: string) => string> = {
  en: (name) => name,
  de: (name) => `„${name}“`,
  fr: (name) => `« ${name} »`,
  es: (name) => `«${name}»`,
  it: (name) => `«${name}»`,
  nl: (name) => `‘${name}’`,
};
const subjectOf = (language: Language, item: string): Subject => ({
  item: QUOTED[language](item),
  kind: KINDS.get(item) as Kind,
});

/** A customer's review of a product, in a mood. */
export const reviewText = (random: Random, language: Language, mood: Mood, item: string): string =>
  composeReview(random, PHRASES[language], mood, subjectOf(language, item));
/** A customer's review of a product whose handle cracked: the flaw of the story. */
export const flawText = (random: Random, language: Language, item: string): string =>
  composeFlaw(random, PHRASES[language], subjectOf(language, item).item);
/** A comment under one of the shop's posts, in a mood. */
export const commentText = (random: Random, language: Language, mood: Mood, item: string): string =>
  composeComment(random, PHRASES[language], mood, subjectOf(language, item));
/** A comment about a product whose handle cracked. */
export const flawCommentText = (random: Random, language: Language, item: string): string =>
  composeFlawComment(random, PHRASES[language], subjectOf(language, item).item);
/** A post of the shop itself. */
export const postText = (random: Random, item: string): string => composePost(random, OWN_POSTS, item);
