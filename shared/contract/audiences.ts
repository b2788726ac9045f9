import * as z from 'zod';
import { range, text } from '../check.ts';
import type { LeftOut } from '../results.ts';
import type { Range } from '../time.ts';
import { command, query } from './define.ts';
import { recipient } from './exports.ts';

/** Ad platforms whose upload form a list can have; both take SHA-256 of addresses. */
export const AUDIENCE_PLATFORMS = ['google', 'meta'] as const;
export type AudiencePlatform = (typeof AUDIENCE_PLATFORMS)[number];
export const AUDIENCE_COLUMNS = ['email', 'phone'] as const;
export type AudienceColumn = (typeof AUDIENCE_COLUMNS)[number];
/** Groups of buyers by habit (`rfm-segments`), or all of them. */
export const BUYER_GROUPS = [
  'all',
  'champions',
  'new',
  'loyal',
  'promising',
  'need-attention',
  'cannot-lose',
  'at-risk',
  'hibernating',
] as const;
export type BuyerGroup = (typeof BUYER_GROUPS)[number];

const wish = {
  of: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('buyers'), group: z.enum(BUYER_GROUPS) }),
    /** A segment that was kept, by its name. */
    z.strictObject({ kind: z.literal('segment'), name: text(80) }),
  ]),
  /** Dates of what people did; null = all. */
  range: range().nullable().default(null),
  columns: z.array(z.enum(AUDIENCE_COLUMNS)).min(1).max(AUDIENCE_COLUMNS.length),
};

/** Who would be in a list for an ad platform. */
export interface AudienceCount {
  /** People of the group who may be used for advertising. */
  members: number;
  /** Those of them of whom an address or number is in the vault. */
  reachable: number;
  /** People whose acts could have put them into it and may not be used, by reason. */
  leftOut: LeftOut[];
  /** The fewest that a list may have. */
  smallest: number;
  range: Range | null;
}

export const audiences = {
  'audiences.preview': query<AudienceCount>()(
    'How many people would be in a list for an ad platform, and who is left out and why',
    z.strictObject(wish),
  ),
  'audiences.export': command<
    AudienceCount & { fileName: string; mime: string; bytes: Uint8Array; sha256: string; rows: number }
  >()(
    'Write a list of hashed addresses for an ad platform, without anybody who did not agree or said no; noted with its hash, columns and recipient',
    z.strictObject({ ...wish, platform: z.enum(AUDIENCE_PLATFORMS), recipient: recipient() }),
  ),
};
