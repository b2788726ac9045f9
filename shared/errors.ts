/** Every way a call can fail. User text is made from the code in the renderer, never from a message. */
export const ERROR_CODES = [
  'internal',
  'invalid-input',
  'unknown-method',
  'not-found',
  'cancelled',
  'busy',
  'file-missing',
  'file-unreadable',
  'file-not-allowed',
  'format-unknown',
  'format-empty',
  'no-rows',
  'mapping-incomplete',
  'store-from-the-future',
  'store-damaged',
  'store-locked',
  'migration-failed',
  'disk-full',
  'vault-locked',
  'vault-not-set',
  'vault-already-set',
  'wrong-passphrase',
  'wrong-recovery-key',
  'passphrase-too-short',
  'purpose-not-allowed',
  'too-few-people',
  'not-allowed-here',
  'file-too-large',
  'mapping-misfit',
  'too-many-attempts',
  'backup-unreadable',
  'backup-keys-missing',
  'backup-keys-other',
  'backup-keys-unreadable',
  'restore-needs-passphrase',
  'workspace-locked',
  'export-too-close',
  'budget-spent',
  'special-category',
  'imported-otherwise',
] as const;

/** One of the closed set of failures. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Numbers, ids and enum words that explain a failure; never personal data, never a path. */
export type ErrorFacts = Readonly<Record<string, number | string | boolean>>;

/** An error as it crosses threads, IPC or HTTP. */
export interface WireError {
  code: ErrorCode;
  facts: ErrorFacts;
  /** Random id that also stands in the local log; only set for `internal`. */
  supportId?: string;
}

/** The only error type thrown on purpose. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
  readonly supportId: string | undefined;

  constructor(code: ErrorCode, facts: ErrorFacts = {}, supportId?: string) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.facts = facts;
    this.supportId = supportId;
  }
}

/** Turns any thrown value into its wire form; what is not an AppError becomes `internal` with a support id. */
export function toWireError(thrown: unknown, supportId: string): WireError {
  if (thrown instanceof AppError) {
    const id = thrown.supportId;
    return { code: thrown.code, facts: thrown.facts, ...(id === undefined ? {} : { supportId: id }) };
  }
  return { code: 'internal', facts: {}, supportId };
}

/** Rebuilds the error on the receiving side. */
export function fromWireError(wire: WireError): AppError {
  return new AppError(wire.code, wire.facts, wire.supportId);
}

/** Makes a missing case of a union a compile error. */
export function assertNever(value: never): never {
  throw new AppError('internal', { unexpected: String(value) });
}
