import * as z from 'zod';
import { instant, nothing, purpose } from '../check.ts';
import type { Purpose } from '../model.ts';
import { command, query } from './define.ts';

/** Dates between which people may be used for a purpose, and how long a consent holds. Null = no limit. */
export interface PurposeLimit {
  purpose: Purpose;
  /** Nobody is used for it before. */
  fromMs: number | null;
  /** Nobody is used for it from this instant on. */
  untilMs: number | null;
  /** Days after which a consent counts as none. */
  consentDays: number | null;
}

export const limits = {
  'limits.list': query<PurposeLimit[]>()(
    'From when until when each purpose holds, and for how long a consent',
    nothing(),
  ),
  'limits.set': command<{ revision: number }>()(
    'Set from when until when people may be used for a purpose, and after how many days a consent has expired',
    z
      .strictObject({
        purpose: purpose(),
        fromMs: instant().nullable(),
        untilMs: instant().nullable(),
        consentDays: z.number().int().min(1).max(3650).nullable(),
      })
      .refine(({ fromMs, untilMs }) => fromMs === null || untilMs === null || fromMs < untilMs, { path: ['untilMs'] }),
  ),
};
