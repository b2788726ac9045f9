import { type Corpus, contentWords, type TopicText } from './corpus.ts';

/** Texts read for the phrases of one topic. */
const READ_TEXTS = 3000;
/** A phrase must be in at least this many texts, and in this share of what its rarer word is in. */
const FEWEST_TEXTS = 3;
const FEWEST_SHARE = 0.2;

interface Phrase {
  forms: Map<string, number>;
  count: number;
  stems: [string, string];
}

/** Two content words in a row, by stem, with the form they had. */
function phrasesOf(texts: Iterable<TopicText>): Map<string, Phrase> {
  const phrases = new Map<string, Phrase>();
  for (const { text, language } of texts) {
    const words = contentWords(text, language);
    const seen = new Set<string>();
    for (let i = 1; i < words.length; i++) {
      const a = words[i - 1] as (typeof words)[number];
      const b = words[i] as (typeof words)[number];
      // Nothing but one space between them: a comma ends a phrase.
      if (b.start - a.start !== a.form.length + 1 || a.stem === b.stem) continue;
      const key = `${a.stem} ${b.stem}`;
      if (seen.has(key)) continue;
      seen.add(key);
      let phrase = phrases.get(key);
      if (!phrase) {
        phrase = { forms: new Map(), count: 0, stems: [a.stem, b.stem] };
        phrases.set(key, phrase);
      }
      phrase.count++;
      const form = `${a.form} ${b.form}`;
      phrase.forms.set(form, (phrase.forms.get(form) ?? 0) + 1);
    }
  }
  return phrases;
}

const commonest = (forms: Map<string, number>): string =>
  [...forms].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? '';

/**
 * A label for people: the phrase its texts hold most that has a top word in it, then the top words not in it. At most three
 * parts, e.g. "delivery time, courier, parcel". `words` = top word ids, most telling first.
 */
export function labelOf(words: readonly number[], corpus: Corpus, texts: readonly TopicText[]): string {
  const rank = new Map(words.map((id, i) => [corpus.stems[id] as string, i]));
  const phrases = [...phrasesOf(texts.slice(0, READ_TEXTS)).values()]
    .map((phrase) => {
      const ranks = phrase.stems.map((stem) => rank.get(stem) ?? Number.POSITIVE_INFINITY);
      return { phrase, first: Math.min(...ranks), both: ranks.every(Number.isFinite) };
    })
    .filter(({ phrase, first, both }) => {
      if (phrase.count < FEWEST_TEXTS || (first > 2 && !both)) return false;
      const rarer = Math.min(...phrase.stems.map((stem) => corpus.docFrequency[corpus.stems.indexOf(stem)] ?? 0));
      return phrase.count >= FEWEST_SHARE * Math.max(rarer, 1);
    })
    .sort((a, b) => b.phrase.count * (b.both ? 2 : 1) - a.phrase.count * (a.both ? 2 : 1) || a.first - b.first);
  const best = phrases[0]?.phrase;
  const used = new Set(best?.stems ?? []);
  const rest = words.filter((id) => !used.has(corpus.stems[id] as string)).map((id) => corpus.forms[id] as string);
  return [...(best ? [commonest(best.forms)] : []), ...rest].slice(0, 3).join(', ');
}
