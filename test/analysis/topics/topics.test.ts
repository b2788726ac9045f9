import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { topicAssigner } from '../../../src-main/analysis/topics/assign.ts';
import { buildCorpus } from '../../../src-main/analysis/topics/corpus.ts';
import { type KeptTopic, likeness, matchTopics } from '../../../src-main/analysis/topics/match.ts';
import { coherenceOf, countPairs, diversityOf } from '../../../src-main/analysis/topics/pairs.ts';
import { findTopics } from '../../../src-main/analysis/topics/find-topics.ts';
import { topicsFor } from '../../../src-main/analysis/topics/topics.ts';
import { realFile } from '../real-data.ts';

const SUBJECTS = [
  ['delivery', 'parcel', 'courier', 'late', 'tracking', 'shipping'],
  ['coffee', 'espresso', 'beans', 'roast', 'latte', 'barista'],
  ['refund', 'invoice', 'payment', 'charged', 'card', 'billing'],
];
/** Texts of four words each about one subject, by counting through the combinations. */
const texts = (each: number) =>
  SUBJECTS.flatMap((words) =>
    Array.from({ length: each }, (_, i) => ({
      text: `the ${words[i % 6]} and the ${words[(i + 1) % 6]} with my ${words[(i * 5 + 2) % 6]} ${words[(i * 7 + 3) % 6]}`,
      language: 'en',
    })),
  );

describe('counts', () => {
  test('words of texts, without stop words, forms of a word together', () => {
    const corpus = buildCorpus([
      { text: 'The parcels are late', language: 'en' },
      { text: 'Late parcel, late!', language: 'en' },
      { text: 'and so on', language: 'en' },
    ]);
    expect(corpus.docs).toBe(3);
    expect(corpus.stems).toEqual(['late', 'parcel']);
    expect([...corpus.start]).toEqual([0, 2, 4, 4]);
    expect([...corpus.count]).toEqual([1, 1, 2, 1]);
  });

  test('NPMI by hand: two words in 2 of 4 texts each, together in 2, is 1; never together is -1', () => {
    const corpus = buildCorpus(
      ['tea cup', 'tea cup', 'bread oven', 'bread oven'].map((text) => ({ text, language: 'en' })),
    );
    const pairs = countPairs(corpus);
    const id = (word: string) => corpus.stems.indexOf(word);
    expect(pairs.npmi(id('tea'), id('cup'))).toBeCloseTo(1);
    expect(pairs.npmi(id('tea'), id('bread'))).toBe(-1);
    expect(coherenceOf([id('tea'), id('cup'), id('bread')], pairs)).toBeCloseTo(-1 / 3);
    expect(
      diversityOf([
        [1, 2],
        [2, 3],
      ]),
    ).toBe(0.75);
  });
});

