import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moodOf, stretchesOf, toneSentence } from '../../src-renderer/pages/listening/series.ts';
import { stepFor } from '../../src-renderer/pages/listening/steps.ts';

describe('stretchesOf', () => {
  it('cuts a text at its scored words', () => {
    const text = 'A good cup, a bad lid';
    const words = [
      { word: 'bad', weight: -3, start: 14 },
      { word: 'good', weight: 3, start: 2 },
    ];
    expect(stretchesOf(text, words)).toEqual([
      { text: 'A ', start: 0, weight: null },
      { text: 'good', start: 2, weight: 3 },
      { text: ' cup, a ', start: 6, weight: null },
      { text: 'bad', start: 14, weight: -3 },
      { text: ' lid', start: 17, weight: null },
    ]);
  });

  it('never loses or doubles text, whatever the words say', () => {
    const word = fc.record({
      word: fc.string({ maxLength: 6 }),
      weight: fc.integer({ min: -5, max: 5 }),
      start: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(word, { maxLength: 8 }), (text, words) => {
        const stretches = stretchesOf(text, words);
        expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
        expect(stretches.every((stretch) => stretch.text !== '')).toBe(true);
      }),
    );
  });
});

describe('moodOf', () => {
  it('has the borders of the analyses', () => {
    expect([-0.05, -0.049, 0, 0.049, 0.05, null].map(moodOf)).toEqual([
      'negative',
      'neutral',
      'neutral',
      'neutral',
      'positive',
      'unknown',
    ]);
  });
});

describe('stepFor', () => {
  it('takes longer steps for longer dates', () => {
    const days = (n: number) => ({ fromMs: 0, toMs: n * 86_400_000 });
    expect([days(7), days(90), days(540), days(900), null].map(stepFor)).toEqual([
      'day',
      'week',
      'week',
      'month',
      'month',
    ]);
  });
});

describe('toneSentence', () => {
  const said = { language: 'en', text: 'words' };
  it('names what is clear, and says when nothing is', () => {
    const calm = { emotion: 'joy', emotionLikelihood: 0.4, irony: 0.69, offence: 0.2 } as const;
    expect(toneSentence({ ...said, tone: calm })).toBe('No emotion, irony or offence is clear.');
    expect(toneSentence({ ...said, tone: { ...calm, emotionLikelihood: 0.5 } })).toBe('Besides: sounds joyful.');
    const loud = { emotion: 'anger', emotionLikelihood: 0.9, irony: 0.7, offence: 0.71 } as const;
    expect(toneSentence({ ...said, tone: loud })).toBe('Besides: sounds angry, may be ironic, may be offensive.');
  });

  it('says why a message is not scored', () => {
    const none = { ...said, tone: null };
    expect(toneSentence({ ...none, language: 'de' })).toMatch(/not scored: language – .* in “de”\.$/);
    expect(toneSentence({ ...none, language: '' })).toMatch(/not scored: the language is not known/);
    expect(toneSentence({ ...none, text: ' ' })).toMatch(/not scored: there is no text/);
  });
});
