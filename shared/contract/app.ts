import * as z from 'zod';
import { id, nothing, text } from '../check.ts';
import type { TableName } from '../columns.ts';
import type { Range } from '../time.ts';
import { command, query } from './define.ts';

/** What kind of workspace: the owner's own data, or somebody else's (the small-group rule then binds every screen). */
export const WORKSPACE_KINDS = ['own', 'adviser'] as const;

/** Settings that change what is shown or computed. One row, validated. */
export const settingsSchema = z.strictObject({
  workspaceName: text(80),
  workspaceKind: z.enum(WORKSPACE_KINDS),
  /** IANA zone; decides every day boundary. */
  zone: text(60),
  /** BCP-47; decides how numbers and dates are written. */
  locale: text(35),
  /** Smallest group that may leave the screen. */
  smallGroup: z.number().int().min(2).max(100),
  /** Idle minutes after which a visit ends. */
  sessionIdleMinutes: z.number().int().min(1).max(240),
  /** A visit also ends at local midnight; when somebody comes again through another outside source. */
  sessionEndsAtMidnight: z.boolean(),
  sessionEndsAtSource: z.boolean(),
  /** Visits with more acts than this are left out of every count; 0 = none are. */
  mostActsPerVisit: z.number().int().min(0).max(100_000),
});
export type Settings = z.infer<typeof settingsSchema>;

export type VaultState = 'none' | 'locked' | 'open';
export type VaultProtection = 'none' | 'passphrase' | 'os';

/** What the shell of the app needs at once. */
export interface Status {
  version: string;
  revision: number;
  settings: Settings;
  /** `sealed`: the whole store is encrypted, not only names and addresses. */
  vault: { state: VaultState; protection: VaultProtection; sealed: boolean };
  /** True when any of the data is the made-up sample. */
  hasSample: boolean;
  counts: {
    people: number;
    messages: number;
    events: number;
    orders: number;
    campaigns: number;
    figures: number;
    imports: number;
  };
  /** ISO 4217 of the currency most orders are in; '' while unknown. Money figures are in it. */
  currency: string;
  /** First and last dated row of any kind; null in an empty store. */
  dataRange: Range | null;
  /** Dates per kind of row, so that a page can say which file would fill it. */
  ranges: Record<TableName, Range | null>;
  /** The same without the few rows at either end that lie far from all others, to the hour. */
  fitting: Record<TableName, Range | null>;
}

export interface Job {
  id: number;
  kind:
    | 'import'
    | 'undo'
    | 'sample'
    | 'compact'
    | 'reading'
    | 'audit'
    | 'sealing'
    | 'unsealing'
    | 'backup'
    | 'restoring';
  /** Title words; file base names only, never a path. */
  label: string;
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  /** 0..1, or null where it cannot be known. */
  fraction: number | null;
  rows: number;
  rowsPerSecond: number;
  secondsLeft: number | null;
  /** Error code when failed. */
  error: string | null;
  /** Files of an import that were passed over, with the error code; the others are in. Base names only. */
  passedOver: { file: string; error: string }[];
  /** Run made by this job, when one was. */
  runId: number | null;
}

export const app = {
  'app.status': query<Status>()('What the store holds and how it is protected', nothing()),
  'settings.save': command<Settings>()('Change settings', settingsSchema.partial()),
  'jobs.list': query<Job[]>()('Running and recent long work', nothing()),
  'jobs.cancel': command<{ cancelled: boolean }>()(
    'Stop a running job; what it had not finished is rolled back',
    z.strictObject({ job: id() }),
  ),
  'store.check': query<{ ok: boolean; problems: number }>()('Check the integrity of the store', nothing()),
  'vault.setPassphrase': command<{ protection: VaultProtection }>()(
    'Protect names and addresses with a passphrase',
    z.strictObject({ passphrase: text(1024), current: text(1024).optional() }),
  ),
  'vault.unlock': command<{ state: VaultState }>()('Unlock the vault', z.strictObject({ passphrase: text(1024) })),
  'vault.about': query<{ autoLockMinutes: number; waitSeconds: number; protection: VaultProtection }>()(
    'What protects the key, when names and addresses lock by themselves, and how long nothing may be tried after wrong passphrases',
    nothing(),
  ),
  'vault.setAutoLock': command<{ autoLockMinutes: number }>()(
    'Lock names and addresses by themselves so many minutes after they were last needed; 0 = never',
    z.strictObject({ minutes: z.number().int().min(0).max(1440) }),
  ),
  'vault.makeRecovery': command<{ recovery: string }>()(
    'Make a recovery key to write down; shown once, and an earlier one stops working',
    z.strictObject({ passphrase: text(1024).default('') }),
  ),
  'vault.recover': command<{ state: VaultState }>()(
    'Set a new passphrase by the recovery key',
    z.strictObject({ recovery: text(200), passphrase: text(1024) }),
  ),
  'vault.lock': command<{ state: VaultState }>()(
    'Lock the vault; a workspace that is encrypted whole is closed with it',
    nothing(),
  ),
  'vault.seal': command<{ job: number }>()(
    'Encrypt everything in this workspace; it then opens only with the passphrase, or by the key store of the system (no passphrase then)',
    z.strictObject({ passphrase: text(1024).default('') }),
  ),
  'vault.unseal': command<{ job: number }>()(
    'Stop encrypting everything in this workspace; names and addresses stay encrypted',
    z.strictObject({ passphrase: text(1024).default('') }),
  ),
};
