import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conceptCategory, headOf } from '../../../src-main/analysis/aspects/grouping.ts';
import { findAspects } from '../../../src-main/analysis/aspects/aspects.ts';
import { bestTags } from '../../../src-main/analysis/aspects/model.ts';
import { aspectWords } from '../../../src-main/analysis/lexicons/aspect-words.ts';
import { STEM_LANGUAGES } from '../../../src-main/analysis/text/stem.ts';

const short = (text: string, language = 'en') =>
  findAspects(text, language)?.map(({ term, category, polarity }) => `${term} ${category} ${polarity}`);

describe('aspects', () => {
  test('what is liked and disliked in one sentence, with the words that say so', () => {
    const text = 'The coffee was great but the delivery was slow and the staff rude.';
    expect(short(text)).toEqual(['coffee drinks positive', 'delivery delivery negative', 'staff service negative']);
    const [coffee] = findAspects(text, 'en') ?? [];
    expect(coffee?.opinion).toEqual([{ text: 'great', start: 15, end: 20 }]);
  });

  test('other languages by lists, with negation; none for a language without', () => {
    expect(short('Das Essen war nicht lecker, aber die Bedienung sehr freundlich.', 'de')).toEqual([
      'Essen food negative',
      'Bedienung service positive',
    ]);
    expect(short('La livraison est rapide', 'fr')).toEqual(['livraison delivery positive']);
    expect(short('El precio es muy caro', 'es')).toEqual(['precio price negative']);
    expect(short('Il caffè è ottimo', 'it')).toEqual(['caffè drinks positive']);
    expect(short('O atendimento foi péssimo', 'pt')).toEqual(['atendimento service negative']);
    expect(short('De koffie is niet lekker', 'nl')).toEqual(['koffie drinks negative']);
    expect(findAspects('Mycket gott kaffe', 'sv')).toBeNull();
  });

  test('a list that names a thing twice, in two forms, groups it under the first, which means the same in other languages', () => {
    expect(findAspects('Der Preis ist gut', 'de')?.map(({ group }) => headOf(group))).toEqual(['price']);
    expect(findAspects('Die Preise sind gut', 'de')?.map(({ group }) => headOf(group))).toEqual(['price']);
    expect(findAspects('El precio y el coste', 'es')?.map(({ group }) => headOf(group))).toEqual(['price', 'price']);
  });

  test('things of other trades than the model learnt from are found and belong where they belong', () => {
    const belongs = (text: string, language = 'en') => findAspects(text, language)?.map(({ category }) => category);
    expect(belongs('The kitchen was filthy.')).toEqual(['food']);
    expect(belongs('The room was dirty, the bed hard and the pillows lumpy.')).toEqual(Array(3).fill('facilities'));
    expect(belongs('The website was terrible.')).toEqual(['website']);
    expect(belongs('The receptionist was rude.')).toEqual(['service']);
    expect(belongs('Awful haircut, the stylist was rude')).toEqual(['product', 'service']);
    expect(belongs('The croissants were stale and the brownies dry')).toEqual(['food', 'food']);
    expect(belongs('The new dashboard is great but the sync is terrible')).toEqual(['software', 'software']);
    expect(belongs('The server was rude and brought the wrong wine')?.[0]).toBe('service');
    expect(belongs('The server is down again, the app shows errors')?.[0]).toBe('performance');
    expect(belongs('La tienda es bonita', 'es')).toEqual(['general']);
    expect(belongs('A loja é linda', 'pt')).toEqual(['general']);
    expect(belongs('Le produit est excellent', 'fr')).toEqual(['product']);
    expect(belongs('Das Zimmer war schmutzig', 'de')).toEqual(['facilities']);
  });

  test('a noun that is a verb here is no thing; one beside other words belongs elsewhere', () => {
    expect(short("I can't wait for the concert")?.filter((found) => found.startsWith('wait'))).toEqual([]);
    expect(short('no, wait. It is awful')?.filter((found) => found.startsWith('wait'))).toEqual([]);
    expect(short('The wait was terrible')).toEqual(['wait waiting negative']);
    expect(short('The fans were awesome, great game and a great team')?.[0]).toBe('fans general positive');
  });

  test('in the languages of lists a word of another kind with the same stem is no thing', () => {
    const terms = (text: string, language: string) => findAspects(text, language)?.map(({ term }) => term);
    expect(terms('Die große Auswahl war super', 'de')).toEqual(['Auswahl']);
    expect(terms('Espero más, una vez libre', 'es')).toEqual([]);
    expect(terms("C'est entre nous, les produits frais", 'fr')).toEqual(['produits']);
    expect(terms('Ich habe mit Karte bezahlt, schöne Speisekarte', 'de')).toEqual(['mit Karte', 'Speisekarte']);
    expect(terms("Le mode d'emploi est nul", 'fr')).toEqual(["mode d'emploi"]);
    expect(terms('Les gâteaux, i gelati', 'fr')).toEqual(['gâteaux']);
  });

  test('a thing that all languages share belongs to the same whether its name or a list says so', () => {
    for (const language of STEM_LANGUAGES)
      for (const [category, words] of aspectWords(language))
        for (const word of words) {
          const shared = conceptCategory(word.replaceAll('_', ' '));
          expect([language, word, shared ?? category]).toEqual([language, word, category]);
        }
  });

  test("the owner's words are found and named as the owner says", () => {
    const own = new Map([
      ['flat white', 'Coffee'],
      ['hazel bun', 'Hazel bun'],
    ]);
    const found = findAspects('The flat white is awful, the Hazel bun is great', 'en', own);
    expect(found?.map(({ term, group }) => [term, group])).toEqual([
      ['flat white', 'Coffee'],
      ['Hazel bun', 'Hazel bun'],
    ]);
  });

  test('nothing, much, and broken text', () => {
    expect(findAspects('', 'en')).toEqual([]);
    expect(() => findAspects('coffee \ud83d '.repeat(100_000), 'en')).not.toThrow();
  });

  test('law: terms and opinions stand in the text as they say, terms in order; the same every time', () => {
    const words = fc.constantFrom('the', 'coffee', 'staff', 'rude', 'great', 'not', ',', 'but', '😀', 'price', '@shop');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 14 }), (parts) => {
        const text = parts.join(' ');
        const found = findAspects(text, 'en') ?? [];
        let end = 0;
        for (const aspect of found) {
          expect(aspect.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(aspect.start, aspect.end)).toBe(aspect.term);
          for (const word of aspect.opinion) expect(text.slice(word.start, word.end)).toBe(word.text);
          end = aspect.end;
        }
        expect(findAspects(text, 'en')).toEqual(found);
      }),
    );
  });

  test('tags by hand: a term cannot go on where none began', () => {
    const follows = new Float64Array(9);
    expect([...bestTags([0, 0, 9, 0, 0, 9], 2, follows)]).toEqual([1, 2]);
    expect([...bestTags([5, 0, 0, 0, 0, 3], 2, follows)]).toEqual([0, 0]);
    expect([...bestTags([], 0, follows)]).toEqual([]);
  });
});
