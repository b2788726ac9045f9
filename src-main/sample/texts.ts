import type { Random } from './random.ts';

/** Mood of a written text: what the sentiment tests are compared with. */
export type Mood = 'negative' | 'neutral' | 'positive';
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Share of customers who write in each language. */
export const LANGUAGE_WEIGHTS = [64, 12, 9, 8, 4, 3] as const;

/** `{item}` is replaced by the product's name. */
const REVIEWS: Record<Language, Record<Mood, readonly string[]>> = {
  en: {
    positive: [
      'I love the {item}. Beautiful quality and it arrived quickly.',
      'The {item} is wonderful, exactly as described. Very happy.',
      'Great service and a lovely {item}. Will buy again.',
      'My sister adored the {item}. A perfect gift, thank you.',
      'Excellent. The {item} feels well made and the wrapping was beautiful.',
    ],
    neutral: [
      'The {item} arrived on Tuesday. It is a little smaller than I thought.',
      'Bought the {item} to go with the one from last year. It is what it says.',
      'The {item} is fine. Delivery took five days.',
    ],
    negative: [
      'Disappointed with the {item}. It looks cheap and the colour is wrong.',
      'The {item} arrived broken and the packaging was terrible.',
      'Delivery was awful, three weeks late, and nobody answered my mail.',
      'Not happy with the {item}. Poor quality for this price.',
    ],
  },
  de: {
    positive: ['Ich liebe {item}. Wunderschön und schnell geliefert.', 'Sehr zufrieden mit {item}, gerne wieder.'],
    neutral: ['{item} ist am Dienstag angekommen. Etwas kleiner als gedacht.'],
    negative: ['Leider enttäuscht von {item}. Schlechte Qualität und späte Lieferung.', '{item} kam kaputt an.'],
  },
  fr: {
    positive: ["J'adore {item}, très belle qualité et livraison rapide.", 'Parfait, {item} est magnifique.'],
    neutral: ['{item} est arrivé mardi, un peu plus petit que prévu.'],
    negative: ['Très déçue par {item}, mauvaise qualité.', 'Livraison beaucoup trop longue et {item} abîmé.'],
  },
  es: {
    positive: ['Me encanta {item}, muy buena calidad y entrega rápida.', 'Precioso {item}, muy contenta.'],
    neutral: ['{item} llegó el martes, un poco más pequeño de lo esperado.'],
    negative: ['Muy decepcionado con {item}, mala calidad.', '{item} llegó roto y nadie responde.'],
  },
  it: {
    positive: ['Adoro {item}, bellissimo e spedizione veloce.'],
    neutral: ['{item} è arrivato martedì, un po’ più piccolo del previsto.'],
    negative: ['Delusa da {item}, qualità scarsa.'],
  },
  nl: {
    positive: ['Heel blij met {item}, prachtig en snel geleverd.'],
    neutral: ['{item} kwam dinsdag aan, iets kleiner dan gedacht.'],
    negative: ['Teleurgesteld in {item}, slechte kwaliteit.'],
  },
};

/** What people write about the cracked handles: the flaw of the story. */
const FLAW: Record<Language, readonly string[]> = {
  en: [
    'The handle of the {item} cracked after a week. Very disappointed.',
    'Second {item} with a broken handle. Bad batch? I want a refund.',
    'Hot tea and the handle of my {item} broke off. Dangerous and awful.',
  ],
  de: ['Der Henkel von {item} ist nach einer Woche gebrochen. Sehr enttäuscht.'],
  fr: ['L’anse de {item} s’est cassée après une semaine. Très déçu.'],
  es: ['El asa de {item} se rompió en una semana. Muy decepcionada.'],
  it: ['Il manico di {item} si è rotto dopo una settimana. Pessimo.'],
  nl: ['Het oor van {item} brak na een week af. Erg teleurgesteld.'],
};

const COMMENTS: Record<Mood, readonly string[]> = {
  positive: [
    'Love this so much',
    'Beautiful work as always',
    'My favourite shop, the {item} is lovely',
    'So happy with my {item} 😍',
    'Great photos, great tea',
  ],
  neutral: [
    'Is the {item} back in stock?',
    'Do you ship to Norway?',
    'Which size is this one?',
    'When does the shop open on Saturday?',
  ],
  negative: [
    'Still waiting for my order, this is bad',
    'My {item} arrived broken, terrible',
    'Too expensive for what it is, sad',
    'Worst delivery ever 😡',
  ],
};

const POSTS = [
  'New in the shop: {item}. #newin #hollowlane',
  'Slow mornings with the {item}. What is in your cup today? #tea',
  'Back in stock: {item} &amp; friends.',
  'Behind the scenes: wrapping the {item} by hand. #smallbusiness',
  'We are open until six today. Come by for a cup.',
  'Thank you for every kind word about the {item}.',
] as const;

const fill = (template: string, item: string) => template.replaceAll('{item}', item);

export const reviewText = (random: Random, language: Language, mood: Mood, item: string): string =>
  fill(random.pick(REVIEWS[language][mood]), item);
export const flawText = (random: Random, language: Language, item: string): string =>
  fill(random.pick(FLAW[language]), item);
export const commentText = (random: Random, mood: Mood, item: string): string =>
  fill(random.pick(COMMENTS[mood]), item);
export const postText = (random: Random, item: string): string => fill(random.pick(POSTS), item);
