import * as z from 'zod';
import { id, identifierKind, instant, list, text } from '../check.ts';
import type { IdentifierKind } from '../model.ts';
import type { KeyFilesRenewed } from './backup.ts';
import { command, query } from './define.ts';
import type { Recipient } from './exports.ts';
import { NOTICE_LANGUAGES } from './papers.ts';
import type { PersonCard } from './privacy.ts';

/** What people can ask for: GDPR Art. 15–22, CCPA/CPRA. `opt-out` = of sale, sharing or direct marketing; `limit` = use of sensitive data. */
export const REQUEST_KINDS = [
  'access',
  'portability',
  'rectification',
  'erasure',
  'restriction',
  'objection',
  'opt-out',
  'limit',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
export const REQUEST_LAWS = ['gdpr', 'ccpa'] as const;
export type RequestLaw = (typeof REQUEST_LAWS)[number];
export const REQUEST_STATES = ['open', 'done', 'refused', 'withdrawn'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export const IDENTITY_STATES = ['open', 'confirmed', 'failed'] as const;
export type IdentityState = (typeof IDENTITY_STATES)[number];

/** Why somebody found may not be the one who asked. */
export type FoundWarning =
  | 'name-is-shared'
  | 'device-is-shared'
  | 'number-can-be-guessed'
  | 'several-addresses'
  | 'several-people';

/** Somebody who has the identifier that was searched for. */
export interface FoundPerson {
  card: PersonCard;
  /** What matched: kind and scope, or an order number or pseudonym. */
  by: IdentifierKind | 'order' | 'pseudonym';
  scope: string;
  /** `strong` = usually one person's alone; `weak` = many people may share it. */
  strength: 'strong' | 'weak';
  warnings: FoundWarning[];
}

/** One request as the register shows it. */
export interface PersonRequest {
  id: number;
  kind: RequestKind;
  law: RequestLaw;
  channel: string;
  receivedMs: number;
  confirmByMs: number | null;
  dueMs: number;
  extended: boolean;
  /** Whether the deadline can still be extended. */
  canExtend: boolean;
  overdue: boolean;
  person: number | null;
  pseudonym: string | null;
  identity: IdentityState;
  identityNote: string;
  note: string;
  state: RequestState;
  closedMs: number | null;
  /** An earlier request of the same person for the same thing that is open or was answered in the twelve months before. */
  duplicateOf: number | null;
}

/** How much is held of one person and would go. */
export interface ErasureCounts {
  identifiers: number;
  consents: number;
  messages: number;
  orders: number;
  events: number;
  /** Texts of other people, pages and file names in which the person's values stand; null while the vault is locked. */
  mentions: number | null;
  /** Copies of the store made before an update, which hold the person too and are deleted. */
  backups: number;
}

/** What an erasure did, for the file. Holds no personal data but the pseudonym. */
export interface Certificate {
  pseudonym: string;
  atMs: number;
  mode: 'erase' | 'anonymise';
  removed: ErasureCounts;
  /** Identifiers that later imports leave out. */
  suppressed: number;
  /** Whether the write-ahead log could be emptied at once; if not it is at the next start. */
  logEmptied: boolean;
  /** To whom lists with them were handed out, and when last: they have to be told (GDPR Art. 19). */
  tell: { recipient: Recipient; times: number; lastMs: number }[];
  /** Files of keys of backups, in the folder of backups: from then on they open older backups without this person. */
  keyFiles: KeyFilesRenewed;
  /** SHA-256 of the audit entry, hex. */
  auditHash: string;
}

const person = () => id().min(1);
const note = () => text(2000);

export const rights = {
  'rights.find': command<{ people: FoundPerson[]; suppressed: boolean }>()(
    'Find a person by an e-mail address, number, user name, order number, cookie or pseudonym; noted in the audit log',
    z.strictObject({ value: text(500) }),
  ),
  'rights.requests': query<PersonRequest[]>()('Requests of people about their data, by due date', z.strictObject({})),
  'rights.receive': command<{ request: number; duplicateOf: number | null }>()(
    'Take a request into the register; due dates follow from law and kind',
    z.strictObject({
      kind: z.enum(REQUEST_KINDS),
      law: z.enum(REQUEST_LAWS),
      channel: text(60).default(''),
      receivedMs: instant(),
      person: person().optional(),
      note: note().default(''),
    }),
  ),
  'rights.update': command<PersonRequest>()(
    'Note the person, the identity check, or the outcome of a request',
    z.strictObject({
      request: person(),
      person: person().optional(),
      identity: z.enum(IDENTITY_STATES).optional(),
      identityNote: note().optional(),
      note: note().optional(),
      state: z.enum(REQUEST_STATES).optional(),
    }),
  ),
  'rights.extend': command<PersonRequest>()(
    'Extend the deadline of a request once; the reason goes into its note',
    z.strictObject({ request: person(), reason: text(500).min(3) }),
  ),
  'rights.register': command<{ fileName: string; mime: string; bytes: Uint8Array }>()(
    'The register of requests as a CSV file, for your records',
    z.strictObject({}),
  ),
  'rights.package': command<{ fileName: string; mime: string; bytes: Uint8Array }>()(
    'Everything held about one person as a ZIP of readable page, JSON and CSV; portability leaves out what was worked out',
    z.strictObject({
      person: person(),
      scope: z.enum(['access', 'portability']).default('access'),
      /** Tongue of the readable page; left out: that of the workspace's settings where it is one of these, else English. */
      language: z.enum(NOTICE_LANGUAGES).optional(),
    }),
  ),
  'rights.rectify': command<PersonCard>()(
    'Correct an identifier of one person; the old value goes on leading to them in later imports',
    z.strictObject({ person: person(), kind: identifierKind(), from: text(500), to: text(500) }),
  ),
  'rights.merge': command<PersonCard>()(
    'Join two records that are the same person; noted in the audit log',
    z.strictObject({ into: person(), from: person() }),
  ),
  'rights.split': command<{
    card: PersonCard;
    moved: Record<'messages' | 'orders' | 'events', number>;
    shared: number;
  }>()(
    'Make a person of their own out of one identifier that is somebody else’s, with the rows of the imports that only it tells of; `shared` imports name both, their rows stay',
    z.strictObject({ person: person(), kind: identifierKind(), value: text(500) }),
  ),
  'rights.object': command<{ revision: number }>()(
    'Objection to profiling and direct marketing: out of every segment, suggestion and audience at once',
    z.strictObject({ person: person() }),
  ),
  'rights.preview': command<ErasureCounts>()(
    'What an erasure of one person would remove, counted',
    z.strictObject({ person: person(), alsoKnownAs: list(text(200), 20).default([]) }),
  ),
  'rights.erase': command<Certificate>()(
    'Erase one person, or take them out of their rows and keep the figures; later imports leave them out',
    z.strictObject({
      person: person(),
      mode: z.enum(['erase', 'anonymise']),
      /** Further names and spellings to remove from texts. */
      alsoKnownAs: list(text(200), 20).default([]),
      request: person().optional(),
    }),
  ),
  'rights.unsuppress': command<{ removed: number }>()(
    'Let somebody who was erased come in again with later imports, at their own wish',
    z.strictObject({ value: text(500) }),
  ),
};
