import * as z from 'zod';
import { basisByPurpose, basisDates, consentState, id, purpose } from '../check.ts';
import type { Basis, BasisByPurpose, BasisDates, ConsentState, IdentifierKind, Purpose } from '../model.ts';
import type { Range } from '../time.ts';
import type { Recipient } from './exports.ts';
import { command, query } from './define.ts';

/** One kind of data held, for "what we hold and why". */
export interface Holding {
  table: string;
  title: string;
  rows: number;
  people: number;
  range: Range | null;
  fields: { name: string; filled: number; personal: boolean; why: string }[];
  /** `exported`: files handed out that it was in. `keptMonths`: by the rules for keeping; null = no limit is set. */
  sources: {
    run: number;
    file: string;
    format: string;
    rows: number;
    exported: number;
    importedMs: number | null;
    basis: BasisByPurpose;
    keptMonths: number | null;
  }[];
  /** What was handed out of it: how often and when last, by recipient. `list`: people by hashed addresses, not counts. */
  exported: { recipient: Recipient; list: boolean; times: number; lastMs: number }[];
  usedBy: { analysis: string; purpose: Purpose }[];
}

export interface PurposeUse {
  purpose: Purpose;
  /** People who may be used, and who may not, by reason. */
  allowed: number;
  denied: number;
  unknown: number;
  restricted: number;
  /** `dates` = from and until when all bases of that import hold. */
  basisBySource: { run: number; file: string; basis: Basis; dates: BasisDates }[];
}

export interface PersonCard {
  person: number;
  pseudonym: string;
  identifiers: { kind: IdentifierKind; scope: string; inVault: boolean }[];
  messages: number;
  events: number;
  orders: number;
  firstMs: number | null;
  lastMs: number | null;
  restricted: boolean;
  /** `line` = place in the source file it was read at; null = recorded by hand, or the file has no lines. */
  consents: {
    purpose: Purpose;
    state: ConsentState;
    atMs: number;
    source: string;
    line: number | null;
    wording: string;
  }[];
  /** Lists for ad platforms in which they were handed out, newest first. */
  handedOut: { atMs: number; recipient: Recipient }[];
}

/** Why no act of a person is shown: they said no to running the business, or are frozen. */
export type Withheld = 'objected' | 'restricted';

/** A person as every page but the handling of requests shows them: where acts are withheld, neither counts nor dates are told. */
export type SeenPerson = Omit<PersonCard, 'messages' | 'events' | 'orders' | 'firstMs' | 'lastMs'> &
  Record<'messages' | 'events' | 'orders' | 'firstMs' | 'lastMs', number | null> & { withheld: Withheld | null };

/** A purpose that an act is not covered for by what its person said: it came after their no, before their yes, or after that had expired. */
export interface NotCovered {
  purpose: Purpose;
  why: 'after-refusal' | 'before-consent' | 'after-expiry';
}

/** One thing a person did, wrote, bought or said; `kind` and `detail` are enum words, amounts or counts. */
export interface TimelineEntry {
  atMs: number;
  type: 'activity' | 'message' | 'order' | 'consent';
  /** Kind of event or message, state of the order, or what was said of a purpose. */
  kind: string;
  /** Page or event, words of the message, first item of the order, or the purpose. */
  text: string;
  /** Activity: number of the visit, from 1. */
  visit: number | null;
  amount: number | null;
  currency: string;
  notCovered: NotCovered[];
}

export const privacy = {
  'privacy.holdings': query<Holding[]>()('What is held, from where, and what for', z.strictObject({})),
  'privacy.purposes': query<PurposeUse[]>()('How many people may be used for which purpose', z.strictObject({})),
  'privacy.people': query<{ total: number; people: SeenPerson[] }>()(
    'People held, as pseudonyms',
    z.strictObject({
      offset: id(),
      limit: z.number().int().min(1).max(200),
      order: z.enum(['recent', 'orders', 'messages']).default('recent'),
    }),
  ),
  'privacy.person': query<SeenPerson>()('What is held about one person', z.strictObject({ person: id() })),
  'privacy.timeline': query<{
    entries: TimelineEntry[];
    total: number;
    /** How many of all `total`. */
    notCovered: (NotCovered & { acts: number })[];
    /** Why acts that are held are not among them: of this person, or because the use or every import they come from does not allow it now. */
    withheld: Withheld | 'purpose-over' | 'imports' | null;
  }>()(
    'What one person did, wrote, bought and said, newest first',
    z.strictObject({ person: id(), limit: z.number().int().min(1).max(1000).default(200) }),
  ),
  'privacy.setBasis': command<{ revision: number }>()(
    'Set the lawful basis per purpose of one import, and from when until when they hold; without dates those stay',
    z.strictObject({ run: id(), basis: basisByPurpose(), dates: basisDates().optional() }),
  ),
  'privacy.setConsent': command<{ revision: number }>()(
    'Record consent, objection or withdrawal of one person for a purpose',
    z.strictObject({ person: id(), purpose: purpose(), state: consentState() }),
  ),
  'privacy.setRestricted': command<{ revision: number }>()(
    'Freeze or unfreeze one person: stored, but used by nothing',
    z.strictObject({ person: id(), restricted: z.boolean() }),
  ),
  'privacy.reveal': command<{ identifiers: { kind: IdentifierKind; scope: string; value: string }[] }>()(
    'Show the clear identifiers of one person; noted in the audit log',
    z.strictObject({ person: id() }),
  ),
  'audit.list': query<{
    total: number;
    entries: { seq: number; atMs: number; action: string; facts: Record<string, string | number | boolean> }[];
  }>()('The audit log, newest first', z.strictObject({ offset: id(), limit: z.number().int().min(1).max(500) })),
  'audit.verify': query<{
    ok: boolean;
    entries: number;
    brokenAt: number | null;
    /** Of the last entry, to be written down: by it even a log that was written anew is told. 16 hexadecimal digits. */
    fingerprint: string;
  }>()(
    'Check that the audit log was not altered, cut off, or written anew since a fingerprint was written down',
    z.strictObject({
      noted: z
        .strictObject({
          entries: z
            .number()
            .int()
            .min(1)
            .max(2 ** 31),
          fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
        })
        .optional(),
    }),
  ),
};
