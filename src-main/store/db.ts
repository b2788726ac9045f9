import type Database from 'better-sqlite3-multiple-ciphers';

declare const writable: unique symbol;
/** A connection that can only read. */
export type ReadDb = Database.Database;
/** A connection that may write; a query handler asking for it does not compile. */
export type WriteDb = Database.Database & { readonly [writable]: true };
