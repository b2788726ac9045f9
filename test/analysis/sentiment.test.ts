import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { CLEAR_MOOD, moodOf } from '../../src-main/analysis/base/messages.ts';
import { MOODS } from '../../shared/moods.ts';
import { type Moods, SENTIMENT_LANGUAGES, scoreOf } from '../../src-main/analysis/base/sentiment.ts';
import { sentiment } from '../../src-main/services/sentiment.ts';
import { textModel } from '../../src-main/services/text-models.ts';

vi.setConfig({ testTimeout: 120_000 });

const label = (text: string, language = 'en') => {
  const found = sentiment.moods(text, language);
  return typeof found === 'string' ? found : found.label;
};
const named = (text: string, language = 'en') => sentiment.explain(text, language).words;

describe('mood', () => {
  test.each([
    ['en', 'I love it, what a wonderful lamp :)', 'This is terrible, it broke at once'],
    ['de', 'Ich liebe es, einfach wunderbar 😍', 'Das ist furchtbar, ich hasse es'],
    ['fr', 'J’adore, c’est magnifique', 'C’est horrible, je déteste ça'],
    ['es', 'Me encanta, es maravilloso', 'Es horrible, qué asco de servicio'],
    ['it', 'Lo adoro, è bellissimo', 'Che schifo, è orribile'],
    ['pt', 'Amei, é maravilhoso', 'Que horrível, odeio isso'],
    ['ar', 'أحب هذا المكان، رائع جدا ❤️', 'هذا سيء جدا ومقرف'],
  ])('%s: plain praise and plain blame', (language, praise, blame) => {
    expect(label(praise, language)).toBe('positive');
    expect(label(blame, language)).toBe('negative');
  });

  test('what says nothing of a mood is neutral', () => {
    expect(label('The parcel comes on Tuesday at 10:30')).toBe('neutral');
  });

  test('a negation turns it, and is named as part of the reason', () => {
    const plain = sentiment.score('I am happy with it', 'en') ?? 0;
    const turned = sentiment.score('I am not happy with it', 'en') ?? 0;
    expect(turned).toBeLessThan(0);
    expect(plain).toBeGreaterThan(0);
    const { evidence } = sentiment.evidence('I am not happy with it', 'en');
    expect(evidence.find(({ text }) => text === 'not')?.weight).toBeLessThan(0);
    expect(evidence.filter(({ negated }) => negated).map(({ text }) => text)).toEqual(['happy', 'with', 'it']);
  });

  test('drawn-out words, capitals and accents left out are still known', () => {
    expect(label('sooooo haaaappy todayyyy')).toBe('positive');
    expect(label('WORST SERVICE EVER')).toBe('negative');
    expect(label('fue increible, gracias', 'es')).toBe(label('fue increíble, gracias', 'es'));
  });

  test('emoji and emoticons count in every language; other words of an unknown language do not', () => {
    expect(label('Dank je wel 😍', 'nl')).toBe('positive');
    expect(label('日本語 😡😡', 'ja')).toBe('negative');
    expect(label('Dank je wel', 'nl')).toBe('language');
    expect(label('See on hea', 'est')).toBe('language');
    expect(label('I love it', 'EN_us')).toBe(label('I love it', 'en'));
    expect(sentiment.explain('Dank je wel', 'nl')).toEqual({ score: null, words: [] });
    expect(named('Dank je wel 😍', 'nl').map(({ word }) => word)).toEqual(['😍']);
    expect(sentiment.score('❤️ 👍🏽', 'nl')).toBe(sentiment.score('❤ 👍', 'nl'));
  });

  test('blank texts have none; a text too short for a language is judged by what all languages share', () => {
    expect(['', ' ', '\n\t\u00A0'].map((text) => label(text))).toEqual(['empty', 'empty', 'empty']);
    expect(label('love it 😍', '')).toBe('positive');
    expect(label('love it 😍', 'und')).toBe('positive');
    expect(label('hate it 😡', '')).toBe('negative');
  });

  test('a long text is judged over its whole length, not by its beginning', () => {
    const filler = 'The parcel came on Tuesday and we opened it. ';
    expect(label(`${filler.repeat(30)}${'I hate it, it is terrible and awful. '.repeat(120)}`)).toBe('negative');
    const { evidence } = sentiment.evidence(`${filler.repeat(60)} awful`, 'en');
    expect(evidence.at(-1)?.text).toBe('awful');
  });
});