describe('topics', () => {
  test('three subjects are three topics; every text has one, and the same again', () => {
    const given = texts(60);
    const model = findTopics(given, { k: 3, seed: 1 });
    expect(model.topics).toHaveLength(3);
    for (let s = 0; s < 3; s++) expect(new Set(model.topic.slice(s * 60, s * 60 + 60)).size).toBe(1);
    expect(new Set(model.topic).size).toBe(3);
    expect(model.otherShare).toBe(0);
    expect(model.diversity).toBe(1);
    for (const { words, label, coherence } of model.topics) {
      expect(SUBJECTS.some((subject) => words.every((word) => subject.includes(word)))).toBe(true);
      expect(label).not.toMatch(/\b(the|and|with|my)\b/);
      expect(coherence).toBeGreaterThan(0.2);
    }
    expect(findTopics(given, { k: 3, seed: 1 })).toEqual(model);
  });

  test('a language of few texts beside many of another has topics of its own, and new texts of it are given only those', () => {
    const subjects = [
      ['paket', 'lieferung', 'bote', 'verspätung', 'sendung', 'versand'],
      ['kaffee', 'bohnen', 'röstung', 'milch', 'tasse', 'barista'],
    ];
    const german = subjects.flatMap((words) =>
      Array.from({ length: 80 }, (_, i) => ({
        text: `der ${words[i % 6]} und die ${words[(i + 1) % 6]} mit ${words[(i * 5 + 2) % 6]} ${words[(i * 7 + 3) % 6]}`,
        language: 'de',
      })),
    );
    const given = [...texts(600), ...german];
    const model = findTopics(given, { seed: 1 });
    const topicsAt = (from: number, to: number) => new Set(model.topic.slice(from, to));
    const [parcels, coffee] = [topicsAt(1800, 1880), topicsAt(1880, 1960)];
    expect([parcels.size, coffee.size]).toEqual([1, 1]);
    expect([...parcels]).not.toEqual([...coffee]);
    for (const t of topicsAt(0, 1800)) expect(parcels.has(t) || coffee.has(t)).toBe(false);
    expect(model.topics.map(({ texts: n }) => n)).toEqual(model.topics.map(({ texts: n }) => n).sort((a, b) => b - a));
    expect(model.topics.reduce((sum, { share }) => sum + share, model.otherShare)).toBeCloseTo(1);
    const topicOf = topicAssigner(model.lifts);
    expect(given.map(({ text, language }) => topicOf(text, language))).toEqual([...model.topic]);
    // "barista" is said in both languages.
    expect([...coffee]).toEqual([topicOf('Der Barista', 'de')]);
    expect(coffee.has(topicOf('The barista', 'en'))).toBe(false);
    expect(findTopics(given, { k: 8, seed: 1 }).topics.length).toBeLessThanOrEqual(8);
  });

  test('labels have no articles written on to words', () => {
    const corpus = buildCorpus([{ text: "l'accueil, c'est d'un ennui qu'il", language: 'fr' }]);
    expect(corpus.forms.sort()).toEqual(['accueil', 'ennui']);
  });

  test('texts that say nothing known are "other"; no texts, no topics', () => {
    const model = findTopics([...texts(40), { text: 'the and of', language: 'en' }, { text: '', language: '' }], {
      k: 3,
    });
    expect(Array.from(model.topic.slice(-2))).toEqual([-1, -1]);
    expect(model.otherShare).toBeCloseTo(2 / 122);
    expect(findTopics([]).topics).toEqual([]);
    expect(findTopics([{ text: '😀', language: '' }]).otherShare).toBe(1);
    expect([topicsFor(10), topicsFor(3000), topicsFor(1e6)]).toEqual([4, 10, 30]);
  });

  test('topics of new data are known again by their words, so names, merges and hidden ones stay', () => {
    const before = findTopics(texts(60), { k: 3, seed: 1 }).topics;
    const kept: KeptTopic[] = before.map((topic) => ({
      id: 10 + topic.id,
      label: topic.label,
      ownName: topic.words.includes('coffee') ? 'Our coffee' : '',
      mergedInto: 0,
      hidden: false,
      signature: topic.signature,
    }));
    const later = findTopics(texts(90).reverse(), { k: 3, seed: 5 }).topics;
    const matched = matchTopics(later, kept);
    expect(new Set(matched.map((topic) => topic?.id)).size).toBe(3);
    const coffee = later.findIndex(({ words }) => words.includes('coffee'));
    expect(matched[coffee]?.ownName).toBe('Our coffee');
    expect(likeness({ a: 1 }, { b: 1 })).toBe(0);
    expect(matchTopics([{ ...(later[0] as (typeof later)[0]), signature: { zebra: 1 } }], kept)).toEqual([null]);
  });

  const m10 = realFile('topics', 'm10', 'corpus.tsv');
  test.skipIf(m10 === null)(
    'M10 at k = 10: coherence at least .17, every top word its own topic',
    { timeout: 300_000 },
    () => {
      const lines = readFileSync(m10 as string, 'utf8')
        .trim()
        .split('\n');
      const given = lines.map((line) => ({ text: line.split('\t')[0] as string, language: 'en' }));
      const model = findTopics(given, { k: 10, seed: 1 });
      expect(model.coherence).toBeGreaterThan(0.17);
      expect(model.diversity).toBeGreaterThan(0.95);
      expect(model.otherShare).toBeLessThan(0.05);
    },
  );
});
