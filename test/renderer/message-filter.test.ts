import { describe, expect, it } from 'vitest';
import type { Learnt, LearntThings, MessageCorrection, TriedWords } from '../../shared/contract/corrections.ts';
import {
  correctionWords,
  learntThingsWords,
  learntWords,
  ownWordWords,
  ruleWords,
  triedWordsWords,
} from '../../src-renderer/pages/listening/corrections-words.ts';
import { filterParts, messageFilterOf } from '../../src-renderer/pages/message-filter.ts';

const locale = { locale: 'en-GB', zone: 'UTC', currency: '' };

describe('the filter of messages in the address', () => {
  it('reads what it knows and passes over the rest', () => {
    expect(messageFilterOf({ net: 'x,instagram,nonsense', lang: 'de,unknown', src: '3,-1,two' })).toEqual({
      networks: ['x', 'instagram'],
      languages: ['de', ''],
      runs: [3],
    });
    expect(messageFilterOf({})).toBeUndefined();
    expect(messageFilterOf({ net: 'nonsense', src: 'x', tab: 'likes' })).toBeUndefined();
  });

  it('says each part in words', () => {
    const filter = { networks: ['x', 'other'] as const, languages: ['de', ''], runs: [3, 4] };
    expect(filterParts({ ...filter, networks: [...filter.networks] }, new Map([[3, 'a.csv']]), locale)).toEqual([
      { part: 'networks', words: 'X, Reviews and other' },
      { part: 'languages', words: 'German, Language unknown' },
      { part: 'runs', words: 'a.csv, import 4' },
    ]);
  });
});

const correction = (said: Partial<MessageCorrection>): MessageCorrection => ({
  id: 1,
  message: null,
  what: 'aspect',
  found: 'basket',
  mood: null,
  name: '',
  category: '',
  dropped: false,
  ...said,
});

describe('corrections in words', () => {
  it('says what was said of a message', () => {
    expect(correctionWords(correction({ what: 'mood', found: '', mood: 'positive' }))).toBe('The mood is positive');
    expect(correctionWords(correction({ dropped: true }))).toBe('“basket” is nothing that is liked or disliked');
    expect(correctionWords(correction({ name: 'infuser', category: 'product', mood: 'neutral' }))).toBe(
      '“basket” is “infuser”, belongs to Product, is neither liked nor disliked',
    );
  });

  it('says what a word means', () => {
    const word = { id: 1, word: 'sick', mood: null, category: '' as const, name: '' };
    expect(ownWordWords({ ...word, mood: 'positive' })).toBe('positive here');
    expect(ownWordWords({ ...word, mood: 'neutral' })).toBe('says nothing of the mood');
    expect(ownWordWords({ ...word, category: 'product', name: 'infuser' })).toBe(
      'names something of Product, counted as “infuser”',
    );
  });

  it('tells what was learnt with n and interval, and whether it is used', () => {
    const half = { right: 10, share: 0.5, low: 0.3, high: 0.7 };
    const learnt: Learnt = {
      state: 'used',
      n: 20,
      needed: 10,
      before: half,
      after: { ...half, right: 14, share: 0.7 },
      others: 30,
      changed: 2,
      words: [],
    };
    const words = learntWords(learnt, locale).join(' ');
    expect(words).toContain('10 of 20');
    expect(words).toContain('14 of 20');
    expect(words).toContain('It is used.');
    expect(learntWords({ ...learnt, state: 'worse' }, locale).at(-1)).toMatch(/^It is not used/);
    expect(learntWords({ ...learnt, state: 'too-few', n: 3 }, locale)).toEqual([
      'From 10 corrected moods on, something is learnt for other messages; there are 3.',
    ]);
    expect(learntWords({ ...learnt, state: 'no-words' }, locale)).toHaveLength(1);
  });

  it('tells what corrected things teach, with n and interval, and nothing of too few', () => {
    const none = { right: 0, share: 0, low: 0, high: 0.2 };
    const learnt: LearntThings = {
      state: 'used',
      n: 14,
      needed: 10,
      before: none,
      after: { right: 12, share: 12 / 14, low: 0.6, high: 0.96 },
      others: 3,
      changed: 1,
      rules: [],
    };
    const words = learntThingsWords(learnt, locale).join(' ');
    expect(words).toContain('0 of 14');
    expect(words).toContain('12 of 14');
    expect(words).toContain('Of 3 things that you left what they were');
    expect(words).toContain('It is used.');
    expect(learntThingsWords({ ...learnt, state: 'worse' }, locale).at(-1)).toMatch(/^It is not used/);
    expect(learntThingsWords({ ...learnt, state: 'too-few', n: 4, before: null, after: null }, locale)).toEqual([
      'From 10 things on of which you say that they are something else, or none, something is learnt for other messages; there are 4.',
    ]);
    const rule = { found: 'foam', meant: { name: 'milk foam', category: 'drinks' }, texts: 12, named: 1 };
    expect(ruleWords(rule, locale)).toBe(
      '“foam” counts as “milk foam”, Drinks: 12 of your corrections say so; named once where you corrected nothing.',
    );
    expect(ruleWords({ ...rule, meant: null, named: 4 }, locale)).toContain(
      '“foam” is nothing that is liked or disliked: 12 of your corrections say so; named 4 times',
    );
  });

  it('tells what meanings of words do, and how many are missing where there are too few', () => {
    const tried: TriedWords = {
      needed: 10,
      moods: {
        n: 12,
        before: { right: 1, share: 1 / 12, low: 0.01, high: 0.35 },
        after: { right: 11, share: 11 / 12, low: 0.65, high: 0.99 },
        others: 2,
        changed: 2,
      },
      things: { n: 9, before: null, after: null },
    };
    const words = triedWordsWords(tried, locale);
    expect(words.join(' ')).toMatch(/without: 1 of 12 .* With: 11 of 12 /);
    expect(words.join(' ')).toContain('Of 2 messages with such a word that nobody corrected, 2 get another mood.');
    expect(words.at(-1)).toContain('9 corrected things');
    expect(words.at(-1)).not.toMatch(/9 of/);
  });
});
