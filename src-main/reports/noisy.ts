import type { NoisyFigure, NoisyFigureId } from '../../shared/contract/exports.ts';
import { csvLine } from './csv.ts';

const WORDS: Readonly<Record<NoisyFigureId, string>> = {
  buyers: 'People who bought',
  orders: 'Paid orders',
  revenue: 'Revenue',
  visitors: 'Visitors',
  views: 'Page views',
  writers: 'People who wrote',
  messages: 'Messages',
};

interface NoisyFile {
  title: string;
  /** Local time of the business, as text. */
  made: string;
  period: string;
  /** ISO 4217; '' = unknown. */
  currency: string;
  milliEpsilon: number;
  spent: number;
  budget: number;
  figures: readonly NoisyFigure[];
}

const epsilon = (milli: number) => milli / 1000;

/** Noisy figures as a table file, with all that is needed to judge them. */
export function noisyCsv(file: NoisyFile): Uint8Array {
  const lines = [
    ['Figures with noise', file.title],
    ['Made', file.made],
    ['Period', file.period],
    [
      'What was done',
      'Chance was added to every figure, so that nobody can tell from them whether any one person is among the data (differential privacy, two-sided geometric noise). What one person does beyond the most that counts is left out. Rows of unknown people are left out. Negative figures are shown as 0.',
    ],
    ['Privacy loss of this file (epsilon)', epsilon(file.milliEpsilon)],
    ['Used up so far, with this file', epsilon(file.spent)],
    ['Most that the workspace allows', epsilon(file.budget)],
    [],
    ['Figure', 'Unit', 'Value', 'Within ± (19 times in 20)', 'Most per person', 'Epsilon'],
    ...file.figures.map(({ figure, value, plusMinus, most, milliEpsilon }) => [
      WORDS[figure],
      figure === 'revenue' ? file.currency : '',
      value,
      plusMinus,
      most,
      epsilon(milliEpsilon),
    ]),
  ];
  return new TextEncoder().encode(`\uFEFF${lines.map(csvLine).join('')}`);
}
