import type { ExportEntry, NoisyFigureId, Recipient } from '../../shared/contract/exports.ts';
import { RECIPIENTS } from '../../shared/contract/exports.ts';
import type { Option } from '../ui/Fields.tsx';

/** To whom a file goes, in the owner's words. */
export const RECIPIENT_WORDS: Readonly<Record<Recipient, string>> = {
  unsaid: 'Not said',
  'own-use': 'For myself',
  adviser: 'My adviser or agency',
  accountant: 'My accountant',
  'ad-platform': 'An ad platform',
  'service-provider': 'Somebody who works for me',
  authority: 'An authority',
  public: 'Everybody (published)',
  'person-concerned': 'The person it is about',
};

export const RECIPIENT_OPTIONS: readonly Option<Recipient>[] = RECIPIENTS.map((id) => ({
  id,
  label: RECIPIENT_WORDS[id],
}));

export const NOISY_WORDS: Readonly<Record<NoisyFigureId, string>> = {
  buyers: 'People who bought',
  orders: 'Paid orders',
  revenue: 'Revenue',
  visitors: 'Visitors',
  views: 'Page views',
  writers: 'People who wrote',
  messages: 'Messages',
};

const KINDS: Readonly<Record<string, string>> = {
  html: 'Report (page)',
  csv: 'Report (table file)',
  json: 'Report (JSON)',
  noisy: 'Figures with noise',
  audience: 'List of people for ads',
};

/** Columns of a list of people. */
export const COLUMN_WORDS: Readonly<Record<string, string>> = {
  email: 'e-mail addresses, hashed',
  phone: 'phone numbers, hashed',
};

/** Kind of a file that was handed out. */
export const fileKindWords = ({ kind }: Pick<ExportEntry, 'kind'>): string => KINDS[kind] ?? kind;

/** Thousandths of epsilon as people write it: 300 → "0.3". */
export const epsilonWords = (milli: number): string => String(milli / 1000);
