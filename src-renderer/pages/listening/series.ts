/** A word that moved the score of a message; `start` = index in the text. */
export interface ScoredWord {
  word: string;
  weight: number;
  start: number;
  /** Who gave it its weight; the models when left out. */
  by?: 'model' | 'own' | 'learnt';
}

/** A stretch of a message's text; weight null = it moved nothing. */
export interface Stretch {
  text: string;
  /** Index in the whole text. */
  start: number;
  weight: number | null;
  by?: ScoredWord['by'];
}

/** Cuts a text at its scored words, in order. Words that overlap an earlier one or lie outside the text are passed over. */
export function stretchesOf(text: string, words: readonly ScoredWord[]): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  for (const { word, weight, start, by } of [...words].sort((a, b) => a.start - b.start)) {
    const end = start + word.length;
    if (start < at || end > text.length || end === start) continue;
    if (start > at) found.push({ text: text.slice(at, start), start: at, weight: null });
    found.push({ text: text.slice(start, end), start, weight, ...(by ? { by } : {}) });
    at = end;
  }
  if (at < text.length) found.push({ text: text.slice(at), start: at, weight: null });
  return found;
}

/** Mood of a score as the analyses count it: from −0.05 to 0.05 is neutral. */
export function moodOf(score: number | null): 'negative' | 'neutral' | 'positive' | 'unknown' {
  if (score === null) return 'unknown';
  if (score <= -0.05) return 'negative';
  return score >= 0.05 ? 'positive' : 'neutral';
}

/** Likeliest emotion of a text, and how likely it is ironic or offensive, from 0 to 1. */
export interface Tone {
  emotion: 'anger' | 'joy' | 'optimism' | 'sadness';
  emotionLikelihood: number;
  irony: number;
  offence: number;
}

/** Irony is hard to hear and offence a hard word: they are named only when fairly sure. An emotion when likelier than not. */
const LIKELY = 0.5;
const FAIRLY_SURE = 0.7;
const EMOTIONS: Readonly<Record<Tone['emotion'], string>> = {
  anger: 'sounds angry',
  joy: 'sounds joyful',
  optimism: 'sounds hopeful',
  sadness: 'sounds sad',
};

/** What is clear of a tone in words; empty when nothing is. */
function toneWords({ emotion, emotionLikelihood, irony, offence }: Tone): string {
  return [
    ...(emotionLikelihood >= LIKELY ? [EMOTIONS[emotion]] : []),
    ...(irony >= FAIRLY_SURE ? ['may be ironic'] : []),
    ...(offence >= FAIRLY_SURE ? ['may be offensive'] : []),
  ].join(', ');
}

/** Emotion, irony and offence in a sentence: what is clear, that nothing is, or why they are not scored. */
export function toneSentence({ tone, language, text }: { tone: Tone | null; language: string; text: string }): string {
  if (tone) {
    const words = toneWords(tone);
    return words === '' ? 'No emotion, irony or offence is clear.' : `Besides: ${words}.`;
  }
  const why =
    text.trim() === ''
      ? 'there is no text'
      : language === ''
        ? 'the language is not known, and they are judged in English alone'
        : `language – they are judged in English alone, and this message seems to be in “${language}”`;
  return `Emotion, irony and offence are not scored: ${why}.`;
}