describe('score', () => {
  test('is counted as the likeliest mood by the analyses', () => {
    const parts = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(parts, ([a, b]) => {
        const [low = 0, high = 0] = [a, b].sort((x, y) => x - y);
        const p = { negative: low, neutral: high - low, positive: 1 - high };
        const best = MOODS.reduce((most, mood) => (p[mood] > p[most] ? mood : most), 'neutral');
        const score = scoreOf({ ...p, label: best } as Moods);
        expect(Math.abs(score)).toBeLessThanOrEqual(1);
        expect(MOODS[moodOf(score) as 0 | 1 | 2]).toBe(best);
      }),
    );
    expect(CLEAR_MOOD).toBe(0.05);
  });
});

describe('any text', () => {
  const odd = [
    'good',
    'BAD',
    'not',
    ':)',
    '😡',
    '👍🏽',
    '!!!',
    '\n',
    'İ',
    '#GreatDay',
    '@b',
    'https://x.example/a',
    'soooo',
    '日本語',
    'مرحبا',
    '❤️',
    '</3',
    '\uD800',
    '\uDE00',
    'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
    '<b>great</b>&amp;',
    '’',
  ];
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.constantFrom(...odd)).map((parts) => parts.join(' ')),
    fc.array(fc.constantFrom(...odd)).map((parts) => parts.join('')),
  );
  const languages = fc.constantFrom(...SENTIMENT_LANGUAGES, '', 'und', 'nl', 'en-GB');

  test('has probabilities that add up, the same at each run, and parts that stand where they say', () => {
    fc.assert(
      fc.property(texts, languages, (text, language) => {
        const found = sentiment.moods(text, language);
        if (typeof found !== 'string') {
          expect(found.negative + found.neutral + found.positive).toBeCloseTo(1);
          expect(found[found.label]).toBe(Math.max(found.negative, found.neutral, found.positive));
        }
        sentiment.score('another text 😡 in between', 'en');
        expect(sentiment.moods(text, language)).toEqual(found);
        let before = 0;
        for (const { word, weight, start } of sentiment.explain(text, language).words) {
          expect(text.slice(start, start + word.length)).toBe(word);
          expect(start).toBeGreaterThanOrEqual(before);
          expect(Number.isFinite(weight) && weight !== 0).toBe(true);
          before = start + word.length;
        }
      }),
      { numRuns: 400 },
    );
  });

  test('is explained in full: the parts and the rest add up to the log-odds of positive against negative', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('en', 'de', ''), (text, language) => {
        const found = sentiment.moods(text, language);
        if (typeof found === 'string') return;
        const { evidence, rest } = sentiment.evidence(text, language);
        const sum = evidence.reduce((all, { weight }) => all + weight, rest);
        expect(sum).toBeCloseTo(Math.log(found.positive / found.negative), 6);
      }),
      { numRuns: 300 },
    );
  });

  test('of a megabyte, without spaces too, is judged', () => {
    for (const piece of ['x', 'good ', '😡', '\uD83D', '!', 'ا', '\u0300', '@', '#'])
      expect(label(piece.repeat(1_000_000 / piece.length)), piece).toMatch(/^(negative|neutral|positive)$/);
  });
});

test('the other models tell plain cases', () => {
  const best = (id: 'emotion' | 'irony' | 'offence', text: string) => {
    const scorer = textModel(id);
    const p = scorer.score(text, 'en');
    return scorer.labels[p.indexOf(Math.max(...p))];
  };
  expect(best('emotion', 'I am so angry and furious, this makes me rage')).toBe('anger');
  expect(best('emotion', 'So happy, what a joyful and hilarious evening')).toBe('joy');
  expect(best('emotion', 'I feel sad and depressed, crying all night')).toBe('sadness');
  expect(best('offence', 'you are a stupid fucking idiot, shut up bitch')).toBe('yes');
  expect(best('offence', 'The parcel comes on Tuesday, thank you')).toBe('no');
});
