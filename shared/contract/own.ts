import * as z from 'zod';
import { id, nothing, text } from '../check.ts';
import { toIpRange } from '../ip-range.ts';
import { command, query } from './define.ts';

/** By what hits of one's own staff are known: an IP address or range, pages that only they use, an id of theirs. */
export const OWN_KINDS = ['address', 'page', 'visitor'] as const;
export type OwnKind = (typeof OWN_KINDS)[number];

/** A rule by which visits are left out of every count. */
export interface OwnRule {
  id: number;
  /** `person`: one person, chosen on their card; the value is their pseudonym. */
  kind: OwnKind | 'person';
  /** Of addresses and ids the masked form: they are kept sealed. */
  value: string;
  /** Visitors (of a page rule: pages) that it leaves out now. */
  matches: number;
}

/** Whether a rule can be kept: an address, a path that begins with `/` (`*` = any letters), or an id. */
export function isOwnValue(kind: OwnKind, value: string): boolean {
  const given = value.trim();
  if (kind === 'address') return toIpRange(given) !== null;
  if (kind === 'page') return /^\/[^*]/.test(given);
  return given !== '';
}

export const own = {
  'own.list': query<OwnRule[]>()(
    'By what visits of your own staff are known; they are left out of every count',
    nothing(),
  ),
  'own.reveal': command<{ id: number; value: string }[]>()(
    'Show own addresses and ids readable, while the vault is open; noted in the audit log',
    nothing(),
  ),
  'own.add': command<{ id: number }>()(
    'Leave out visits of an own address or range (from the next import on), of own pages, or of an own visitor id',
    z
      .strictObject({ kind: z.enum(OWN_KINDS), value: text(200) })
      .refine(({ kind, value }) => isOwnValue(kind, value), { path: ['value'] }),
  ),
  'own.addPerson': command<{ id: number }>()(
    'Leave all visits of one person out of every count',
    z.strictObject({ person: id() }),
  ),
  'own.remove': command<{ removed: boolean }>()(
    'Count visits again that a rule left out',
    z.strictObject({ rule: id() }),
  ),
};
