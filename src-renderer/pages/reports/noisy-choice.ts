import type { Option } from '../../ui/Fields.tsx';

/** Thousandths of epsilon of one file. */
export type Strength = '100' | '300' | '1000';

export const STRENGTHS: readonly Option<Strength>[] = [
  { id: '100', label: 'Much (epsilon 0.1)', about: 'Tells least; for large numbers of people.' },
  { id: '300', label: 'Medium (epsilon 0.3)', about: 'A count of people is off by some ten for each figure chosen.' },
  { id: '1000', label: 'Little (epsilon 1)', about: 'A count of people is off by some three for each figure chosen.' },
];

/** Budgets to choose from, in thousandths of epsilon. */
export const BUDGETS: readonly number[] = [1000, 2000, 5000, 10_000];
