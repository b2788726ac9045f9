import * as z from 'zod';
import { id, range } from '../check.ts';
import { command, query } from './define.ts';

/** To whom a file is handed, as the owner says. A list and no free text: names of people have no place in a log. */
export const RECIPIENTS = [
  'unsaid',
  'own-use',
  'adviser',
  'accountant',
  'ad-platform',
  'service-provider',
  'authority',
  'public',
  'person-concerned',
] as const;
export type Recipient = (typeof RECIPIENTS)[number];

export const recipient = () => z.enum(RECIPIENTS).default('unsaid');

/** One file that was handed out. */
export interface ExportEntry {
  id: number;
  atMs: number;
  /** Kind of file: a report's id, `noisy`, or `audience` for a list of people. */
  kind: string;
  recipient: Recipient;
  /** null = all dates. */
  range: { fromMs: number; toMs: number } | null;
  /** Whether it was narrowed to a segment. */
  segment: boolean;
  /** Ids of the analyses, of the noisy figures, or the columns of a list of people, in it. */
  analyses: string[];
  /** Thousandths of epsilon used up; 0 = figures without noise. */
  milliEpsilon: number;
  /** Of the file, hexadecimal: tells whether a file that turns up is this one. */
  sha256: string;
  /** People in it, where it is a list of them and they are still held. */
  people: number;
}

/** Figures that can be handed out with noise. */
export const NOISY_FIGURES = ['buyers', 'orders', 'revenue', 'visitors', 'views', 'writers', 'messages'] as const;
export type NoisyFigureId = (typeof NOISY_FIGURES)[number];

/** A figure with noise on it. */
export interface NoisyFigure {
  figure: NoisyFigureId;
  value: number;
  /** The true clamped figure lies within this of the value, 19 times in 20, before a negative value is shown as 0. */
  plusMinus: number;
  /** Most that one person adds to it. */
  most: number;
  milliEpsilon: number;
}

/** Most that noisy figures of a workspace may use up, in thousandths of epsilon. */
export const MOST_BUDGET = 10_000;

export const exportLog = {
  'exports.list': query<{ total: number; entries: ExportEntry[] }>()(
    'Files that were handed out, newest first',
    z.strictObject({ offset: id(), limit: z.number().int().min(1).max(500) }),
  ),
  'exports.budget': query<{ milliEpsilon: number; spent: number }>()(
    'How much noisy figures may tell in all, and how much they have told, in thousandths of epsilon',
    z.strictObject({}),
  ),
  'exports.setBudget': command<{ milliEpsilon: number; spent: number }>()(
    'Set how much noisy figures may tell in all, in thousandths of epsilon',
    z.strictObject({ milliEpsilon: z.number().int().min(0).max(MOST_BUDGET) }),
  ),
  'exports.noisy': command<{ fileName: string; mime: string; bytes: Uint8Array; figures: NoisyFigure[] }>()(
    'Write counts and sums with noise (differential privacy); uses up budget and is noted',
    z.strictObject({
      figures: z.array(z.enum(NOISY_FIGURES)).min(1).max(NOISY_FIGURES.length),
      range: range().nullable(),
      milliEpsilon: z.number().int().min(10).max(MOST_BUDGET),
      /** Most that one person adds: what they do beyond it is not counted. Revenue in whole units of the main currency. */
      most: z
        .strictObject({
          orders: z.number().int().min(1).max(1000).default(5),
          revenue: z.number().int().min(1).max(1_000_000).default(200),
          views: z.number().int().min(1).max(10_000).default(50),
          messages: z.number().int().min(1).max(1000).default(5),
        })
        .prefault({}),
      recipient: recipient(),
    }),
  ),
};
