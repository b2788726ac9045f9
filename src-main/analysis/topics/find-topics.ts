import type { TopicLifts } from './assign.ts';
import type { TopicText } from './corpus.ts';
import { type FoundTopic, type TopicModel, type TopicOptions, topicsFor, topicsOf } from './topics.ts';

/** Texts of a language from which on it has topics of its own. */
const FEWEST_OF_LANGUAGE = 150;
/** Topics a language must have by its share when their number is given: with one it would be a topic itself. */
const FEWEST_TOPICS = 2;

const codeOf = ({ language }: TopicText): string => language.slice(0, 2);

/** Texts that topics are found in together: rows of the texts, and how many topics. */
interface Part {
  /** '' = the commonest language with those that are too few. */
  language: string;
  rows: number[];
  k: number | undefined;
}

/** About one topic for as many texts as a person would read of it; of fewer texts fewer than in all. */
const topicsForLanguage = (texts: number): number =>
  Math.max(FEWEST_TOPICS, Math.min(topicsFor(texts), Math.round(Math.sqrt(texts / 30))));

/** A given number of topics shared out by the number of texts (largest remainders). */
function shareOut(k: number, sizes: readonly number[]): number[] {
  const all = sizes.reduce((a, b) => a + b, 0);
  const exact = sizes.map((size) => (k * size) / all);
  const given = exact.map(Math.floor);
  const left = k - given.reduce((a, b) => a + b, 0);
  exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
    .slice(0, left)
    .forEach(({ i }) => {
      given[i] = (given[i] as number) + 1;
    });
  return given;
}

function partsOf(texts: readonly TopicText[], k: number | undefined): Part[] {
  const byLanguage = new Map<string, number[]>();
  texts.forEach((text, i) => {
    const rows = byLanguage.get(codeOf(text));
    if (rows) rows.push(i);
    else byLanguage.set(codeOf(text), [i]);
  });
  const bySize = [...byLanguage].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const enough = (rows: readonly number[]): boolean =>
    k === undefined ? rows.length >= FEWEST_OF_LANGUAGE : Math.round((k * rows.length) / texts.length) >= FEWEST_TOPICS;
  const own = bySize.filter(([language, rows], i) => i > 0 && language !== '' && enough(rows));
  const apart = new Set(own.map(([language]) => language));
  const together = texts.flatMap((text, i) => (apart.has(codeOf(text)) ? [] : [i]));
  const parts = [{ language: '', rows: together }, ...own.map(([language, rows]) => ({ language, rows }))];
  const counts =
    k === undefined
      ? parts.map(({ language, rows }) => (language === '' ? undefined : topicsForLanguage(rows.length)))
      : shareOut(
          k,
          parts.map(({ rows }) => rows.length),
        );
  return parts.map((part, i) => ({ ...part, k: counts[i] })).filter(({ k: topics }) => topics !== 0);
}

/** Stems of a language with topics of its own, so that no text of another language is given them. */
const stemIn = (language: string, stem: string): string => (language === '' ? stem : `${language}:${stem}`);

interface Fitted {
  part: Part;
  model: TopicModel;
}

/** Topics of all parts, largest first: part and number in it. */
const orderOf = (fitted: readonly Fitted[]): { part: number; id: number; topic: FoundTopic }[] =>
  fitted
    .flatMap(({ model }, part) => model.topics.map((topic) => ({ part, id: topic.id, topic })))
    .sort((a, b) => b.topic.texts - a.topic.texts || a.part - b.part || a.id - b.id);

function liftsOf(fitted: readonly Fitted[], order: readonly { part: number; id: number }[]): TopicLifts {
  const stems = fitted.flatMap(({ part, model }) => model.lifts.stems.map((stem) => stemIn(part.language, stem)));
  const starts: number[] = [];
  fitted.reduce((start, { model }) => {
    starts.push(start);
    return start + model.lifts.stems.length;
  }, 0);
  const lifts = new Float32Array(order.length * stems.length);
  order.forEach(({ part, id }, row) => {
    const { model } = fitted[part] as Fitted;
    const width = model.lifts.stems.length;
    lifts.set(model.lifts.lifts.subarray(id * width, (id + 1) * width), row * stems.length + (starts[part] as number));
  });
  const shares = Float32Array.from(order, ({ part, id }) => (fitted[part] as Fitted).model.lifts.shares[id] as number);
  return { stems, shares, lifts };
}

function joined(texts: number, fitted: readonly Fitted[]): TopicModel {
  const order = orderOf(fitted);
  const topic = new Int16Array(texts).fill(-1);
  const p = new Float32Array(texts).fill(1);
  const numbers = fitted.map(({ model }) => new Int16Array(model.topics.length));
  order.forEach(({ part, id }, number) => {
    (numbers[part] as Int16Array)[id] = number;
  });
  fitted.forEach(({ part, model }, i) => {
    part.rows.forEach((row, d) => {
      const found = model.topic[d] as number;
      topic[row] = found < 0 ? -1 : ((numbers[i] as Int16Array)[found] as number);
      p[row] = model.p[d] as number;
    });
  });
  const topics = order.map(({ topic: found }, id) => ({ ...found, id, share: found.texts / texts }));
  const known = topics.flatMap(({ coherence }) => coherence ?? []);
  const words = order.flatMap(({ part, topic: { words: shown } }) =>
    shown.map((word) => stemIn((fitted[part] as Fitted).part.language, word)),
  );
  return {
    topics,
    topic,
    p,
    coherence: known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : null,
    diversity: words.length > 0 ? new Set(words).size / words.length : null,
    otherShare: 1 - topics.reduce((sum, { share }) => sum + share, 0),
    lifts: liftsOf(fitted, order),
  };
}

/**
 * Finds what texts are about (see `topicsOf`), in each language with enough texts by itself: words of one language keep company
 * because of the language, so that in one mixture each language of few texts would be one topic. Same texts, k and seed: same
 * answer. Topics come largest first.
 */
export function findTopics(texts: readonly TopicText[], options: TopicOptions = {}): TopicModel {
  const parts = partsOf(texts, options.k);
  if (parts.length <= 1) return topicsOf(texts, options);
  const fitted = parts.map((part) => ({
    part,
    model: topicsOf(
      part.rows.map((row) => texts[row] as TopicText),
      { ...options, ...(part.k === undefined ? {} : { k: part.k }) },
    ),
  }));
  return joined(texts.length, fitted);
}
