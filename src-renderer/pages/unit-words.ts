import type { Unit } from '../../shared/results.ts';

const WORDS: Readonly<Record<Unit, string>> = {
  count: 'number',
  people: 'people',
  visits: 'visits',
  share: 'share',
  money: 'amount',
  ms: 'time',
  'answer-ms': 'time',
  'total-ms': 'time',
  days: 'days',
  score: 'score from −1 to 1',
  stars: 'stars, 1 to 5',
  bytes: 'size',
  ratio: 'ratio',
};

/** What a chart's numbers count, in words. */
export const unitWords = (unit: Unit): string => WORDS[unit];
