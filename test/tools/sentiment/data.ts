import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text that people labelled. */
export interface Labelled {
  text: string;
  /** Index of the class. */
  label: number;
  /** Data set and part: `2016test`, `german`, `emotion`. */
  source: string;
  /** What it counts for beside the texts of the task itself. */
  weight: number;
  language: string;
}

/** The data sets write some signs as escapes, double their quotation marks, and keep HTML's entities. */
export function unescaped(raw: string): string {
  let text = raw
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\?""+|\\"/g, '"')
    .replaceAll('\\n', ' ')
    .trim();
  if (text.length > 1 && text.startsWith('"') && text.endsWith('"')) text = text.slice(1, -1);
  else if (text.startsWith('"') && text.indexOf('"', 1) < 0) text = text.slice(1);
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
}

/** What makes two texts the same tweet: letters and digits without addresses and handles. */
export const tweetKey = (text: string): string =>
  text
    .toLowerCase()
    .replace(/http\S*|@\S+/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');

const linesOf = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');

export const MOODS = ['negative', 'neutral', 'positive'];

/** Parts of the SemEval-2017 task 4 development data, by time. */
export const ENGLISH_PARTS =
  '2013train 2013dev 2013test 2014test 2014sarcasm 2015train 2015test 2016train 2016dev 2016devtest 2016test'.split(
    ' ',
  );

/** Tweets of one part: id, label, text. */
export const readSemEval = (folder: string, part: string): Labelled[] =>
  linesOf(join(folder, 'sentiment/semeval-2013-2016', `twitter-${part}-A.tsv`)).flatMap((line) => {
    const [, mood = '', ...rest] = line.split('\t');
    const label = MOODS.indexOf(mood.trim());
    return label < 0 ? [] : [{ text: unescaped(rest.join(' ')), label, source: part, weight: 1, language: 'en' }];
  });

/** Sentiment140's hand-labelled part: polarity 0, 2 or 4, then the text. */
export const readSentiment140 = (folder: string): Labelled[] =>
  linesOf(join(folder, 'sentiment/sentiment140-manual/testdata.manual.2009.06.14.polarity_text.csv')).map((line) => ({
    text: unescaped(line.slice(2)),
    label: Number(line[0]) / 2,
    source: 'sentiment140',
    weight: 1,
    language: 'en',
  }));

/** Tweets with the mood towards a target (Dong et al. 2014): text with `$T$`, target, polarity; spaced as tokens. */
export function readTargets(folder: string): Labelled[] {
  const lines = readFileSync(join(folder, 'aspects/acl14-twitter/train.raw'), 'utf8').split('\n');
  const found: Labelled[] = [];
  for (let i = 0; i + 2 < lines.length; i += 3) {
    const [sentence = '', target = '', polarity = ''] = lines.slice(i, i + 3);
    const text = sentence
      .replaceAll('$T$', target.trim())
      .replace(/ ([!?.,;:)]+)/g, '$1')
      .replace(/ [`'] /g, "'");
    found.push({
      text,
      label: MOODS.indexOf(polarity.trim().toLowerCase()),
      source: 'targets',
      weight: 1,
      language: 'en',
    });
  }
  return found.filter(({ label }) => label >= 0);
}

/** Texts and labels in two files of as many lines. */
function readPair(folder: string, part: string, source: string, language: string): Labelled[] {
  const texts = readFileSync(join(folder, `${part}_text.txt`), 'utf8').split('\n');
  return linesOf(join(folder, `${part}_labels.txt`)).map((label, i) => ({
    text: unescaped(texts[i] ?? ''),
    label: Number(label),
    source,
    weight: 1,
    language,
  }));
}

/** Languages of the multilingual set, by ISO 639-1. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  ar: 'arabic',
  en: 'english',
  fr: 'french',
  de: 'german',
  hi: 'hindi',
  it: 'italian',
  pt: 'portuguese',
  es: 'spanish',
};

/** Tweets of one language of the UMSAB set (Barbieri, Espinosa Anke & Camacho-Collados 2022). */
export const readMultilingual = (folder: string, language: string, part: 'train' | 'val'): Labelled[] =>
  readPair(
    join(folder, 'sentiment/multilingual', LANGUAGES[language] ?? ''),
    part,
    LANGUAGES[language] ?? '',
    language,
  );

/** Tweets of a TweetEval task (Barbieri et al. 2020). */
export const readTweetEval = (folder: string, task: string, part: 'train' | 'val'): Labelled[] =>
  readPair(join(folder, 'sentiment', task), part, task, 'en');

/** Without the texts of `others`, and each text once. */
export function without(texts: readonly Labelled[], others: readonly Labelled[]): Labelled[] {
  const seen = new Set(others.map(({ text }) => tweetKey(text)));
  return texts.filter(({ text }) => {
    const key = tweetKey(text);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
